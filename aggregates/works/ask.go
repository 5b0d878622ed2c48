package works

import (
	"context"
	"database/sql"
	"embed"
	"slices"
	"time"

	"tandem/aggregates/content"
	"tandem/aggregates/fault"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

//go:embed queries/*.sql
var files embed.FS

var queries = store.Load(files)

const (
	// yearDays is the least span of a comparison: a week of posts says nothing.
	yearDays = 365
	// settledAge is the age in days from which on lifetime figures are compared where snapshots at equal age are too few.
	settledAge = 28
	// enoughAged is how many of 100 posts must have been reported at an age for the comparison to be at that age.
	enoughAged = 60
)

// Metrics are those posts can be compared by. Impressions are an older definition of views and are never put beside them.
var Metrics = []metric.Name{metric.Interactions, metric.Views}

// Question is what a comparison is asked for.
type Question struct {
	content.Channels
	// Range is the period in view; the comparison takes the year that ends with it, or all of a longer one.
	Range period.Range
	// Zone is whose hours and weekdays count: the property's.
	Zone *time.Location
	// By is one of Metrics; empty is interactions.
	By metric.Name
	// Age is at which age posts are compared; content.AtBest takes the largest that enough of them are known at, else their lifetime.
	Age content.Age
}

// span is the days whose posts are compared.
func (q Question) span() period.Range {
	return period.Range{From: min(q.Range.From, q.Range.To-yearDays+1), To: q.Range.To}
}

// check fills By; one that is none of Metrics is fault.Invalid.
func (q *Question) check() error {
	if q.By == "" {
		q.By = metric.Interactions
	}
	if !slices.Contains(Metrics, q.By) {
		return fault.Invalidf("by is %q; posts are compared by interactions or views.", string(q.By))
	}
	return nil
}

// Answer is how the posts of a span compare.
type Answer struct {
	Range period.Range // the days whose posts are compared
	By    metric.Name
	// Age is the age in days at which every post stands in the comparison, the same on both channels. Nil means lifetime: the newest figures of posts that were at
	// least 28 days old by then.
	Age *int
	// Channels are those asked for that published anything in the range, Facebook first.
	Channels []Channel
}

// Channel is one channel's own posts side by side.
type Channel struct {
	Kind string // metric.Facebook or metric.Instagram
	// Posts are all own posts of the range, Compared those of the comparison. The others are Unknown, where no import says the metric (of those Older have
	// impressions, when asked by views), Partial, where lifetime figures are compared and its own is "at least", or else have no figure at that age.
	Posts, Compared, Unknown, Older, Partial int
	// Median is of the compared posts.
	Median float64
	Hours  Hours
	// Formats compare by format, Videos what moves by its length, Texts all by the words of their text. Each is without groups where nothing is to be compared.
	Formats, Videos, Texts []Group
}

// post is one own post in a comparison.
type post struct {
	published time.Time
	format    string
	seconds   int64 // 0 for what does not move, or where no import says
	words     int
	value     float64
}

// Ask compares the own posts of a question, in two queries.
func Ask(ctx context.Context, src store.Source, q Question) (Answer, error) {
	return ask(ctx, src, q, true)
}

// AskFormats is Ask for who shows the formats alone: the same answer without hours, videos and texts, and without reading a text.
func AskFormats(ctx context.Context, src store.Source, q Question) (Answer, error) {
	return ask(ctx, src, q, false)
}

func ask(ctx context.Context, src store.Source, q Question, whole bool) (Answer, error) {
	if err := q.check(); err != nil {
		return Answer{}, err
	}
	a := Answer{Range: q.span(), By: q.By}
	if !q.Range.Valid() {
		return a, nil
	}
	known, err := counted(ctx, src, q)
	if err != nil {
		return a, err
	}
	switch age := int(q.Age); {
	case q.Age == content.AtBest:
		a.Age = commonAge(known, q.ids())
	case q.Age != content.AtLifetime:
		a.Age = &age
	}
	posts := map[int64][]post{}
	if err := read(ctx, src, q, a.Age, whole, posts, known); err != nil {
		return a, err
	}
	for i, id := range q.ids() {
		k := known[id]
		if k == nil || id == 0 {
			continue
		}
		c := Channel{Kind: []string{metric.Facebook, metric.Instagram}[i], Posts: k.posts, Compared: len(posts[id]), Unknown: k.posts - k.lifetime, Older: k.older}
		if a.Age == nil {
			c.Partial = k.partial
		}
		c.compareFormats(posts[id])
		if whole {
			c.compareTimes(posts[id], q.Zone)
		}
		a.Channels = append(a.Channels, c)
	}
	return a, nil
}

func (q Question) ids() []int64 { return []int64{q.Facebook, q.Instagram} }

// compareFormats fills what the posts say of their formats.
func (c *Channel) compareFormats(posts []post) {
	values := make([]float64, len(posts))
	for i, p := range posts {
		values[i] = p.value
	}
	slices.Sort(values)
	c.Median = median(values)
	c.Formats = groupsOf(posts, func(p post) (string, bool) { return p.format, true }, nil)
}

// compareTimes fills what they say of hours and lengths.
func (c *Channel) compareTimes(posts []post, zone *time.Location) {
	c.Hours = hoursOf(posts, c.Median, zone)
	c.Videos = groupsOf(posts, lengthOf, VideoLengths)
	c.Texts = groupsOf(posts, wordsOf, TextLengths)
}

// count is how many of a channel's posts are known how.
type count struct {
	posts, lifetime, partial, older int
	ages                            map[int]int // posts with the metric at each age
}

// counted counts the own posts of a question's span by channel.
func counted(ctx context.Context, src store.Source, q Question) (map[int64]*count, error) {
	out := map[int64]*count{}
	span := q.span()
	err := src.Each(ctx, queries.Get("count.OfPosts"), store.Args{"channels": q.ids(), "metric": string(q.By), "from": int64(span.From), "to": int64(span.To)},
		func(r *sql.Rows) error {
			var channel int64
			var aged bool
			var n [4]int
			if err := r.Scan(&channel, &aged, &n[0], &n[1], &n[2], &n[3]); err != nil {
				return err
			}
			if out[channel] == nil {
				out[channel] = &count{ages: map[int]int{}}
			}
			c := out[channel]
			if !aged {
				c.posts, c.lifetime, c.partial, c.older = n[0], n[1], n[2], n[3]
				return nil
			}
			for i, age := range content.Ages {
				c.ages[age] = n[i]
			}
			return nil
		})
	return out, err
}

// commonAge is the largest age at which enough posts of each channel are known; nil where there is none.
func commonAge(known map[int64]*count, channels []int64) *int {
	for _, age := range content.Ages {
		enough, any := true, false
		for _, id := range channels {
			if k := known[id]; k != nil && k.lifetime > 0 {
				any = true
				enough = enough && k.ages[age]*100 >= k.lifetime*enoughAged
			}
		}
		if any && enough {
			return &age
		}
	}
	return nil
}

// read gives the compared posts by channel.
func read(ctx context.Context, src store.Source, q Question, age *int, texts bool, into map[int64][]post, known map[int64]*count) error {
	span := q.span()
	args := store.Args{"channels": q.ids(), "metric": string(q.By), "from": int64(span.From), "to": int64(span.To), "age": int64(0), "settled": int64(settledAge), "texts": int64(0)}
	if texts {
		args["texts"] = int64(1)
	}
	if age != nil {
		args["age"] = int64(*age)
	}
	for id, k := range known {
		into[id] = make([]post, 0, k.posts)
	}
	return src.Each(ctx, queries.Get("post.Compared"), args, func(r *sql.Rows) error {
		var channel, at int64
		var p post
		var text string
		if err := r.Scan(&channel, &at, &p.format, &p.seconds, &text, &p.value); err != nil {
			return err
		}
		p.published, p.words = time.UnixMilli(at), words(text)
		into[channel] = append(into[channel], p)
		return nil
	})
}
