package handlers_test

import (
	"strings"
	"testing"

	"tandem/handlers/pagetest"
)

func TestTheDemoOpens(t *testing.T) {
	w, _ := pagetest.Demo(t)
	a := w.SignIn(pagetest.DemoOwner).Get("/p/1")
	a.Status(200)
	if !strings.Contains(string(a.Body), "Wrenfield") {
		t.Errorf("%.500s", a.Body)
	}
}
