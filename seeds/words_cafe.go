package seeds

import "time"

// cafeWords is what a small café in Cork has to say in two years.
func cafeWords() *vocabulary {
	return &vocabulary{
		slots:    cafeSlots(),
		themes:   append(cafeCounter(), cafeRoom()...),
		closings: cafeClosings(),
		tags:     []string{"corkcafe", "corkcity", "coffeeandrolls", "wrenfieldcafe", "smallcafe", "corkfood", "slowmorning"},
		opening: []notice{
			{time.December, 19, "Christmas opening hours\n23 December 7.30 to 3, Christmas Eve 7.30 to 1, then closed until the 28th. Orders for rolls and boxes by the 21st, at the counter or by phone. Thank you for another year."},
			{time.December, 30, "New Year hours\nNew Year's Eve until 2, closed on New Year's Day, back on the 2nd with the oven on at five as always."},
			{time.March, 14, "St Patrick's weekend\nOpen both days from 9, soda bread by the half loaf, and the hatch on the lane serves coffee through the parade."},
			{time.August, 1, "August hours\nFor August we close at 3 on weekdays so that everybody here gets a summer too. Saturdays and Sundays stay as they are."},
		},
	}
}

func cafeSlots() map[string][]string {
	return map[string][]string{
		"bake": {
			"cardamom rolls|folded by hand and brushed with syrup while hot", "cinnamon knots|dark sugar, a lot of butter",
			"brown butter cookies|with sea salt on top", "lemon drizzle loaf|soaked twice, sliced thick", "oat and honey bars|chewy in the middle",
			"almond croissants|yesterday's croissants, much improved", "seeded sourdough|twenty hours of rest and a hard crust",
			"treacle soda bread|best with cold butter", "potato focaccia|rosemary and a crackling edge", "pistachio buns|green inside, gone by ten",
			"walnut coffee cake|our own espresso in the icing", "orange polenta cake|no flour, nobody notices", "hazelnut financiers|small, warm, dangerous",
			"9-11:pumpkin loaf|brown butter and toasted seeds", "9-10:plum and thyme tart|plums from the garden behind the lane",
			"8-10:blackberry crumble bars|picked on Sunday, baked on Monday", "10-12:gingerbread|dark, sticky and not too sweet", "9-11:baked apple buns|a whole spoon of custard in each",
			"12:mince pies|with orange peel in the pastry", "11-12:saffron buns|for the darkest weeks", "12:chestnut rolls|only until Christmas",
			"1-2:blood orange cake|upside down and shining", "1-3:marmalade buns|a week of peeling went into this", "2-3:pancakes|thin ones with lemon, thick ones with bacon",
			"3-4:hot cross buns|spiced and sticky", "4-6:rhubarb custard tart|the first stalks of the year", "5-6:elderflower sponge|flowers from the river path",
			"6-7:strawberry slice|as long as the berries last", "6-8:cherry galette|stones out, juice everywhere", "7-8:peach and ricotta buns|soft fruit, soft dough",
			"7-9:tomato focaccia|with the good oil",
		},
		"origin": {
			"Huila|red apple and caramel", "Sidama|bergamot and peach", "Nyeri|blackcurrant, very lively", "Antigua|cocoa and orange", "Cajamarca|honey and hazelnut",
			"Tarrazú|plum and brown sugar", "Yirgacheffe|jasmine and lemon", "Santa Ana|milk chocolate", "Kayanza|red grape and black tea", "Minas|almond and toffee",
			"Jinotega|cherry and cane sugar", "Chiapas|cocoa nib and fig", "Limu|apricot and clove", "Quindío|raspberry and cream",
		},
		"brew":     {"filter", "flat white", "espresso", "pour-over", "batch brew", "cortado", "long black", "6-8:iced filter", "6-9:cold brew", "11-2:mocha"},
		"drink":    {"flat white|in the small cup", "cortado|half and half", "hot chocolate|with real chocolate, stirred in slowly", "chai|boiled with the spices since six", "matcha|whisked, not shaken", "pot of tea|loose leaves, proper pot", "6-8:iced latte|with milk ice cubes", "6-9:cold brew|steeped for eighteen hours", "10-12:spiced latte|our own syrup, less sugar", "12-2:ginger and lemon|sliced to order"},
		"farm":     {"Ballard Hill|butter|the butter that makes our rolls what they are", "Knockane|milk|two cans a day, from eleven kilometres away", "Glen Owen|eggs|three hundred a week, all sizes", "Reedmill|flour|stone ground on Tuesdays", "Carrow|apples|five old kinds, none of them pretty", "Ardmoy|honey|from hives you can see from the road", "Lissane|strawberries|picked at six, here by eight", "Dunbrack|potatoes|for the focaccia and for Friday's soup"},
		"soup":     {"leek and potato|with cream only at the end", "carrot and ginger|bright and sharp", "roast tomato|with basil oil", "lentil and lemon|our fastest seller", "mushroom and barley|a meal, to be honest", "celeriac and apple|smoother than it sounds", "10-12:pumpkin and sage|with seeds on top", "1-3:parsnip and curry|for wet days", "4-6:pea and mint|green as a field", "7-9:courgette and feta|from three gardens"},
		"event":    {"evening reading|three short stories, one long pause|30 chairs", "open mic night|one microphone, five minutes each|no sign-up, just come", "cupping class|six coffees, two spoons, no jargon|10 places", "sourdough workshop|you go home with a jar of starter|8 places", "board game evening|ours or yours|tables from six", "book swap|bring two, take two|free", "latte art throwdown|beginners against baristas|free to watch", "knitting circle|needles and wool provided|ends at nine", "jazz trio|two sets, no cover|come early for a seat", "film night|on the back wall, with popcorn|20 seats", "quiz night|six rounds, one about bread|teams of four", "plant swap|cuttings, seeds and advice|in the yard if dry"},
		"moment":   {"five in the morning", "the first tray", "the last table", "the window seat", "the quiet hour", "the corner by the stove", "the two tables outside", "the long bench", "the hatch on the lane"},
		"weather":  {"rain|on the window and steam behind it", "11-2:frost|on every roof in the lane", "6-8:sun|on the two tables outside", "fog|with a lamp in the window", "wind|from the river all day", "9-11:leaves|all over the step again", "3-5:blossom|on the doorstep", "drizzle|of the fine, patient kind"},
		"thing":    {"oven|it is older than most of us", "grinder|new burrs, and you can taste it", "espresso machine|serviced, polished, a little quieter", "bread shelf|four metres of larch", "counter|sanded and oiled over the weekend", "sign|painted by hand, one letter a day", "big table|it seats ten who did not know each other", "dough mixer|it answers to a name we cannot print"},
		"person":   {"our baker", "the morning crew", "our newest barista", "the Saturday team", "our pastry chef", "the dishwasher hero", "our roaster friend", "the kitchen"},
		"question": {"butter or jam", "window seat or sofa", "filter or espresso", "sweet or salty before nine", "oat milk or the real thing", "corner piece or middle piece", "one roll or two", "eat in or take away", "sugar or no sugar", "scone with or without raisins"},
		"count":    {"forty", "sixty", "a hundred and ten", "twenty-four", "eighty", "two hundred", "thirty-six"},
		"hour":     {"eight", "half past eight", "nine", "half past nine", "ten", "eleven", "noon"},
		"tip":      {"store beans|closed bag, dark shelf, never the fridge", "freeze rolls|same day, wrapped twice, ten minutes in a hot oven", "grind for a cafetière|coarse like sea salt", "keep a starter alive|feed it on Sundays and forgive yourself", "froth milk at home|stop before it is too hot for your hand", "slice sourdough|on its side, with patience", "reheat a croissant|four minutes at 160, never the microwave", "brew for four|sixty grams to the litre and a bigger filter"},
	}
}

func cafeClosings() []string {
	return []string{
		"Open today until 5.", "See you at the counter.", "First come, first served.", "Doors open at half past seven.", "Bring a friend, share a table.",
		"Keep cups get 20 cent off.", "We keep one aside if you call.", "No booking needed.", "Dogs welcome, as ever.", "Corner of the lane, blue door.",
		"Takes the edge off a {today}.", "Take-away at the hatch from seven.", "Thank you for being regulars.",
	}
}
