package language

import (
	"slices"
	"testing"
)

// two are dictionaries that fit many headers alike and disagree about one, as no two of the real ones do so far.
func two() *library {
	return newLibrary([]dictionary{
		{Language: "First", Content: words{Seen: map[string][]string{"Views": {"vistas"}, "Shares": {"repos"}, "Reach": {"alcance"}, "Date": {"fecha"}}}},
		{Language: "Second", Content: words{Told: map[string][]string{"Views": {"vistas"}, "Saves": {"repos"}, "Reach": {"alcance"}, "Date": {"data"}}}},
	})
}

func TestNothingIsGuessedWhereLanguagesDisagree(t *testing.T) {
	for _, c := range []struct {
		cells, want []string
		note        string
	}{
		{[]string{"vistas", "repos", "alcance"}, []string{"views", "repos", "reach"}, "Headers are in First or Second."},
		{[]string{"vistas", "repos", "alcance", "fecha"}, []string{"views", "shares", "reach", "date"}, "Headers are in First."},
		{[]string{"data", "vistas", "repos"}, []string{"date", "views", "saves"}, "Headers are in Second."},
		{[]string{"views", "repos"}, []string{"views", "repos"}, ""},                                                     // English fits as well
		{[]string{"vistas", "alcance", "views"}, []string{"views", "reach", "views"}, "Headers are in First or Second."}, // and here less
		{[]string{"likes", "hearts"}, []string{"likes", "hearts"}, ""},
		{nil, []string{}, ""},
	} {
		h := two().read(Content, append([]string{}, c.cells...))
		if !slices.Equal(h.Names, c.want) || h.Note() != c.note {
			t.Errorf("%q became %q, %q; want %q, %q", c.cells, h.Names, h.Note(), c.want, c.note)
		}
	}
}

func TestAPlatformsOwnWordBeatsTheGeneralOne(t *testing.T) {
	l := newLibrary([]dictionary{{
		Language: "First", Content: words{Seen: map[string][]string{"Comments": {"reacties"}, "Views": {"weergaven"}}},
		Facebook: words{Told: map[string][]string{"Reactions": {"reacties"}}},
	}})
	for s, want := range map[Section]string{Facebook: "reactions", Instagram: "comments", Content: "comments"} {
		if h := l.read(s, []string{"reacties", "weergaven"}); h.Names[0] != want || h.Names[1] != "views" {
			t.Errorf("%s: %q", s, h.Names)
		}
	}
}

// BenchmarkRead is what each of seven thousand files costs at least once.
func BenchmarkRead(b *testing.B) {
	cells := []string{"Identificación", "Identificador de la cuenta", "Nombre de usuario de la cuenta", "Descripción", "Hora de publicación", "Enlace permanente",
		"Tipo de publicación", "Fecha", "Visualizaciones", "Alcance", "Me gusta", "Comentarios"}
	b.ReportAllocs()
	for b.Loop() {
		Read(Instagram, cells, nil)
	}
}
