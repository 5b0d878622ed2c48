package handlers

import (
	"strconv"
	"time"

	"tandem/aggregates/content"
	"tandem/aggregates/metric"
	"tandem/aggregates/twin"
	view "tandem/views/content"
	"tandem/views/format"
)

// mayRepeat is said of views of both legs added.
const mayRepeat = "Both legs added: a person who saw both is counted twice. No export says which views are of people who saw both."

// apart is how long after the first of two posts the second one came.
func apart(a, b *content.Post) string {
	switch d := between(a, b); {
	case d < time.Minute:
		return "same minute"
	case d < time.Hour:
		return strconv.Itoa(int(d.Minutes())) + format.Thin + "min apart"
	case d < 48*time.Hour:
		return strconv.Itoa(int(d.Round(time.Hour).Hours())) + format.Thin + "h apart"
	default:
		return format.Plural(int64(d.Round(24*time.Hour).Hours()/24), "day", "days") + " apart"
	}
}

// apartWords is apart in a sentence.
func apartWords(a, b *content.Post) string {
	switch d := between(a, b); {
	case d < time.Minute:
		return "in the same minute"
	case d < time.Hour:
		return format.Plural(int64(d.Minutes()), "minute", "minutes") + " apart"
	case d < 48*time.Hour:
		return format.Plural(int64(d.Round(time.Hour).Hours()), "hour", "hours") + " apart"
	default:
		return format.Plural(int64(d.Round(24*time.Hour).Hours()/24), "day", "days") + " apart"
	}
}

func between(a, b *content.Post) time.Duration { return a.Published.Sub(b.Published).Abs() }

// whyTwin says why two posts are taken for the same content, and what that means for their figures.
func whyTwin(p content.Piece) string {
	when := apartWords(p.Facebook, p.Instagram)
	sure := strconv.Itoa(p.Confidence) + format.Thin + "% sure."
	var why string
	switch {
	case twin.ByHand(p.Confidence):
		why = "Confirmed by hand: published " + when + "."
	case twin.SameWords(p.Confidence):
		why = "Same words, " + when + ": " + sure
	default:
		why = "Nearly the same words, " + when + ": " + sure
	}
	if p.Facebook.Crosspost {
		why += " Meta marks the Facebook post as cross-posted."
	}
	switch {
	case p.ViewsMayRepeat():
		why += " Views may count a person on both, and no export says how many; reach is therefore a range."
	case p.Facebook.Figure(metric.Reach).Value != nil && p.Instagram.Figure(metric.Reach).Value != nil:
		why += " A person may be reached by both; reach is therefore a range."
	}
	return why
}

// alike says how near two posts come to being the same content.
func alike(p twin.Pair) string {
	words := "no words to compare"
	switch {
	case p.Likeness == nil:
	case *p.Likeness == 100:
		words = "same words"
	default:
		words = "words " + strconv.Itoa(*p.Likeness) + format.Thin + "% alike"
	}
	out := words + ", " + apart(p.Facebook, p.Instagram)
	if p.Facebook.Format != "" && p.Facebook.Format == p.Instagram.Format {
		out += ", both " + formatPlace(p.Facebook.Format)
	}
	return out
}

func formatPlace(format string) string {
	if format == "text" {
		return "text"
	}
	return format + "s"
}

// doubles is the line above the list that tells what is counted once because it is known which posts are twins.
func (q *contentQuery) doubles(m *view.Model, counts content.Counts) {
	d := counts.Doubles
	if d.Twins == 0 {
		return
	}
	l := &view.Doubles{Strong: format.Plural(d.Twins, "twin", "twins"),
		Text: ": " + format.Plural(counts.Posts, "post is", "posts are") + " " + format.Plural(counts.Pieces, "piece", "pieces") + ". Counted once instead of twice: " +
			format.Plural(d.Twins, "piece", "pieces")}
	if d.Known > 0 {
		l.Text += ", and in their reach up to " + format.Short(d.People) + " people"
		l.Title = "Of each twin the smaller reach of its legs is at most how many people saw both; added up piece by piece that is " + format.Count(d.People) +
			". One person can be in it for several pieces."
		if d.Known < d.Twins {
			l.Title += " Known of " + format.Count(d.Known) + " of " + format.Plural(d.Twins, "twin", "twins") + "."
		}
	}
	l.Text += "."
	if more := counts.Kinds[content.Twins] - d.Twins; more > 0 && (q.filter.Kind == content.Everything || q.filter.Kind == content.Twins) {
		l.Text += " Of " + format.Plural(more, "more twin", "more twins") + " only one leg is counted here."
	}
	m.Doubles = l
}
