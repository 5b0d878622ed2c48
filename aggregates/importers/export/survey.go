package export

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"tandem/aggregates/importers/language"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
)

// survey is what must be known of a file as a whole before its first record can be read: whether its views say anything, and how a spreadsheet program may
// have written its times.
type survey struct {
	emptyViews bool        // Views is 0 in every row although people were reached
	times      sheet.Dates // of Published
	days       sheet.Dates // of Date, where the figures are per day
	shift      shift
}

// enough is after how many rows a sound file is believed to its end.
const enough = 200

// look passes over the file until nothing more can change the answers, in a sound file after enough rows.
func (p *pass) look(ctx context.Context, f *sheet.File) error {
	views, reach := p.header.figure(metric.Views), p.header.figure(metric.Reach)
	viewed, zeros, reached := len(views.at) == 0 || len(reach.at) == 0, false, false
	n := 0
	err := Rows(ctx, f, p.header.line, deaf{}, func(row sheet.Row) error {
		n++
		for _, i := range views.at {
			v, ok, err := sheet.ParseCount(cell(row, i))
			viewed = viewed || err == nil && v > 0
			zeros = zeros || err == nil && ok
		}
		for _, i := range reach.at {
			v, _, err := sheet.ParseCount(cell(row, i))
			reached = reached || err == nil && v > 0
		}
		when, _ := p.header.text(row.Cells, Published)
		p.times.See(when, p.created(row.Cells), p.pacific)
		perDay := false
		if day, _ := p.header.text(row.Cells, Date); day != "" && p.header.words.Value(language.Values, day) != lifetime {
			p.days.See(day, time.Time{}, p.pacific)
			perDay = true
		}
		if viewed && n >= enough && p.times.Sound() && (!perDay || p.days.Sound()) {
			return errSeen
		}
		return nil
	})
	if err != nil && !errors.Is(err, errSeen) {
		return err
	}
	p.emptyViews = !viewed && zeros && reached
	if p.times.Strays() {
		return p.findShift(ctx, f)
	}
	return nil
}

var errSeen = errors.New("nothing more can change the answer")

// created is when the post came to be by its Instagram permalink; zero where it has none.
func (p *pass) created(cells []string) time.Time {
	link, _ := p.header.text(cells, Permalink)
	return Created(link)
}

// Created is the time that stands in the short code of an Instagram permalink, to the second; zero for any other text. The code is a number in base 64, and
// the number begins with the milliseconds since Instagram's own epoch. Seen equal to the publish time, to the minute, on every post of exports of seven accounts.
func Created(permalink string) time.Time {
	_, path, ok := strings.Cut(permalink, "instagram.com/")
	if !ok {
		return time.Time{}
	}
	kind, rest, _ := strings.Cut(path, "/")
	if kind != "p" && kind != "reel" && kind != "reels" && kind != "tv" {
		return time.Time{}
	}
	code, _, _ := strings.Cut(rest, "/")
	const length = 11 // a longer code is a private post's, with a key behind
	if len(code) < length {
		return time.Time{}
	}
	var id uint64
	for _, c := range []byte(code[:length]) {
		at := strings.IndexByte("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", c)
		if at < 0 {
			return time.Time{}
		}
		id = id<<6 | uint64(at)
	}
	return time.UnixMilli(int64(id>>23) + 1314220021721).UTC().Truncate(time.Second)
}

// shift is by how much a spreadsheet program moved all times of a file: another zone, or a calendar that begins in 1904.
type shift struct {
	found bool
	by    time.Duration // what to take off where a record proves nothing itself; only with single
	// single is false where winter and summer differ by the hour: then only what the permalink proves is certain.
	single bool
	rows   int
}

// findShift believes a shift only if all posts whose permalink tells the time are off by the same, or by two values an hour apart.
func (p *pass) findShift(ctx context.Context, f *sheet.File) error {
	times, least, most, n := p.times, time.Duration(0), time.Duration(0), 0
	values := map[time.Duration]bool{}
	err := Rows(ctx, f, p.header.line, deaf{}, func(row sheet.Row) error {
		created := p.created(row.Cells)
		when, _ := p.header.text(row.Cells, Published)
		t, ok, err := times.Instant(when, time.Time{}, p.pacific)
		if created.IsZero() || err != nil || !ok {
			return nil
		}
		by := t.Sub(created.Truncate(time.Minute))
		if n++; n == 1 {
			least, most = by, by
		}
		least, most = min(least, by), max(most, by)
		if values[by] = true; len(values) > 2 {
			return errSeen
		}
		return nil
	})
	if err != nil && !errors.Is(err, errSeen) {
		return err
	}
	if n > 1 && (len(values) == 1 || len(values) == 2 && most-least == time.Hour) {
		p.shift = shift{found: true, by: least, single: len(values) == 1}
	}
	return nil
}

// published reads the publish time of a record.
func (p *pass) published(cells []string, when string) (time.Time, error) {
	created := p.created(cells)
	if !p.shift.found {
		t, _, err := p.times.Instant(when, created, p.pacific)
		return t, err
	}
	t, _, err := p.times.Instant(when, time.Time{}, p.pacific)
	switch {
	case err != nil:
		return t, err
	case !created.IsZero():
		p.shift.rows++
		return created.Truncate(time.Minute), nil
	case p.shift.single:
		p.shift.rows++
		return t.Add(-p.shift.by), nil
	}
	return t, fmt.Errorf("%q was moved by a spreadsheet program, as the links of other posts prove, and this post's own link does not say by how much: "+
		"export the file again and import it unopened.", short(when, 60))
}

// repairs notes what was put right.
func (p *pass) repairs() {
	name := func(r Role) string { return strings.TrimSpace(p.header.cells[p.header.fields[r][0]]) }
	if note := p.times.Note(quoted(name(Published))); note != "" {
		p.sink.Note(note)
	}
	if p.perDay {
		if note := p.days.Note(quoted(name(Date))); note != "" {
			p.sink.Note(note)
		}
	}
	if p.shift.rows > 0 {
		p.sink.Note(fmt.Sprintf("The publish times of this file are off by the same span from the times in the posts' own links (%s); %d were put back.",
			p.shift.by, p.shift.rows))
	}
}

func quoted(header string) string { return "“" + header + "”" }
