package charts

import (
	"strconv"
	"strings"

	"tandem/views/format"
	"tandem/views/parts"
)

// MaxBuckets is how many points a chart may hold. More would be finer than its
// pixels and make the page heavy: beyond 92 days the handlers ask for weeks or months.
const MaxBuckets = 92

// Large is the large chart of a page and its table. All value slices are as long as
// Buckets or nil; a nil entry is a value that is not known and is drawn as a gap,
// never as zero.
type Large struct {
	// ID is unique in the page and made of letters, digits and dashes.
	ID string
	// Title says what is drawn and by what step: "Views per day".
	Title string
	Unit  parts.Unit
	// Currency is the ISO code where Unit is money.
	Currency string
	Buckets  []Bucket
	// BucketName heads the first column of the table; empty means "Day".
	BucketName string
	// Channels are drawn from the bottom up: Facebook before Instagram.
	Channels []Series
	// Together is the ink line on top; nil where one channel is in view alone.
	Together *Series
	// TogetherUpper makes Together the lower end of an interval and draws a band.
	TogetherUpper []*int64
	// Previous is the dashed comparison; nil compares nothing. It ends at a seam.
	Previous *Series
	// Usual is the range of the main line, Together or the only channel; nil draws none.
	Usual *Usual
	// Stacked lays channels on each other; only for metrics that add.
	Stacked bool
	// FromZero starts the axis at zero: always for stacked, not for followers.
	FromZero bool
	Gaps     []Gap
	Seams    []Seam
	Flags    []Flag
	// Why says in one sentence why points are ranges, behind "why a range"; empty shows none.
	Why string
	// Refused stands under the chart where a comparison was asked for and none is made; nil otherwise.
	Refused *Refusal
	// Settling is the index of the first bucket that Meta may still change;
	// len(Buckets) or more when all are settled, zero or less as well.
	Settling int
	// Steps is a switch of day, week, month; nil shows none.
	Steps []parts.Segment
	// Table opens the table instead of the picture.
	Table bool
	// Empty replaces picture and table where nothing is known; nil draws.
	Empty *parts.StateModel
	// Foot says what the figures rest on.
	Foot []parts.FootModel
}

// Bucket is a day, week or month of the axis.
type Bucket struct {
	// Label is short, for the axis ("20 Oct"); Full names it in tooltip and table
	// ("Mon 26 Oct").
	Label, Full string
	// Before names the compared bucket ("Mon 28 Sep"); empty without comparison.
	Before string
}

// Series is one line.
type Series struct {
	// Channel is parts.Facebook, parts.Instagram or parts.Together; ignored for the
	// comparison.
	Channel string
	// Name is shown in the legend; empty takes the channel's name.
	Name   string
	Values []*int64
	// AtLeast marks the values of which a part is missing; shorter than Values, or nil, marks none behind its end.
	AtLeast []bool
	// Total stands beside the name in the legend; a zero Figure shows none.
	Total parts.Figure
}

func (s Series) name() string {
	if s.Name != "" {
		return s.Name
	}
	return parts.ChannelName(s.Channel)
}

func (s Series) hasTotal() bool {
	return s.Total.Value != nil || s.Total.Reason.Word != ""
}

// Usual is a soft band behind the main line: what such a bucket usually brings. Both
// are as long as Buckets; nil where nobody can say.
type Usual struct {
	// Name is shown in legend, tooltip and table: "Usual for the weekday".
	Name      string
	Low, High []*int64
}

// known reports whether bucket i has a usual range.
func (u *Usual) known(i int) bool {
	return u != nil && i < len(u.Low) && i < len(u.High) && u.Low[i] != nil && u.High[i] != nil
}

// Gap is a run of missing buckets, First to Last, both included.
type Gap struct {
	First, Last int
	// Title names it ("Gap · 3–4 Nov"), Text gives the reason ("outage, not zero");
	// Word is the reason alone, for tooltip, table and narrow screens ("outage").
	Title, Text, Word string
	// Reason explains the missing value in the table; its word gives way to Word.
	Reason parts.ReasonModel
}

// Seam is the change of a definition before bucket At.
type Seam struct {
	At int
	// Title names it ("Seam · 9 Nov"); Text is one sentence. More is what the picture has no room for: how sure the day is, and what both
	// definitions were in terms of each other; it always stands under the chart.
	Title, Text, More string
}

// Refusal says why nothing is compared and leads to what can be.
type Refusal struct {
	Text  string
	Links []RefusalLink
}

// RefusalLink leads to days that can be compared; Title names them all.
type RefusalLink struct{ Text, Href, Title string }

// after is what stands behind a link.
func (r Refusal) after(i int) string {
	if i+1 < len(r.Links) {
		return " or "
	}
	return "."
}

// seamsAt are the seams before a bucket.
func (l Large) seamsAt(i int) []Seam {
	var out []Seam
	for _, s := range l.Seams {
		if s.At == i {
			out = append(out, s)
		}
	}
	return out
}

// columns counts those of the table.
func (l Large) columns() string {
	n := 1 + len(l.Channels)
	for _, s := range []*Series{l.Together, l.Previous} {
		if s != nil {
			n++
		}
	}
	return strconv.Itoa(n)
}

// Flag is what a person marked on the buckets First to Last, both included. A list beside another picture than a Chart needs no buckets.
type Flag struct {
	First, Last int
	// Days names its true days, which may stick out of the chart ("24 Oct", "3–9 Nov").
	Days string
	// Text is the person's own; Note says of what kind it is ("campaign, all properties").
	Text, Note string
	// Href leads to where it can be changed; empty for those who may not.
	Href string
}

// flagsAt are the texts of the flags that stand on a bucket.
func (l Large) flagsAt(i int) []string {
	var out []string
	for _, f := range l.Flags {
		if f.First <= i && i <= f.Last {
			out = append(out, f.Text)
		}
	}
	return out
}

func (l Large) bucketName() string {
	if l.BucketName == "" {
		return "Day"
	}
	return l.BucketName
}

func (l Large) money() bool { return l.Unit == parts.UnitMoney }

// gapReason is the reason of a bucket that lies in a gap, else "not known".
func (l Large) gapReason(i int) parts.ReasonModel {
	for _, g := range l.Gaps {
		if g.First <= i && i <= g.Last && g.Word != "" {
			r := g.Reason
			if r.Word = g.Word; r.Sentence == "" && g.Text != "" {
				r.Sentence = strings.ToUpper(g.Text[:1]) + g.Text[1:] + "."
			}
			return r
		}
	}
	return parts.ReasonFor("")
}

// cell is a figure of the table twin, with all its digits.
func (l Large) cell(s Series, i int) parts.Figure {
	f := parts.Figure{Unit: l.Unit, Currency: l.Currency, Full: true}
	if i < len(s.Values) {
		f.Value = s.Values[i]
	}
	if f.Value != nil && i < len(s.AtLeast) && s.AtLeast[i] {
		f.AtLeast, f.Tight, f.Reason = true, true, parts.ReasonFor("partial")
		return f
	}
	f.Reason = l.gapReason(i)
	return f
}

func (l Large) togetherCell(i int) parts.Figure {
	f := l.cell(*l.Together, i)
	if l.TogetherUpper == nil || f.Value == nil {
		return f
	}
	f.Range = true
	if i < len(l.TogetherUpper) {
		f.Upper = l.TogetherUpper[i]
	}
	return f
}

// usualCell is the usual range of a bucket in the table.
func (l Large) usualCell(i int) parts.Figure {
	f := parts.Figure{Unit: l.Unit, Currency: l.Currency, Full: true, Reason: parts.ReasonModel{Word: "too few", Sentence: "Too few such weekdays are known to say what is usual."}}
	if l.Usual.known(i) {
		f.Value, f.Upper, f.Range = l.Usual.Low[i], l.Usual.High[i], true
	}
	return f
}

// rangeText is an interval with all digits, as short as a table needs it.
func rangeText(f parts.Figure) string {
	if f.Upper == nil {
		return "≥ " + format.Count(*f.Value)
	}
	if *f.Upper == *f.Value {
		return format.Count(*f.Value)
	}
	return format.Count(*f.Value) + format.Dash + format.Count(*f.Upper)
}

// label tells those who do not see the picture what it holds and where the same
// figures stand as text.
func (l Large) label() string {
	text := "Chart: " + l.Title
	if n := len(l.Buckets); n > 0 {
		text += ", " + l.Buckets[0].Full + " to " + l.Buckets[n-1].Full
	}
	for _, s := range l.Seams {
		text += ". " + strings.TrimSpace(s.Title+": "+s.Text+" "+s.More)
	}
	for _, g := range l.Gaps {
		text += ". " + g.Title + ": " + g.Text
	}
	for _, f := range l.Flags {
		text += ". " + f.Days + ": " + f.Text
	}
	return text + ". Left and right arrow keys read single points; the table holds the same figures."
}

// previousCell has no reasons of its own: the gaps of a Large are those of its buckets.
func (l Large) previousCell(i int) parts.Figure {
	f := l.cell(*l.Previous, i)
	f.Reason = parts.ReasonModel{Word: "not compared", Sentence: "The compared days have no value here, or it was counted by another definition."}
	return f
}
