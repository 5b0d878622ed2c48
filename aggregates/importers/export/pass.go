package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/sheet"
)

// step is after how many records progress is told and a cancelled context is noticed.
const step = 1000

// pass is one reading of one file.
type pass struct {
	header       *header
	pacific      sheet.Pacific
	sink         importers.Sink
	stories      bool     // the file is one of stories
	storyColumns bool     // and its columns alone say so
	odd          []string // post types without a word of ours
	perDay       bool
	types        map[string]typed
	lifetime     string // the word for lifetime figures, as this file writes it
	points       sheet.Points
	survey
}

// Read hands every record of a content export to the sink. stories is what the file was recognised as. Errors are those of the sink and the context,
// and fault.Invalid for a file whose header lacks what no record can do without.
func (t *Table) Read(ctx context.Context, f *sheet.File, o importers.Options, stories bool, s importers.Sink) error {
	head, err := f.Head(importers.HeadRows)
	if err != nil {
		return err
	}
	row, ok := First(head)
	if !ok {
		return fault.Invalidf("The file holds no rows. Export it again.")
	}
	p := &pass{header: t.find(row, o.Columns), sink: s, stories: stories, types: map[string]typed{}}
	p.storyColumns = t.storyColumns(p.header)
	if err := p.header.complete(t); err != nil {
		return err
	}
	if p.pacific, err = sheet.NewPacific(); err != nil {
		return err
	}
	p.days.ISO = true
	if err := p.look(ctx, f); err != nil {
		return err
	}
	if err := Rows(ctx, f, p.header.line, s, p.take); err != nil {
		return err
	}
	p.conclude()
	return p.points.Err()
}

// take handles one data row.
func (p *pass) take(row sheet.Row) error {
	fact, refused := p.record(row)
	if refused != nil {
		return p.sink.Reject(row.Line, strings.TrimSpace(refused.field), refused.reason)
	}
	p.perDay = p.perDay || fact.Day != nil
	return p.sink.Post(*fact)
}

// strange remembers a post type that no table knows; eight are enough to act on.
func (p *pass) strange(postType string) {
	if postType = short(postType, 60); len(p.odd) < 8 && !slices.Contains(p.odd, postType) {
		p.odd = append(p.odd, strings.Clone(postType))
	}
}

// conclude notes what is true of the file as a whole.
func (p *pass) conclude() {
	if note := p.header.words.Note(); note != "" {
		p.sink.Note(note)
	}
	p.repairs()
	if p.emptyViews {
		p.sink.Note("Views is 0 in every row although people were reached, so it is taken as missing.")
	}
	if p.perDay {
		p.sink.Note("The figures are per day: a post stands in the file once for each day and is counted once.")
	}
	if len(p.odd) > 0 {
		p.sink.Note(fmt.Sprintf("Post types kept as \"other\": %s.", list(p.odd, len(p.odd))))
	}
	if len(p.header.unused) > 0 {
		p.sink.Note(fmt.Sprintf("Columns not used: %s.", list(p.header.unused, 8)))
	}
}

func cell(row sheet.Row, i int) string {
	if i >= len(row.Cells) {
		return ""
	}
	return row.Cells[i]
}

// listener is the part of a sink that the loop over rows itself speaks to.
type listener interface {
	Reject(line int, field, reason string) error
	Read(bytes int64)
}

// deaf is for looking ahead: what is wrong is told when the file is read.
type deaf struct{}

func (deaf) Reject(int, string, string) error { return nil }
func (deaf) Read(int64)                       {}

// Rows calls take for every data row below the header row, which ends at line. Blank rows are no records; rows that cannot be parsed are rejected and passed over.
func Rows(ctx context.Context, f *sheet.File, line int, s listener, take func(sheet.Row) error) error {
	r, err := f.Rows(ctx)
	if err != nil {
		return err
	}
	defer r.Close()
	for n := 1; ; n++ {
		if n%step == 0 {
			s.Read(r.Offset())
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		row, err := r.Next()
		var bad *sheet.RowError
		switch {
		case errors.Is(err, io.EOF):
			s.Read(r.Offset())
			return nil
		case errors.As(err, &bad):
			err = s.Reject(bad.Line, "", bad.Reason)
		case err != nil:
		case row.Line > line && !Blank(row):
			err = take(row)
		}
		if err != nil {
			return err
		}
	}
}
