package handlers

import (
	"slices"
	"strconv"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/mapping"
	"tandem/aggregates/imports"
	view "tandem/views/imports"
	"tandem/views/parts"
)

// mappings lists what the organization said of columns.
func (s *Site) mappings(r *Request) error {
	frame, err := r.Frame("Columns explained by hand", r.hall().room())
	if err != nil {
		return err
	}
	list, err := s.Imports.Mappings(r.Context(), r.Scope())
	if err != nil {
		return err
	}
	page := view.MappingsModel{Frame: frame, CSRF: frame.CSRF, Back: r.hall().path(""), Forget: r.hall().path("/mappings/forget")}
	for _, m := range list {
		page.List = append(page.List, s.mappingLine(r, m))
	}
	return r.Render(view.Mappings(page))
}

func (s *Site) mappingLine(r *Request, m imports.Mapping) view.MappingLine {
	l := view.MappingLine{ID: strconv.FormatInt(m.ID, 10), File: m.File, Kind: m.Mapping.Kind, When: momentOf(r, m.Made), By: m.By, Zone: m.Mapping.Timezone,
		Dates: map[string]string{importers.DayFirst: "the day first", importers.MonthFirst: "the month first"}[m.Mapping.Dates]}
	if l.By == "" {
		l.By = "command line or API"
	}
	layout, ok := s.Imports.Layout(m.Mapping.Kind)
	if ok {
		l.Kind = layout.Label
	}
	headers := make([]string, 0, len(m.Mapping.Columns))
	for h, word := range m.Mapping.Columns {
		if word != "" {
			headers = append(headers, h)
		}
	}
	slices.SortFunc(headers, func(a, b string) int { return strings.Compare(strings.ToLower(a), strings.ToLower(b)) })
	for _, h := range headers {
		text := m.Mapping.Columns[h]
		if t, ok := layout.Target(mapping.Fold(text), mapping.Fold); ok {
			text = t.Label
		}
		l.Columns = append(l.Columns, view.MapFact{Label: mapping.Short(h, 80), Text: text})
	}
	return l
}

func (s *Site) forgetMapping(r *Request) error {
	ids, err := r.FieldIDs("mapping")
	if err != nil {
		return err
	}
	back := r.hall().path("/mappings")
	for _, id := range ids {
		if err := s.Imports.Unmap(r.Context(), r.Scope(), id); err != nil {
			return err
		}
		r.Record("mapping forgotten", strconv.FormatInt(id, 10), "")
	}
	if len(ids) == 0 {
		return fault.Invalidf("Say which mapping to forget.")
	}
	r.Flash(parts.ToneNew, "The mapping is forgotten. A table with these headers asks again.")
	return r.Redirect(back)
}
