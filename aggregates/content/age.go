package content

import (
	"database/sql"
	"slices"

	"tandem/aggregates/metric"
)

// Ages are the days after publishing at which posts are compared, where exports of about that age are known; the largest first. The first day is 24 hours, the third 72.
var Ages = []int{28, 7, 3, 1}

// Age is at which age posts are compared: a number of Ages, AtBest or AtLifetime.
type Age int

// AtBest compares each post at the largest age that it and at least FewestPeers others are known at, else by its lifetime. AtLifetime compares the newest known figures.
const (
	AtBest     Age = 0
	AtLifetime Age = -1
)

// Curve is how a post's views grew with its age.
type Curve struct {
	// Metric is Views, or Impressions where only that older definition is known of the post.
	Metric metric.Name
	// Points are what was reported of it, the youngest first: at the ages of Ages, and last the newest known figure.
	Points []Point
	// Usual are the medians of the own posts that the post is compared with, at each of Ages that at least FewestPeers of them are known at, the youngest first.
	Usual []Point
}

// Point is a figure so many days after publishing.
type Point struct{ Days, Value int64 }

// curve is a post's. Views and impressions are never mixed in one.
func (f field) curve(l *Post) Curve {
	c := Curve{Metric: metric.Views}
	get := func(p peer) sql.NullInt64 { return p.views }
	if !l.values.of(metric.Views).Valid && l.values.of(metric.Impressions).Valid {
		c.Metric, get = metric.Impressions, func(p peer) sql.NullInt64 { return p.impressions }
	}
	for _, age := range slices.Sorted(slices.Values(Ages)) {
		list, own, ok := f.others(l, age)
		if v := get(own); ok && v.Valid {
			c.Points = append(c.Points, Point{own.at, v.Int64})
		}
		var known []int64
		for _, o := range list {
			if v := get(o); v.Valid {
				known = append(known, v.Int64)
			}
		}
		if len(known) >= FewestPeers {
			c.Usual = append(c.Usual, Point{int64(age), middle(known)})
		}
	}
	if now := l.values.of(c.Metric); now.Valid && l.AsOf != nil {
		if days := int64(*l.AsOf - l.Day); days > 0 && (len(c.Points) == 0 || days > c.Points[len(c.Points)-1].Days) {
			c.Points = append(c.Points, Point{days, now.Int64})
		}
	}
	return c
}

// middle is the median, of an even number the mean of the two middle values, rounded down.
func middle(list []int64) int64 {
	slices.Sort(list)
	n := len(list)
	return (list[(n-1)/2] + list[n/2]) / 2
}
