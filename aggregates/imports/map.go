package imports

import (
	"context"
	"encoding/json"
	"errors"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/mapping"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
	"tandem/aggregates/store"
)

// asked reports whether a person can answer an error.
func asked(err error) bool {
	var q *Question
	return errors.As(err, &q)
}

// settled is the choice of a file that was staged with a mapping; nil for one that its layout knew, so that a mapping made since does not change how it is read.
func (c *Choice) settled() *Choice {
	if c.Mapping == nil {
		return nil
	}
	return c
}

// peek recognises an input and reads it without storing anything; c then names the mapping that counts.
func (d *Desk) peek(ctx context.Context, s store.Source, in Input, c *Choice) (Preview, error) {
	src, release, err := d.look(ctx, s, in, c)
	if err != nil {
		return Preview{File: in.Name}, err
	}
	defer release()
	p, err := d.preview(ctx, src, src.options(*c), 0)
	return p, d.question(src, err)
}

// unexplained is the preview of a file that waits for somebody to say what its columns are.
func (d *Desk) unexplained(ctx context.Context, in Input, why error) (p Preview, err error) {
	p = Preview{File: in.Name, Columns: true, Label: "A table whose columns are not known", Notes: []string{}}
	var q *Question
	if errors.As(why, &q) {
		p.Notes = append(p.Notes, "Its columns are "+q.Table.List(12)+".")
	}
	path, release, err := d.Hold(ctx, in)
	if err != nil {
		return p, err
	}
	defer release()
	p.Hash, p.Bytes, err = fingerprint(ctx, path)
	return p, err
}

// Sheet is a staged file with columns that somebody has to explain, or explained.
type Sheet struct {
	Import Import
	Table  mapping.Table
	Kinds  []string         // what it could be, the likeliest first
	Said   *mapping.Mapping // what was said of it; nil for nothing
	in     Input
}

// Sheet opens a staged file for mapping. One whose columns are known without anybody's word, and one that does not wait any more, is fault.Conflict.
func (d *Desk) Sheet(ctx context.Context, s store.Source, id int64) (sh Sheet, err error) {
	if sh.Import, err = d.Find(ctx, s, id); err != nil {
		return sh, err
	}
	i := sh.Import
	if i.State != Staged || i.staged == "" {
		return sh, fault.Conflictf("%s does not wait any more: what its columns are cannot be said now.", i.File)
	}
	if !i.Preview.Columns && i.Choice.Mapping == nil {
		return sh, fault.Conflictf("The columns of %s are known. There is nothing to say of them.", i.File)
	}
	sh.in = d.waiting(i)
	path, release, err := d.Hold(ctx, sh.in)
	if err != nil {
		return sh, err
	}
	defer release()
	f, err := sheet.Open(path)
	if err != nil {
		return sh, err
	}
	head, err := f.Head(mapping.Rows)
	if err != nil {
		return sh, err
	}
	var ok bool
	if sh.Table, ok = mapping.Examine(head); !ok {
		return sh, fault.Conflictf("%s is no table with headers.", i.File)
	}
	sh.Kinds = d.able(sh.Table.Kinds())
	if i.Choice.Mapping != nil {
		sh.Said = &i.Choice.Mapping.Mapping
	}
	if len(sh.Kinds) == 0 { // a layout knew the file and could not make out its columns
		for _, l := range d.Layouts {
			if len(l.Targets) > 0 {
				sh.Kinds = append(sh.Kinds, l.Kind)
			}
		}
	}
	return sh, nil
}

// Suggest is what the columns of a sheet could be in a kind, by folded header. What the organization said of other tables of the kind comes first.
func (d *Desk) Suggest(ctx context.Context, s store.Source, sh Sheet, kind string) (map[string]string, error) {
	l, ok := d.Layout(kind)
	if !ok {
		return nil, fault.Invalidf("There is no kind of file called %q.", kind)
	}
	list, err := d.Mappings(ctx, s)
	if err != nil {
		return nil, err
	}
	known := map[string]string{}
	for _, m := range list {
		if m.Mapping.Kind != kind {
			continue
		}
		for header, word := range m.Mapping.Columns {
			if _, newer := known[mapping.Fold(header)]; !newer && word != "" {
				if t, ok := l.Target(mapping.Fold(word), mapping.Fold); ok {
					known[mapping.Fold(header)] = t.Name
				}
			}
		}
	}
	return mapping.Suggest(sh.Table, l, known), nil
}

// trialRecords is how much of a file a trial reads.
const trialRecords = 1_000

// Trial is what the first records of a file would become by a mapping.
type Trial struct {
	Preview
	Examples []Example
	Sums     map[metric.Name]int64 // over the records read, of what may be added
	Ads      [importers.AdFigures]int64
}

// Try reads the first records of a sheet by a mapping and stores nothing. Errors are fault.Invalid: what the mapping lacks, or why the file cannot be read by it.
func (d *Desk) Try(ctx context.Context, s store.Source, sh Sheet, m mapping.Mapping) (Trial, error) {
	src, release, err := d.sheetBy(ctx, s, sh, m)
	if err != nil {
		return Trial{}, err
	}
	defer release()
	show := &examples{}
	t := src.tally(show)
	t.limit = trialRecords
	err = src.read(ctx, src.options(sh.Import.Choice), t)
	sampled := errors.Is(err, errEnough)
	if err != nil && !sampled {
		return Trial{}, err
	}
	p := d.describe(src, t)
	p.Sampled = sampled
	return Trial{p, show.list, show.sums, show.ads}, nil
}

func (d *Desk) sheetBy(ctx context.Context, s store.Source, sh Sheet, m mapping.Mapping) (*source, func(), error) {
	c := Choice{Mapping: &Used{Mapping: m}}
	src, release, err := d.look(ctx, s, sh.in, &c)
	if err == nil && src.used == nil {
		release()
		err = fault.Invalidf("The mapping is for another file.")
	}
	return src, release, err
}

// Map settles what the columns of a sheet are: the whole file is read by the mapping, the mapping is kept for the organization, and the file waits as any that was
// recognised. Errors are those of Try.
func (d *Desk) Map(ctx context.Context, s store.Scope, sh Sheet, m mapping.Mapping, user int64) error {
	src, release, err := d.sheetBy(ctx, s, sh, m)
	if err != nil {
		return err
	}
	defer release()
	c := sh.Import.Choice
	p, err := d.preview(ctx, src, src.options(c), 0)
	if err != nil {
		return err
	}
	c.Mapping = src.used
	options, err := json.Marshal(c)
	if err != nil {
		return err
	}
	preview, err := json.Marshal(p)
	if err != nil {
		return err
	}
	needs, err := p.needs()
	if err != nil {
		return err
	}
	return s.Write(ctx, func(tx *store.Tx) error {
		if err := d.keep(ctx, tx, src, user); err != nil {
			return err
		}
		n, err := tx.Exec(ctx, queries.Get("import.Map"), store.Args{"import": sh.Import.ID, "kind": p.Kind, "platform": nullText(p.Platform), "day_rule": p.DayRule,
			"as_of": nullDay(p.AsOf), "options": string(options), "preview": string(preview), "needs": needs, "total": p.Rows, "hash": p.Hash, "bytes": p.Bytes})
		if err == nil && n == 0 {
			err = fault.Conflictf("%s does not wait any more.", sh.Import.File)
		}
		return err
	})
}
