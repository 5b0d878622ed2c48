package main

import (
	"context"
	"errors"
	"io"
	"os"
	"slices"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers/mapping"
	"tandem/aggregates/imports"
)

type importCommand struct {
	Paths    []string `arg:"" name:"path" help:"Files, folders and ZIP archives."`
	Property string   `placeholder:"NAME|ID" help:"The property, by name or id. Without it each file goes to the one whose linked ids it names."`
	Platform string   `help:"For files that do not say whether they are of facebook or instagram." enum:"facebook,instagram," default:"" placeholder:"facebook|instagram"`
	Mapping  string   `help:"JSON that says what the columns of a table are whose headers Tandem does not know. Kept for tables with the same headers." placeholder:"FILE"`
	Split    bool     `help:"One import for each Page of a file of several, each into the property linked to it or into a new one."`
	DryRun   bool     `help:"Recognise and check; store nothing."`
	Yes      bool     `help:"Accept a file of another currency, Page or account than the property's."`
	JSON     bool     `help:"Print JSON."`
}

// Run imports the files one after the other, then brings rollups up to date once.
func (i importCommand) Run(ctx context.Context, g *globals, c console) error {
	thrifty(garbageOfImport, memoryOfImport)
	choice := imports.Choice{Platform: i.Platform, Yes: i.Yes}
	if i.Mapping != "" {
		var err error
		if choice.Mapping, err = readMapping(i.Mapping); err != nil {
			return usage{err}
		}
	}
	o, err := g.open(ctx, c)
	if err != nil {
		return err
	}
	defer o.close()
	if i.Property != "" {
		p, err := o.property(ctx, i.Property)
		if err != nil {
			return err
		}
		choice.Property = p.ID
	}
	doc, stored, err := i.each(ctx, o, c, choice)
	if stored {
		// What is stored stays stored after Ctrl-C, so its sums are made all the same; a second Ctrl-C ends the program and the next command makes them.
		c.say("Summing up …")
		err = errors.Join(err, o.desk.Finish(context.WithoutCancel(ctx), o.Scope))
	}
	if i.JSON {
		err = errors.Join(err, c.json(doc))
	}
	if err != nil {
		return err
	}
	return verdict(doc.Imports)
}

// each imports every input. stored says whether anything was; the error is of what ended the run early.
func (i importCommand) each(ctx context.Context, o *office, c console, choice imports.Choice) (doc document, stored bool, err error) {
	doc.Imports = []imports.Import{}
	list, archives := inputs(i.Paths)
	choice.Several = len(list) > 1
	defer func() { err = errors.Join(err, i.keep(ctx, o, choice, archives, doc.Imports)) }()
	take := func(entry imports.Import) {
		stored = stored || entry.Live() && entry.Stored > 0
		doc.Imports = append(doc.Imports, entry)
		if !i.JSON {
			c.tell(entry)
		}
	}
	if i.DryRun || i.Split {
		for _, in := range list {
			entries, err := i.one(ctx, o, c, choice, in)
			for _, entry := range entries {
				take(entry)
			}
			if err != nil {
				return doc, stored, err
			}
		}
		return doc, stored, nil
	}
	if len(list) > 1 {
		thrifty(garbageOfDrop, memoryOfDrop)
	}
	bar := newDropProgress(c, list)
	err = o.desk.Files(ctx, o.Scope, list, imports.Who{Via: "command", Source: "file"}, choice, func(out imports.Outcome) error {
		bar.done(out.N)
		if out.Err != nil && out.Import.State != imports.Refused {
			out.Import = refused(list[out.N], out.Err)
		}
		take(out.Import)
		return nil
	}, bar.show)
	bar.end()
	return doc, stored, err
}

// keep writes the run down as a drop, for the page that tells what came of each file. A dry run leaves nothing.
func (i importCommand) keep(ctx context.Context, o *office, choice imports.Choice, archives []imports.Archive, list []imports.Import) error {
	if i.DryRun || len(list) == 0 {
		return nil
	}
	lines := make([]imports.Line, len(list))
	for n, x := range list {
		lines[n] = imports.Line{File: x.File, Archive: x.Archive, Import: x.ID, Same: x.Same, Error: x.Error}
	}
	_, err := o.desk.KeepDrop(context.WithoutCancel(ctx), o.Scope, imports.Who{Via: "command"}, choice.Property, archives, lines)
	return err
}

// one takes one file by itself, for a dry run or a split: an entry, or one for each Page. The error is only of what makes going on useless; a refused file is an entry.
func (i importCommand) one(ctx context.Context, o *office, c console, choice imports.Choice, in imports.Input) ([]imports.Import, error) {
	bar := newProgress(c, in.String())
	who := imports.Who{Via: "command", Source: "file"}
	var entries []imports.Import
	var err error
	if i.Split {
		entries, err = o.desk.Split(ctx, o.Scope, in, who, choice, i.DryRun, bar.show)
	} else {
		var entry imports.Import
		entry, err = o.desk.Take(ctx, o.Scope, in, who, choice, i.DryRun, bar.show)
		entries = []imports.Import{entry}
	}
	bar.end()
	if err == nil {
		return entries, nil
	}
	if last := len(entries) - 1; !slices.ContainsFunc(entries, func(e imports.Import) bool { return e.State == imports.Refused }) {
		entries[last] = refused(in, err)
	}
	if fault.KindOf(err) == fault.Internal || fault.Is(err, fault.Outside) || ctx.Err() != nil {
		return entries, err
	}
	return entries, nil
}

// readMapping reads a mapping file. What cannot be read as one is wrong use; what it says is held against the files.
func readMapping(path string) (*imports.Used, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fault.Wrap(fault.Invalid, err, "The mapping %s cannot be read.", path)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, mapping.MaxJSON+1))
	if err != nil {
		return nil, fault.Wrap(fault.Invalid, err, "The mapping %s cannot be read.", path)
	}
	if len(text) > mapping.MaxJSON {
		return nil, fault.Invalidf("The mapping %s is larger than 1 MiB.", path)
	}
	m, err := mapping.Parse(text)
	return &imports.Used{Mapping: m}, err
}

// refused is the entry of a file that never became an import.
func refused(in imports.Input, err error) imports.Import {
	return imports.Import{File: in.Name, Archive: in.Archive, State: imports.Refused, Error: fault.Sentence(err), Notes: []string{}, Errors: []imports.Rejection{}}
}

// verdict is the exit code of a run: any refused file is a failure, else any rejected row is told.
func verdict(list []imports.Import) error {
	rejected := false
	for _, i := range list {
		if i.State == imports.Refused {
			return done(exitFailed)
		}
		rejected = rejected || i.Rejected > 0
	}
	if rejected {
		return done(exitRejected)
	}
	return nil
}
