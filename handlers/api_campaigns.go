package handlers

import (
	"tandem/aggregates/ads"
	"tandem/aggregates/totals"

	"github.com/gofiber/fiber/v2"
)

// apiCampaigns lists what each campaign did in the period. Spends of one currency add up to that of the totals.
func (s *Site) apiCampaigns(r *Request) error {
	p, err := r.Period()
	if err != nil {
		return err
	}
	channels, err := totals.FindChannels(r.Context(), r.Scope(), r.Property.ID)
	if err != nil {
		return err
	}
	list, err := ads.Campaigns(r.Context(), r.Scope(), channels.Ads, p.Range)
	if err != nil {
		return err
	}
	return r.JSON(fiber.StatusOK, struct {
		Campaigns []ads.Campaign `json:"campaigns"`
	}{list})
}
