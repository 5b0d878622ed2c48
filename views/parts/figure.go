package parts

import (
	"strings"

	"tandem/views/format"
)

// Unit says how a figure is written.
type Unit string

const (
	// UnitCount is a plain number of things; the zero value means the same.
	UnitCount Unit = "count"
	// UnitPeople is a number of unique people.
	UnitPeople Unit = "people"
	// UnitMoney is millionths of the major unit of Currency.
	UnitMoney Unit = "money"
	// UnitSeconds is a length of time.
	UnitSeconds Unit = "seconds"
	// UnitRatio is a share in millionths: 89_400 is 8.9 %.
	UnitRatio Unit = "ratio"
)

// Figure is one number, one range, or the reason why there is none.
type Figure struct {
	// Value in the unit below; nil means unknown, and Reason is shown instead.
	Value *int64
	// Range marks Value as the lower end of an interval; Upper is its other end
	// and nil means that nothing limits it ("at least").
	Range bool
	Upper *int64
	Unit  Unit
	// Currency is the ISO code for UnitMoney, otherwise ignored.
	Currency string
	// Full writes every digit; otherwise counts from ten thousand up are
	// abbreviated and the exact number is the title.
	Full bool
	// AtLeast says that some parts of the sum are missing. Tight writes it as ≥, where there is no room for words.
	AtLeast, Tight bool
	// Reason explains a nil Value, or what is missing when AtLeast is set.
	Reason ReasonModel
}

// Known is a figure with a value.
func Known(n int64) Figure { return Figure{Value: &n} }

// Maybe is a count that may be nil; code is the reason for that case.
func Maybe(n *int64, code string) Figure {
	return Figure{Value: n, Reason: ReasonFor(code)}
}

// Amount is money in millionths of currency; nil micros shows the reason of code.
func Amount(micros *int64, currency, code string) Figure {
	return Figure{Value: micros, Unit: UnitMoney, Currency: currency, Reason: ReasonFor(code)}
}

// People is an interval of unique people. A nil lower end shows the reason of
// code; a nil upper end is unlimited.
func People(lower, upper *int64, code string) Figure {
	return Figure{Value: lower, Range: true, Upper: upper, Unit: UnitPeople, Reason: ReasonFor(code)}
}

// Text is the figure as shown, without markup; the reason's word when unknown.
func (f Figure) Text() string {
	switch {
	case f.Value == nil:
		return f.Reason.Word
	case f.Range:
		return format.Interval(*f.Value, f.Upper)
	case f.AtLeast && f.Tight:
		return "≥" + format.Thin + f.plain(*f.Value)
	case f.AtLeast:
		return "at least " + f.plain(*f.Value)
	default:
		return f.plain(*f.Value)
	}
}

// Exact is the figure with all its digits, for titles and tables to copy from.
func (f Figure) Exact() string {
	if f.Value == nil {
		return f.Reason.Sentence
	}
	if f.Range {
		return format.IntervalExact(*f.Value, f.Upper)
	}
	full := f
	full.Full, full.Tight = true, false
	return full.Text()
}

// twoEnds says whether the figure is drawn as two ends with a muted dash.
func (f Figure) twoEnds() bool {
	return f.Range && f.Value != nil && f.Upper != nil && *f.Upper != *f.Value
}

// qualified reports whether the figure is "at least", with a reason that says why.
func (f Figure) qualified() bool {
	open := f.AtLeast || f.Range && f.Upper == nil
	return f.Value != nil && open && f.Reason.Sentence != "" && f.Reason != ReasonFor("")
}

// why is the reason behind a figure that is "at least", with all digits of what is known.
func (f Figure) why() ReasonModel {
	r := f.Reason
	r.Word, r.Sentence = f.Text(), upperFirst(f.Exact())+". "+r.Sentence
	return r
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

func (f Figure) title() string {
	if f.AtLeast && f.qualified() {
		return f.why().Sentence
	}
	if exact := f.Exact(); exact != f.Text() {
		return exact
	}
	return ""
}

func (f Figure) plain(n int64) string {
	return number(n, f.Unit, f.Currency, f.Full)
}

func number(n int64, unit Unit, currency string, full bool) string {
	switch unit {
	case UnitMoney:
		return format.Money(n, currency)
	case UnitSeconds:
		return format.Duration(n)
	case UnitRatio:
		return format.Percent(float64(n) / 1e6)
	}
	if full {
		return format.Count(n)
	}
	return format.Short(n)
}
