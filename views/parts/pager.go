package parts

import "tandem/views/format"

func pagerText(m PagerModel) string {
	text := format.Count(int64(m.From)) + format.Dash + format.Count(int64(m.To)) + " of " + format.Count(int64(m.Total))
	if m.Noun != "" {
		text += " " + m.Noun
	}
	return text
}
