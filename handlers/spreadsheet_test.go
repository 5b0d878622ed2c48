package handlers

import (
	"strings"
	"testing"
)

func TestSpreadsheetGuardsFormulas(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "plain": "plain", "1-2": "1-2", "a=b": "a=b", "Café": "Café",
		"=1+1": "'=1+1", "+1": "'+1", "-1": "'-1", "@SUM(A1)": "'@SUM(A1)", "\t=1": "'\t=1", "\r=1": "'\r=1", "\n=1": "'\n=1",
		" =1": "' =1", "\u00a0=1": "'\u00a0=1", "＝1": "'＝1", "＠x": "'＠x",
	} {
		if got := guarded(text); got != want {
			t.Errorf("%q is written as %q, want %q", text, got, want)
		}
	}
	var b strings.Builder
	s, err := newSpreadsheet(&b)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.row(-7, int64(12), `=a,"b"`); err != nil {
		t.Fatal(err)
	}
	if err := s.flush(); err != nil {
		t.Fatal(err)
	}
	if want := "\ufeff-7,12,\"'=a,\"\"b\"\"\"\r\n"; b.String() != want {
		t.Errorf("written %q, want %q", b.String(), want)
	}
}
