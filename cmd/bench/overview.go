package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"slices"
	"time"
)

// spans are the ranges of the overview, in days.
var spans = []int{7, 28, 365}

// days is the range of so many days that ends yesterday.
func days(today time.Time, n int) (from, to string) {
	last := today.UTC().AddDate(0, 0, -1)
	return last.AddDate(0, 0, 1-n).Format(time.DateOnly), last.Format(time.DateOnly)
}

func overviewPath(today time.Time, n int) string {
	from, to := days(today, n)
	return fmt.Sprintf("/p/1?from=%s&to=%s&compare=previous&platform=together", from, to)
}

// lap is what some requests for one page of one site took.
type lap struct {
	cpu  []float64 // milliseconds a request, one value a lap; each request made the page anew
	kept []float64 // the same where the page was asked for before, which the server may answer from what it keeps
	wall []time.Duration
	html int64
	gzip int64
}

// warm is how often a page is asked for before anything counts.
const warm = 20

// overview asks for each range of each site in turn, lap by lap, so that whatever else the machine does falls on all of them alike.
func (b *bench) overview(sites []*site, today time.Time) error {
	b.say("asking for the overview: %d laps of %d requests, %d ranges, %d histories", b.laps, b.asks, len(spans), len(sites))
	laps := map[[2]int]*lap{}
	for _, s := range sites {
		for _, n := range spans {
			l := &lap{}
			if err := s.sizes(l, overviewPath(today, n)); err != nil {
				return err
			}
			if err := s.lap(&lap{}, today, n, warm); err != nil {
				return err
			}
			laps[[2]int{s.times, n}] = l
		}
	}
	for range b.laps {
		for _, s := range sites {
			for _, n := range spans {
				if err := s.lap(laps[[2]int{s.times, n}], today, n, b.asks); err != nil {
					return err
				}
			}
		}
	}
	b.overviewFigures(sites, laps)
	return nil
}

// turns is how many different last days a page is asked about in turn. The server keeps the last 64 answers by their question, so a question that comes again after
// more than that is made anew; asking one again and again would measure how fast a kept answer is found.
const turns = 90

// lap asks so many times for a page of n days that has to be made, its last day moving back by one each time, then as often for one that was asked before.
func (s *site) lap(l *lap, today time.Time, n, requests int) error {
	made, err := s.ask(l, requests, func() string {
		s.asked++
		return overviewPath(today.AddDate(0, 0, -s.asked%turns), n)
	})
	if err != nil {
		return err
	}
	kept, err := s.ask(nil, requests, func() string { return overviewPath(today, n) })
	l.cpu, l.kept = append(l.cpu, made), append(l.kept, kept)
	return err
}

// ask sends so many requests one after the other and gives the server's milliseconds of CPU for each. Wall times go into l unless it is nil.
func (s *site) ask(l *lap, requests int, path func() string) (float64, error) {
	before, err := processed(s.server.Process.Pid)
	if err != nil {
		return 0, err
	}
	for range requests {
		a, err := s.page(path())
		if err != nil {
			return 0, err
		}
		if l != nil {
			l.wall = append(l.wall, a.took)
		}
	}
	after, err := processed(s.server.Process.Pid)
	return inMillis(after-before) / float64(requests), err
}

// sizes is the page plain and packed.
func (s *site) sizes(l *lap, path string) error {
	plain, err := s.plain(path)
	if err != nil {
		return err
	}
	packed := *s.browser
	packed.accept = "gzip"
	served, err := packed.page(path)
	if err != nil {
		return err
	}
	l.html, l.gzip = int64(len(plain.body)), int64(len(served.body))
	if served.header.Get("Content-Encoding") != "gzip" { // a server that packs nothing is measured by what it could
		var out bytes.Buffer
		w := gzip.NewWriter(&out)
		if _, err := w.Write(plain.body); err != nil || w.Close() != nil {
			return errors.New("the page could not be packed")
		}
		l.gzip = int64(out.Len())
	}
	return nil
}

func (b *bench) overviewFigures(sites []*site, laps map[[2]int]*lap) {
	for _, s := range sites {
		for _, n := range spans {
			l := laps[[2]int{s.times, n}]
			held := bar{}
			if n == 365 {
				held = atMost(5, 0)
			}
			b.table.add(fmt.Sprintf("overview %d days, history ×%d: server CPU a request", n, s.times), median(l.cpu), millis, held)
			b.table.tell("  wall p50, p99; laps", fmt.Sprintf("%s, %s; %.2f to %.2f ms CPU", millis(inMillis(median(l.wall))),
				millis(inMillis(quantile(l.wall, 0.99))), slices.Min(l.cpu), slices.Max(l.cpu)))
			b.table.tell("  asked for again", millis(median(l.kept))+" CPU")
		}
	}
	cpu := func(times, n int) float64 { return median(laps[[2]int{times, n}].cpu) }
	for _, s := range sites {
		b.table.add(fmt.Sprintf("overview, history ×%d: CPU of 365 over 7 days", s.times), cpu(s.times, 365)/cpu(s.times, 7), ratio, atMost(1.5, 0))
	}
	for _, s := range sites[1:] {
		for _, n := range spans {
			b.table.add(fmt.Sprintf("overview %d days: CPU at ×%d over ×%d", n, s.times, sites[0].times), cpu(s.times, n)/cpu(sites[0].times, n), ratio, atMost(1.25, 0))
		}
	}
	for _, n := range spans {
		l := laps[[2]int{sites[0].times, n}]
		b.table.add(fmt.Sprintf("overview %d days: HTML gzip, of %s", n, kilo(float64(l.html))), float64(l.gzip), kilo, atMost(14_000, 0))
	}
}

// loaded tells the memory of the servers after all that was asked of them.
func (b *bench) loaded(sites []*site) error {
	for _, s := range sites {
		now, err := memory(s.server.Process.Pid, "VmRSS")
		if err != nil {
			return err
		}
		peak, err := memory(s.server.Process.Pid, "VmHWM")
		if err != nil {
			return err
		}
		b.table.add(fmt.Sprintf("memory after the load, history ×%d (peak %s)", s.times, mebi(float64(peak))), float64(now), mebi, atMost(80<<20, 0))
	}
	return nil
}
