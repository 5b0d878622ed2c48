package parts

import (
	"context"
	"strings"
	"time"

	"tandem/views/format"
)

// ReasonModel stands where a number is missing: a short word and, behind it by click, tap or key, the sentence that explains it and what a person can do.
type ReasonModel struct {
	Word     string
	Sentence string
	// Do are the words of the link that helps. It leads to the imports where the page has a way there (WithImports), and is not shown elsewhere; empty where nobody can do
	// anything.
	Do string
}

// ReasonFor turns a reason code of the product into its words. An unknown or empty code gives "not known".
func ReasonFor(code string) ReasonModel {
	switch code {
	case "not_imported":
		return ReasonModel{"not imported", "No imported file covers this.", "Import an export of it"}
	case "not_asked":
		return ReasonModel{"not asked", "Tandem did not request this figure.", ""}
	case "not_offered":
		return ReasonModel{"not offered", "Meta has no such figure here.", ""}
	case "retired":
		return ReasonModel{"retired", "Meta removed this figure. What was stored before stays.", ""}
	case "too_small":
		return ReasonModel{"too small", "Meta hides it below about 100 people.", ""}
	case "no_permission":
		return ReasonModel{"no permission", "One permission for this figure is missing.", ""}
	case "late":
		return ReasonModel{"late", "Meta settles this figure within two days.", "Import again then"}
	case "outage":
		return ReasonModel{"outage", "Meta was asked and had nothing for these days.", ""}
	case "not_broken_down":
		return ReasonModel{"not broken down", "The report came without a platform column.", "Import one with platforms"}
	case "partial":
		return ReasonModel{"partial", "Some parts are not known, so the true figure is at least this.", "Import what is missing"}
	default:
		return ReasonModel{"not known", "This figure is not known.", ""}
	}
}

// Since is a retired figure with the day on which Meta ended it.
func (r ReasonModel) Since(day time.Time) ReasonModel {
	r.Word += " " + format.Day(day)
	r.Sentence = "Meta removed this figure on " + format.DayYear(day) + ". What was stored before stays."
	return r
}

// Expected is a late figure with the day by which it should be there.
func (r ReasonModel) Expected(day time.Time) ReasonModel {
	r.Sentence = strings.TrimSuffix(r.Sentence, ".") + ": expected by " + format.Day(day) + "."
	return r
}

type importsKey struct{}

// WithImports is a context in which reasons that an import would mend lead to href. The page as a whole knows the way and the right to go it; the hundred figures on it do
// not.
func WithImports(ctx context.Context, href string) context.Context {
	return context.WithValue(ctx, importsKey{}, href)
}

// way is where a reason's link leads in this page; empty for none.
func (r ReasonModel) way(ctx context.Context) string {
	href, _ := ctx.Value(importsKey{}).(string)
	if r.Do == "" {
		return ""
	}
	return href
}
