package preview_test

import (
	"context"
	"io"

	"github.com/a-h/templ"

	"tandem/views/charts"
	"tandem/views/parts"
	"tandem/views/shell"
)

// within renders a component with children, as a templ file would.
func within(outer templ.Component, children ...templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return outer.Render(templ.WithChildren(ctx, templ.Join(children...)), w)
	})
}

func tag(open, shut string, children ...templ.Component) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		if _, err := io.WriteString(w, open); err != nil {
			return err
		}
		if err := templ.Join(children...).Render(ctx, w); err != nil {
			return err
		}
		_, err := io.WriteString(w, shut)
		return err
	})
}

func div(class string, children ...templ.Component) templ.Component {
	return tag(`<div class="`+class+`">`, `</div>`, children...)
}

func words(html string) templ.Component { return tag(html, "") }

func page(f shell.Frame, children ...templ.Component) templ.Component {
	return within(shell.Page(f), children...)
}

func chartCard(l charts.Large, before ...templ.Component) templ.Component {
	return tag(`<section class="card">`, `</section>`, append(before, charts.Chart(l))...)
}

func card(m parts.CardModel, children ...templ.Component) templ.Component {
	return within(parts.Card(m), children...)
}

func overview(theme string) templ.Component {
	return page(frame(theme),
		chartCard(bigChart(), parts.NumberBand(band())),
		div("grid-2", bestContent(), adsCard()),
		card(parts.CardModel{Title: "Instagram gallery", Mark: parts.Instagram, Subtitle: "the same pieces as tiles, by interactions",
			Link: &parts.LinkModel{Text: "Open gallery", Href: "#"}}, gallery()),
	)
}

func gallery() templ.Component {
	var tiles []templ.Component
	for i, title := range []string{"Pumpkin loaf is back", "Latte art, first try", "Five rolls, one Sunday", "Meet the new roast from Hill 9", "What is in a winter blend", "Window seat, 8 am"} {
		tiles = append(tiles, parts.Tile(parts.TileModel{Title: title, Href: "#", Format: []string{"reel", "photo", "carousel"}[i%3],
			Channel: []string{parts.Together, parts.Instagram}[i%2], Badge: "97", BadgeUnit: "pctl", Left: "11.6k views", Right: "888 int.", Seed: int64(i)}))
	}
	return within(parts.Gallery(), tiles...)
}

func cells(f ...parts.Figure) []templ.Component {
	var all []templ.Component
	for i, label := range []string{"Views", "Reach", "Interactions", "Saves"} {
		if i < len(f) {
			all = append(all, parts.NumberCell(label, f[i]))
		}
	}
	return all
}

func bestContent() templ.Component {
	head := parts.TableHead([]parts.HeadModel{{Label: "31 pieces from 45 posts"}, {Label: "Views", Number: true, Href: "#"},
		{Label: "Reach, people", Number: true, Href: "#"}, {Label: "Interactions", Number: true, Href: "#", Sorted: "desc"}, {Label: "Saves", Number: true}})
	row := func(title, kind string, seed int64, f ...parts.Figure) templ.Component {
		return tag(`<tr><td class="title-cell"><div class="piece">`, `</tr>`, parts.Thumb(kind, seed),
			words(`<div class="piece-text"><a href="#">`+title+`</a><span class="sub">`), parts.Mark(parts.Together), words(`Twin, 24 Oct</span></div></div></td>`),
			templ.Join(cells(f...)...))
	}
	return card(parts.CardModel{Title: "Best content", Subtitle: "by interactions", Link: &parts.LinkModel{Text: "All 31", Href: "#"}, Flush: true},
		tag(`<table class="table table-blocks">`, `</table>`, head, tag("<tbody>", "</tbody>",
			row("Pumpkin loaf is back", "reel", 1, parts.Known(14800), parts.People(ptr(8400), ptr(10700), ""), parts.Known(1184), parts.Known(212)),
			row("Five rolls, one Sunday", "carousel", 2, parts.Known(7600), parts.People(ptr(3900), ptr(5800), ""), parts.Known(742), parts.Maybe(nil, "not_offered")),
			row("Meet the new roast from Hill 9", "photo", 3, parts.Known(6020), parts.People(ptr(3600), nil, ""), parts.Known(506), parts.Maybe(nil, "late")),
			row("Evening reading: book your seat", "event", 4, parts.Known(1900), parts.Maybe(nil, "too_small"), parts.Known(298), parts.Known(0)))),
		parts.Pager(parts.PagerModel{From: 1, To: 4, Total: 31, Next: "#", Noun: "pieces"}))
}

func adsCard() templ.Component {
	split := parts.Split(parts.BarsModel{Max: 684, Parts: []parts.Bar{{Channel: parts.Facebook, Value: 301}, {Channel: parts.Instagram, Value: 342}, {Channel: parts.NotBrokenDown, Value: 41}}})
	row := func(channel string, spend int64) templ.Component {
		return tag("<tr><td>", "</tr>", parts.MarkNamed(channel), words("</td>"), parts.NumberCell("Spend", parts.Amount(ptr(spend), "EUR", "")))
	}
	return card(parts.CardModel{Title: "Ads at a glance", Subtitle: "spent, 20 Oct – 16 Nov", Foot: []parts.FootModel{{Strong: "Sources", Text: "1 report"}}},
		words(`<p class="figure">€684.20</p>`), split,
		tag(`<table class="table">`, `</table>`, tag("<tbody>", "</tbody>", row(parts.Facebook, 301_400_000), row(parts.Instagram, 341_600_000), row(parts.NotBrokenDown, 41_200_000))),
		div("row", parts.Against(parts.AgainstModel{Facebook: ptr(82), Instagram: ptr(97)}), parts.MarkMissing(parts.Facebook)),
		parts.Sparkline(parts.SparkModel{Label: "Views per day", Lines: []parts.SparkLine{{Channel: parts.Instagram, Values: []*int64{ptr(1), ptr(5), nil, ptr(7), ptr(9)}}, {Dashed: true, Values: []*int64{ptr(2), ptr(3), ptr(4), ptr(5)}}}}))
}

func signIn() templ.Component {
	return within(shell.BarePage(shell.Bare{Title: "Sign in", CSRF: "token", Flash: []parts.FlashModel{{Tone: parts.ToneLoss, Text: "E-mail or password is wrong."}}}),
		tag(`<form class="form" method="post"><h1>Sign in</h1>`, `</form>`, parts.CSRF("token"),
			parts.Input(parts.InputModel{FieldModel: parts.FieldModel{Name: "email", Label: "E-mail"}, Type: "email", Value: "ines@northside.example", Autocomplete: "username", Required: true}),
			parts.Input(parts.InputModel{FieldModel: parts.FieldModel{Name: "password", Label: "Password", Error: "This field is needed."}, Type: "password", Autocomplete: "current-password", Required: true}),
			parts.Submit(parts.ButtonModel{Text: "Sign in", Kind: "primary", Wide: true})))
}

func states(theme string) templ.Component {
	f := frame(theme)
	f.Title, f.Platforms, f.Period, f.Search, f.Room = "States of a card", nil, nil, nil, shell.RoomImports
	f.Flash = []parts.FlashModel{{Tone: parts.ToneNew, Text: "Import 12 was undone; 3 days came back."}, {Tone: parts.ToneSoon, Text: "2 rows were rejected.", Link: &parts.LinkModel{Text: "See which", Href: "#"}}}
	actions := []parts.Action{{Text: "Drop files", Href: "#", Primary: true}, {Text: "Link accounts", Href: "#"}}
	var bridges, icons, chips []templ.Component
	for _, s := range []string{parts.BridgeWhole, parts.BridgeStrained, parts.BridgeCut, parts.BridgeFacebookLost, parts.BridgeInstagramNever, parts.BridgeNever} {
		bridges = append(bridges, parts.BridgeSign(s))
	}
	for _, name := range parts.IconNames() {
		icons = append(icons, tag(`<span title="`+name+`">`, `</span>`, parts.Icon(name)))
	}
	for _, c := range []parts.ChipModel{{Tone: parts.ToneLoss, Text: "7 h"}, {Tone: parts.ToneSoon, Text: "6 days"}, {Tone: parts.ToneNew, Text: "new"}, {Text: "partial"}, {Tone: parts.ToneRefused, Text: "seam 9 Nov"}} {
		chips = append(chips, parts.Chip(c))
	}
	return page(f,
		div("grid-3",
			card(parts.CardModel{Title: "Views per day", Subtitle: "empty"}, parts.Empty(parts.StateModel{Title: "No figures yet", Text: "Drop an export from Meta, or link the Page and the Instagram account.", Actions: actions})),
			card(parts.CardModel{Title: "Views per day", Subtitle: "loading"}, parts.Loading("Reads 3 of 14 files. The page can be left.")),
			card(parts.CardModel{Title: "Views per day", Subtitle: "failed"}, parts.Failed(parts.StateModel{Title: "Facebook did not answer", Text: "Error 190: the access was withdrawn on 15 Nov, 18:04. What is saved stays.", Actions: actions[1:]})),
			card(parts.CardModel{Title: "Views per day", Subtitle: "stale", Foot: []parts.FootModel{{Text: "Shown to 14 Nov."}}}, div("row", words(`<b class="figure">61.4k</b>`), parts.Stale("last import 3 days ago"))),
			card(parts.CardModel{Title: "Parts"}, div("stack", div("row", bridges...), div("row", chips...), div("row", parts.MarkNamed(parts.Facebook), parts.MarkNamed(parts.Instagram), parts.MarkNamed(parts.Together), parts.MarkNamed(parts.NotBrokenDown)))),
			card(parts.CardModel{Title: "Icons"}, div("row", icons...)),
		),
		parts.DropZone(parts.DropModel{Action: "/p/1/imports", CSRF: "token", Hint: "CSV, XLSX or ZIP as Meta exports them", Accept: ".csv,.xlsx,.zip"}),
		card(parts.CardModel{Title: "Import running"}, parts.Progress(parts.ProgressModel{Done: 3, Total: 14, Text: "3 of 14 files"})),
		card(parts.CardModel{Title: "Form"},
			tag(`<form class="form-grid" method="post">`, `</form>`,
				parts.Input(parts.InputModel{FieldModel: parts.FieldModel{Name: "name", Label: "Name", Hint: "As people know it"}, Value: "Corner Café"}),
				parts.Select(parts.SelectModel{FieldModel: parts.FieldModel{Name: "currency", Label: "Currency", Error: "Choose one."}, Value: "EUR", Options: []parts.Option{{Value: "EUR", Text: "Euro"}, {Value: "USD", Text: "US dollar"}}}),
				parts.Checkbox(parts.CheckboxModel{FieldModel: parts.FieldModel{Name: "yes", Label: "Accept a file of another account"}, Checked: true})),
			div("row", parts.DialogButton("undo", "Undo import", "undo", "danger"), parts.Menu(parts.MenuModel{Label: "Format: all", Items: []parts.MenuItem{{Text: "Reel", Href: "#", Note: "12"}, {Text: "All", Href: "#", Current: true}}}), parts.CopyField("link", "tk_3f9a0c"))),
		within(parts.Dialog(parts.DialogModel{ID: "undo", Title: "Undo import 12?"}), words("<p>412 values go, 3 come back.</p>"), div("row", parts.Submit(parts.ButtonModel{Text: "Undo", Kind: "primary"}), parts.DialogCancel("undo"))),
		chartCard(reachChart()), chartCard(soloChart()),
		chartCard(charts.Large{ID: "none", Title: "Views per day", Empty: &parts.StateModel{Title: "No figures yet", Text: "No file covers these days.", Actions: actions}}),
	)
}
