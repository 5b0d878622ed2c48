package takeout

import (
	"fmt"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"tandem/aggregates/importers"
	"tandem/aggregates/metric"
)

// insight is an item of past insights: figures as they were displayed, under labels of the export's language.
type insight struct {
	Media  map[string]medium `json:"media_map_data"`
	Values map[string]struct {
		Value     string `json:"value"`
		Timestamp int64  `json:"timestamp"`
	} `json:"string_map_data"`
}

// readings are the words under which past insights show figures of a post, folded.
var readings = map[string]metric.Name{
	"accounts reached": metric.Reach, "contas alcançadas": metric.Reach,
	"impressions": metric.Impressions, "impressões": metric.Impressions,
	"views": metric.Views, "visualizações": metric.Views,
	"profile visits": metric.ProfileVisits, "visitas ao perfil": metric.ProfileVisits,
	"likes": metric.Reactions, "curtidas": metric.Reactions,
	"comments": metric.Comments, "comentários": metric.Comments,
	"shares": metric.Shares, "compartilhamentos": metric.Shares,
	"saves": metric.Saves, "salvamentos": metric.Saves,
	"follows": metric.Follows, "seguimentos": metric.Follows,
	"replies": metric.Replies, "respostas": metric.Replies,
}

// form is how a displayed figure is written.
type form uint8

const (
	blank   form = iota // nothing, or dashes
	exact               // every digit is there
	rounded             // 12.7K
	other               // a share, a change, a list
)

var (
	grouped   = regexp.MustCompile(`^[1-9]\d{0,2}(?:[.,'’ \x{a0}\x{202f}]\d{3})+$`)
	shortened = regexp.MustCompile(`^\d+(?:[.,]\d+)?[ \x{a0}\x{202f}]?(?:\p{L}{1,4}\.?)$`)
)

// count reads a displayed figure. Only what is written with all its digits is a value: 12.7K can be any of a hundred.
func count(shown string) (n int64, f form) {
	s := strings.TrimSpace(shown)
	switch {
	case s == "" || strings.Trim(s, "-–—") == "":
		return 0, blank
	case grouped.MatchString(s):
		s = strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, s)
		if strings.Count(strings.TrimLeft(shown, " "), ".") > 0 && strings.Count(shown, ",") > 0 { // one sign groups, never two
			return 0, other
		}
	case shortened.MatchString(s):
		return 0, rounded
	}
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n < 0 || s[0] == '+' {
		return 0, other
	}
	return n, exact
}

// labels gather what is told once at the end.
type labels struct {
	rounded map[metric.Name]int
	unread  map[string]bool
	account bool // figures of the whole account
}

// figures hands on one item of past insights. Those of a post become its lifetime values; those of the account name a range of dates without a year, so nobody
// can say which days they are of, and they are not stored.
func (r *reading) figures(d document, key string, n int, item *insight) error {
	seconds, shown, title := item.published()
	if seconds == 0 {
		r.odd.account = true
		return r.skip("figures of the account over a range of dates without a year")
	}
	when, ok := instant(seconds)
	if !ok {
		return r.reject(at(d, n), fmt.Sprintf("%d is no time in seconds at which anything can have been published.", seconds))
	}
	values := r.values(item)
	if !values.Any() {
		return r.skip("past insights of a post without one figure that is written out")
	}
	p := importers.PostFact{Story: strings.HasSuffix(key, "_stories"), Platform: metric.Instagram, Values: values}
	most := 0
	for _, t := range []int64{seconds, shown} {
		if p.ID == "" && t > 0 {
			var fit int
			p.ID, fit = r.shelf.find(p.Story, t, title)
			most = max(most, fit)
		}
	}
	switch {
	case p.ID != "":
	case most > 1:
		return r.reject(at(d, n), fmt.Sprintf("The archive lists several posts of that moment (%s), and nothing says whose figures these are.", when.Format("2006-01-02 15:04:05")))
	default:
		if err := r.proven(d, key, &p, when, title); err != nil {
			return err
		}
	}
	r.line++
	p.Line = r.line
	return r.sink.Post(p)
}

// proven makes a post of insights that the archive's list lacks, or that has no list: its insights prove it all the same.
func (r *reading) proven(d document, key string, p *importers.PostFact, when time.Time, title string) (err error) {
	kind := insights
	switch {
	case p.Story:
		kind, p.Format = instagramStories, "story"
	case strings.HasSuffix(key, "_reels"):
		p.Format = "reel"
	}
	p.Published, p.Body = when, title
	if p.ID, err = r.shelf.key(kind, path.Dir(d.name), when.Unix()); err == nil {
		r.shelf.keep(*p, when.Unix())
	}
	return err
}

// published is when the post of an item was published, when what it shows was made, and its text; 0 where the item is not of a post. The labels differ by language, but
// one entry alone is a time.
func (item *insight) published() (seconds, shown int64, title string) {
	var times []int64
	for _, v := range item.Values {
		if v.Timestamp > 0 {
			times = append(times, v.Timestamp)
		}
	}
	for _, m := range slices.Sorted(maps.Keys(item.Media)) {
		if title == "" {
			title = strings.TrimSpace(Repair(item.Media[m].Title))
		}
		if shown == 0 {
			shown = item.Media[m].Created
		}
	}
	if len(times) == 1 {
		return times[0], shown, title
	}
	return shown, shown, title
}

// values reads the figures of an item.
func (r *reading) values(item *insight) (out importers.Values) {
	for _, label := range slices.Sorted(maps.Keys(item.Values)) {
		v := item.Values[label]
		if v.Timestamp > 0 {
			continue
		}
		word := strings.Join(strings.Fields(strings.ToLower(Repair(label))), " ")
		name, known := readings[word]
		n, f := count(Repair(v.Value))
		switch {
		case f == blank:
		case !known:
			if r.odd.unread == nil {
				r.odd.unread = map[string]bool{}
			}
			if len(r.odd.unread) < 100 {
				r.odd.unread[clip(Repair(label), 60)] = true
			}
		case f == exact:
			if before, ok := out.Get(name); !ok || n > before {
				out.Set(name, n)
			}
		case f == rounded:
			if r.odd.rounded == nil {
				r.odd.rounded = map[metric.Name]int{}
			}
			r.odd.rounded[name]++
		}
	}
	return out
}

// notes are what a person should know of the insights as a whole.
func (l labels) notes(s importers.Sink) {
	if len(l.rounded) > 0 {
		total := 0
		var names []string
		for _, m := range metric.Catalogue {
			if n := l.rounded[m.Name]; n > 0 {
				total += n
				names = append(names, strings.ToLower(m.Label))
			}
		}
		s.Note(fmt.Sprintf("%d past figures are shortened in the archive (such as 12.7K), so they are not exact and are not stored: %s.", total, strings.Join(names, ", ")))
	}
	if l.account {
		s.Note("Past insights of the account as a whole name a range of dates without its year, so they are not stored: nobody can say which days they are of.")
	}
	if len(l.unread) > 0 {
		names := slices.Sorted(maps.Keys(l.unread))
		more := ""
		if len(names) > 8 {
			more = fmt.Sprintf(" and %d more", len(names)-8)
			names = names[:8]
		}
		s.Note(fmt.Sprintf("Past figures not read: %q%s.", names, more))
	}
}
