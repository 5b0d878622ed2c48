package seeds

import "fmt"

// business is what makes one property itself. Everything else follows from it.
type business struct {
	name, timezone, currency string
	page, pageName           string // Facebook; an empty page id means no Page
	account, handle          string // Instagram; likewise
	adAccount                string
	site                     string
	days                     int // length of the history

	twins, instagramOnly, facebookOnly int
	// Views an ordinary post gets at the end of the history, by channel.
	facebookViews, instagramViews float64
	// The factor of the first day against the last.
	start       float64
	storyDays   int
	storyRate   float64 // stories a day
	hours       []float64
	quiet       quiet
	outage      bool // two days without day figures, shortly before the end
	tooSmall    bool // Instagram leaves most figures of small posts blank
	lag         int  // days by which Instagram's day files end early
	collabs     []collaborator
	damage      bool // ragged rows and an error record in the Facebook exports
	exportEvery int  // length of one content or day export
	weeks       int  // for how many weeks up to now somebody exports twice a week
	oldPage     bool // the Page by day before views came is in files of the classic Page Insights
	words       *vocabulary
	towns       []share
	countries   []share
	campaigns   []campaign
}

// quiet is a spell with few posts: ago days before the end, for length days.
type quiet struct{ ago, length int }

// collaborator is another account whose post stands in one's own export.
type collaborator struct{ id, handle, name, text string }

// share is a line of an audience file, in per cent.
type share struct {
	name    string
	percent float64
}

// businessAt is the n-th property of the demo, from 0.
func businessAt(n int) business {
	switch n {
	case 0:
		return cafe()
	case 1:
		return workshop()
	case 2:
		return pottery()
	}
	return further(n)
}

// Hours of the day at which posts go out, as weights from 0 to 23 local time.
func morningHours() []float64 {
	return []float64{6: 3, 7: 8, 8: 7, 9: 4, 10: 3, 11: 5, 12: 3, 15: 2, 16: 3, 17: 5, 18: 3, 19: 2, 20: 1, 23: 0}
}

func cafe() business {
	return business{
		name: "Wrenfield Café", timezone: "Europe/Dublin", currency: "EUR", site: "wrenfield.example",
		page: "100099000017203", pageName: "Wrenfield Café", account: "17841499000017203", handle: "wrenfield.cafe", adAccount: "990017203415",
		days: 730, twins: 150, instagramOnly: 190, facebookOnly: 110,
		facebookViews: 1150, instagramViews: 2500, start: 0.5, storyDays: 125, storyRate: 0.95,
		hours: morningHours(), quiet: quiet{ago: 455, length: 17}, outage: true, damage: true, exportEvery: 190, weeks: 26, oldPage: true,
		collabs: []collaborator{
			{"17841499000801126", "tarnhill.roastery", "Tarn Hill Roastery", "Roasted here, poured there: our winter lot is on the bar at @wrenfield.cafe all week."},
			{"17841499000440951", "lanesidebooks", "Laneside Books", "Bring two, take two. The book swap with @wrenfield.cafe filled four shelves."},
		},
		words:     cafeWords(),
		towns:     []share{{"Cork, Ireland", 46.2}, {"Dublin, Ireland", 9.8}, {"Ballincollig, Ireland", 5.1}, {"Cobh, Ireland", 3.4}, {"Limerick, Ireland", 2.2}, {"London, United Kingdom", 1.9}, {"Carrigaline, Ireland", 1.7}, {"Galway, Ireland", 1.2}},
		countries: []share{{"Ireland", 84.6}, {"United Kingdom", 4.9}, {"United States", 2.8}, {"Spain", 1.1}, {"Germany", 0.9}, {"Poland", 0.7}},
		campaigns: cafeCampaigns(),
	}
}

func workshop() business {
	return business{
		name: "Pinyon Spoke Workshop", timezone: "America/Denver", currency: "USD", site: "pinyonspoke.example",
		page: "100099000052871", pageName: "Pinyon Spoke Workshop", account: "17841499000052871", handle: "pinyonspoke", adAccount: "990052871009",
		days: 365, twins: 55, instagramOnly: 45, facebookOnly: 40,
		facebookViews: 620, instagramViews: 1150, start: 0.7, storyDays: 60, storyRate: 0.5,
		hours: []float64{7: 2, 8: 4, 9: 5, 10: 4, 12: 3, 16: 4, 17: 6, 18: 4, 20: 2, 23: 0}, lag: 3, exportEvery: 366, weeks: 10,
		words:     workshopWords(),
		towns:     []share{{"Denver, CO", 51.4}, {"Lakewood, CO", 7.7}, {"Aurora, CO", 6.3}, {"Boulder, CO", 4.8}, {"Golden, CO", 3.9}, {"Arvada, CO", 3.1}},
		countries: []share{{"United States", 93.2}, {"Canada", 1.8}, {"Mexico", 1.2}, {"United Kingdom", 0.6}},
		campaigns: workshopCampaigns(),
	}
}

func pottery() business {
	return business{
		name: "Mossclay Pottery", timezone: "Pacific/Auckland", currency: "NZD", site: "mossclay.example",
		page: "100099000088640", pageName: "Mossclay Pottery", account: "17841499000088640", handle: "mossclay.pottery",
		days: 210, twins: 12, instagramOnly: 22, facebookOnly: 9,
		facebookViews: 120, instagramViews: 85, start: 0.8, hours: []float64{8: 2, 10: 3, 14: 2, 17: 3, 19: 4, 23: 0},
		tooSmall: true, exportEvery: 366, words: potteryWords(),
		towns:     []share{{"Nelson, New Zealand", 58.1}, {"Richmond, New Zealand", 14.5}, {"Blenheim, New Zealand", 6.2}},
		countries: []share{{"New Zealand", 95.3}, {"Australia", 3.1}},
	}
}

// The trades and places that further clients are put together from.
var (
	shopNames = []string{"Aldrow", "Bramlow", "Cindry", "Dapley", "Embrow", "Fennock", "Garrel", "Hernsley", "Irrow", "Jessmoor", "Kestley", "Lindrow", "Marlock", "Nettley", "Osierby", "Pebrow", "Quinlow", "Rookley", "Sorrelby", "Thistrow"}
	trades    = []struct {
		name  string
		goods []string
		tag   string
	}{
		{"Flowers", []string{"peonies|long stems, heavy heads", "dried bouquets|they last all year", "tulips|from the field next door", "wreaths|bound by hand"}, "florist"},
		{"Books", []string{"used atlases|the borders are wrong, the colours right", "picture books|tested by children", "crime novels|for long evenings", "notebooks|stitched, not glued"}, "bookshop"},
		{"Yoga", []string{"morning classes|forty-five minutes before work", "slow Sundays|blankets provided", "beginners' courses|nobody watches", "breathing hours|phones stay outside"}, "yogastudio"},
		{"Garden", []string{"seedlings|hardened off and ready", "herbs|for windowsills", "old roses|they forgive mistakes", "compost|sieved twice"}, "gardening"},
		{"Bakes", []string{"rye loaves|dark and honest", "butter rolls|gone by nine", "birthday cakes|two days' notice", "crackers|for cheese people"}, "bakery"},
		{"Optics", []string{"light frames|six grams", "sunglasses|with your own lenses", "reading glasses|spare pairs for the kitchen", "eye tests|twenty calm minutes"}, "optician"},
		{"Records", []string{"second-hand jazz|cleaned and graded", "new singles|in small runs", "needles|your records will thank you", "listening evenings|one album, start to end"}, "recordshop"},
	}
	places = []struct{ timezone, currency, town, country string }{
		{"Europe/Dublin", "EUR", "Cork, Ireland", "Ireland"}, {"Europe/London", "GBP", "Leeds, United Kingdom", "United Kingdom"},
		{"America/New_York", "USD", "Albany, NY", "United States"}, {"America/Toronto", "CAD", "Toronto, ON", "Canada"},
		{"Europe/Vienna", "EUR", "Graz, Austria", "Austria"}, {"Australia/Hobart", "AUD", "Hobart, Tasmania", "Australia"},
	}
)

// further is a small client with a quarter of history; every third one buys
// ads. Names repeat with a number after 140 of them.
func further(n int) business {
	k := n - Standard
	trade, place := trades[k%len(trades)], places[k%len(places)]
	name := shopNames[k/len(trades)%len(shopNames)] + " " + trade.name
	if round := k / (len(trades) * len(shopNames)); round > 0 {
		name = fmt.Sprintf("%s %d", name, round+1)
	}
	c := newChance("further/" + name)
	b := business{
		name: name, timezone: place.timezone, currency: place.currency, site: slug(name) + ".example",
		page: fmt.Sprintf("1000990001%05d", n), pageName: name, account: fmt.Sprintf("178414990001%05d", n), handle: slug(name),
		adAccount: fmt.Sprintf("9901%08d", n),
		days:      92, twins: 6 + c.IntN(8), instagramOnly: 4 + c.IntN(9), facebookOnly: 3 + c.IntN(6),
		facebookViews: 300 * c.spread(0.6), instagramViews: 600 * c.spread(0.6), start: c.between(0.7, 1.3),
		hours: morningHours(), exportEvery: 366, words: tradeWords(trade.goods, trade.tag, "shoplocal", slug(name)),
		towns: []share{{place.town, 61.5}}, countries: []share{{place.country, 92.4}},
	}
	if k%3 == 0 {
		b.campaigns = []campaign{{name: "In season at " + name, indicator: linkClick, budget: 300 + 100*c.IntN(6), ago: 40, sets: []adSet{{name: "Around town", ads: []string{"Window"}}}}}
	}
	return b
}
