package seeds

import "time"

// workshopWords is what a bike workshop in Denver has to say in a year.
func workshopWords() *vocabulary {
	return &vocabulary{
		slots: map[string][]string{
			"job":     {"brake bleed|new fluid, firm levers", "drivetrain clean|an hour of brushes and degreaser", "wheel true|two tenths of a millimetre, both ways", "hub service|fresh grease, no play", "headset swap|no more clunk over the curb", "tubeless setup|sealant in, tubes out", "full tune-up|forty points, one signature", "cable and housing set|shifts like new", "bottom bracket swap|the creak is gone", "suspension service|oil, seals and an afternoon", "fork lower service|fifty hours come around fast", "wheel build|thirty-two spokes, one evening", "10-2:winter check|lights, pads and chain before the snow", "2-4:spring tune-up|book before the first warm weekend"},
			"bike":    {"steel tourer|thirty years and two continents old", "cargo bike|it carries three kids and a cello", "gravel bike|still dusty from the canyon", "city bike|left outside for one winter too many", "trail bike|with a story about a tree", "kids' bike|ready for the next brother", "folding bike|small wheels, big plans", "road bike|clean enough to eat from", "fat bike|for the snow days", "old mixte|found behind a garage"},
			"part":    {"chains|measure yours, we have a gauge at the door", "brake pads|they cost less than rotors", "tires|wider is faster, we promise", "pedals|flat ones with good pins", "lights|be seen from both sides", "fenders|full length, no rattle", "saddles|try one for a week, bring it back", "grips|small change, big difference", "10-3:studded tires|in stock in three sizes", "panniers|made two streets away"},
			"event":   {"Thursday group ride|ninety minutes, nobody is dropped", "flat repair class|bring a wheel, leave with clean hands", "kids' bike swap|grow out of one, into the next", "women's wrench night|all tools, no questions too small", "sunrise ride|coffee at the top", "cargo bike try-out|bring the kids and the dog", "film night in the workshop|chairs between the stands", "trail work day|shovels provided", "parts swap|one table each, cash or trade"},
			"trail":   {"the reservoir loop", "the canyon road", "the greenway", "the ridge trail", "the river path", "the old rail line"},
			"season2": {"dust", "mud", "12-2:snow", "6-8:heat", "goatheads", "potholes", "9-11:leaves"},
			"person":  {"the front desk", "our wheel builder", "the apprentice", "the whole crew", "our suspension bench", "the Saturday crew"},
			"tip":     {"check your chain|ten seconds with a gauge saves a cassette", "find a creak|seatpost first, bottom bracket last", "set tire pressure|start lower than you think", "lock a bike|frame and rear wheel, every time", "clean a chain|rag, mild soap, patience", "fix a flat|look for the thorn before the new tube", "set saddle height|heel on the pedal, leg straight", "store a bike|dry, hung up, a little air every month"},
			"count":   {"six", "nine", "twelve", "seventeen", "twenty", "thirty-one"},
		},
		themes:   workshopThemes(),
		closings: []string{"Walk-ins until 6 pm.", "Book online or just roll in.", "Most repairs are done in two days.", "Estimates are free.", "Closed Mondays.", "We stand behind our work for ninety days.", "Loaner bikes while you wait."},
		tags:     []string{"bikeshop", "denverbikes", "bikerepair", "pinyonspoke", "ridemore", "bikelife"},
		opening: []notice{
			{time.December, 20, "Holiday hours\nOpen until noon on the 24th, closed through the 26th, then regular hours. Gift cards at the desk and online."},
			{time.May, 22, "Memorial Day weekend\nOpen Saturday, closed Sunday and Monday. Ride something long."},
			{time.November, 24, "Thanksgiving week\nClosed Thursday and Friday. Drop your bike by Wednesday and it is done by Tuesday."},
		},
	}
}

func workshopThemes() []theme {
	return []theme{
		{name: "job", weight: 4, reel: 0.45, album: 0.3, tags: []string{"bikemechanic", "workshop"},
			heads:  []string{"{Job}: before and after", "On the stand: a {bike}", "{Job} on a {bike}", "{Today}'s first job: {job}", "A {bike} and its {job}", "{Count} jobs today, this one stood out", "What a {job} looks like", "Done: {job}"},
			bodies: []string{"{Job.2}. The {bike}: {bike.2}.", "It came in with {season2} in every bearing. {Job.2}, and it rolls again.", "{Job.2}. {Person} had it ready by four.", "{Bike.2}, and worth every minute."}},
		{name: "tip", weight: 2.4, reel: 0.5, album: 0.5, tags: []string{"biketips", "bikemaintenance"},
			heads:  []string{"How to {tip}", "Thirty seconds: how to {tip}", "{Person} shows how to {tip}", "Before {trail}: {tip}"},
			bodies: []string{"{Tip.2}.", "{Tip.2}. Save it for the trailhead.", "If you only remember one thing about {season2}: {tip.2}."}},
		{name: "part", weight: 2, link: true, album: 0.4, tags: []string{"bikeparts"},
			heads:  []string{"{Part} are back", "{Part}: what we run ourselves", "New {part} for {season}", "{Part}, explained", "{Count} sets of {part}"},
			bodies: []string{"{Part.2}. Fitted while you wait. {Link}", "{Part.2}. Ask {person}.", "After a year of {season2} we know which ones last. {Link}"}},
		{name: "event", weight: 2.2, link: true, reel: 0.15, album: 0.2, tags: []string{"denverevents", "groupride"},
			heads:  []string{"{Event}: {coming}", "{Coming.2}: {event}", "Join us: {event}", "{Event}, {coming.3}", "Who is in for the {event}?"},
			bodies: []string{"{Event.2}. {Coming} at 6 pm, from the roll-up door.", "{Event.2}. Free, rain or shine. {Link}", "We start at the shop and take {trail}. {Event.2}."}},
		{name: "ride", weight: 2.2, reel: 0.4, album: 0.4, tags: []string{"coloradocycling", "gravelride"},
			heads:  []string{"{Trail} after work", "{Trail} on {today}", "Conditions: {trail}", "{Person} on {trail}", "{Season} on {trail}"},
			bodies: []string{"More {season2} than last week, less than next.", "{Count} miles, one flat, no regrets.", "Dry to the second bridge, then {season2}. Run a little less pressure."}},
		{name: "story", weight: 1.6, reel: 0.2, album: 0.4, tags: []string{"bikestories"},
			heads:  []string{"The story of this {bike}", "A {bike} goes home", "Found: a {bike}", "{Person} and the {bike}", "For sale: {bike}"},
			bodies: []string{"{Bike.2}. It got a {job} and goes back to {trail}.", "{Bike.2}. Somebody will love it again.", "{Bike.2}. Come and try it around the block."}},
	}
}
