package format

import "strconv"

// Money writes an amount of millionths of the major unit: Money(684_200_000, "EUR")
// is "€684.20". It rounds half away from zero to the decimals of the currency. A
// currency without a sign of its own is written as its code before the amount; an
// empty currency leaves the amount bare.
func Money(micros int64, currency string) string {
	return sign(roundable(micros, currency)) + symbol(currency) + amount(micros, currency)
}

// SignedMoney is Money with a plus before positive amounts: "+€52.10".
func SignedMoney(micros int64, currency string) string {
	if roundable(micros, currency) > 0 {
		return "+" + Money(micros, currency)
	}
	return Money(micros, currency)
}

// ShortMoney drops the minor unit and abbreviates large amounts ("€12.4k"), for
// axes and narrow columns. Amounts under one thousand keep their decimals.
func ShortMoney(micros int64, currency string) string {
	major := magnitude(micros) / 1_000_000
	if major < 1_000 {
		return Money(micros, currency)
	}
	return sign(micros) + symbol(currency) + scaled(major)
}

// Decimals is how many digits of the minor unit a currency shows: two for most,
// none or three for some.
func Decimals(currency string) int {
	switch currency {
	case "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF":
		return 0
	case "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND":
		return 3
	default:
		return 2
	}
}

func amount(micros int64, currency string) string {
	decimals := Decimals(currency)
	units, scale := rounded(micros, decimals)
	text := group(strconv.FormatUint(units/scale, 10))
	if decimals == 0 {
		return text
	}
	minor := strconv.FormatUint(units%scale, 10)
	for len(minor) < decimals {
		minor = "0" + minor
	}
	return text + "." + minor
}

// rounded gives the amount in minor units and how many of them make a major one.
func rounded(micros int64, decimals int) (units, scale uint64) {
	scale = 1
	for range decimals {
		scale *= 10
	}
	step := 1_000_000 / scale
	return (magnitude(micros) + step/2) / step, scale
}

// roundable is zero when the amount shows as zero, so that no sign stands before it.
func roundable(micros int64, currency string) int64 {
	if units, _ := rounded(micros, Decimals(currency)); units == 0 {
		return 0
	}
	return micros
}

func symbol(currency string) string {
	switch currency {
	case "":
		return ""
	case "EUR":
		return "€"
	case "USD":
		return "$"
	case "GBP":
		return "£"
	case "JPY":
		return "¥"
	case "INR":
		return "₹"
	case "KRW":
		return "₩"
	case "BRL":
		return "R$"
	case "CAD":
		return "CA$"
	case "AUD":
		return "A$"
	case "NZD":
		return "NZ$"
	case "MXN":
		return "MX$"
	default:
		return currency + Thin
	}
}
