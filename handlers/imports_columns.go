package handlers

import (
	"slices"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/mapping"
	"tandem/aggregates/imports"
	"tandem/aggregates/property"
	view "tandem/views/imports"
	"tandem/views/parts"
)

// mapModel is the form: a question for each column, what a file of the kind needs and lacks, and the kinds to choose from.
func (s *Site) mapModel(r *Request, sh imports.Sheet, layout importers.Layout, m mapping.Mapping) view.MapModel {
	page := view.MapModel{Back: r.hall().path(""), Action: r.importIn(sh.Import.ID, "/map"), File: sh.Import.File, Kind: m.Kind, About: aboutKind(m.Kind), Zone: m.Timezone, Dates: m.Dates,
		Kinds: s.kindChoices(r, sh, m.Kind), Targets: targetOptions(layout), Orders: []parts.Option{{Value: "", Text: "are told apart by the file"},
			{Value: importers.DayFirst, Text: "are in April: the day first"}, {Value: importers.MonthFirst, Text: "are in March: the month first"}}}
	chosen := map[string]bool{}
	for _, c := range sh.Table.Columns {
		col := mapColumn(c, layout, m)
		chosen[col.Chosen] = true
		page.Columns = append(page.Columns, col)
	}
	for _, t := range mapping.Missing(layout, func(name string) bool { return chosen[name] }) {
		page.Missing = append(page.Missing, t.Needed)
	}
	if m.Kind == importers.PostTable {
		for _, z := range zoneChoices(m.Timezone) {
			page.Zones = append(page.Zones, parts.Option{Value: z, Text: z})
		}
	}
	return page
}

// kindChoices are the kinds that the file can be, with the one chosen among them.
func (s *Site) kindChoices(r *Request, sh imports.Sheet, chosen string) (list []parts.Segment) {
	kinds := sh.Kinds
	if !slices.Contains(kinds, chosen) {
		kinds = append(slices.Clone(kinds), chosen)
	}
	for _, k := range kinds {
		l, _ := s.Imports.Layout(k)
		list = append(list, parts.Segment{Text: l.Label, Href: r.importIn(sh.Import.ID, "/map", "kind="+k), Current: k == chosen})
	}
	return list
}

// mapColumn is the question about one column, with the target that the mapping chose for it.
func mapColumn(c mapping.Column, layout importers.Layout, m mapping.Mapping) view.MapColumn {
	col := view.MapColumn{Name: columnField(c), Header: mapping.Short(c.Header, 120), Looks: looksLike(c)}
	if t, ok := layout.Target(mapping.Fold(m.Columns[c.Header]), mapping.Fold); ok && m.Columns[c.Header] != "" {
		col.Chosen = t.Name
	}
	for _, cell := range c.First {
		col.First = append(col.First, mapping.Short(cell, 80))
	}
	return col
}

// zoneChoices are the zones to choose from, with one that is chosen but not among them.
func zoneChoices(chosen string) []string {
	list := property.Zones()
	if chosen != "" && !slices.Contains(list, chosen) {
		list = append([]string{chosen}, list...)
	}
	return list
}

func targetOptions(l importers.Layout) []parts.Option {
	list := []parts.Option{{Value: "", Text: "not read"}}
	for _, t := range l.Targets {
		text := t.Label
		if t.Needed != "" {
			text += " (needed)"
			if alternatives(l, t) {
				text = t.Label + " (one such is needed)"
			}
		}
		list = append(list, parts.Option{Value: t.Name, Text: text})
	}
	return list
}

// alternatives reports whether another target meets the same need.
func alternatives(l importers.Layout, t importers.Target) bool {
	return slices.ContainsFunc(l.Targets, func(o importers.Target) bool { return o.Needed == t.Needed && o.Name != t.Name })
}

// aboutKind says how files of a kind are read.
func aboutKind(kind string) string {
	switch kind {
	case importers.PostTable:
		return "A row a post, as another program lists them: the id, when it was published, and figures of the post's whole life. Choose a content export instead if the file comes from Meta Business Suite."
	case importers.AdsReport:
		return "Rows of an ads report of Meta: days, money, figures. Columns of words that slice the same money must be said to be a breakdown, or rows look like copies."
	case importers.InsightsDays:
		return "A row a day with figures of the whole Page or account."
	}
	return "An export of Meta Business Suite: times are US Pacific, MM/DD/YYYY."
}

func looksLike(c mapping.Column) string {
	return map[importers.Cells]string{importers.IDs: "ids", importers.Times: "dates", importers.Counts: "whole numbers", importers.Amounts: "numbers",
		importers.Words: "words", importers.Blank: "blank"}[c.Looks]
}
