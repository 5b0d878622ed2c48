package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// markDates gives every style that shows a date a format that prints only mark, and every other style none.
func (b *book) markDates() error {
	styles := b.file.Styles
	if styles == nil || styles.CellXfs == nil {
		return nil
	}
	custom := map[int]string{}
	if styles.NumFmts != nil {
		for _, f := range styles.NumFmts.NumFmt {
			if f != nil {
				custom[f.NumFmtID] = f.FormatCode
			}
		}
	}
	var dates []int
	for i, xf := range styles.CellXfs.Xf {
		if xf.NumFmtID == nil {
			continue
		}
		if code, ok := custom[*xf.NumFmtID]; ok && showsDate(code) || !ok && builtInDate(*xf.NumFmtID) {
			dates = append(dates, i)
		}
	}
	if len(dates) == 0 {
		return nil
	}
	code := `"` + mark + `"`
	style, err := b.file.NewStyle(&excelize.Style{CustomNumFmt: &code})
	if err != nil {
		return err
	}
	marking, none := styles.CellXfs.Xf[style].NumFmtID, 0
	for i := range styles.CellXfs.Xf {
		styles.CellXfs.Xf[i].NumFmtID = &none
	}
	for _, i := range dates {
		styles.CellXfs.Xf[i].NumFmtID = marking
	}
	b.dates = true
	return nil
}

// builtInDate reports whether a format without a code of its own shows a day. Times of day and durations (18 to 21, 45 to 47) do not.
func builtInDate(id int) bool {
	return id >= 14 && id <= 17 || id == 22 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 54 || id == 57 || id == 58
}

// showsDate looks for a year or a day among the letters of a format code that are neither quoted, escaped nor in brackets.
func showsDate(code string) bool {
	code, _, _ = strings.Cut(code, ";")
	if strings.EqualFold(code, "general") {
		return false
	}
	var until byte
	for i := 0; i < len(code); i++ {
		c := code[i]
		switch {
		case until != 0:
			if c == until {
				until = 0
			}
		case c == '"':
			until = '"'
		case c == '[':
			until = ']'
		case c == '\\', c == '_', c == '*':
			i++
		case c|0x20 == 'y', c|0x20 == 'd':
			return true
		}
	}
	return false
}

// isoDate turns a date number into YYYY-MM-DD, or YYYY-MM-DDTHH:MM:SS where it has a time of day, rounded to the second. What is no number of days
// between the years 1900 and 9999 comes back unchanged.
func isoDate(cell string, from1904 bool) string {
	days, err := strconv.ParseFloat(cell, 64)
	if err != nil || !(days >= 0 && days < 2958466) {
		return cell
	}
	// Day 60 of the 1900 calendar is a 29 February that never was: the days before it count from one day later.
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days < 60:
		epoch = epoch.AddDate(0, 0, 1)
	}
	whole := math.Floor(days)
	seconds := math.Round((days - whole) * 86400)
	t := epoch.AddDate(0, 0, int(whole)).Add(time.Duration(seconds) * time.Second)
	if int(seconds)%86400 == 0 {
		return t.Format(time.DateOnly)
	}
	return t.Format("2006-01-02T15:04:05")
}
