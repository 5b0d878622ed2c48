package insights

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"tandem/aggregates/importers/sheet"
)

// whole is a hundred percent in thousandths of a percent.
const whole = 100_000

// parseShare reads a percentage, with or without its sign and with a point or a comma before the decimals, as thousandths of a percent. What lies outside
// 0 to 100 is an error: a comma can then only be a decimal one.
func parseShare(text string) (int64, error) {
	number := sheet.Trim(strings.TrimSuffix(sheet.Trim(text), "%"))
	number = strings.Replace(number, ",", ".", 1)
	for _, r := range number {
		if (r < '0' || r > '9') && r != '.' {
			return 0, notShare(text)
		}
	}
	v, err := strconv.ParseFloat(number, 64)
	if err != nil || v < 0 || v > 100 {
		return 0, notShare(text)
	}
	return int64(math.Round(v * (whole / 100))), nil
}

func notShare(text string) error {
	return fmt.Errorf("%q is no share between 0 and 100 percent. Export the file again and import it unopened.", shorten(text))
}
