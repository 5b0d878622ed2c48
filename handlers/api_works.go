package handlers

import (
	"strings"
	"time"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/works"

	"github.com/gofiber/fiber/v2"
)

const (
	apiTooFew  = "too_few"             // too few posts, twins or days to say
	apiUnclear = "no_clear_difference" // enough of them, and none differs by more than chance can
)

// apiWorksAnswer is how the own posts of a year compare, on each channel by itself.
type apiWorksAnswer struct {
	Property int64       `json:"property"`
	From     period.Day  `json:"from"`
	To       period.Day  `json:"to"`
	By       metric.Name `json:"by"`
	// Age is at how many days after publishing every post stands; null for the newest figures of posts that were at least 28 days old.
	Age      *int                `json:"age_days"`
	Timezone string              `json:"timezone"`
	Channels map[string]apiWorks `json:"channels"`
}

// apiWorks is one channel. Posts that are not compared are left out for one of four causes.
type apiWorks struct {
	Posts    int        `json:"posts"`
	Compared int        `json:"compared"`
	Left     apiLeft    `json:"left_out"`
	Median   *float64   `json:"median"`
	Hours    apiHours   `json:"hours"`
	Formats  []apiGroup `json:"formats"`
	Videos   []apiGroup `json:"video_lengths"`
	Texts    []apiGroup `json:"text_lengths"`
}

type apiLeft struct {
	NotAtAge        int `json:"not_at_that_age"`
	Partial         int `json:"partial"`
	OlderDefinition int `json:"older_definition"`
	Unknown         int `json:"unknown"`
}

// apiGroup is posts that have something in common. Low and High are the 80 % interval of the median; null with a reason below works.FewestToSay posts.
type apiGroup struct {
	Key    string   `json:"key"`
	Posts  int      `json:"posts"`
	Median float64  `json:"median"`
	Low    *float64 `json:"low"`
	High   *float64 `json:"high"`
	Above  []string `json:"clearly_above"`
	Below  []string `json:"clearly_below"`
	Reason string   `json:"reason,omitempty"`
}

// apiHours is when posts did well. Cells without posts are left out; Best is null with its reason where no time is clearly better.
type apiHours struct {
	Cells  []apiTime `json:"cells"`
	Days   []apiTime `json:"weekdays"`
	Blocks []apiTime `json:"hours"`
	Best   *apiBest  `json:"best"`
	Looked int       `json:"times_looked_at"`
	Reason string    `json:"reason,omitempty"`
}

// apiTime is the posts of a weekday, of some hours, or of both. Ratio is of their median to the channel's, null where that is 0.
type apiTime struct {
	apiWhen
	Posts int      `json:"posts"`
	Ratio *float64 `json:"ratio"`
}

// apiWhen names a time; null is all of them.
type apiWhen struct {
	Weekday *string `json:"weekday"`
	From    *int    `json:"from_hour"`
	To      *int    `json:"to_hour"`
}

type apiBest struct {
	apiWhen
	Posts int     `json:"posts"`
	Ratio float64 `json:"ratio"`
	Low   float64 `json:"low"`
	High  float64 `json:"high"`
}

// apiWorks answers as the page of what works does.
func (s *Site) apiWorks(r *Request) error {
	p, err := r.Period()
	if err != nil {
		return err
	}
	age, err := r.ageAsked()
	if err != nil {
		return err
	}
	a, err := works.Ask(r.Context(), r.Scope(), works.Question{Channels: r.contentChannels(p.Platform), Range: p.Range, Zone: r.Property.Location(),
		By: metric.Name(r.Query("by")), Age: age})
	if err != nil {
		return err
	}
	out := apiWorksAnswer{Property: r.Property.ID, From: a.Range.From, To: a.Range.To, By: a.By, Age: a.Age, Timezone: r.Property.Timezone, Channels: map[string]apiWorks{}}
	for _, c := range a.Channels {
		out.Channels[c.Kind] = apiWorksOf(c)
	}
	return r.JSON(fiber.StatusOK, out)
}

func apiWorksOf(c works.Channel) apiWorks {
	out := apiWorks{Posts: c.Posts, Compared: c.Compared, Hours: apiHoursOf(c), Formats: apiGroups(c.Formats), Videos: apiGroups(c.Videos), Texts: apiGroups(c.Texts),
		Left: apiLeft{NotAtAge: c.Posts - c.Compared - c.Unknown - c.Partial, Partial: c.Partial, OlderDefinition: c.Older, Unknown: c.Unknown - c.Older}}
	if c.Compared > 0 {
		out.Median = &c.Median
	}
	return out
}

func apiGroups(list []works.Group) []apiGroup {
	out := []apiGroup{}
	for _, g := range list {
		one := apiGroup{Key: g.Key, Posts: g.Posts, Median: g.Median, Low: g.Low, High: g.High, Above: listed(g.Above), Below: listed(g.Below)}
		if !g.Said() {
			one.Reason = apiTooFew
		}
		out = append(out, one)
	}
	return out
}

// listed is never null in JSON.
func listed[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

func apiHoursOf(c works.Channel) apiHours {
	h := c.Hours
	out := apiHours{Cells: []apiTime{}, Days: []apiTime{}, Blocks: []apiTime{}, Looked: h.Looked}
	for d := range h.Days {
		for b, cell := range h.Cells[d] {
			out.Cells = apiAppend(out.Cells, cell, &d, &b)
		}
		out.Days = apiAppend(out.Days, h.Days[d], &d, nil)
	}
	for b, cell := range h.Blocks {
		out.Blocks = apiAppend(out.Blocks, cell, nil, &b)
	}
	switch b := h.Best; {
	case b != nil:
		out.Best = &apiBest{apiWhenOf(b.Weekday, b.Block), b.Posts, b.Ratio, b.Low, b.High}
	case h.Looked == 0:
		out.Reason = apiTooFew
	default:
		out.Reason = apiUnclear
	}
	return out
}

func apiAppend(list []apiTime, c works.Cell, day, block *int) []apiTime {
	if c.Posts == 0 {
		return list
	}
	return append(list, apiTime{apiWhenOf(day, block), c.Posts, c.Ratio})
}

func apiWhenOf(day, block *int) (w apiWhen) {
	if day != nil {
		name := strings.ToLower(time.Weekday((*day + 1) % 7).String())
		w.Weekday = &name
	}
	if block != nil {
		from, to := *block*works.BlockHours, (*block+1)*works.BlockHours
		w.From, w.To = &from, &to
	}
	return w
}
