package handlers_test

import (
	"testing"

	"tandem/handlers/pagetest"
)

func TestFirstStartOffersSetupOnce(t *testing.T) {
	w := pagetest.Open(t)
	c := w.Stranger()
	c.Get("/").Leads("/login")
	c.Get("/login").Leads("/setup")
	c.Get("/setup").Status(200).Says("h1", "Welcome").Has("input[name=code]", 0)
	c.Post("/setup", "email", "Owner@Corner.test", "organization", "Corner Café", "password", "short").Status(400).Says(".flash", "10 characters")
	c.Post("/setup", "email", "Owner@Corner.test", "organization", "Corner Café", "password", pagetest.Password.Reveal()).Leads("/")
	c.Get("/").Status(200).Says(".card", "Make your first property").Says(".card h2", "Corner Café")
	c.Get("/setup").Status(404)
	w.Stranger().Get("/setup").Status(404)
}
