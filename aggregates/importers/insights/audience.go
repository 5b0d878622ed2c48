package insights

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/language"
	"tandem/aggregates/importers/sheet"
)

// dimensions are the titles of audience blocks, folded and without a platform's name in front, and what each breaks the audience down by.
var dimensions = map[string]string{
	"top cities":       "city",
	"top towns/cities": "city",
	"top countries":    "country",
	"top pages":        "page",
	"age & gender":     "age_gender",
	"age and gender":   "age_gender",
}

// genders are the columns of age and gender, folded, by the order in which they stand in labels' positions.
var genders = []string{"women", "men"}

// recogniseAudience wants a first block that is no series, and one title among the dimensions.
func recogniseAudience(head []sheet.Row) bool {
	list := headBlocks(head)
	if len(list) == 0 || list[0].title == "" || list[0].shape == series {
		return false
	}
	understand(list, language.Audience, nil, nil)
	for _, b := range list {
		if _, what := dimensionOf(b); what != "" {
			return true
		}
	}
	return false
}

// dimensionOf is the platform a block's title names, ” if none, and its dimension, ” where it is no audience block.
func dimensionOf(b block) (platform, dimension string) {
	platform, rest := splitPlatform(b.word)
	dimension = dimensions[rest]
	if (dimension == "age_gender") != (b.shape == matrix) && b.shape != empty {
		return "", ""
	}
	return platform, dimension
}

// readAudience emits the shares of all blocks. A list is one record, its row of shares; in age and gender each age is one.
func readAudience(ctx context.Context, f *sheet.File, o importers.Options, s importers.Sink) error {
	list, err := blocksIn(ctx, f, o.Columns, nil)
	if err != nil {
		return err
	}
	understand(list, language.Audience, o.Columns, s)
	subjects, err := audienceBlocks(list, o, s)
	if err != nil {
		return err
	}
	m := newMender()
	if err := eachShareRow(ctx, f, o, nil, subjects, func(st step) error {
		for _, cell := range st.row.Cells {
			m.see(subjects[st.at].what, cell)
		}
		return nil
	}); err != nil {
		return err
	}
	below := make([]int, len(list)) // data rows so far, by block
	err = eachShareRow(ctx, f, o, s, subjects, func(st step) error {
		below[st.at]++
		return shares(list[st.at], subjects[st.at], below[st.at], st.row, m, s)
	})
	if m.mended > 0 {
		shares := "1 share"
		if m.mended > 1 {
			shares = fmt.Sprintf("%d shares", m.mended)
		}
		s.Note("A spreadsheet program had made days of " + shares + " (3.4 became 3.апр or the like), which the file's other shares prove: the numbers were had back.")
	}
	return err
}

// eachShareRow calls take for every data row of the blocks that are read. s may be nil, for looking ahead.
func eachShareRow(ctx context.Context, f *sheet.File, o importers.Options, s importers.Sink, subjects []subject, take func(step) error) error {
	rows, err := f.Rows(ctx)
	if err != nil {
		return err
	}
	defer rows.Close()
	c := scanner{pull: rejecting(rows, s), columns: o.Columns}
	for {
		st, err := c.next()
		if errors.Is(err, io.EOF) {
			if s != nil {
				s.Read(rows.Offset())
			}
			return nil
		}
		if err == nil && st.data && subjects[st.at].what != "" {
			err = take(st)
		}
		if err != nil {
			return err
		}
	}
}

// audienceBlocks says for every block of the file, by position, which dimension and platform it has; what is ” for a block that is not read.
func audienceBlocks(list []block, o importers.Options, s importers.Sink) ([]subject, error) {
	all := make([]subject, len(list))
	seen := map[[2]string]string{}
	var known []subject
	var places []int
	for i, b := range list {
		platform, what := dimensionOf(b)
		switch {
		case what == "":
			s.Note(fmt.Sprintf("The block %q on line %d is no part of an audience that Tandem knows, so it was not read.", b.title, b.line))
			continue
		case b.shape == empty:
			s.Note(fmt.Sprintf("The block %q is empty.", b.title))
			continue
		}
		key := [2]string{platform, what}
		if before, twice := seen[key]; twice {
			return nil, fault.Invalidf("This audience file holds %q after %q and does not say whose each is. Export Facebook and Instagram to a file each.", b.title, before)
		}
		seen[key] = b.title
		known, places = append(known, subject{b.title, what, platform}), append(places, i)
	}
	if len(known) == 0 {
		return nil, fault.Invalidf("This audience file holds no shares. Found: %s. Known are Top cities, Top towns/cities, Top countries, Top Pages and Age & gender.", titles(list))
	}
	if err := settleAudience(known, o, s); err != nil {
		return nil, err
	}
	for k, i := range places {
		all[i] = known[k]
	}
	return all, nil
}

// settleAudience gives blocks without a platform the one that another block's title names: an audience file is of one platform, unlike a day file.
func settleAudience(known []subject, o importers.Options, s importers.Sink) error {
	if err := contradicts(known, o); err != nil {
		return err
	}
	named := ""
	for _, b := range known {
		if b.platform != "" && named != "" && b.platform != named {
			return fault.Invalidf("This audience file names both Facebook and Instagram. Export them to a file each.")
		}
		named = cmp.Or(named, b.platform)
	}
	for i := range known {
		known[i].platform = named
	}
	return ask(known, o, s)
}

// shares emits one row of a block. row counts the data rows of its block from 1.
func shares(b block, of subject, row int, data sheet.Row, m *mender, s importers.Sink) error {
	if b.shape == pair {
		if row > 1 {
			return s.Reject(data.Line, "", fmt.Sprintf("%q holds names and one row of shares; this is a row too many; export the file again.", b.title))
		}
		return listShares(b, of, data, m, s)
	}
	age := data.Cells[0]
	if age == "" {
		return s.Reject(data.Line, "", "The row of ages and genders has no age. Export the file again.")
	}
	return ageShares(b, of, row, age, data, m, s)
}

// listShares emits the shares of a list: names above, shares below.
func listShares(b block, of subject, data sheet.Row, m *mender, s importers.Sink) error {
	if len(data.Cells) > len(b.names) {
		return s.Reject(data.Line, "", fmt.Sprintf("%d shares stand under %d names, so whose is whose cannot be told. Export the file again.", len(data.Cells), len(b.names)))
	}
	var facts []importers.ShareFact
	for i, text := range data.Cells {
		if text == "" {
			continue
		}
		if b.names[i] == "" {
			return s.Reject(data.Line, "", fmt.Sprintf("The share %s has no name above it. Export the file again.", text))
		}
		share, err := m.share(of.what, text)
		if err != nil {
			return s.Reject(data.Line, b.names[i], err.Error())
		}
		facts = append(facts, importers.ShareFact{Line: data.Line, Platform: of.platform, Dimension: of.what, Label: b.names[i], Position: i + 1, Share: share})
	}
	return hand(facts, data.Line, s)
}

// ageShares emits the shares of one age. Positions follow ages and then genders, whatever the order of the columns: the same share keeps its place from file to file.
func ageShares(b block, of subject, row int, age string, data sheet.Row, m *mender, s importers.Sink) error {
	var facts []importers.ShareFact
	for i := 1; i < len(data.Cells); i++ {
		if data.Cells[i] == "" {
			continue
		}
		if i >= len(b.names) || b.names[i] == "" {
			return s.Reject(data.Line, "", fmt.Sprintf("The share %s has no gender above it. Export the file again.", data.Cells[i]))
		}
		if b.heads[i] == "" { // left out by the person who mapped the file
			continue
		}
		share, err := m.share(of.what, data.Cells[i])
		if err != nil {
			return s.Reject(data.Line, b.names[i], err.Error())
		}
		gender := b.heads[i]
		place := slices.Index(genders, gender)
		if place < 0 {
			place = len(genders)
		}
		facts = append(facts, importers.ShareFact{Line: data.Line, Platform: of.platform, Dimension: of.what, Label: age + "|" + gender,
			Position: (row-1)*(len(genders)+1) + place + 1, Share: share})
	}
	return hand(facts, data.Line, s)
}

func hand(facts []importers.ShareFact, line int, s importers.Sink) error {
	if len(facts) == 0 {
		return s.Skip(line, "The row holds no shares.")
	}
	for _, f := range facts {
		if err := s.Share(f); err != nil {
			return err
		}
	}
	return nil
}
