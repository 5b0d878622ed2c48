package ads

import (
	"maps"
	"slices"
	"strings"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/language"
	"tandem/aggregates/importers/sheet"
)

// words turns cells that repeat from record to record into their normal form, once for each spelling.
type words struct {
	segments map[string]segment
	raw      []byte
	results  map[string]string
	lowered  map[string]string
	language language.Header
}

// segment is one combination of breakdown values.
type segment struct{ key, platform, placement string }

// maxWords bounds each memory; a file with more spellings is read at the same speed as one whose words never repeat.
const maxWords = 10_000

func newWords(h language.Header) words {
	return words{segments: map[string]segment{}, results: map[string]string{}, lowered: map[string]string{}, language: h}
}

// segment is the combination of a record's breakdown values; the zero segment where the report has no breakdown.
func (w *words) segment(columns []breakdown, cells []string) segment {
	if len(columns) == 0 {
		return segment{}
	}
	w.raw = w.raw[:0]
	for _, b := range columns {
		if b.at < len(cells) {
			w.raw = append(w.raw, cells[b.at]...)
		}
		w.raw = append(w.raw, importers.Separator...)
	}
	if s, ok := w.segments[string(w.raw)]; ok {
		return s
	}
	var s segment
	var parts []string
	for i, b := range columns {
		if i > 0 && columns[i-1].name == b.name {
			continue // two spellings of one breakdown in one report
		}
		value := ""
		if b.at < len(cells) {
			value = strings.ReplaceAll(sheet.Trim(cells[b.at]), importers.Separator, " ")
		}
		switch b.name {
		case "platform":
			value = platform(value)
			s.platform = value
		case "placement":
			value = under(value)
			s.placement = value
		}
		parts = append(parts, b.name+"="+value)
	}
	s.key = strings.Join(parts, importers.Separator)
	if len(w.segments) >= maxWords {
		clear(w.segments)
	}
	w.segments[string(w.raw)] = s
	return s
}

// under writes a word as Meta's interface does: “Audience Network” is audience_network.
func under(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return c == ' ' || c == '_' || c == '-' || c == '\u00a0' }), "_")
}

// platform is where an ad was shown. Unknown names are kept.
func platform(s string) string {
	switch p := under(s); p {
	case "fb":
		return "facebook"
	case "ig":
		return "instagram"
	default:
		return p
	}
}

// resultNames are the names that reports show instead of an indicator. The same results must be one kind whichever of the two a report has.
var resultNames = map[string]string{
	"link_clicks": "link_click", "clicks": "link_click", "landing_page_views": "landing_page_view", "post_engagements": "post_engagement",
	"thruplays": "thruplay", "thruplay_actions": "thruplay", "video_thruplay_watched_actions": "thruplay", "video_thruplay_watched": "thruplay",
	"leads": "lead", "on_facebook_leads": "onsite_conversion.lead_grouped", "leads_(form)": "onsite_conversion.lead_grouped",
	"purchases": "purchase", "website_purchases": "offsite_conversion.fb_pixel_purchase", "website_leads": "offsite_conversion.fb_pixel_lead",
	"messaging_conversations_started": "onsite_conversion.messaging_conversation_started_7d", "page_likes": "like", "facebook_likes": "like",
	"accounts_center_accounts_reached": "reach", "people_reached": "reach", "impression": "impressions", "instagram_profile_visits": "profile_visit_view",
	"profile_visits": "profile_visit_view", "video_views": "video_view", "app_installs": "mobile_app_install",
	"website_adds_to_cart": "offsite_conversion.fb_pixel_add_to_cart", "website_checkouts_initiated": "offsite_conversion.fb_pixel_initiate_checkout",
}

// resultWords are the English names of results, as reports show them.
func resultWords() []string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(resultNames)) {
		all = append(all, strings.ReplaceAll(name, "_", " "))
	}
	return all
}

// result is the kind of a record's results: “actions:link_click” and “Link clicks” are link_click. Empty where the record names none.
func (w *words) result(cell string) string {
	if cell == "" {
		return ""
	}
	if r, ok := w.results[cell]; ok {
		return r
	}
	r := under(strings.TrimPrefix(w.language.Value(language.Results, cell), "actions:"))
	if name, ok := resultNames[r]; ok {
		r = name
	}
	if len(w.results) >= maxWords {
		clear(w.results)
	}
	w.results[strings.Clone(cell)] = r
	return r
}

func (w *words) lower(cell string) string {
	if cell == "" {
		return ""
	}
	if l, ok := w.lowered[cell]; ok {
		return l
	}
	l := strings.ToLower(strings.Clone(cell))
	if len(w.lowered) >= maxWords {
		clear(w.lowered)
	}
	w.lowered[strings.Clone(cell)] = l
	return l
}
