package seeds

import "time"

// Result indicators, as Ads Manager names them.
const (
	linkClick  = "link_click"
	engagement = "post_engagement"
	thruplay   = "thruplay"
)

// campaign is what was bought. It runs each year from (month, date) for length
// days; with month 0 it runs from ago days before the end until now.
type campaign struct {
	name, indicator string
	budget          int // cents a day, for the whole campaign
	month           time.Month
	date, length    int
	ago             int
	weekend         bool // delivers from Thursday to Sunday only
	sets            []adSet
}

type adSet struct {
	name string
	ads  []string
}

func cafeCampaigns() []campaign {
	return []campaign{
		{name: "Bean subscription", indicator: linkClick, budget: 700, ago: 262, sets: []adSet{{"Coffee at home, 25-54", []string{"Bag on the table", "How it works"}}, {"Visitors of the shop", []string{"Half a kilo, no fuss"}}}},
		{name: "Weekend brunch", indicator: engagement, budget: 750, ago: 128, weekend: true, sets: []adSet{{"Cork, 10 km", []string{"Two plates", "The long table"}}}},
		{name: "Autumn menu", indicator: linkClick, budget: 850, month: time.October, date: 12, length: 48, sets: []adSet{{"Cork, 10 km", []string{"Pumpkin loaf", "Soup and bread"}}, {"Followers and friends", []string{"Autumn card"}}}},
		{name: "Christmas boxes", indicator: linkClick, budget: 1200, month: time.December, date: 1, length: 21, sets: []adSet{{"Gift season", []string{"The box", "Order by the 18th"}}}},
		{name: "Breakfast before work", indicator: linkClick, budget: 500, month: time.February, date: 3, length: 33, sets: []adSet{{"City centre, weekdays", []string{"Roll and flat white"}}}},
		{name: "Evening readings", indicator: engagement, budget: 400, month: time.January, date: 8, length: 38, sets: []adSet{{"Books and culture", []string{"Thirty chairs"}}}},
		{name: "New roast film", indicator: thruplay, budget: 600, month: time.March, date: 12, length: 18, sets: []adSet{{"Coffee people", []string{"From sack to cup"}}}},
		{name: "Terrace season", indicator: thruplay, budget: 650, month: time.May, date: 10, length: 40, sets: []adSet{{"Cork, 10 km", []string{"Sun on two tables", "Iced filter"}}}},
		{name: "Barista wanted", indicator: linkClick, budget: 450, month: time.September, date: 4, length: 16, sets: []adSet{{"18-40, hospitality", []string{"Join us at five"}}}},
	}
}

func workshopCampaigns() []campaign {
	return []campaign{
		{name: "Spring tune-up", indicator: linkClick, budget: 1400, month: time.March, date: 5, length: 45, sets: []adSet{{"Denver riders", []string{"Before and after", "Book a slot"}}}},
		{name: "Winter check", indicator: linkClick, budget: 900, month: time.October, date: 20, length: 50, sets: []adSet{{"Commuters", []string{"Lights and pads"}}}},
		{name: "Cargo bike try-outs", indicator: engagement, budget: 800, month: time.June, date: 6, length: 30, sets: []adSet{{"Families near the shop", []string{"Kids in front"}}}},
		{name: "Workshop film", indicator: thruplay, budget: 600, ago: 75, weekend: true, sets: []adSet{{"Bike people, Front Range", []string{"One evening, one wheel"}}}},
	}
}

// flight is one run of a campaign.
type flight struct {
	campaign
	span    span // as planned; it may end after the demo's last day
	ongoing bool
}

// flights are the runs that touch the history, oldest first within a campaign.
func (w *world) flights() []flight {
	var all []flight
	for _, c := range w.campaigns {
		if c.month == 0 {
			all = append(all, flight{c, span{max(w.span.first, w.span.last-day(c.ago)), w.span.last}, true})
			continue
		}
		for year := w.span.first.year() - 1; year <= w.span.last.year(); year++ {
			first := dayFrom(year, c.month, c.date)
			if first >= w.span.first && first <= w.span.last-2 {
				all = append(all, flight{c, span{first, first + day(c.length) - 1}, false})
			}
		}
	}
	return all
}
