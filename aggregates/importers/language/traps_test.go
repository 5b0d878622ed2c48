package language_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/ads"
	"tandem/aggregates/importers/facebook"
	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/importers/insights"
	"tandem/aggregates/importers/instagram"
	"tandem/aggregates/importers/language"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

func load(t *testing.T, l importers.Layout, content string) *importertest.Sink {
	t.Helper()
	return importertest.MustRead(t, l, importertest.File(t, "export.csv", content), importers.Options{})
}

// values checks figures of the first post.
func values(t *testing.T, s *importertest.Sink, want map[metric.Name]int64) {
	t.Helper()
	if len(s.Posts) == 0 {
		t.Fatalf("no posts: %+v", s)
	}
	for n, w := range want {
		if v, ok := s.Posts[0].Values.Get(n); !ok || v != w {
			t.Errorf("%s is %d, %v; want %d", n, v, ok, w)
		}
	}
}

// In Dutch Reacties are reactions and Opmerkingen comments, though both look like comments; and Weergaven are views of posts, but impressions of ads.
func TestDutchReactiesAreReactions(t *testing.T) {
	s := load(t, facebook.Layouts()[0], `"Bericht-ID","Pagina-ID","Naam van pagina",Titel,Omschrijving,"Duur (sec.)",Publicatietijdstip,"Type onderschrift",Permalink,"Is gecrosspost",`+
		`"Is een gedeeld bericht",Berichttype,Talen,"Aangepaste labels","Status gefinancierde content","Opmerking data",Datum,Weergaven,Bereik,"Reacties, opmerkingen en deelacties",`+
		"Reacties,Opmerkingen,Deelacties,\"Totaal aantal klikken\",\"Overige klikken\"\n"+
		"810001,910001,Bakkerij,,Taart,0,10/14/2026 08:05,N/A,https://example.org/1,0,0,Foto's,,,,,Looptijd,500,400,36,21,9,6,44,30\n")
	values(t, s, map[metric.Name]int64{metric.Reactions: 21, metric.Comments: 9, metric.Shares: 6, metric.Interactions: 36, metric.Views: 500, metric.Reach: 400, metric.Clicks: 44})
	if p := s.Posts[0]; p.Format != "photo" || p.Day != nil || p.Body != "Taart" {
		t.Errorf("got %+v", p)
	}
	if diff := cmp.Diff([]string{"Headers are in Dutch."}, s.Notes); diff != "" {
		t.Errorf("notes: %s", diff)
	}
	a := load(t, ads.Layouts()[0], "Dag,Campagnenaam,Weergaven,Besteed bedrag (EUR)\n2026-10-14,Herfst,900,4.31\n")
	if f := a.Ads[0]; f.Figures[importers.AdImpressions] != 900 || f.Figures[importers.AdSpend] != 4_310_000 {
		t.Errorf("got %+v", f)
	}
}

// Portuguese Data is Date and nothing about data; Alcance is reach, here last but one; a lifetime figure says Total or Vitalício.
func TestPortugueseDataIsADate(t *testing.T) {
	const header = "Identificação da publicação,Identificação da conta,Nome de usuário da conta,Nome da conta,Descrição,Duração (segundos),Horário de publicação,Link permanente," +
		"Tipo de publicação,Comentário de dados,Data,Visualizações,Curtidas,Compartilhamentos,Comentários,Salvamentos,Alcance,Seguimentos\n"
	const row = "18000000000000001,17841400000000001,padaria,Padaria,Bolo,22,10/14/2026 08:05,https://example.org/a,Reel do Instagram,,DATE,700,81,4,9,17,577,2\n"
	for cell, day := range map[string]*period.Day{"Vitalício": nil, "TOTAL": nil, "10/17/2026": ptr(period.Date(2026, 10, 17))} {
		s := load(t, instagram.Layouts()[0], header+strings.Replace(row, "DATE", cell, 1))
		values(t, s, map[metric.Name]int64{metric.Views: 700, metric.Reactions: 81, metric.Shares: 4, metric.Comments: 9, metric.Saves: 17, metric.Reach: 577, metric.Follows: 2})
		if diff := cmp.Diff(day, s.Posts[0].Day); diff != "" || s.Posts[0].Format != "reel" {
			t.Errorf("%s: %s %s", cell, s.Posts[0].Format, diff)
		}
	}
	for _, s := range []language.Section{language.Content, language.Days} {
		if !language.Is(s, "\u00a0DATA", "Date") {
			t.Errorf("Data is no date in %s", s)
		}
	}
}

func ptr[T any](v T) *T { return &v }

// Meta left one English header in a Spanish file; and Alcance alone could be of two languages, which agree.
func TestEnglishCellsInAForeignHeader(t *testing.T) {
	s := load(t, instagram.Layouts()[0], "Identificador de la publicación,Identificador de la cuenta,Hora de publicación,Tipo de publicación,Alcance,Views,Me gusta\n"+
		"18000000000000001,17841400000000001,10/14/2026 08:05,Secuencia de Instagram,577,702,81\n")
	values(t, s, map[metric.Name]int64{metric.Views: 702, metric.Reach: 577, metric.Reactions: 81})
	if s.Posts[0].Format != "carousel" {
		t.Errorf("the format is %q", s.Posts[0].Format)
	}
	if h := language.Read(language.Content, []string{"Alcance"}, nil); h.Names[0] != "reach" || h.Note() != "Headers are in Portuguese or Spanish." && h.Note() != "Headers are in Spanish or Portuguese." {
		t.Errorf("got %q, %q", h.Names, h.Note())
	}
}

// An English report with a column of its maker's own that is a word in German stays English.
func TestOneForeignWordMakesNoLanguage(t *testing.T) {
	h := language.Read(language.Ads, []string{"Reporting starts", "Campaign name", "Tag", "Amount spent (EUR)"}, nil)
	if want := []string{"reporting starts", "campaign name", "tag", "amount spent (eur)"}; !slices.Equal(h.Names, want) || h.Note() != "" {
		t.Errorf("got %q, %q", h.Names, h.Note())
	}
}

func TestCurrenciesInForeignHeaders(t *testing.T) {
	for header, want := range map[string]string{
		"Día,Nombre de la campaña,Importe gastado (EUR)": "EUR", "Dia,Nome da campanha,Valor usado (BRL)": "BRL", "Dia,Nome da campanha,Valor gasto (BRL)": "BRL",
		"Tag,Kampagnenname,Ausgegebener Betrag (EUR)": "EUR", "Jour,Nom de la campagne,Montant dépensé (CHF)": "CHF", "Giorno,Nome della campagna,Importo speso (EUR)": "EUR",
		"Dag,Campagnenaam,Besteed bedrag (EUR)": "EUR",
	} {
		s := load(t, ads.Layouts()[0], header+"\n2026-10-14,Plum,12.345678\n")
		if len(s.Accounts) != 1 || s.Accounts[0].Currency != want || len(s.Ads) != 1 || s.Ads[0].Figures[importers.AdSpend] != 12_345_678 || s.Cuts[0].Breakdown != "" {
			t.Errorf("%s: %+v %+v", header, s.Accounts, s.Ads)
		}
	}
}

// A number that half of Europe reads otherwise is refused with the header as the file writes it, never taken for another.
func TestForeignNumbersAreReadRightOrRefused(t *testing.T) {
	const header = "Tag,Kampagnenname,Impressionen,Ausgegebener Betrag (EUR)\n"
	for _, c := range []struct{ impressions, spend, field string }{
		{"1.234", "1", "Impressionen"}, {"1.000", "1", "Impressionen"}, {"1,234", "1", "Impressionen"},
		{"1", "12,50", "Ausgegebener Betrag (EUR)"}, {"1", "1.234,56", "Ausgegebener Betrag (EUR)"}, {"1", "1,234.56", "Ausgegebener Betrag (EUR)"},
	} {
		s := load(t, ads.Layouts()[0], header+`2026-10-14,Plum,"`+c.impressions+`","`+c.spend+"\"\n")
		if len(s.Ads) != 0 || len(s.Rejects) != 1 || s.Rejects[0].Field != c.field {
			t.Errorf("%+v: %+v %+v", c, s.Ads, s.Rejects)
		}
	}
	if s := load(t, ads.Layouts()[0], header+"2026-10-14,Plum,1,1.234\n"); len(s.Ads) != 1 || s.Ads[0].Figures[importers.AdSpend] != 1_234_000 {
		t.Errorf("a sound file: %+v %+v", s.Ads, s.Rejects)
	}
	mixed := importertest.File(t, "mixed.csv", header+"2026-10-14,Plum,1,1.234\n2026-10-15,Plum,1,\"12,50\"\n")
	if err := importertest.Read(t, ads.Layouts()[0], mixed, importers.Options{}, &importertest.Sink{}); err == nil || !strings.Contains(err.Error(), "“1.234”") {
		t.Errorf("decimals both ways: %v", err)
	}
	seconds := importertest.File(t, "seconds.csv", "Post ID,Page ID,Publish time,Seconds viewed\n1,2,10/14/2026 08:05,1.234\n3,2,10/14/2026 08:05,\"12,5\"\n")
	if err := importertest.Read(t, facebook.Layouts()[0], seconds, importers.Options{}, &importertest.Sink{}); err == nil || !strings.Contains(err.Error(), "“1.234”") {
		t.Errorf("seconds both ways: %v", err)
	}
}

// What a person mapped names the title, the day and the value of a day file, and titles and genders of an audience file, in a language nobody knows.
func TestMappedBlocks(t *testing.T) {
	days := importertest.File(t, "days.csv", "sep=,\n\"Räckvidd\"\n\"Dag\",\"Jämför\",\"Primärt\"\n\"2026-10-14T00:00:00\",\"7\",\"31\"\nx,1,2\n")
	s := &importertest.Sink{}
	o := importers.Options{Columns: map[string]string{"räckvidd": "Instagram reach", "dag": "Date", "primärt": "Primary"}}
	if err := mapped(t, insights.Layouts()[0], days, o, s); err != nil {
		t.Fatal(err)
	}
	d := period.Date(2026, 10, 14)
	if len(s.Rejects) != 1 || s.Rejects[0].Field != "Dag" {
		t.Errorf("rejected: %+v", s.Rejects)
	}
	if diff := cmp.Diff([]importers.ValueFact{{Line: 4, Platform: metric.Instagram, Metric: metric.Reach, First: d, Last: d, Value: 31}}, s.Values); diff != "" {
		t.Error(diff)
	}
	audience := importertest.File(t, "audience.csv", "\"Ålder\"\n\"\",\"Kvinnor\",\"Annat\",\"Män\"\n\"18-24\",\"5.1\",\"1\",\"2.4\"\n\n\"Städer\"\n\"Lund\"\n\"4\"\n")
	s = &importertest.Sink{}
	o = importers.Options{Platform: metric.Facebook, Columns: map[string]string{"ålder": "Age & gender", "städer": "Top cities", "kvinnor": "Women", "män": "Men"}}
	if err := mapped(t, insights.Layouts()[1], audience, o, s); err != nil {
		t.Fatal(err)
	}
	var labels []string
	for _, f := range s.Shares {
		labels = append(labels, f.Dimension+" "+f.Label)
	}
	if diff := cmp.Diff([]string{"age_gender 18-24|women", "age_gender 18-24|men", "city Lund"}, labels); diff != "" {
		t.Error(diff)
	}
}

// mapped lets a layout read a file that nobody recognises.
func mapped(t *testing.T, l importers.Layout, path string, o importers.Options, s *importertest.Sink) error {
	t.Helper()
	f, err := sheet.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	return l.Read(t.Context(), f, o, s)
}
