package imports

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"tandem/aggregates/facts"
	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/metric"
	"tandem/aggregates/store"
)

// Who brings a file in, and in what.
type Who struct {
	User int64  // 0 from the command line
	Via  string // page command api demo
	// Source is what the values are marked with: file, or demo for the invented organization.
	Source  string
	Archive string // the name of the archive the file is in; '' for a file of its own
	entry   *int   // its place in the staged archive
}

// sampleRecords is how much of a file the direct way reads before it stores; content files are read whole, since the account they are of is the one with most rows.
const sampleRecords = 1_000

// File imports one file from its path: recognise, preview, settle, store. A file that is refused leaves an entry with state refused and the error; the
// error is returned too. Rollups are not rebuilt: call Finish after the last file. With Dry nothing is written at all.
func (d *Desk) File(ctx context.Context, s store.Scope, path, name string, who Who, c Choice, dry bool, onProgress func(Progress)) (Import, error) {
	src, err := d.sought(ctx, s, path, name, &c)
	if err != nil {
		return d.refuse(ctx, s, name, Preview{}, who, c, dry, err)
	}
	return d.source(ctx, s, src, who, c, dry, onProgress)
}

// Bundle imports a set of documents as one import, by the rules of File. name is what a person calls it: the archive or the folder.
func (d *Desk) Bundle(ctx context.Context, s store.Scope, b importers.Bundle, name string, who Who, c Choice, dry bool, onProgress func(Progress)) (Import, error) {
	src, err := d.recogniseBundle(b, name)
	if err != nil {
		return d.refuse(ctx, s, name, Preview{}, who, c, dry, err)
	}
	return d.source(ctx, s, src, who, c, dry, onProgress)
}

// source imports what was recognised.
func (d *Desk) source(ctx context.Context, s store.Scope, src *source, who Who, c Choice, dry bool, onProgress func(Progress)) (Import, error) {
	limit := int64(0)
	if !dry && src.layout.Platform == metric.Ads {
		limit = sampleRecords
	}
	src.only, src.rest = c.Only, c.Rest
	p, err := d.preview(ctx, src, src.options(c), limit)
	if err != nil {
		return d.refuse(ctx, s, src.name, p, who, c, dry, d.question(src, err))
	}
	if again, ok, err := d.already(ctx, s, p, c); err != nil || ok {
		return again, err
	}
	dest, err := d.settle(ctx, s, p, c)
	if err == nil && len(dest.doubts) > 0 && !c.Yes {
		err = doubted(p, dest, 0)
	}
	if err != nil {
		return d.refuse(ctx, s, src.name, p, who, c, dry, err)
	}
	if dry {
		return dryRun(p, dest), nil
	}
	if src.used != nil && !src.kept {
		if err := s.Write(ctx, func(tx *store.Tx) error { return d.keep(ctx, tx, src, who.User) }); err != nil {
			return Import{}, err
		}
	}
	id, err := d.open(ctx, s, p, who, c, "")
	if err != nil {
		return Import{}, err
	}
	i, err := d.run(ctx, s, id, src, p, c, onProgress)
	if err != nil && i.ID == 0 { // it never began, and without an upload nobody can be asked again
		return d.abandon(s, id, 0, err)
	}
	return i, err
}

// already finds the live import that holds the same bytes; they are not read again. The same day file can be of either platform: then it is another file.
func (d *Desk) already(ctx context.Context, s store.Source, p Preview, c Choice) (Import, bool, error) {
	same, err := d.byHash(ctx, s, p.Hash)
	if err != nil {
		return Import{}, false, err
	}
	for _, i := range same {
		if c.Property != 0 && i.Property != nil && *i.Property != c.Property || p.Platform != "" && i.Platform != nil && *i.Platform != p.Platform {
			continue
		}
		if i.Choice.Only != c.Only {
			continue // a part of the file is not the whole
		}
		if i.Live() {
			i.Unchanged, i.Stored = i.Rows-i.Rejected-i.skipped(), 0
			said := fmt.Sprintf("These bytes are import %d already. Nothing changed.", i.ID)
			if c.Mapping != nil && i.Choice.Mapping != nil && !c.Mapping.Same(i.Choice.Mapping.Mapping) {
				said += " It was read by another mapping: undo it first to read the file by this one."
			}
			i.Notes = append([]string{said}, i.Notes...)
			i.File, i.Same = p.File, true
			return i, true, nil
		}
	}
	return Import{}, false, nil
}

// run stores a file as import id when its turn comes. With an error before it began the Import is empty and the entry as it was. A failure or a cancelled context takes away what was stored; only a kill leaves a partial import behind.
func (d *Desk) run(ctx context.Context, s store.Scope, id int64, src *source, p Preview, c Choice, onProgress func(Progress)) (Import, error) {
	release, err := d.turn(ctx, s)
	if err != nil {
		return Import{}, err
	}
	defer release()
	if dead, _, err := d.interrupted(ctx); err != nil {
		return Import{}, err
	} else if err := d.takeBack(ctx, dead); err != nil { // this run holds the turn, so nobody else's is alive
		return Import{}, err
	}
	dest, again, err := d.settleAgain(ctx, s, id, p, c)
	if err != nil || again.ID != 0 {
		return again, err
	}
	var target facts.Target
	if err := s.Write(ctx, func(tx *store.Tx) (err error) {
		target, err = d.begin(ctx, tx, id, p, c, dest)
		return err
	}); err != nil {
		return Import{}, err
	}
	defer d.forget(id)
	var bytes int64
	tell := func(sum facts.Summary) {
		pr := Progress{Bytes: sum.Bytes, Of: p.Bytes, Rows: sum.Rows, Stored: sum.Stored, Unchanged: sum.Unchanged, Rejected: sum.Rejected}
		d.report(id, pr)
		if onProgress != nil {
			onProgress(pr)
		}
	}
	tell(facts.Summary{})
	w := facts.NewWriter(ctx, d.Log, s, target, tell)
	t := src.tally(w)
	t.onRead = func(n int64) { bytes = n }
	readErr := src.read(ctx, src.options(c), t)
	sum, err := w.Close(readErr)
	if err != nil {
		return d.abandon(s, id, dest.property, err)
	}
	sum.Bytes = bytes
	e, err := d.conclude(ctx, s, target, dest, src, p, t, sum)
	if err == nil {
		err = s.Write(ctx, func(tx *store.Tx) error { return d.finish(ctx, tx, id, e) })
	}
	if err != nil {
		return d.abandon(s, id, dest.property, err)
	}
	return d.Find(ctx, s, id)
}

// abandon takes away what a failed run stored in a property (0: it had not begun) and keeps the reason. It works without the run's context, which may have been cancelled.
func (d *Desk) abandon(s store.Scope, id, property int64, cause error) (Import, error) {
	ctx := context.Background()
	sentence := fault.Sentence(cause)
	if errors.Is(cause, context.Canceled) {
		sentence = "The import was stopped. Nothing of it was kept."
		cause = fault.Wrap(fault.Conflict, cause, "%s", sentence)
	}
	before, err := d.Find(ctx, s, id)
	if err != nil {
		return before, errors.Join(cause, err)
	}
	// A server that stops cancels what it is storing. The upload is still there, so the import stays running and the next start takes it up.
	stays := before.staged != "" && errors.Is(cause, context.Canceled)
	err = s.Write(ctx, func(tx *store.Tx) error {
		if err := facts.Remove(ctx, tx, id); err != nil {
			return err
		}
		if err := facts.Restart(ctx, tx, id); err != nil {
			return err
		}
		if stays {
			return nil
		}
		_, err := tx.Exec(ctx, queries.Get("import.Refuse"), store.Args{"import": id, "error": sentence, "now": d.Now().UnixMilli()})
		return err
	})
	if err == nil && property != 0 {
		err = d.settleGone(ctx, s, property)
	}
	if err != nil {
		return Import{}, errors.Join(cause, err)
	}
	if d.Log != nil {
		d.Log.Error("import failed", "import", id, "error", cause.Error())
	}
	i, err := d.Find(ctx, s, id)
	if err != nil {
		return i, errors.Join(cause, err)
	}
	return i, cause
}

// refuse records a file that cannot be imported. In a dry run nothing is recorded.
func (d *Desk) refuse(ctx context.Context, s store.Scope, name string, p Preview, who Who, c Choice, dry bool, cause error) (Import, error) {
	i := Import{File: name, State: Refused, Error: fault.Sentence(cause), Notes: []string{}, Errors: []Rejection{{Reason: fault.Sentence(cause)}}}
	if dry || ctx.Err() != nil {
		return i, cause
	}
	p.File = name
	if err := s.Write(ctx, func(tx *store.Tx) (err error) {
		i.ID, err = d.refused(ctx, tx, p, who, c, i.Error)
		return err
	}); err != nil {
		i.ID = 0
		return i, errors.Join(cause, err)
	}
	return i, cause
}

// refused makes the row of a file that cannot be imported.
func (d *Desk) refused(ctx context.Context, tx *store.Tx, p Preview, who Who, c Choice, why string) (id int64, err error) {
	if id, err = d.insert(ctx, tx, p, who, c, ""); err == nil {
		_, err = tx.Exec(ctx, queries.Get("import.Refuse"), store.Args{"import": id, "error": why, "now": d.Now().UnixMilli()})
	}
	return id, err
}

// open makes the import's row in state staged.
func (d *Desk) open(ctx context.Context, s store.Scope, p Preview, who Who, c Choice, staged string) (id int64, err error) {
	err = s.Write(ctx, func(tx *store.Tx) error {
		id, err = d.insert(ctx, tx, p, who, c, staged)
		return err
	})
	return id, err
}

func (d *Desk) insert(ctx context.Context, tx *store.Tx, p Preview, who Who, c Choice, staged string) (int64, error) {
	preview, err := json.Marshal(p)
	if err != nil {
		return 0, err
	}
	options, err := json.Marshal(c)
	if err != nil {
		return 0, err
	}
	needs, err := p.needs()
	if err != nil {
		return 0, err
	}
	return tx.Insert(ctx, queries.Get("import.Open"), store.Args{"property": null(c.Property), "user": null(who.User), "via": who.Via, "source": who.Source,
		"file": p.File, "bytes": p.Bytes, "hash": p.Hash, "staged": staged, "kind": nullText(p.Kind), "platform": nullText(p.Platform), "day_rule": p.DayRule,
		"as_of": nullDay(p.AsOf), "options": string(options), "preview": string(preview), "needs": needs, "total": p.Rows, "archive": who.Archive, "entry": who.entry,
		"now": d.Now().UnixMilli()})
}

// begin makes missing channels, links the file's ids and turns the import to running.
func (d *Desk) begin(ctx context.Context, tx *store.Tx, id int64, p Preview, c Choice, dest destination) (facts.Target, error) {
	options, err := json.Marshal(c) // a start that resumes asks nobody again
	if err != nil {
		return facts.Target{}, err
	}
	target := facts.Target{Import: id, Property: dest.property, Channels: map[string]int64{}}
	for kind, existing := range dest.channels {
		if existing == 0 {
			made, err := tx.Insert(ctx, queries.Get("channel.Add"), store.Args{"property": dest.property, "kind": kind, "currency": currencyOf(kind, p)})
			if err != nil {
				return target, err
			}
			existing = made
		}
		target.Channels[kind] = existing
		if err := adopt(ctx, tx, kind, existing, id, dest); err != nil {
			return target, err
		}
		if kind == metric.Ads && p.Currency != "" {
			if _, err := tx.Exec(ctx, queries.Get("channel.AdoptCurrency"), store.Args{"channel": existing, "currency": p.Currency}); err != nil {
				return target, err
			}
		}
	}
	if err := facts.Restart(ctx, tx, id); err != nil {
		return target, err
	}
	_, err = tx.Exec(ctx, queries.Get("import.Begin"), store.Args{"import": id, "options": string(options), "property": dest.property, "platform": nullText(p.Platform),
		"as_of": nullDay(p.AsOf)})
	return target, err
}

// adopt links the ids that a file names to a channel. Only an id that nobody had linked can turn posts of others into own ones.
func adopt(ctx context.Context, tx *store.Tx, kind string, channel, id int64, dest destination) error {
	for _, o := range dest.adopt {
		n, err := tx.Exec(ctx, queries.Get("channel_link.Adopt"), store.Args{"channel": channel, "external_id": o.ID, "import": id, "name": o.Name})
		if err != nil {
			return err
		}
		if n > 0 && kind != metric.Ads && !dest.linked {
			if err := facts.MarkChannel(ctx, tx, channel); err != nil {
				return err
			}
		}
	}
	return nil
}

func currencyOf(kind string, p Preview) string {
	if kind == metric.Ads {
		return p.Currency
	}
	return ""
}
