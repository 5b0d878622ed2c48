package handlers

import (
	"time"

	"tandem/aggregates/content"
	"tandem/aggregates/fault"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/totals"

	"github.com/gofiber/fiber/v2"
)

// apiPosts is a page of what was published. A twin is one piece with two posts.
type apiPostsAnswer struct {
	Pieces []apiPiece `json:"pieces"`
	Counts struct {
		Pieces int64 `json:"pieces"`
		Posts  int64 `json:"posts"`
	} `json:"counts"` // of all pages
	Limit  int `json:"limit"`
	Offset int `json:"offset"`
}

type apiPiece struct {
	ID         int64     `json:"id"`
	Twin       bool      `json:"twin"`
	Confidence int       `json:"confidence"` // of the twin, in percent; 0 without one
	Posts      []apiPost `json:"posts"`
}

// apiPost is one post of one channel. A figure that is not known is null and Reasons says why; reason partial marks one that is "at least".
type apiPost struct {
	ID         int64                         `json:"id"`
	Channel    string                        `json:"channel"`
	ExternalID string                        `json:"external_id"`
	Scope      metric.Scope                  `json:"scope"`
	Published  *time.Time                    `json:"published_at"`
	Day        *period.Day                   `json:"day"` // of publishing, in the property's zone
	AuthorID   string                        `json:"author_id"`
	Author     string                        `json:"author"`
	Format     string                        `json:"format"`
	Title      string                        `json:"title"`
	Text       string                        `json:"text"`
	Permalink  string                        `json:"permalink"`
	Duration   *int64                        `json:"duration_seconds"`
	AsOf       *period.Day                   `json:"as_of"`
	Figures    map[metric.Name]*int64        `json:"figures"`
	Reasons    map[metric.Name]metric.Reason `json:"reasons"`
}

func (s *Site) apiPosts(r *Request) error {
	p, err := r.Period()
	if err != nil {
		return err
	}
	cut, err := r.part()
	if err != nil {
		return err
	}
	channels, err := totals.FindChannels(r.Context(), r.Scope(), r.Property.ID)
	if err != nil {
		return err
	}
	f := content.Filter{Range: p.Range, Kind: content.Kind(r.Query("kind")), Format: r.Query("format"), Search: r.Query("search"),
		Sort: metric.Name(r.Query("sort")), Limit: cut.limit, Offset: cut.offset}
	switch order := r.Query("order"); order {
	case "", "descending":
	case "ascending":
		f.Ascending = true
	default:
		return fault.Invalidf("order is %q; it can be ascending or descending.", order)
	}
	if p.Platform != period.Instagram {
		f.Facebook = channels.Facebook
	}
	if p.Platform != period.Facebook {
		f.Instagram = channels.Instagram
	}
	pieces, err := content.List(r.Context(), r.Scope(), f)
	if err != nil {
		return err
	}
	counts, err := content.Count(r.Context(), r.Scope(), f)
	if err != nil {
		return err
	}
	answer := apiPostsAnswer{Pieces: []apiPiece{}, Limit: cut.limit, Offset: cut.offset}
	answer.Counts.Pieces, answer.Counts.Posts = counts.Pieces, counts.Posts
	for _, piece := range pieces {
		answer.Pieces = append(answer.Pieces, apiPieceOf(piece))
	}
	return r.JSON(fiber.StatusOK, answer)
}

func apiPieceOf(piece content.Piece) apiPiece {
	out := apiPiece{ID: piece.ID(), Twin: piece.Twin(), Confidence: piece.Confidence, Posts: []apiPost{}}
	for _, leg := range piece.Legs() {
		out.Posts = append(out.Posts, apiPostOf(leg))
	}
	return out
}

func apiPostOf(p *content.Post) apiPost {
	out := apiPost{ID: p.ID, Channel: p.Kind, ExternalID: p.ExternalID, Scope: p.Scope, AuthorID: p.AuthorID, Author: p.Author, Format: p.Format, Title: p.Title,
		Text: p.Body, Permalink: p.Outgoing(), Duration: p.Duration, AsOf: p.AsOf, Figures: map[metric.Name]*int64{}, Reasons: map[metric.Name]metric.Reason{}}
	if !p.Published.IsZero() {
		out.Published, out.Day = &p.Published, &p.Day
	}
	for _, n := range p.Metrics() {
		f := p.Figure(n)
		out.Figures[n] = f.Value
		if f.Reason != "" {
			out.Reasons[n] = f.Reason
		}
	}
	return out
}
