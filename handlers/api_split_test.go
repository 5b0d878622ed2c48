package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"tandem/aggregates/imports"
	"tandem/handlers/pagetest"
)

func TestAPISplit(t *testing.T) {
	w := pagetest.Open(t)
	s := w.Organization("corner")
	p := w.Property(s, "Café")
	m := withToken(t, w, s, 0)
	m.send("?property="+idOf(p), content(pageID, "11=500")).Status(http.StatusCreated) // links the Page
	_, rows, _ := strings.Cut(content(otherID, "21=7", "22=8", "23=9"), "\n")
	both := content(pageID, "12=300", "13=100") + rows
	problem(t, m.send("?property="+idOf(p)+"&split=perhaps", both), http.StatusBadRequest, "split is")
	other := w.Property(s, "Mill")
	m.send("?yes=true&property="+idOf(other), strings.ReplaceAll(content("100200300400777", "31=1"), "Corner Cafe", "Mill")).Status(http.StatusCreated)
	problem(t, m.send("?property="+idOf(other), both), http.StatusBadRequest, "split=true")
	problem(t, withToken(t, w, s, p.ID).send("?split=true", both), http.StatusForbidden, "one property")
	problem(t, m.send("?split=true", "Item,Price\nFlour,3\n"), http.StatusBadRequest, "Item")

	var got struct{ Imports []imports.Import }
	m.send("?split=true&file=both.csv", both).Status(http.StatusOK).JSON(&got)
	if len(got.Imports) != 2 {
		t.Fatalf("%+v", got)
	}
	stored := map[bool]int64{}
	for _, i := range got.Imports {
		if i.State != imports.Stored || i.File != "both.csv" || i.Property == nil {
			t.Errorf("%+v", i)
			continue
		}
		stored[*i.Property == p.ID] = i.Stored
	}
	if stored[true] != 2 || stored[false] != 3 {
		t.Errorf("stored %v", stored)
	}
	m.send("?split=true&file=both.csv", both).Status(http.StatusOK).JSON(&got)
	if len(got.Imports) != 2 || got.Imports[0].Stored+got.Imports[1].Stored != 0 || got.Imports[0].Unchanged+got.Imports[1].Unchanged != 5 {
		t.Errorf("the same again: %+v", got)
	}
	m.send("?split=true&property="+idOf(p), content(pageID, "14=5")).Status(http.StatusOK).JSON(&got) // of one Page
	if len(got.Imports) != 1 || got.Imports[0].Stored != 1 {
		t.Errorf("a file of one Page: %+v", got)
	}
	if list, err := w.Site.Imports.Entries(t.Context(), s, 0); err != nil || len(list) != 0 {
		t.Errorf("left waiting: %+v, %v", list, err)
	}
	if list, err := w.Site.Imports.Entries(t.Context(), s, p.ID); err != nil || len(list) != 0 {
		t.Errorf("left waiting: %+v, %v", list, err)
	}
}
