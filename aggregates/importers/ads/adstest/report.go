package adstest

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"

	"tandem/aggregates/period"
)

// Report is an invented export of 24 columns: ads by day and placement, about 290 bytes a row.
type Report struct {
	Rows int
	// ByAd writes all days of one ad and placement before the next; otherwise all ads of a day come before the next day.
	ByAd bool
	// WithoutIDs leaves the three id columns out.
	WithoutIDs bool
	First      period.Day // the zero value means 2024-01-01
	Seed       uint64
}

// Sums are what the rows of a report come to, by platform under Spend.
type Sums struct {
	Rows        int
	Spend       map[string]int64 // millionths
	Impressions int64
	LinkClicks  int64
	Bytes       int64
	First, Last period.Day
}

var placements = [...][2]string{{"facebook", "feed"}, {"facebook", "facebook_reels"}, {"facebook", "facebook_stories"}, {"facebook", "marketplace"},
	{"facebook", "video_feeds"}, {"facebook", "search"}, {"facebook", "right_hand_column"}, {"instagram", "feed"}, {"instagram", "instagram_reels"},
	{"instagram", "instagram_stories"}, {"instagram", "instagram_explore"}, {"instagram", "instagram_profile_feed"}, {"audience_network", "an_classic"},
	{"audience_network", "rewarded_video"}, {"messenger", "messenger_inbox"}, {"messenger", "messenger_stories"}}

const (
	campaigns = 12
	adSets    = 36
	ads       = 86
)

// Write writes the report. The same Report writes the same bytes.
func (r Report) Write(out io.Writer) (Sums, error) {
	if r.First == 0 {
		r.First = period.Date(2024, 1, 1)
	}
	perDay := ads * len(placements)
	days := (r.Rows + perDay - 1) / perDay
	w := &writer{Report: r, out: bufio.NewWriterSize(out, 256<<10), rng: rand.New(rand.NewPCG(r.Seed, 7)),
		sums: Sums{Spend: map[string]int64{}, First: r.First, Last: r.First + period.Day(days) - 1}}
	w.header()
	if r.ByAd {
		for ad := range ads {
			for p := range placements {
				for d := range days {
					w.row(d, ad, p)
				}
			}
		}
	} else {
		for d := range days {
			for ad := range ads {
				for p := range placements {
					w.row(d, ad, p)
				}
			}
		}
	}
	return w.sums, w.out.Flush()
}

type writer struct {
	Report
	out  *bufio.Writer
	rng  *rand.Rand
	line []byte
	sums Sums
}

func (w *writer) header() {
	names := `"Campaign name","Campaign ID","Ad set name","Ad set ID","Ad name","Ad ID"`
	if w.WithoutIDs {
		names = `"Campaign name","Ad set name","Ad name"`
	}
	n, _ := fmt.Fprintf(w.out, `"Reporting starts","Reporting ends",Day,%s,Platform,Placement,"Amount spent (EUR)",Impressions,Reach,"Clicks (all)",`+
		`"Link clicks",Results,"Result indicator",Purchases,"Purchases conversion value","Landing page views",Frequency,`+
		`"CPM (cost per 1,000 impressions) (EUR)","Attribution setting"`+"\n", names)
	w.sums.Bytes += int64(n)
}

// row writes one row; errors of the buffered writer stay until Flush.
func (w *writer) row(day, ad, place int) {
	if w.sums.Rows == w.Rows {
		return
	}
	campaign, set := ad%campaigns, ad%adSets
	impressions := 50 + w.rng.IntN(4000)
	reach := impressions * (70 + w.rng.IntN(30)) / 100
	cents := impressions * (200 + w.rng.IntN(800)) / 100_000
	clicks := impressions * w.rng.IntN(40) / 1000
	linkClicks := clicks * 6 / 10
	results, indicator := linkClicks/3, "actions:link_click"
	purchases, value := "", ""
	if campaign%3 == 0 {
		indicator = "actions:offsite_conversion.fb_pixel_purchase"
		if results > 0 {
			purchases, value = strconv.Itoa(results), fmt.Sprintf("%d.%02d", results*(20+w.rng.IntN(30)), w.rng.IntN(100))
		}
	}
	b := append(w.line[:0], w.First.String()...)
	b = append(append(append(b, ','), w.sums.Last.String()...), ',')
	b = append(append(b, (w.First+period.Day(day)).String()...), ',')
	for _, o := range [...]struct {
		format string
		n      int
		id     int64
	}{{`"Campaign %02d | Prospecting"`, campaign, 120200000000000000}, {`"Ad set %03d | Lookalike"`, set, 120300000000000000},
		{`"Ad %03d | Video square"`, ad, 120400000000000000}} {
		b = append(fmt.Appendf(b, o.format, o.n), ',')
		if !w.WithoutIDs {
			b = append(strconv.AppendInt(b, o.id+int64(o.n)*7919+17, 10), ',')
		}
	}
	b = append(append(append(append(b, placements[place][0]...), ','), placements[place][1]...), ',')
	b = fmt.Appendf(b, "%d.%02d,%d,%d,%d,%d,%d,%s,%s,%s,%d,%.6f,%.8f,\"7-day click or 1-day view\"\n", cents/100, cents%100, impressions, reach, clicks,
		linkClicks, results, indicator, purchases, value, linkClicks/2, float64(impressions)/float64(reach), float64(cents)*10/float64(impressions))
	w.line = b
	n, _ := w.out.Write(b)
	w.sums.Rows++
	w.sums.Bytes += int64(n)
	w.sums.Spend[placements[place][0]] += int64(cents) * 10_000
	w.sums.Impressions += int64(impressions)
	w.sums.LinkClicks += int64(linkClicks)
}
