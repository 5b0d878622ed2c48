package seeds

// cafeCounter is what is baked, brewed and bought.
func cafeCounter() []theme {
	return []theme{
		{name: "bake", weight: 5, reel: 0.35, album: 0.25, tags: []string{"bakery", "freshlybaked", "pastry"},
			heads:  []string{"{Bake} today", "Nearly out of the oven: {bake}", "{Count} portions of {bake} this morning", "{Today}: {bake}", "Back by request: {bake}", "{Bake}, {hour} o'clock, still warm", "A {season} tray of {bake}", "What {person} made: {bake}", "New on the shelf: {bake}", "{Bake} and a {brew}", "How we make {bake}"},
			bodies: []string{"{Bake.2}. {Count} of them, and then it is tomorrow.", "{Bake.2}. Goes well with a {brew}, or on its own by the window.", "It took {person} three tries to get right: {bake.2}. On the shelf from {hour}.", "{Bake.2}. The recipe has five lines and one secret."}},
		{name: "roast", weight: 3, reel: 0.3, album: 0.2, tags: []string{"specialtycoffee", "newroast", "coffeeroaster"},
			heads:  []string{"Meet the new roast from {origin}", "{Origin} on {brew} this week", "{Origin.2}: the {origin} is in", "One more bag of {origin}", "The {season} coffee: {origin}", "{Origin} as {brew}, tried and approved", "Guest coffee: {origin}", "Tasting notes from {origin}"},
			bodies: []string{"{Origin.2}. We drink it as {brew}; you may disagree.", "Roasted on Monday, rested until today. {Origin.2}, with a long finish.", "{Origin.2}. Bags of 250 g on the shelf, ground as you like.", "Washed, light and clean: {origin.2}. A free taste at the counter until {hour}."}},
		{name: "drink", weight: 2.4, reel: 0.45, album: 0.1, tags: []string{"latteart", "barista", "coffeetime"},
			heads:  []string{"{Drink}, {drink.2}", "Your {today} {drink}", "{Person}'s favourite: {drink}", "{Drink} at {hour}", "Made slowly: {drink}", "A {drink} for {moment}", "Latte art, attempt {count}", "One {drink}, please"},
			bodies: []string{"{Drink.2}. That is the whole trick.", "Poured by {person}. The heart was on purpose.", "{Drink.2}. Best at {moment}.", "Three things make it good: fresh milk, clean cups, and not hurrying."}},
		{name: "soup", weight: 1.6, album: 0.2, tags: []string{"lunchbreak", "souptime", "homemade"},
			heads:  []string{"Soup of the day: {soup}", "{Soup} for lunch", "{Soup}, from noon", "Lunch on {today}: {soup}", "A bowl of {soup}"},
			bodies: []string{"{Soup.2}. With bread from this morning, 7.50.", "From noon until the pot is empty. {Soup.2}.", "{Soup.2}. Half portions for half appetites."}},
		{name: "supplier", weight: 2, reel: 0.2, album: 0.45, tags: []string{"localproduce", "knowyourfarmer", "westcork"},
			heads:  []string{"The {farm.2} comes from {farm}", "A morning at {farm}", "Thank you, {farm}", "{Farm}: {farm.2}, every week", "Where our {farm.2} comes from", "{Farm.2} day", "We drove out to {farm}"},
			bodies: []string{"{Farm.3}. We pay what they ask, and you can taste why.", "{Farm.3}. The road there is half the pleasure.", "Same people, same {farm.2}, since we opened: {farm.3}.", "It is {farm.3}. In our {bake} since {today}."}},
		{name: "tip", weight: 1.3, reel: 0.5, album: 0.5, tags: []string{"coffeetips", "homebarista", "bakingtips"},
			heads:  []string{"How to {tip}", "Ask {person}: how to {tip}", "A small lesson: how to {tip}", "You asked how to {tip}"},
			bodies: []string{"Short answer: {tip.2}. The long one we give at the counter.", "{Tip.2}. Save this for Sunday.", "We do it like this: {tip.2}."}},
		{name: "beans", weight: 1.4, link: true, album: 0.2, tags: []string{"coffeebeans", "coffeesubscription"},
			heads:  []string{"Beans by post: {origin}", "Order {origin} for home", "Bean subscription: {origin} goes out {coming.2}", "Half a kilo of {origin}", "The {season} box: {origin} and {bake}", "Gift cards and {origin}"},
			bodies: []string{"{Origin.2}. Ordered by {coming.2}, in the post the day after. {Link}", "One bag, two or four, every second week, stop when you like. {Link}", "Roasted to order, {origin.2}. {Link}"}},
	}
}

// cafeRoom is what happens in the house.
func cafeRoom() []theme {
	return []theme{
		{name: "event", weight: 2.6, link: true, reel: 0.1, album: 0.25, tags: []string{"corkevents", "whatsoncork", "community"},
			heads:  []string{"{Event}: {coming}", "{Coming.2} is {event} night", "{Event}, book your seat", "Save the date: {event} on {coming.3}", "{Event.3}: {event}, {coming.3}", "Next week at ours: {event}", "After closing: {event}", "Last places for the {event} on {coming.3}"},
			bodies: []string{"{Event.2}. {Coming} at 7 pm, {event.3}.", "{Coming}, doors at 6.30 pm. {Event.2}; {event.3}. {Link}", "{Event.2}. We push the tables together and start at 7 pm on {coming}."}},
		{name: "hours", weight: 0.7, album: 0, tags: []string{"openinghours"},
			heads:  []string{"Closed on {coming}", "Open late on {coming}", "A short day: {coming}", "Later start on {coming}", "Open again after {coming.2}'s repair"},
			bodies: []string{"Stocktaking and a deep clean of the {thing}. Back the day after at half past seven.", "A family day for the team. Thank you for your patience; the hatch opens at ten.", "We stay until 9 pm for the {event}. Kitchen closes at 8."}},
		{name: "moment", weight: 2.6, reel: 0.35, album: 0.15, tags: []string{"cafelife", "morninglight", "behindthescenes"},
			heads:  []string{"{Moment}", "{Moment}, {weather}", "{Weather}, warm rolls", "{Today}, {hour}", "{Moment} in {season}", "{Weather} {weather.2}", "{Person} at {hour}", "A {season} morning at {moment}", "{Moment} on a {today}"},
			bodies: []string{"{Weather} {weather.2}. {Bake} from {hour} on.", "This is what {hour} looks like here.", "{Person} opened up, put the music on and made the first {drink} for nobody but themselves.", "{Weather} {weather.2}, and somebody already asked for {soup}."}},
		{name: "team", weight: 1.4, reel: 0.3, album: 0.3, tags: []string{"meettheteam", "baristalife", "bakerlife"},
			heads:  []string{"Meet {person}", "{Person} on {today}s", "A word about {person}", "{Person}: {count} trays, one smile", "Barista wanted for {season}", "Thank you to {person}"},
			bodies: []string{"In at five, out at one, and never without a pencil. Favourite: {bake}.", "Will tell you about {origin} whether you ask or not.", "Twenty hours a week, fair pay, and all the {bake} you can carry. Ask at the counter.", "Responsible for {bake} and for the music before eight."}},
		{name: "thing", weight: 1.1, reel: 0.25, album: 0.3, tags: []string{"interiors", "cafedesign", "repair"},
			heads:  []string{"The {thing}", "About our {thing}", "Repaired: the {thing}", "The {thing} has company", "Ten years of the same {thing}", "A new life for the {thing}"},
			bodies: []string{"{Thing.2}. Say hello when you pass {moment}.", "{Thing.2}. It took a weekend and a lot of {brew}.", "Some things are worth keeping: {thing.2}."}},
		{name: "question", weight: 1.5, reel: 0.15, album: 0.1, tags: []string{"tellus", "coffeelovers"},
			heads:  []string{"{Question}?", "Be honest: {question}?", "{Today} question: {question}?", "Settle this for {person}: {question}?", "The table by the door asks: {question}?"},
			bodies: []string{"The kitchen is split. Tell us below, the winner gets a tray on {coming.2}.", "Wrong answers are welcome too.", "We counted at {moment}: it is close."}},
	}
}
