package sheet

import (
	"fmt"
	"math"
	"strings"
)

// The readers of single cells share one contract: space and no-break space around the value do not count; a blank cell gives ok = false and no error,
// because blank is "not known" and never zero; an error is a whole sentence for the person that names the cell's text, and comes with ok = false.

// Trim drops white space and no-break spaces around a cell.
func Trim(cell string) string {
	if cell == "" || cell[0] > ' ' && cell[0] < 0x7f && cell[len(cell)-1] > ' ' && cell[len(cell)-1] < 0x7f {
		return cell
	}
	return strings.TrimSpace(cell)
}

// ParseCount reads a count: digits, with .0 or .00 behind them at most. Signs, thousands separators, fractions, powers of ten and what exceeds int64
// are errors.
func ParseCount(cell string) (n int64, ok bool, err error) {
	s := Trim(cell)
	if s == "" {
		return 0, false, nil
	}
	for i := 0; i < len(s); i++ {
		c := s[i] - '0'
		if c > 9 {
			if i > 0 && s[i] == '.' && (s[i+1:] == "0" || s[i+1:] == "00") { // three zeros would be thousands in half of Europe
				return n, true, nil
			}
			return 0, false, notACount(s)
		}
		if n > (math.MaxInt64-int64(c))/10 {
			return 0, false, fmt.Errorf("%s is too large a count.", quote(printable(s)))
		}
		n = n*10 + int64(c)
	}
	return n, true, nil
}

func notACount(s string) error {
	shown := quote(printable(s))
	switch {
	case isPower(s):
		return fmt.Errorf("%s was shortened to a power of ten by a spreadsheet program: export the file again and import it unopened.", shown)
	case s[0] == '-' && isDecimal(s[1:]):
		return fmt.Errorf("%s is negative, which a count never is.", shown)
	case isThousands(s):
		return fmt.Errorf("%s has a point before three digits: a fraction, which a count never has, or a thousands separator. Numbers are read without those.", shown)
	case isDecimal(s):
		return fmt.Errorf("%s has a fraction, which a count never has.", shown)
	}
	return fmt.Errorf("%s is no count.", shown)
}

// isDecimal reports digits with at most one point among them.
func isDecimal(s string) bool {
	whole, part, _ := strings.Cut(s, ".")
	return whole+part != "" && digits(whole) && digits(part)
}

// isThousands reports a number such as 1.234, which is one and a bit in one language and over a thousand in another.
func isThousands(s string) bool {
	whole, part, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return len(whole) > 0 && len(whole) < 4 && len(part) == 3 && digits(whole) && digits(part)
}

// digits reports that s holds nothing but ASCII digits; it may be empty.
func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i]-'0' > 9 {
			return false
		}
	}
	return true
}

// isPower reports a number such as 1.2E+17.
func isPower(s string) bool {
	i := strings.IndexAny(s, "eE")
	return i > 0 && isDecimal(strings.TrimLeft(s[:i], "+-")) && strings.TrimLeft(s[i+1:], "+-") != "" && digits(strings.TrimLeft(s[i+1:], "+-"))
}

// ParseMicros reads a decimal with a point as millionths, rounded half away from zero beyond six decimals: money in millionths of the currency's
// major unit, or any other figure that has a fraction.
func ParseMicros(cell string) (micros int64, ok bool, err error) { return ParseScaled(cell, 6) }

// ParseScaled reads a decimal with a point as a whole number of 10^-decimals, 0 to 18, rounded half away from zero. A minus or plus sign is read.
// Thousands separators, decimal commas, signs of currency or percent, and what exceeds int64 are errors. Powers of ten are read where they come
// from: programs write small fractions as 1.5E-05; a value of 10 digits or more written so has lost some and is an error.
func ParseScaled(cell string, decimals int) (value int64, ok bool, err error) {
	s := Trim(cell)
	if s == "" {
		return 0, false, nil
	}
	shift := decimals
	number := s
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		power, sound := smallPower(s[i+1:])
		if !isPower(s) || !sound {
			return 0, false, notANumber(s)
		}
		number, shift = s[:i], decimals+power
	}
	negative := false
	if number[0] == '-' || number[0] == '+' {
		negative, number = number[0] == '-', number[1:]
	}
	whole, part, _ := strings.Cut(number, ".")
	if whole+part == "" || !digits(whole) || !digits(part) {
		return 0, false, notANumber(s)
	}
	value, fits := scaled(whole, part, shift)
	if !fits {
		return 0, false, fmt.Errorf("%s is too large a number.", quote(printable(s)))
	}
	if negative {
		value = -value
	}
	return value, true, nil
}

// smallPower reads the part after an E: -30 to 9.
func smallPower(s string) (int, bool) {
	negative := strings.HasPrefix(s, "-")
	s = strings.TrimLeft(s, "+-")
	n, ok, err := ParseCount(s)
	if err != nil || !ok || n > 30 || !negative && n > 9 {
		return 0, false
	}
	if negative {
		return -int(n), true
	}
	return int(n), true
}

func notANumber(s string) error {
	shown := quote(printable(s))
	if isPower(s) {
		return fmt.Errorf("%s was shortened to a power of ten by a spreadsheet program: export the file again and import it unopened.", shown)
	}
	if strings.ContainsRune(s, ',') {
		return fmt.Errorf("%s has a comma: numbers are read with a decimal point and without thousands separators.", shown)
	}
	return fmt.Errorf("%s is no number.", shown)
}

// scaled is whole.part × 10^shift, rounded half up; false where it exceeds int64.
func scaled(whole, part string, shift int) (int64, bool) {
	if shift < 0 && len(whole) <= -shift {
		whole = strings.Repeat("0", -shift-len(whole)+1) + whole
	}
	var n int64
	up := false
	// point is how many digits of whole and part together stand before the rounding.
	point := len(whole) + shift
	for i := 0; i < point; i++ {
		var d int64
		switch {
		case i < len(whole):
			d = int64(whole[i] - '0')
		case i-len(whole) < len(part):
			d = int64(part[i-len(whole)] - '0')
		}
		if n > (math.MaxInt64-d)/10 {
			return 0, false
		}
		n = n*10 + d
	}
	switch {
	case point < len(whole):
		up = whole[point] >= '5'
	case point-len(whole) < len(part):
		up = part[point-len(whole)] >= '5'
	}
	if up {
		if n == math.MaxInt64 {
			return 0, false
		}
		n++
	}
	return n, true
}

// ParseID reads an id: digits, and nothing else, because an id that lost digits would be stored as another object. The result shares the cell's bytes.
func ParseID(cell string) (id string, ok bool, err error) {
	s := Trim(cell)
	if s == "" {
		return "", false, nil
	}
	if digits(s) {
		return s, true, nil
	}
	const lost = "%s was an id until a spreadsheet program made a number of it, and its last digits are lost: export the file again and import it unopened."
	if _, part, point := strings.Cut(s, "."); isPower(s) || point && isDecimal(s) && part != "" {
		return "", false, fmt.Errorf(lost, quote(printable(s)))
	}
	if isPower(strings.ReplaceAll(s, ",", ".")) {
		return "", false, fmt.Errorf(lost, quote(printable(s)))
	}
	return "", false, fmt.Errorf("%s is no id: an id has digits only.", quote(printable(s)))
}
