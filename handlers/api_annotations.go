package handlers

import (
	"time"

	"tandem/aggregates/annotation"
	"tandem/aggregates/period"

	"github.com/gofiber/fiber/v2"
)

// apiAnnotation is a day or a run of days that a person marked. Property is null where it stands on the charts of all.
type apiAnnotation struct {
	ID       int64           `json:"id"`
	Property *int64          `json:"property"`
	From     period.Day      `json:"from"`
	To       period.Day      `json:"to"`
	Kind     annotation.Kind `json:"kind"`
	Text     string          `json:"text"`
	At       time.Time       `json:"written_at"`
}

// apiAnnotations lists those of which a day lies in the period, as the chart flags them. Who wrote them is told on the page alone: a token is no person.
func (s *Site) apiAnnotations(r *Request) error {
	p, err := r.Period()
	if err != nil {
		return err
	}
	list, err := annotation.Touching(r.Context(), r.Scope(), r.Property.ID, p.Range)
	if err != nil {
		return err
	}
	out := []apiAnnotation{}
	for _, a := range list {
		one := apiAnnotation{ID: a.ID, From: a.Days.From, To: a.Days.To, Kind: a.Kind, Text: a.Text, At: a.At}
		if a.Property != 0 {
			one.Property = &a.Property
		}
		out = append(out, one)
	}
	return r.JSON(fiber.StatusOK, struct {
		From        period.Day      `json:"from"`
		To          period.Day      `json:"to"`
		Annotations []apiAnnotation `json:"annotations"`
	}{p.From, p.To, out})
}
