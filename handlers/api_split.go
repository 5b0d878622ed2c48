package handlers

import (
	"tandem/aggregates/fault"
	"tandem/aggregates/imports"

	"github.com/gofiber/fiber/v2"
)

// splitAsked reports whether the parts of a file go each to its own property. A token of one property neither reaches others nor makes any.
func (r *Request) splitAsked() (bool, error) {
	split, err := r.flag("split")
	if split && r.Token.Property != 0 {
		return false, fault.NotAllowedf("This token opens one property. To split a file into several takes one of the organization.")
	}
	return split, err
}

// apiSplit stores a staged file as one import for each Page or account in it. A file of one is stored as a whole.
func (s *Site) apiSplit(r *Request, i imports.Import, choice imports.Choice) error {
	list, err := s.storeParts(r, i, choice)
	if err != nil {
		return err
	}
	r.Record("file imported", r.Token.Name, i.File)
	return r.JSON(fiber.StatusOK, struct {
		Imports []imports.Import `json:"imports"`
	}{list})
}

func (s *Site) storeParts(r *Request, i imports.Import, choice imports.Choice) ([]imports.Import, error) {
	if len(i.Preview.Accounts) < 2 {
		stored, err := s.confirm(r, i, choice)
		return []imports.Import{stored}, err
	}
	parts, err := s.Imports.Divide(r.Context(), r.Scope(), i.ID, r.tokenWho())
	if err != nil {
		s.giveUp(r, i.ID)
		return nil, err
	}
	picks := make([]imports.Pick, len(parts))
	for n, part := range parts {
		picks[n] = imports.Pick{Import: part.ID, Choice: part.Choice}
		picks[n].Choice.Yes = true // the property is the one linked to the part's account
		if picks[n].Choice.Platform == "" {
			picks[n].Choice.Platform = choice.Platform
		}
	}
	list := make([]imports.Import, 0, len(parts))
	err = s.Imports.StoreAll(r.Context(), r.Scope(), picks, func(o imports.Outcome) error {
		if o.Err != nil {
			s.giveUp(r, picks[o.N].Import)
			why := fault.Sentence(o.Err)
			o.Import = imports.Import{File: i.File, State: imports.Refused, Error: why, Notes: []string{}, Errors: []imports.Rejection{{Reason: why}}}
		}
		list = append(list, o.Import)
		return nil
	}, nil)
	if err == nil {
		err = s.Imports.Finish(r.Context(), r.Scope())
	}
	if err != nil { // of the data file, or the caller went away: what was not stored is not left waiting
		for _, p := range picks {
			s.giveUp(r, p.Import)
		}
	}
	return list, err
}

// tokenWho is who brings a file in by the API.
func (r *Request) tokenWho() imports.Who { return imports.Who{Via: "api", Source: "file"} }
