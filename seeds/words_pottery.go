package seeds

// potteryWords is what a one-room pottery in Nelson has to say.
func potteryWords() *vocabulary {
	return &vocabulary{
		slots: map[string][]string{
			"pot":   {"bowls|wide enough for soup", "mugs|with a thumb rest", "plates|a little uneven, as we like them", "teapots|the lids fit, which is not a given", "egg cups|the kiln's smallest guests", "vases|for one stem each", "butter dishes|with a proper lid", "planters|with a hole, we checked", "jugs|that pour and do not drip", "spoon rests|for people who stir"},
			"glaze": {"ash green|from our own fireplace", "tenmoku|black where thick, rust where thin", "celadon|like shallow water", "oatmeal white|speckled by iron", "cobalt|used sparingly", "shino|it crawls, and that is the point"},
			"step":  {"throwing", "trimming", "glazing", "loading the kiln", "wedging", "pulling handles", "unpacking the kiln"},
			"class": {"beginners' wheel|six places", "hand building|no wheel, no hurry", "kids' Saturday|bring old clothes", "glaze evening|bring your bisque"},
			"count": {"eleven", "fourteen", "twenty", "nine", "thirty-two"},
		},
		themes: []theme{
			{name: "pot", weight: 4, album: 0.3, reel: 0.2, tags: []string{"stoneware", "tableware"},
				heads:  []string{"{Pot} in {glaze}", "{Count} {pot}", "{Pot}, first firing", "{Today}: {pot}", "{Glaze} on {pot}", "Shelf news: {pot}"},
				bodies: []string{"{Pot.2}. {Glaze.2}.", "{Glaze.2}. At the market on {coming.2}.", "{Pot.2}, and there are {count} of them."}},
			{name: "step", weight: 3, reel: 0.6, tags: []string{"wheelthrown", "process"},
				heads:  []string{"{Step}, {today}", "A minute of {step}", "{Step} {pot}", "Why {step} takes all day", "{Step} and rain on the roof"},
				bodies: []string{"One of {count} today.", "{Pot.2}; that is decided here.", "Hands, water, patience."}},
			{name: "class", weight: 1.5, link: true, tags: []string{"potteryclass"},
				heads:  []string{"{Class}: {coming}", "Places in {class}, {coming.3}", "{Class} starts again"},
				bodies: []string{"{Class.2}. Clay, tools and tea are there. {Link}", "{Coming} at 6 pm; {class.2}."}},
		},
		closings: []string{"Open Thursday to Saturday.", "Seconds are half price.", "Ask for shipping."},
		tags:     []string{"nelsonpottery", "handmade", "mossclay", "ceramics", "clay"},
	}
}

// tradeWords makes the words of one of the agency's further clients: a shop
// that sells goods, given as "name|what is good about it".
func tradeWords(goods []string, tags ...string) *vocabulary {
	return &vocabulary{
		slots: map[string][]string{
			"good":   goods,
			"person": {"the front desk", "the team", "our newest colleague", "the Saturday crew", "the workshop", "the boss"},
			"count":  {"four", "seven", "ten", "fifteen", "twenty", "thirty"},
			"extra":  {"as long as there are any", "until the weekend", "for the whole month", "from today", "on the front table", "in the window", "at the old price"},
		},
		themes: []theme{
			{name: "good", weight: 4, reel: 0.3, album: 0.3, heads: []string{"{Good}, {extra}", "New: {good}", "{Today} is for {good}", "{Person} recommends {good}", "{Count} new {good}", "{Season} and {good}", "Once more: {good}", "A closer look at {good}"},
				bodies: []string{"{Good.2}.", "{Good.2}. Ask for it {extra}.", "{Person} tried it first: {good.2}."}},
			{name: "day", weight: 2, reel: 0.3, heads: []string{"{Today} with {person}", "{Person}, {count} hours later", "Thank you from {person}", "{Coming}: open late", "A {season} {today}"},
				bodies: []string{"Come by, look around, take your time.", "We are here until six. On offer {extra}: {good}.", "Questions about {good}? {Good.2}."}},
			{name: "offer", weight: 1.2, link: true, heads: []string{"{Coming}: try {good}", "Book {good} online", "{Good} for members"},
				bodies: []string{"{Good.2}. {Link}", "{Count} places on {coming}. {Link}"}},
		},
		closings: []string{"See you soon.", "Open six days a week.", "Call ahead if you are in a hurry."},
		tags:     tags,
	}
}
