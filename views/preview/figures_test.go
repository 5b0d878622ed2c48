package preview_test

import (
	"time"

	"tandem/views/charts"
	"tandem/views/format"
	"tandem/views/parts"
	"tandem/views/shell"
)

func ptr(n int64) *int64 { return &n }

func frame(theme string) shell.Frame {
	return shell.Frame{
		Title: "Overview", Room: shell.RoomOverview, Theme: theme, CSRF: "token", Charts: true,
		Organization: shell.House{Name: "Northside Studio", Note: "3 properties", Href: "/"},
		Property:     &shell.PropertyLink{Name: "Corner Café", Href: "/p/1"},
		Properties: []shell.PropertyLink{
			{Name: "Corner Café", Href: "/p/1", Current: true},
			{Name: "Hill 9 Roasters", Href: "/p/2"}, {Name: "Paper & Pine", Href: "/p/3"},
		},
		Nav:          shell.PropertyRooms("/p/1", "from=2026-10-20&to=2026-11-16", true),
		SettingsHref: "/settings",
		User:         shell.Person{Name: "Ines M.", Email: "ines@northside.example", Role: "Analyst", SignOut: "/logout"},
		Bridge:       &parts.BridgeModel{State: parts.BridgeWhole, Word: "Linked", Note: "files to 14 Nov"},
		Search:       &shell.Search{Action: "/p/1/content", Placeholder: "Search"},
		Platforms: []parts.Segment{
			{Text: "Together", Mark: parts.Together, Href: "?platform=together", Current: true},
			{Text: "Facebook", Mark: parts.Facebook, Href: "?platform=facebook"},
			{Text: "Instagram", Mark: parts.Instagram, Href: "?platform=instagram"},
		},
		Period: &shell.Period{
			Text: "20 Oct – 16 Nov 2026", Days: "28 days", Versus: "22 Sep – 19 Oct", Previous: "?p",
			Presets: []parts.MenuItem{{Text: "Last 7 days", Href: "?7"}, {Text: "Last 28 days", Href: "?28", Current: true},
				{Text: "Last 90 days", Href: "?90"}, {Text: "Last 365 days", Href: "?365"}},
			Compares: []parts.MenuItem{{Text: "Previous 28 days", Href: "?c", Current: true, Note: "22 Sep – 19 Oct"},
				{Text: "A year before", Href: "?y"}, {Text: "No comparison", Href: "?n"}},
			Action: "/p/1", From: "2026-10-20", To: "2026-11-16", Max: "2026-11-16",
		},
	}
}

func band() []parts.BandItem {
	return []parts.BandItem{
		{Key: "views", Label: "Views", Href: "?metric=views", Selected: true, Figure: parts.Known(142040),
			Delta: &parts.DeltaModel{Now: 91600, Before: 84120, Percent: true, Good: parts.GoodMore, Note: "on 18 days"}},
		{Key: "reach", Label: "People reached", Href: "?metric=reach", Figure: parts.People(ptr(18204), ptr(26911), ""),
			Interval: &parts.IntervalModel{Lower: 18204, Upper: ptr(26911), Before: &parts.Ends{Lower: 17000, Upper: 25000}, Max: 30000},
			Why:      "A person seen on both platforms, or on two days, is counted once by nobody. The true number lies between these ends."},
		{Key: "interactions", Label: "Interactions", Href: "?metric=interactions", Figure: parts.Known(6914),
			Delta: &parts.DeltaModel{Now: 6914, Before: 6151, Percent: true, Good: parts.GoodMore, Note: "was 6,151"}},
		{Key: "followers", Label: "Followers", Href: "?metric=followers", Figure: parts.Known(9812),
			Delta: &parts.DeltaModel{Now: 9812, Before: 9648, Good: parts.GoodMore, Note: "accounts, not people"}},
		{Key: "link_clicks", Label: "Link clicks", Href: "?metric=link_clicks", Figure: parts.Known(1248),
			Delta: &parts.DeltaModel{Now: 1248, Before: 1329, Percent: true, Good: parts.GoodMore, Note: "was 1,329"}},
		{Key: "spend", Label: "Ad spend", Href: "?metric=spend", Figure: parts.Amount(ptr(684_200_000), "EUR", ""),
			Delta: &parts.DeltaModel{Now: 684_200_000, Before: 632_100_000, Unit: parts.UnitMoney, Currency: "EUR"}},
		{Key: "posts", Label: "Posts", Href: "?metric=posts", Figure: parts.Known(31),
			Delta: &parts.DeltaModel{Now: 31, Before: 29, Note: "14 as twins"}},
	}
}

var facebookDays = []int64{1340, 1310, 1920, 2200, 2320, 1960, 1380, 1470, 1570, 1790, 1900, 2540, 2200, 1420, 0, 0, 1560, 2090, 2150, 2350,
	1950, 2760, 2090, 2210, 2740, 3000, 3130, 2330}

var instagramDays = []int64{2610, 2510, 2580, 3280, 4850, 5350, 3210, 2530, 2510, 2970, 3080, 3660, 3910, 2190, 0, 0, 2490, 3460, 4180, 2900,
	3070, 3260, 3460, 3650, 3780, 4700, 4890, 3435}

var previousDays = []int64{4210, 4100, 3850, 5330, 5150, 5190, 3697, 4010, 4250, 3860, 5520, 6150, 5280, 3120, 4250, 3900, 4580, 4900, 5660, 5350}

func bigChart() charts.Large {
	start := time.Date(2026, 10, 20, 0, 0, 0, 0, time.UTC)
	n := len(facebookDays)
	l := charts.Large{
		ID: "chart", Title: "Views per day", Unit: parts.UnitCount, Stacked: true, FromZero: true,
		Channels: []charts.Series{
			{Channel: parts.Facebook, Values: make([]*int64, n), Total: parts.Known(53600)},
			{Channel: parts.Instagram, Values: make([]*int64, n), Total: parts.Known(88400)},
		},
		Together: &charts.Series{Channel: parts.Together, Values: make([]*int64, n), Total: parts.Known(142040)},
		Previous: &charts.Series{Name: "Previous 28 days", Values: make([]*int64, n)},
		Gaps:     []charts.Gap{{First: 14, Last: 15, Title: "Gap · 3–4 Nov", Text: "outage, not zero", Word: "outage"}},
		Seams:    []charts.Seam{{At: 20, Title: "Seam · 9 Nov", Text: "Facebook Views now include replays: not compared past here"}},
		Flags:    []charts.Flag{{First: 4, Last: 4, Days: "24 Oct", Text: "Autumn menu starts"}},
		Settling: 26,
		Steps:    []parts.Segment{{Text: "Day", Href: "?step=day", Current: true}, {Text: "Week", Href: "?step=week"}},
		Foot: []parts.FootModel{{Strong: "26 of 28 days", Text: "known"}, {Strong: "Days are Pacific days,", Text: "as Meta counts them"},
			{Strong: "Sources", Text: "14 files to 14 Nov"}, {Text: "Last 2 days can still change", End: true}},
	}
	for i := range n {
		day := start.AddDate(0, 0, i)
		l.Buckets = append(l.Buckets, charts.Bucket{Label: format.Day(day), Full: format.Weekday(day), Before: format.Weekday(day.AddDate(0, 0, -28))})
		if i < len(previousDays) {
			l.Previous.Values[i] = ptr(previousDays[i])
		}
		if facebookDays[i] > 0 {
			l.Channels[0].Values[i], l.Channels[1].Values[i] = ptr(facebookDays[i]), ptr(instagramDays[i])
			l.Together.Values[i] = ptr(facebookDays[i] + instagramDays[i])
		}
	}
	return l
}

// reachChart is the band of an interval; soloChart one channel's money.
func reachChart() charts.Large {
	l := bigChart()
	l.ID, l.Title, l.Unit, l.Stacked = "reach", "People reached per day", parts.UnitPeople, false
	l.Seams, l.Flags, l.Previous, l.Steps = nil, nil, nil, nil
	l.TogetherUpper = l.Together.Values
	l.Together = &charts.Series{Channel: parts.Together, Values: l.Channels[1].Values}
	return l
}

func soloChart() charts.Large {
	l := bigChart()
	l.ID, l.Title, l.Unit, l.Currency, l.Steps = "spend", "Ad spend per day", parts.UnitMoney, "EUR", nil
	l.Together, l.Channels, l.Previous, l.Seams = nil, l.Channels[1:], nil, nil
	values := make([]*int64, len(l.Buckets))
	for i, v := range l.Channels[0].Values {
		if v != nil {
			values[i] = ptr(*v * 10_000)
		}
	}
	l.Channels[0].Values, l.Channels[0].Total = values, parts.Amount(ptr(884_000_000), "EUR", "")
	return l
}
