package export

import (
	"fmt"
	"strings"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/language"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
)

// refusal is why a record cannot be stored: a sentence about the cell under the header field, or about the whole record where field is empty.
type refusal struct{ field, reason string }

// record turns a row into a fact. Exactly one of fact and refused is set.
func (p *pass) record(row sheet.Row) (fact *importers.PostFact, refused *refusal) {
	if refused = p.width(row); refused != nil {
		return nil, refused
	}
	f := &importers.PostFact{Line: row.Line}
	if refused = p.identity(f, row.Cells); refused != nil {
		return nil, refused
	}
	if refused = p.day(f, row.Cells); refused != nil {
		return nil, refused
	}
	if refused = p.describe(f, row.Cells); refused != nil {
		return nil, refused
	}
	for _, place := range p.header.figures {
		if refused = p.figure(f, place, row.Cells); refused != nil {
			return nil, refused
		}
	}
	return f, nil
}

// width refuses filled cells beyond the header. Missing trailing cells are Meta's own habit and mean blank.
func (p *pass) width(row sheet.Row) *refusal {
	for i := len(p.header.cells); i < len(row.Cells); i++ {
		if sheet.Trim(row.Cells[i]) != "" {
			return &refusal{"", fmt.Sprintf("%d cells stand under %d headers, so it is not clear which figure is which. Export the file again instead of editing it.",
				len(row.Cells), len(p.header.cells))}
		}
	}
	return nil
}

// identity fills the ids and the time. A record that lacks either is Meta's note of a failure, or damage.
func (p *pass) identity(f *importers.PostFact, cells []string) *refusal {
	id, idHeader := p.header.text(cells, ID)
	when, whenHeader := p.header.text(cells, Published)
	if id == "" || when == "" {
		return p.nameless(cells, id, when)
	}
	var ok bool
	var err error
	// Facebook's interfaces write the Page's id before an underscore; what follows is the post's own in every export.
	if f.ID, ok, err = sheet.ParseID(id[strings.LastIndexByte(id, '_')+1:]); err != nil {
		return &refusal{idHeader, err.Error()}
	}
	if !ok {
		return &refusal{idHeader, fmt.Sprintf("%q ends before the id of the post.", short(id, 60))}
	}
	if f.Published, err = p.published(cells, when); err != nil {
		return &refusal{whenHeader, err.Error()}
	}
	f.Raw = when
	author, header := p.header.text(cells, AuthorID)
	if f.AuthorID, _, err = sheet.ParseID(author); err != nil {
		return &refusal{header, err.Error()}
	}
	return nil
}

// nameless says why a record without an id or a publish time cannot be stored.
func (p *pass) nameless(cells []string, id, when string) *refusal {
	if comment, header := p.header.text(cells, Comment); comment != "" {
		return &refusal{header, fmt.Sprintf("Meta left out the post and wrote %q. Export the file again to get it.", short(comment, 200))}
	}
	last := max(p.header.fields[ID][0], p.header.fields[Published][0])
	switch {
	case len(cells) <= last:
		return &refusal{"", fmt.Sprintf("The record ends after %d of %d cells, before its id or publish time: a text with line breaks was torn apart. "+
			"Export the file again instead of editing it.", len(cells), len(p.header.cells))}
	case id == "":
		_, header := p.header.text(cells, ID)
		return &refusal{header, "The cell is blank, and without its id a post cannot be told from others."}
	}
	_, header := p.header.text(cells, Published)
	return &refusal{header, "The cell is blank, and a post without a publish time belongs to no day."}
}

// day reads the Date column: a constant for lifetime figures, or the Pacific day that the figures are of.
func (p *pass) day(f *importers.PostFact, cells []string) *refusal {
	text, header := p.header.text(cells, Date)
	if text == "" || text == p.lifetime {
		return nil
	}
	if p.header.words.Value(language.Values, text) == lifetime {
		p.lifetime = strings.Clone(text)
		return nil
	}
	day, _, err := p.days.Day(text)
	if err != nil {
		return &refusal{header, err.Error()}
	}
	f.Day = &day
	return nil
}

func (p *pass) describe(f *importers.PostFact, cells []string) *refusal {
	f.Author, _ = p.header.text(cells, AuthorName)
	f.Title, _ = p.header.text(cells, Title)
	f.Body, _ = p.header.text(cells, Body)
	f.Permalink, _ = p.header.text(cells, Permalink)
	f.Crosspost = p.mark(cells, Crosspost)
	f.Shared = p.mark(cells, Shared)

	postType, _ := p.header.text(cells, Type)
	format, known := p.format(postType)
	if !known {
		p.strange(postType)
	}
	f.Story = format == "story" || p.stories && (p.storyColumns || format == "" || format == "other")
	f.Format = format
	if f.Story {
		f.Format = "story"
	}

	text, header := p.header.text(cells, Duration)
	seconds, ok, err := wholeSeconds(text)
	if err != nil {
		return &refusal{header, err.Error()}
	}
	if ok && seconds > 0 { // Meta writes 0 for what is no video
		f.Duration = &seconds
	}
	return nil
}

// typed is what Format says of a cell.
type typed struct {
	format string
	known  bool
}

// mostTypes bounds what is remembered of post types; genuine files have a handful.
const mostTypes = 64

// format is Format, asked once for each spelling.
func (p *pass) format(cell string) (format string, known bool) {
	t, ok := p.types[cell]
	if !ok {
		t.format, t.known = Format(p.header.words, cell)
		if len(p.types) < mostTypes {
			p.types[strings.Clone(cell)] = t
		}
	}
	return t.format, t.known
}

func (p *pass) mark(cells []string, r Role) bool {
	text, _ := p.header.text(cells, r)
	switch text {
	case "", "0":
		return false
	case "1":
		return true
	}
	word := p.header.words.Value(language.Values, text)
	return word == "true" || word == yes
}

// figure sets one value. Blank stays unknown.
func (p *pass) figure(f *importers.PostFact, place figureAt, cells []string) *refusal {
	if place.metric == metric.Views && p.emptyViews {
		place.at = nil
	}
	value, known, refused := p.value(place.metric, place.at, cells)
	if refused != nil {
		return refused
	}
	if !known {
		if value, known, refused = p.value(place.metric, place.instead, cells); refused != nil {
			return refused
		}
		if known {
			p.sink.Note(fmt.Sprintf("%s is taken from the column %q.", label(place.metric), short(p.header.cells[place.instead[0]], 60)))
		}
	}
	if known {
		f.Values.Set(place.metric, value)
	}
	return nil
}

// value reads the cells at some positions: the first that is filled, or the larger where two differ.
func (p *pass) value(n metric.Name, at []int, cells []string) (value int64, known bool, refused *refusal) {
	for _, i := range at {
		if i >= len(cells) {
			continue
		}
		v, ok, err := p.count(n, cells[i])
		if err != nil {
			return 0, false, &refusal{p.header.cells[i], err.Error()}
		}
		if !ok {
			continue
		}
		if known && v != value {
			p.sink.Note(fmt.Sprintf("Two columns hold %s; where they differ the larger value is kept.", label(n)))
		}
		if !known || v > value {
			value, known = v, true
		}
	}
	return value, known, nil
}

// count reads a cell of a metric. Sums of seconds may come with decimals; everything else is a whole number. Blank is not ok.
func (p *pass) count(n metric.Name, cell string) (v int64, ok bool, err error) {
	if m, _ := metric.Find(n); m.Unit == metric.Seconds {
		p.points.See(cell)
		return wholeSeconds(cell)
	}
	return sheet.ParseCount(cell)
}

// wholeSeconds rounds to the nearest second. Blank is not ok.
func wholeSeconds(cell string) (seconds int64, ok bool, err error) {
	seconds, ok, err = sheet.ParseScaled(cell, 0)
	if err == nil && seconds < 0 {
		return 0, false, fmt.Errorf("%q is less than no time at all.", short(sheet.Trim(cell), 60))
	}
	return seconds, ok, err
}

func label(n metric.Name) string {
	m, _ := metric.Find(n)
	return m.Label
}
