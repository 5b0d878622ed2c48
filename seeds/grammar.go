package seeds

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// vocabulary is all a business has to say. Templates hold slots in braces:
// {bake} is a value of that slot, {bake.2} the second part of the same value,
// {Bake} the value with a capital letter. A slot keeps its value through one
// caption. Slot entries are "value|second part|third part" and may begin with
// the months they belong to: "9-11:pumpkin loaf|with toasted seeds".
type vocabulary struct {
	slots    map[string][]string
	themes   []theme
	closings []string
	tags     []string // without #, for Instagram
	opening  []notice
}

// theme is one kind of thing to say, with the formats it takes.
type theme struct {
	name   string
	weight float64
	months string // like "11-12"; empty is all year
	reel   float64
	album  float64 // share of posts with several pictures, of those that are no reel
	link   bool    // on Facebook alone it is a link post
	heads  []string
	bodies []string
	tags   []string
}

// notice is a text that returns each year, word for word.
type notice struct {
	month time.Month
	date  int
	text  string
}

// saying is one finished caption. Head is its first line.
type saying struct {
	theme      theme
	head, body string
	tags       []string
}

// inMonths tells whether m lies in a list like "11-2" or "5"; empty has all.
func inMonths(months string, m time.Month) bool {
	if months == "" {
		return true
	}
	from, to, ranged := strings.Cut(months, "-")
	first, _ := strconv.Atoi(from)
	if !ranged {
		return int(m) == first
	}
	final, _ := strconv.Atoi(to)
	if first <= final {
		return int(m) >= first && int(m) <= final
	}
	return int(m) >= first || int(m) <= final
}

// speaker makes captions of one vocabulary and never says the same twice.
type speaker struct {
	c     chance
	v     *vocabulary
	heads map[string]bool
	since map[string]int // theme name → sayings since it was last used
}

func newSpeaker(c chance, v *vocabulary) *speaker {
	return &speaker{c: c, v: v, heads: map[string]bool{}, since: map[string]int{}}
}

// tries is how often a new first line is looked for before a used one is
// lengthened into a new one.
const tries = 60

// say makes a caption for the day; wanted may refuse a theme.
func (s *speaker) say(d day, wanted func(theme) bool) saying {
	for n := 0; ; n++ {
		weights := make([]float64, len(s.v.themes))
		for i, t := range s.v.themes {
			if wanted(t) && inMonths(t.months, d.month()) {
				weights[i] = t.weight
			}
		}
		t := s.v.themes[s.c.weighted(weights)]
		values := map[string][]string{}
		head := articles(s.fill(pick(s.c, t.heads), d, values))
		if s.heads[head] && n >= tries {
			head = fmt.Sprintf("%s: %s", d.noon().Format("2 January"), lowerFirst(head))
		}
		if s.heads[head] {
			continue
		}
		s.heads[head] = true
		return saying{theme: t, head: head, body: s.body(t, d, values), tags: s.tags(t)}
	}
}

func (s *speaker) body(t theme, d day, values map[string][]string) string {
	body := s.fill(pick(s.c, t.bodies), d, values)
	if s.c.yes(0.4) {
		body += "\n\n" + s.fill(pick(s.c, s.v.closings), d, values)
	}
	return articles(body)
}

// linkMark stands in a caption where each channel says its own way to the shop.
const linkMark = "\x01"

var bareVowel = regexp.MustCompile(`\b([Aa]) ([aeio])`)

// articles turns "a espresso" into "an espresso".
func articles(text string) string { return bareVowel.ReplaceAllString(text, "${1}n $2") }

func (s *speaker) tags(t theme) []string {
	all := slices.Concat(t.tags, s.v.tags)
	s.c.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	all = slices.Compact(all)
	return all[:min(len(all), 3+s.c.IntN(3))]
}

// fill replaces the slots of template; values keeps what was chosen.
func (s *speaker) fill(template string, d day, values map[string][]string) string {
	var out strings.Builder
	for {
		open := strings.IndexByte(template, '{')
		if open < 0 {
			out.WriteString(template)
			return out.String()
		}
		end := open + strings.IndexByte(template[open:], '}')
		out.WriteString(template[:open])
		out.WriteString(s.slot(template[open+1:end], d, values))
		template = template[end+1:]
	}
}

func (s *speaker) slot(name string, d day, values map[string][]string) string {
	key, part, _ := strings.Cut(name, ".")
	capital := unicode.IsUpper(rune(key[0]))
	key = strings.ToLower(key)
	if _, chosen := values[key]; !chosen {
		values[key] = s.choose(key, d)
	}
	text := values[key][0]
	if n, _ := strconv.Atoi(part); n > 1 {
		text = values[key][min(n, len(values[key]))-1]
	}
	if strings.Contains(text, "{") {
		text = s.fill(text, d, values)
	}
	if capital {
		r, size := utf8.DecodeRuneInString(text)
		text = string(unicode.ToUpper(r)) + text[size:]
	}
	return text
}

// choose draws a value for the slot; dates are reckoned from the day.
func (s *speaker) choose(key string, d day) []string {
	switch key {
	case "coming": // an evening some days ahead
		at := (d + day(2+s.c.IntN(9))).noon()
		return []string{at.Format("Monday 2 January"), at.Format("Monday"), at.Format("2 January")}
	case "link":
		return []string{linkMark}
	case "today":
		return []string{d.noon().Format("Monday")}
	case "season":
		return []string{[]string{"winter", "spring", "summer", "autumn"}[int(d.month())%12/3]}
	}
	var fit []string
	for _, entry := range s.v.slots[key] {
		months, rest, dated := strings.Cut(entry, ":")
		if dated && months != "" && strings.Trim(months, "0123456789-") == "" {
			if inMonths(months, d.month()) {
				fit = append(fit, rest, rest) // what is in season is spoken of more
			}
			continue
		}
		fit = append(fit, entry)
	}
	return strings.Split(pick(s.c, fit), "|")
}

func lowerFirst(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToLower(r)) + s[size:]
}
