package handlers_test

import (
	"slices"
	"strings"
	"testing"

	"tandem/handlers/pagetest"
	"tandem/views/format"
)

// beside is a page and the answer to the same question.
type beside struct {
	*testing.T
	machine
	owner *pagetest.Client
}

// TestTogetherAnswersSayWhatThePagesSay reads each answer beside the page that asks the same.
func TestTogetherAnswersSayWhatThePagesSay(t *testing.T) {
	onlyReads(t)
	w, s := pagetest.Demo(t)
	m, owner := withToken(t, w, s, 0), w.SignIn(pagetest.DemoOwner)
	for name, says := range map[string]func(beside){"works": worksSays, "carry": carrySays, "twins": twinsSays, "usual": usualSays, "news": newsSays, "loss": lossSays,
		"annotations": annotationsSay} {
		t.Run(name, func(t *testing.T) { says(beside{t, m, owner}) })
	}
}

// says fails the test unless the page's part holds the words.
func (b beside) says(path, selector string, words ...string) {
	b.Helper()
	text := strings.Join(strings.Fields(b.owner.Get(path).Status(200).Find(selector).Text()), " ")
	for _, each := range words {
		if !strings.Contains(text, each) {
			b.Errorf("%s %s does not say %q: %.800s", path, selector, each, text)
		}
	}
}

func count(n int, one, many string) string { return format.Plural(int64(n), one, many) }

func worksSays(b beside) {
	var works struct {
		Channels map[string]struct {
			Posts, Compared int
			Formats         []struct {
				Key       string
				Posts     int
				Low, High *float64
				Reason    string
			}
			Hours struct {
				Cells []struct{ Posts int }
				Days  []struct{ Posts int } `json:"weekdays"`
			}
		}
	}
	b.Get(demoOne + "works").Status(200).JSON(&works)
	for kind, c := range works.Channels {
		b.says("/p/1/content?view=works", ".basis", format.Count(int64(c.Compared))+" of "+count(c.Posts, "post", "posts")+" compared")
		cells, days, formats := 0, 0, 0
		for _, each := range c.Hours.Cells {
			cells += each.Posts
		}
		for _, each := range c.Hours.Days {
			days += each.Posts
		}
		for _, g := range c.Formats {
			formats += g.Posts
			if (g.Low == nil) != (g.Posts < 5) || (g.Low == nil) != (g.Reason == "too_few") {
				b.Errorf("%s %s of %d posts has the interval %v %v, reason %q", kind, g.Key, g.Posts, g.Low, g.High, g.Reason)
			}
		}
		if c.Compared == 0 || cells != c.Compared || days != c.Compared || formats != c.Compared {
			b.Errorf("%s: %d compared, %d by time, %d by day, %d by format", kind, c.Compared, cells, days, formats)
		}
	}
	if len(works.Channels) != 2 {
		b.Errorf("channels %v", works.Channels)
	}
}

func carrySays(b beside) {
	var carry struct {
		Count, Placed int
		Leads         []struct {
			Post  struct{ Title string }
			Place struct {
				Above *int `json:"above_of_100"`
			}
			Brought struct {
				Twins  int
				Low    *float64
				Reason string
			}
		}
	}
	b.Get(demoOne + "carry?from=2026-01-01&to=2026-11-16&limit=3").Status(200).JSON(&carry)
	b.says("/p/1/content?view=carry&from=2026-01-01&to=2026-11-16", ".carry", count(carry.Count, "post", "posts")+" worth carrying over")
	if len(carry.Leads) != 3 || carry.Count <= 3 {
		b.Errorf("%d of %d leads", len(carry.Leads), carry.Count)
	}
	for _, l := range carry.Leads {
		if l.Place.Above == nil || *l.Place.Above <= 75 || (l.Brought.Low == nil) != (l.Brought.Twins < 5) {
			b.Errorf("lead %+v", l)
		}
	}
}

func twinsSays(b beside) {
	var twins struct {
		Count   int
		Doubles struct {
			Twins  int
			People *int64 `json:"people_at_most"`
		} `json:"counted_once"`
		Twins []struct {
			Confidence int
			Together   struct {
				Figures map[string]*int64
				Reach   struct{ Lower, Upper *int64 }
			}
			Posts []struct {
				Figures map[string]*int64
			}
		}
	}
	b.Get(demoOne + "twins?limit=500").Status(200).JSON(&twins)
	b.says("/p/1/content?kind=twins", ".doubles", count(twins.Doubles.Twins, "twin", "twins"), "up to "+format.Short(*twins.Doubles.People)+" people")
	people := int64(0)
	for _, each := range twins.Twins {
		if len(each.Posts) != 2 {
			continue
		}
		f, i := each.Posts[0].Figures, each.Posts[1].Figures
		if *f["interactions"]+*i["interactions"] != *each.Together.Figures["interactions"] || *each.Together.Reach.Lower != max(*f["reach"], *i["reach"]) ||
			*each.Together.Reach.Upper != *f["reach"]+*i["reach"] || each.Confidence < 50 {
			b.Errorf("twin %+v", each)
		}
		people += min(*f["reach"], *i["reach"])
	}
	if len(twins.Twins) != twins.Count || twins.Count == 0 || people != *twins.Doubles.People {
		b.Errorf("%d of %d twins, %d people in both legs, the answer says %d", len(twins.Twins), twins.Count, people, *twins.Doubles.People)
	}
	var pairs struct {
		Count int `json:"could_be_count"`
	}
	b.Get(demoOne + "twins?from=2024-01-01&to=2027-12-31").Status(200).JSON(&pairs)
	if n := b.owner.Get("/p/1/twins?from=2024-01-01&to=2027-12-31").Find(".pair").Length(); n == 0 || n != pairs.Count {
		b.Errorf("%d pairs on the page, %d in the answer", n, pairs.Count)
	}
}

func usualSays(b beside) {
	var usual struct {
		Channels map[string][]struct {
			Day, Reason string
			Low, High   *int64
		}
	}
	b.Get(demoOne + "usual").Status(200).JSON(&usual)
	table, told := b.owner.Get("/p/1").Find(".chart-twin").Text(), 0
	for _, each := range usual.Channels["together"] {
		if each.Low == nil {
			if each.Reason != "too_few" {
				b.Errorf("%+v has no reason", each)
			}
			continue
		}
		told++
		if words := format.Count(*each.Low) + format.Dash + format.Count(*each.High); !strings.Contains(table, words) {
			b.Errorf("on %s the table does not say %s", each.Day, words)
		}
	}
	if told < 20 {
		b.Errorf("%d days have a usual range", told)
	}
}

func newsSays(b beside) {
	var news struct {
		News []struct {
			Value int64
			Low   int64 `json:"usual_low"`
			High  int64 `json:"usual_high"`
		}
	}
	b.Get(demoOne + "news").Status(200).JSON(&news)
	if len(news.News) == 0 {
		b.Error("no news")
	}
	for i, n := range news.News {
		if n.Value >= n.Low && n.Value <= n.High {
			b.Errorf("%+v is usual", n)
		}
		if i < 6 {
			b.says("/p/1", "#news", format.Count(n.Value))
		}
	}
}

func lossSays(b beside) {
	type kind struct {
		Channel, What string
		Saved         *struct{ From, To string }
		Next          *struct {
			On string `json:"lost_on"`
		} `json:"next_loss"`
	}
	var loss struct {
		Kinds []kind
		Needs []struct{ Urgency string }
	}
	b.Get(demoOne + "loss").Status(200).JSON(&loss)
	if bars := b.owner.Get("/p/1").Find(".kept > li").Length(); bars == 0 || len(loss.Kinds) < bars || len(loss.Needs) == 0 {
		b.Errorf("%d bars, the answer has %d kinds and %d needs", bars, len(loss.Kinds), len(loss.Needs))
	}
	if !slices.ContainsFunc(loss.Kinds, func(k kind) bool {
		return k.Channel == "ads" && k.Saved != nil && k.Next != nil && k.Next.On > k.Saved.To
	}) {
		b.Errorf("nothing is said of ads: %+v", loss.Kinds)
	}
}

func annotationsSay(b beside) {
	var marks struct{ Annotations []struct{ Text string } }
	b.Get(demoOne + "annotations").Status(200).JSON(&marks)
	if n := b.owner.Get("/p/1").Find(".chart-flags li").Length(); n == 0 || n != len(marks.Annotations) {
		b.Errorf("%d flags, %d annotations", n, len(marks.Annotations))
	}
	for _, each := range marks.Annotations {
		b.says("/p/1", ".chart-flags", each.Text)
	}
}
