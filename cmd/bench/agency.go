package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"
)

// agency is an invented drop of many properties: for each, content exports of both channels and ads reports month by month, and three exports of stories. Every file
// names its account, so one command without --property finds where each belongs.
type agency struct {
	properties, months int
	posts              int // a month and channel
	ads                int // rows of a report are ads × placements × days
}

// whole is 7,500 files and some 650 MB.
var whole = agency{properties: 100, months: 24, posts: 30, ads: 4}

// drop is what was written: the files of each table that sqlite3 fills, in order.
type drop struct {
	folder                     string
	facebook, instagram, story []string
	reports                    []string
	bytes                      int64
	records                    int
}

func (d *drop) files() int { return len(d.facebook) + len(d.instagram) + len(d.story) + len(d.reports) }

func (a agency) page(p int) string    { return fmt.Sprintf("61%013d", 1_000_003*(p+1)) }
func (a agency) account(p int) string { return fmt.Sprintf("1784%013d", 1_000_033*(p+1)) }
func (a agency) adAccount(p int) string {
	return fmt.Sprintf("7%014d", 1_000_037*(p+1))
}

// write writes the drop below folder. The same agency writes the same bytes.
func (a agency) write(folder string) (*drop, error) {
	d := &drop{folder: folder}
	rng := rand.New(rand.NewPCG(uint64(a.properties), 11))
	for p := range a.properties {
		dir := filepath.Join(folder, fmt.Sprintf("%03d", p))
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return nil, err
		}
		for m := range a.months {
			first := time.Date(2024, time.November+time.Month(m), 1, 0, 0, 0, 0, time.UTC)
			span := first.Format("Jan-02-2006") + "_" + first.AddDate(0, 1, -1).Format("Jan-02-2006")
			for _, w := range []struct {
				name string
				into *[]string
				body func(*bufio.Writer) int
			}{
				{span + "_1" + a.page(p) + ".csv", &d.facebook, func(w *bufio.Writer) int { return a.facebook(w, rng, p, m, first) }},
				{span + "_2" + a.account(p) + ".csv", &d.instagram, func(w *bufio.Writer) int { return a.instagram(w, rng, p, m, first) }},
				{fmt.Sprintf("Ads %s.csv", first.Format("2006-01")), &d.reports, func(w *bufio.Writer) int { return a.report(w, rng, p, first) }},
			} {
				if err := d.add(filepath.Join(dir, w.name), w.into, w.body); err != nil {
					return nil, err
				}
			}
		}
		for m := range 3 {
			first := time.Date(2026, time.August+time.Month(m), 1, 0, 0, 0, 0, time.UTC)
			if err := d.add(filepath.Join(dir, fmt.Sprintf("Stories %d.csv", m)), &d.story, func(w *bufio.Writer) int { return a.stories(w, rng, p, m, first) }); err != nil {
				return nil, err
			}
		}
	}
	return d, nil
}

func (d *drop) add(path string, into *[]string, body func(*bufio.Writer) int) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	d.records += body(w)
	err = w.Flush()
	if info, e := f.Stat(); e == nil {
		d.bytes += info.Size()
	}
	*into = append(*into, path)
	if e := f.Close(); err == nil {
		err = e
	}
	return err
}

const mark = "\ufeff"

func (a agency) facebook(w *bufio.Writer, rng *rand.Rand, p, month int, first time.Time) int {
	fmt.Fprint(w, mark+`"Post ID","Page ID","Page name",Title,Description,"Duration (sec)","Publish time","Caption type",Permalink,"Is crosspost","Is share","Post type",`+
		`Languages,"Custom labels","Funded content status","Data comment",Date,Views,Reach,"Reactions, Comments and Shares",Reactions,Comments,Shares,"Total clicks",`+
		`"Link Clicks","Other Clicks"`+"\n")
	for n := range a.posts {
		id := 900_000_000_000_000 + int64(p)*1_000_000_000 + int64(month)*1_000_000 + int64(n)*1_117
		views := 200 + rng.IntN(9000)
		reactions, comments, shares, clicks := views/20, views/170, views/260, views/33
		fmt.Fprintf(w, "%d,%s,\"Business %03d\",,\"%s\",0,\"%s\",N/A,https://www.facebook.com/%s/posts/%d,0,0,Photos,,,,,Lifetime,%d,%d,%d,%d,%d,%d,%d,%d,%d\n", id, a.page(p), p,
			text(rng, n), at(first, n), a.page(p), id, views, views*7/10, reactions+comments+shares, reactions, comments, shares, clicks, clicks/3, clicks-clicks/3)
	}
	return a.posts
}

func (a agency) instagram(w *bufio.Writer, rng *rand.Rand, p, month int, first time.Time) int {
	fmt.Fprint(w, mark+`"Post ID","Account ID","Account username","Account name",Description,"Duration (sec)","Publish time",Permalink,"Post type","Data comment",Date,Views,`+
		`Reach,Likes,Shares,Follows,Comments,Saves`+"\n")
	for n := range a.posts {
		id := 17_900_000_000_000_000 + int64(p)*1_000_000_000 + int64(month)*1_000_000 + int64(n)*1_223
		views := 300 + rng.IntN(12_000)
		fmt.Fprintf(w, "%d,%s,business.%03d,\"Business %03d\",\"%s\",0,\"%s\",https://www.instagram.com/p/B%010d/,\"IG image\",,Lifetime,%d,%d,%d,%d,%d,%d,%d\n", id, a.account(p), p, p,
			text(rng, n), at(first, n), id%10_000_000_000, views, views*6/10, views/15, views/300, views/900, views/140, views/120)
	}
	return a.posts
}

func (a agency) stories(w *bufio.Writer, rng *rand.Rand, p, month int, first time.Time) int {
	fmt.Fprint(w, mark+`"Post ID","Account ID","Account username","Account name",Description,"Duration (sec)","Publish time",Permalink,"Post type","Data comment",Date,Views,`+
		`Reach,Likes,Shares,Replies,Navigation,"Profile visits","Link clicks","Sticker taps",Follows`+"\n")
	for n := range a.posts {
		id := 18_000_000_000_000_000 + int64(p)*1_000_000_000 + int64(month)*1_000_000 + int64(n)*1_327
		views := 50 + rng.IntN(900)
		fmt.Fprintf(w, "%d,%s,business.%03d,\"Business %03d\",,5,\"%s\",https://www.instagram.com/stories/business.%03d/%d,\"IG story\",,Lifetime,%d,%d,%d,%d,%d,%d,%d,%d,,\n", id, a.account(p), p, p,
			at(first, n), p, id, views, views*9/10, views/40, views/200, views/90, views, views/50, views/70)
	}
	return a.posts
}

var places = [...][2]string{{"facebook", "feed"}, {"facebook", "facebook_reels"}, {"facebook", "facebook_stories"},
	{"instagram", "feed"}, {"instagram", "instagram_reels"}, {"instagram", "instagram_stories"}, {"audience_network", "an_classic"}}

func (a agency) report(w *bufio.Writer, rng *rand.Rand, p int, first time.Time) (rows int) {
	fmt.Fprint(w, `"Reporting starts","Reporting ends",Day,"Account ID","Account name","Campaign name","Campaign ID","Ad set name","Ad set ID","Ad name","Ad ID",Platform,Placement,`+
		`"Amount spent (EUR)",Impressions,Reach,"Clicks (all)","Link clicks",Results,"Result indicator","Attribution setting"`+"\n")
	last := first.AddDate(0, 1, -1)
	for day := first; !day.After(last); day = day.AddDate(0, 0, 1) {
		for ad := range a.ads {
			for _, place := range places {
				impressions := 50 + rng.IntN(4000)
				cents, clicks := impressions*(200+rng.IntN(800))/100_000, impressions*rng.IntN(40)/1000
				fmt.Fprintf(w, "%s,%s,%s,%s,\"Business %03d\",\"Campaign %02d | Prospecting\",%d,\"Ad set %03d | Lookalike\",%d,\"Ad %03d | Video square\",%d,%s,%s,%d.%02d,%d,%d,%d,%d,%d,"+
					"actions:link_click,\"7-day click or 1-day view\"\n", first.Format(time.DateOnly), last.Format(time.DateOnly), day.Format(time.DateOnly), a.adAccount(p), p, ad/2,
					120_200_000_000_000_000+int64(p)*1000+int64(ad/2), ad, 120_300_000_000_000_000+int64(p)*1000+int64(ad), ad, 120_400_000_000_000_000+int64(p)*1000+int64(ad),
					place[0], place[1], cents/100, cents%100, impressions, impressions*8/10, clicks, clicks*6/10, clicks/5)
				rows++
			}
		}
	}
	return rows
}

var said = [...]string{"fresh bread from the oven this morning", "new opening hours from next week on", "the workshop on Saturday still has places", "thank you for a wonderful evening",
	"behind the scenes of our small kitchen", "which of these two do you like better", "the first strawberries of the year are in", "closed on the public holiday"}

func text(rng *rand.Rand, n int) string {
	return fmt.Sprintf("%s, and %s. No. %d", said[rng.IntN(len(said))], said[rng.IntN(len(said))], n)
}

// at is the publish time of the n-th post of a month.
func at(first time.Time, n int) string {
	return first.AddDate(0, 0, n%28).Add(time.Duration(8*60+n*7) * time.Minute).Format("01/02/2006 15:04")
}
