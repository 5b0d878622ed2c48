package handlers

import (
	"crypto/sha256"
	"encoding/base64"
	"slices"
	"strconv"

	"tandem/aggregates/fault"
	"tandem/aggregates/imports"
	"tandem/aggregates/metric"
)

// makeNew is what the form says for a property that is to be made.
const makeNew = "new"

// answers are what the form of waiting files says. What is said once for all holds for each file that does not say otherwise itself.
type answers struct {
	ids    []int64
	upTo   int64 // all that waits up to this import; 0 for those named
	yes    []int64
	doubts []string // keys of sentences that were said yes to for all
	all    string   // platform
	own    map[int64]string
	// On the organization's page: properties by the account that files name, for all that name none, and of single files.
	accounts map[string]string
	property string
	owns     map[int64]string
	zone     string // of properties that are made; '' for the usual one
}

// readAnswers reads the form: "only" names one file; else "upto" means all that waited when the page was drawn, and "import" lists those that the person saw.
func readAnswers(r *Request) (a answers, err error) {
	var upTo []int64
	for _, list := range []struct {
		name string
		into *[]int64
	}{{"only", &a.ids}, {"upto", &upTo}, {"yes", &a.yes}} {
		if *list.into, err = r.FieldIDs(list.name); err != nil {
			return a, err
		}
	}
	shown, err := r.FieldIDs("import")
	if err != nil {
		return a, err
	}
	switch {
	case len(a.ids) > 0:
	case len(upTo) == 1:
		a.upTo = upTo[0]
	default:
		a.ids = shown
	}
	for _, b := range r.Ctx.Request().PostArgs().PeekMulti("doubt") {
		a.doubts = append(a.doubts, string(b))
	}
	if a.all, err = r.Field("platform", 16); err != nil {
		return a, err
	}
	if a.property, err = r.Field("property", 20); err != nil {
		return a, err
	}
	if a.zone, err = r.Field("timezone", 64); err != nil {
		return a, err
	}
	a.own, a.owns, a.accounts = map[int64]string{}, map[int64]string{}, map[string]string{}
	for _, id := range append(shown, a.ids...) {
		if a.own[id], err = r.Field("platform-"+strconv.FormatInt(id, 10), 16); err != nil {
			return a, err
		}
		if a.owns[id], err = r.Field("property-"+strconv.FormatInt(id, 10), 20); err != nil {
			return a, err
		}
	}
	return a, nil
}

// means reports whether the form is about a file.
func (a answers) means(id int64) bool {
	return a.upTo != 0 && id <= a.upTo || slices.Contains(a.ids, id)
}

// platform is what the answers say of one file that does not name its own.
func (a answers) platform(e imports.Entry) string {
	p := a.own[e.ID]
	if p == "" {
		p = a.all
	}
	if !e.Asks || p != metric.Facebook && p != metric.Instagram {
		return ""
	}
	return p
}

// nods reports whether somebody said yes to all of a file's doubts.
func (a answers) nods(id int64, doubts []string) bool {
	return slices.Contains(a.yes, id) || !slices.ContainsFunc(doubts, func(d string) bool { return !slices.Contains(a.doubts, doubtKey(d)) })
}

// doubtKey names a sentence in a form.
func doubtKey(sentence string) string {
	sum := sha256.Sum256([]byte(sentence))
	return base64.RawURLEncoding.EncodeToString(sum[:9])
}

// sent is the property an answer names among those the person may send files to; 0 for none.
func (r *Request) sent(text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	id, ok := number(text)
	if !ok {
		return 0, fault.NotFoundf("There is no such property.")
	}
	list, err := r.places()
	for _, p := range list {
		if p.ID == id {
			return id, nil
		}
	}
	if err == nil {
		err = fault.NotFoundf("There is no such property.")
	}
	return 0, err
}
