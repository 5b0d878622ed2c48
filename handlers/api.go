package handlers

import (
	_ "embed"
	"strconv"

	"tandem/aggregates/fault"
	"tandem/aggregates/property"
	"tandem/aggregates/totals"

	"github.com/gofiber/fiber/v2"
)

// openAPI describes what stands below /api/v1. A test holds it against the live routes and against real answers.
//
//go:embed openapi.json
var openAPI []byte

func (s *Site) apiRoutes() {
	const one = "/api/v1/properties/:property"
	s.get("/api/v1/openapi.json", asset, s.apiDescription)
	s.get("/api/v1/properties", token, s.apiProperties)
	s.get(one, tokenProperty, s.apiProperty)
	s.get(one+"/totals", tokenProperty, s.apiTotals)
	s.get(one+"/series", tokenProperty, s.apiSeries)
	s.get(one+"/posts", tokenProperty, s.apiPosts)
	s.get(one+"/campaigns", tokenProperty, s.apiCampaigns)
	s.get(one+"/change", tokenProperty, s.apiChange)
	s.get(one+"/works", tokenProperty, s.apiWorks)
	s.get(one+"/carry", tokenProperty, s.apiCarry)
	s.get(one+"/twins", tokenProperty, s.apiTwins)
	s.get(one+"/usual", tokenProperty, s.apiUsual)
	s.get(one+"/news", tokenProperty, s.apiNews)
	s.get(one+"/loss", tokenProperty, s.apiLoss)
	s.get(one+"/annotations", tokenProperty, s.apiAnnotations)
	s.apiImportRoutes()
}

func (s *Site) apiDescription(r *Request) error {
	r.Ctx.Set(fiber.HeaderContentType, "application/json; charset=utf-8")
	return r.send(openAPI)
}

// apiProperties lists what the token opens.
func (s *Site) apiProperties(r *Request) error {
	all, err := property.List(r.Context(), r.Scope())
	if err != nil {
		return err
	}
	open := []property.Property{}
	for _, p := range all {
		if r.Token.Opens(p.ID) {
			open = append(open, p)
		}
	}
	return r.JSON(fiber.StatusOK, struct {
		Properties []property.Property `json:"properties"`
	}{open})
}

func (s *Site) apiProperty(r *Request) error { return r.JSON(fiber.StatusOK, r.Property) }

// apiTotals is the answer of `tandem totals`.
func (s *Site) apiTotals(r *Request) error {
	p, err := r.Period()
	if err != nil {
		return err
	}
	report, err := totals.Find(r.Context(), r.Scope(), r.Property.ID, p.Range)
	if err != nil {
		return err
	}
	return r.JSON(fiber.StatusOK, report)
}

const (
	apiPage    = 50
	apiLargest = 500
)

// part is which entries of a list are asked for: limit and offset.
type part struct{ limit, offset int }

func (r *Request) part() (p part, err error) {
	p.limit = apiPage
	for _, each := range []struct {
		name        string
		into        *int
		least, most int
	}{{"limit", &p.limit, 1, apiLargest}, {"offset", &p.offset, 0, 1 << 30}} {
		text := r.Query(each.name)
		if text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil || n < each.least || n > each.most {
			return p, fault.Invalidf("%s is %q; it can be a number from %d to %d.", each.name, text, each.least, each.most)
		}
		*each.into = n
	}
	return p, nil
}
