package handlers

import (
	"strings"

	"tandem/aggregates/metric"
	"tandem/views/format"
	view "tandem/views/imports"
)

// apartShown is how many objects kept apart the page of an import shows.
const apartShown = 200

// apart are the figures that an import keeps out of every total; nil where there are none.
func (s *Site) apart(r *Request, id int64) (*view.Apart, error) {
	list, err := s.Imports.Apart(r.Context(), r.Scope(), id, apartShown+1)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	m := &view.Apart{Of: "Format"}
	if m.More = len(list) > apartShown; m.More {
		list = list[:apartShown]
	}
	var columns []string
	for _, name := range append([]metric.Name{"posts", metric.Views, metric.Viewers}, metric.OfPost...) {
		for _, a := range list {
			if _, known := a.Figures[string(name)]; known {
				columns = appendNew(columns, string(name))
			}
		}
	}
	for _, a := range list {
		if _, known := a.Figures[string(metric.Interactions)]; known {
			columns = appendNew(columns, string(metric.Interactions))
		}
	}
	for _, c := range columns {
		m.Heads = append(m.Heads, apartHead(c))
	}
	for _, a := range list {
		row := view.ApartRow{Name: a.Name}
		if !a.Published.IsZero() {
			m.Of = "Video"
			row.When = format.MomentYear(a.Published.In(r.Property.Location()))
			if title := strings.TrimSpace(a.Title); title != "" {
				row.Name = title
			}
		}
		if a.Post != 0 {
			row.Href = postPath(r.Property.ID, a.Post)
		}
		for _, c := range columns {
			var figure *int64
			if v, known := a.Figures[c]; known {
				figure = &v
			}
			row.Figures = append(row.Figures, figure)
		}
		m.Rows = append(m.Rows, row)
	}
	return m, nil
}

func apartHead(name string) string {
	if m, ok := metric.Find(metric.Name(name)); ok {
		return m.Label
	}
	return "Published"
}

func appendNew(list []string, s string) []string {
	for _, x := range list {
		if x == s {
			return list
		}
	}
	return append(list, s)
}
