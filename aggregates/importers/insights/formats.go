package insights

import (
	"context"
	"fmt"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/language"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
)

// published is what stands for a metric where a block counts how much was published.
const published = "posts"

// formatTitles are the titles of the blocks of a list of content formats, folded and without a platform's name in front, and what each counts.
var formatTitles = map[string]string{
	"views":                string(metric.Views),
	"viewers":              string(metric.Viewers),
	"reach":                string(metric.Reach),
	"content interactions": string(metric.Interactions),
	"interactions":         string(metric.Interactions),
	"link clicks":          string(metric.LinkClicks),
	"published content":    published,
}

// recogniseFormats wants two blocks that are a row of names under a title that counts by format, the first of the file among them.
func recogniseFormats(head []sheet.Row) bool {
	list := headBlocks(head)
	if len(list) == 0 || list[0].title == "" {
		return false
	}
	understand(list, language.Days, nil, nil)
	n := 0
	for i, b := range list {
		if _, ok := formatOf(b); ok && b.shape == pair {
			n++
		} else if i == 0 {
			return false
		}
	}
	return n > 1
}

// formatOf is what a block counts by format; false where its title is no such thing.
func formatOf(b block) (what string, ok bool) {
	_, rest := splitPlatform(b.word)
	what, ok = formatTitles[rest]
	return what, ok && (b.shape == pair || b.shape == empty)
}

// readFormats keeps the figures of all blocks apart: posts say the same, one by one, and these cannot be told from theirs.
func readFormats(ctx context.Context, f *sheet.File, o importers.Options, s importers.Sink) error {
	list, err := blocksIn(ctx, f, o.Columns, nil)
	if err != nil {
		return err
	}
	understand(list, language.Days, o.Columns, s)
	subjects := make([]subject, len(list))
	for i, b := range list {
		platform, _ := splitPlatform(b.word)
		what, ok := formatOf(b)
		if !ok {
			s.Note(fmt.Sprintf("The block %q on line %d counts nothing by content format that Tandem knows, so it was not read.", b.title, b.line))
			continue
		}
		subjects[i] = subject{b.title, what, platform}
	}
	if err := settleFormats(subjects, o, s); err != nil {
		return err
	}
	s.Note("Figures by content format are kept apart: they are shown with this import, and no total counts them, because posts say the same again.")
	done := make([]bool, len(list))
	return eachShareRow(ctx, f, o, s, subjects, func(st step) error {
		b, of := list[st.at], subjects[st.at]
		if done[st.at] {
			return s.Reject(st.row.Line, "", fmt.Sprintf("%q holds formats and one row of figures; this is a row too many. Export the file again.", b.title))
		}
		done[st.at] = true
		return formatRow(b, of, st.row, s)
	})
}

// settleFormats gives all blocks the platform that one of them names, or asks.
func settleFormats(list []subject, o importers.Options, s importers.Sink) error {
	if err := contradicts(list, o); err != nil {
		return err
	}
	named := ""
	for _, b := range list {
		if b.platform != "" && named != "" && b.platform != named {
			return fault.Invalidf("This list of formats names both Facebook and Instagram. Export them to a file each.")
		}
		if b.platform != "" {
			named = b.platform
		}
	}
	if named == "" {
		named = o.Platform
	}
	for i := range list {
		list[i].platform = named
	}
	if named == "" {
		return s.NeedsPlatform()
	}
	return nil
}

// formatRow keeps one block: formats above, figures below.
func formatRow(b block, of subject, data sheet.Row, s importers.Sink) error {
	if len(data.Cells) > len(b.names) {
		return s.Reject(data.Line, "", fmt.Sprintf("%d figures stand under %d formats, so whose is whose cannot be told. Export the file again.", len(data.Cells), len(b.names)))
	}
	var facts []importers.ApartFact
	seen := map[string]bool{}
	for i, text := range data.Cells {
		v, ok, err := sheet.ParseCount(text)
		switch {
		case err != nil:
			return s.Reject(data.Line, b.names[i], err.Error())
		case !ok:
			continue
		case b.names[i] == "" || seen[fold(b.names[i])]:
			return s.Reject(data.Line, b.names[i], "A figure stands under no format, or under one that stands twice. Export the file again.")
		}
		seen[fold(b.names[i])] = true
		facts = append(facts, importers.ApartFact{Line: data.Line, Platform: of.platform, Subject: "format", Name: b.names[i], Metric: of.what, Value: v})
	}
	if len(facts) == 0 {
		return s.Skip(data.Line, "The row holds no figures.")
	}
	for _, f := range facts {
		if err := s.Apart(f); err != nil {
			return err
		}
	}
	return nil
}
