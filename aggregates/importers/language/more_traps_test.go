package language_test

import (
	"slices"
	"strings"
	"testing"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/facebook"
	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/importers/insights"
	"tandem/aggregates/importers/instagram"
	"tandem/aggregates/metric"
)

// What Meta writes where it fails, and what it leaves out, does not depend on the language: errors in place of a post, missing cells at the end, a day in place of the constant.
func TestMetasHabitsInPortuguese(t *testing.T) {
	s := load(t, instagram.Layouts()[0], "Identificação do post,Identificação da conta,Horário de publicação,Tipo de post,Comentário de dados,Data,Curtidas,Comentários,Salvamentos\n"+
		"18000000000000001,17841400000000001,10/14/2026 08:05,Carrossel do Instagram,,10/15/2026,4,1\n"+ // ragged
		"18000000000000001,17841400000000001,10/14/2026 08:05,Carrossel do Instagram,,10/16/2026,6,2,3\n"+
		",,,,An error occurred while computing metadata for content with ID 7,Total,3,,\n")
	if len(s.Posts) != 2 || s.Posts[0].Day == nil || s.Posts[1].Day == nil || s.Posts[0].Format != "carousel" {
		t.Errorf("posts: %+v", s.Posts)
	}
	if _, known := s.Posts[0].Values.Get(metric.Saves); known {
		t.Error("a missing cell became a figure")
	}
	if len(s.Rejects) != 1 || s.Rejects[0].Field != "Comentário de dados" || s.Rejects[0].Line != 4 {
		t.Errorf("rejected: %+v", s.Rejects)
	}
}

// A column of views that is 0 in every row is missing views, whatever it is called, and may stand beside an English one.
func TestZeroViewsInSpanish(t *testing.T) {
	s := load(t, facebook.Layouts()[0], "Identificador de la publicación,Identificador de la página,Hora de publicación,Tipo de publicación,Visualizaciones,Alcance,Visualizaciones\n"+
		"810001,910001,10/14/2026 08:05,Fotos,0,401,0\n810002,910001,10/15/2026 08:05,Historia de Facebook,0,77,0\n")
	if _, known := s.Posts[0].Values.Get(metric.Views); known || !slices.Contains(s.Notes, "Views is 0 in every row although people were reached, so it is taken as missing.") {
		t.Errorf("views are known: %+v, notes %q", s.Posts[0], s.Notes)
	}
	if !slices.ContainsFunc(s.Notes, func(n string) bool { return strings.Contains(n, `"Historia de Facebook"`) }) {
		t.Errorf("a post type nobody knows is not told of: %q", s.Notes)
	}
}

// Two blocks of one file: the one that names its platform decides for the other, and two alike are Facebook and then Instagram.
func TestTwoBlocksInPortuguese(t *testing.T) {
	block := func(title string) string {
		return "\"" + title + "\"\n\"Data\",\"Primary\"\n\"2026-10-14T00:00:00\",\"31\"\n"
	}
	for _, titles := range [][2]string{{"Alcance", "Alcance"}, {"Alcance", "Alcance do Instagram"}} {
		s := load(t, insights.Layouts()[0], "sep=,\n"+block(titles[0])+"\n"+block(titles[1]))
		if len(s.Values) != 2 || s.Values[0].Platform != metric.Facebook || s.Values[1].Platform != metric.Instagram || s.Questions != 0 {
			t.Errorf("%q: %+v", titles, s.Values)
		}
	}
	contrary := importertest.File(t, "contrary.csv", "sep=,\n"+block("Alcance do Instagram"))
	if err := importertest.Read(t, insights.Layouts()[0], contrary, importers.Options{Platform: metric.Facebook}, &importertest.Sink{}); err == nil || !strings.Contains(err.Error(), `"Alcance do Instagram"`) {
		t.Errorf("a platform that contradicts the title: %v", err)
	}
}
