package format

import (
	"math"
	"strconv"
	"strings"
)

const (
	// Minus is the true minus sign, as wide as a plus, so that columns line up.
	Minus = "−"
	// Thin is the narrow no-break space that stands between a figure and its unit.
	Thin = "\u202f"
	// Dash joins the two ends of a range.
	Dash = "–"
)

// Count writes a whole number with grouped thousands: 12345 is "12,345".
func Count(n int64) string {
	digits := strconv.FormatUint(magnitude(n), 10)
	return sign(n) + group(digits)
}

// Signed is Count with a plus before positive numbers: "+164", "−3", "0".
func Signed(n int64) string {
	if n > 0 {
		return "+" + Count(n)
	}
	return Count(n)
}

// Short writes a count in at most five characters: below ten thousand in full,
// then with one decimal and k, M or B ("142.0k"). The exact count belongs in the
// title of the element that shows it.
func Short(n int64) string {
	m := magnitude(n)
	if m < 10_000 {
		return Count(n)
	}
	return sign(n) + scaled(m)
}

// ShortAlways is Short that also abbreviates from one thousand up ("3.1k"), for
// narrow columns and axes.
func ShortAlways(n int64) string {
	m := magnitude(n)
	if m < 1_000 {
		return Count(n)
	}
	return sign(n) + scaled(m)
}

// scaled keeps one decimal and moves to the next unit when rounding reaches 1000.
func scaled(m uint64) string {
	for _, step := range []struct {
		size   uint64
		suffix string
	}{{1_000, "k"}, {1_000_000, "M"}} {
		tenths := (m/step.size)*10 + (m%step.size*10+step.size/2)/step.size
		if tenths < 10_000 {
			return decimal(tenths) + step.suffix
		}
	}
	const billion = 1_000_000_000
	tenths := (m/billion)*10 + (m%billion*10+billion/2)/billion
	return decimal(tenths) + "B"
}

func decimal(tenths uint64) string {
	return group(strconv.FormatUint(tenths/10, 10)) + "." + strconv.FormatUint(tenths%10, 10)
}

// Percent writes a ratio with one decimal and a thin space: 0.0894 is "8.9 %".
// NaN and infinities, which have no share to show, give an en dash.
func Percent(ratio float64) string {
	if math.IsNaN(ratio) || math.IsInf(ratio, 0) {
		return Dash
	}
	text := strconv.FormatFloat(math.Abs(ratio)*100, 'f', 1, 64)
	if ratio < 0 && text != "0.0" {
		return Minus + text + Thin + "%"
	}
	return text + Thin + "%"
}

// Change writes how far now lies from before as a signed percentage ("+8.9 %").
// ok is false when before is zero: no percentage starts from nothing.
func Change(now, before int64) (text string, ok bool) {
	if before == 0 {
		return "", false
	}
	ratio := (float64(now) - float64(before)) / math.Abs(float64(before))
	text = Percent(ratio)
	if ratio > 0 && !strings.HasPrefix(text, "0.0") {
		text = "+" + text
	}
	return text, true
}

// Interval writes both ends of a range at equal weight in short form:
// "18.2k–26.9k", "3.9k–5.8k", "812–950". Equal ends give one figure. A nil upper end is unknown and gives
// "at least 18.2k".
func Interval(lower int64, upper *int64) string {
	switch {
	case upper == nil:
		return "at least " + Short(lower)
	case *upper == lower:
		return Short(lower)
	default:
		return ShortAlways(lower) + Dash + ShortAlways(*upper)
	}
}

// IntervalExact is Interval with full figures, in words: "18,204 to 26,911".
func IntervalExact(lower int64, upper *int64) string {
	switch {
	case upper == nil:
		return "at least " + Count(lower)
	case *upper == lower:
		return Count(lower)
	default:
		return Count(lower) + " to " + Count(*upper)
	}
}

// Bytes writes a size in decimal units: 2_400_000 is "2.4 MB".
func Bytes(n int64) string {
	if n < 1_000 {
		return Count(n) + Thin + "B"
	}
	value, unit := float64(n), ""
	for _, unit = range []string{"kB", "MB", "GB", "TB"} {
		value /= 1_000
		if value < 999.95 {
			break
		}
	}
	return strconv.FormatFloat(value, 'f', 1, 64) + Thin + unit
}

// Duration writes a length in seconds by its two largest parts: "42 s",
// "3 min 20 s", "2 h 5 min".
func Duration(seconds int64) string {
	s := magnitude(seconds)
	join := func(big uint64, bigUnit string, small uint64, smallUnit string) string {
		text := sign(seconds) + group(strconv.FormatUint(big, 10)) + Thin + bigUnit
		if small > 0 {
			text += " " + strconv.FormatUint(small, 10) + Thin + smallUnit
		}
		return text
	}
	switch {
	case s < 60:
		return join(s, "s", 0, "")
	case s < 3600:
		return join(s/60, "min", s%60, "s")
	default:
		return join(s/3600, "h", s%3600/60, "min")
	}
}

// Plural joins a count with the word that fits it: Plural(1, "post", "posts").
func Plural(n int64, one, many string) string {
	if n == 1 {
		return Count(n) + " " + one
	}
	return Count(n) + " " + many
}

// magnitude is safe for the smallest int64, whose negation does not fit.
func magnitude(n int64) uint64 {
	if n < 0 {
		return uint64(-(n + 1)) + 1
	}
	return uint64(n)
}

func sign(n int64) string {
	if n < 0 {
		return Minus
	}
	return ""
}

func group(digits string) string {
	if len(digits) <= 3 {
		return digits
	}
	var b strings.Builder
	head := len(digits) % 3
	b.WriteString(digits[:head])
	for i := head; i < len(digits); i += 3 {
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		b.WriteString(digits[i : i+3])
	}
	return b.String()
}
