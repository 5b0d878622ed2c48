package seeds

import (
	"math"
	"strconv"
)

// placement is one place where an ad stands, with its usual price and pull.
type placement struct {
	platform, name string
	weight         float64 // share of the money
	price          float64 // cents for a thousand impressions
	clicks         float64 // link clicks per impression
}

var placements = []placement{
	{facebook, "feed", 0.27, 720, 0.0135},
	{facebook, "facebook_reels", 0.08, 480, 0.0062},
	{facebook, "facebook_stories", 0.04, 560, 0.0070},
	{facebook, "marketplace", 0.06, 510, 0.0118},
	{instagram, "feed", 0.19, 760, 0.0098},
	{instagram, "instagram_stories", 0.16, 610, 0.0121},
	{instagram, "instagram_reels", 0.14, 530, 0.0066},
	{instagram, "instagram_explore", 0.03, 690, 0.0074},
	{"audience_network", "an_classic", 0.03, 260, 0.0160},
}

// adRow is what one ad did on one day in one placement. spend is in cents.
type adRow struct {
	flight                    *flight
	day                       day
	campaignID, setID, adID   string
	set, ad                   string
	platform, placement       string
	spend, impressions, reach int
	linkClicks, clicks        int
	results                   int
}

// planAds runs all flights, day by day within their budgets.
func (w *world) planAds() {
	c := newChance(w.name + "/ads")
	for i, f := range w.flights() {
		base := w.adsBase() + (i+1)*100000
		for s, set := range f.sets {
			for a, ad := range set.ads {
				row := adRow{flight: &f, set: set.name, ad: ad, campaignID: number(base), setID: number(base + 1000*(s+1)), adID: number(base + 1000*(s+1) + 10*(a+1))}
				w.run(c, f, row, 1/float64(len(f.sets)*len(set.ads)))
			}
		}
	}
}

// adsBase is where the ids of the ad account's campaigns, sets and ads begin:
// 18 digits, the account's last five in the middle.
func (w *world) adsBase() int {
	n, _ := strconv.Atoi(w.adAccount[len(w.adAccount)-5:])
	return 120_230_000_000_000_000 + n*100_000_000
}

// run delivers one ad with its part of the campaign's daily budget.
func (w *world) run(c chance, f flight, proto adRow, part float64) {
	pull := c.spread(0.22)
	for d := f.span.first; d <= min(f.span.last, w.span.last); d++ {
		if wd := int(d.weekday()); f.weekend && wd >= 1 && wd <= 3 {
			continue
		}
		money := float64(f.budget) * part * c.between(0.82, 1.04)
		age := float64(d - f.span.first)
		tired := 1 - 0.2*math.Min(1, age/90)
		for _, p := range placements {
			row := proto
			row.day, row.platform, row.placement = d, p.platform, p.name
			row.spend = round(money * p.weight * c.spread(0.2))
			if row.spend < 2 || (p.weight < 0.05 && c.yes(0.3)) {
				continue
			}
			row.deliver(c, p, f.indicator, pull*tired*weekdayMood[d.weekday()]*monthMood[d.month()])
			w.ads = append(w.ads, row)
		}
	}
}

// deliver fills in what the spent money brought.
func (r *adRow) deliver(c chance, p placement, indicator string, pull float64) {
	price := p.price * monthMood[r.day.month()] * c.spread(0.12)
	r.impressions = max(1, round(float64(r.spend)*1000/price))
	shown := float64(r.impressions)
	r.reach = max(1, round(shown*c.between(0.8, 0.96)))
	rate := p.clicks * pull
	if indicator != linkClick {
		rate *= 0.45
	}
	r.linkClicks = min(r.impressions, c.count(shown*rate))
	r.clicks = r.linkClicks + c.count(shown*0.009)
	switch indicator {
	case linkClick:
		r.results = r.linkClicks
	case engagement:
		r.results = c.count(shown * 0.085 * pull)
	case thruplay:
		r.results = c.count(shown * 0.13 * pull)
	}
}
