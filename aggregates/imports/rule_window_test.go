package imports_test

import (
	"fmt"
	"strings"
	"testing"

	"tandem/aggregates/imports"
)

// pageDays is a legacy Page export: day, then figures under the given headers.
func pageDays(headers []string, rows ...string) string {
	lines := [][]string{append([]string{"Date"}, headers...)}
	described := []string{""}
	for _, h := range headers {
		span, what, _ := strings.Cut(h, " ")
		end := " (Total Count)"
		if strings.Contains(h, "Reach") {
			end = " (Unique Users)"
		}
		described = append(described, span+": "+what+end)
	}
	lines = append(lines, described)
	for _, r := range rows {
		lines = append(lines, strings.Split(r, " "))
	}
	return table(lines...)
}

func TestRule4ReachOfSingleDaysIsAnIntervalAndADayWithoutAnyHasNoUpperEnd(t *testing.T) {
	b := ruled(t)
	b.put("reach.csv", dayFile(dayBlock("Facebook reach", "2025-03-01 100", "2025-03-02 60", "2025-03-03 80", "2025-03-05 70")), imports.Choice{})
	b.expect("2025-03-01", "2025-03-03", want{"activity.facebook.reach.lower": 100, "activity.facebook.reach.upper": 240, "reasons/activity.facebook.reach": ""})
	b.expect("2025-03-02", "2025-03-02", want{"activity.facebook.reach.lower": 60, "activity.facebook.reach.upper": 60})
	b.expect("2025-03-01", "2025-03-05", want{"activity.facebook.reach.lower": 100, "activity.facebook.reach.upper": nil,
		"reasons/activity.facebook.reach": "partial", "activity.facebook.days": 4})
	b.expect("2025-03-04", "2025-03-04", want{"activity.facebook.reach.lower": nil, "activity.facebook.reach.upper": nil,
		"reasons/activity.facebook.reach": "not_imported"})
}

// The cheapest cover of some days by windows is compared with all covers there are.
func TestRule4ReachOverDaysIsTheCheapestCoverByWindows(t *testing.T) {
	headers := []string{"Daily Total Reach", "Weekly Total Reach", "28 Days Total Reach"}
	type window struct{ first, last, people int }
	var windows []window
	var rows []string
	for d := 1; d <= 31; d++ {
		daily, weekly, long := 10+d*7%13, 45+d*5%11, 120+d
		row := fmt.Sprintf("3/%d/2014 ", d)
		if d == 12 { // a day of which no figure of its own is known
			row += " "
		} else {
			row += fmt.Sprint(daily, " ")
			windows = append(windows, window{d, d, daily})
		}
		windows = append(windows, window{d - 6, d, weekly})
		row += fmt.Sprint(weekly, " ")
		if d >= 20 {
			windows = append(windows, window{d - 27, d, long})
			row += fmt.Sprint(long)
		}
		rows = append(rows, row)
	}
	b := ruled(t)
	b.put("page.csv", pageDays(headers, rows...), imports.Choice{})
	for _, r := range [][2]int{{1, 31}, {5, 15}, {10, 16}, {12, 12}, {3, 9}, {25, 31}, {2, 29}, {4, 31}} {
		lower, exact := 0, -1
		cost := map[int]int{r[0] - 1: 0} // the cheapest cover of the days before and with a day
		for day := r[0]; day <= r[1]; day++ {
			best := -1
			for _, w := range windows {
				if w.first > day || w.last < day {
					continue
				}
				before, ok := cost[max(w.first, r[0])-1]
				if ok && (best < 0 || before+w.people < best) {
					best = before + w.people
				}
			}
			cost[day] = best
		}
		for _, w := range windows {
			if w.first == r[0] && w.last == r[1] {
				exact = w.people
			}
			if w.first >= r[0] && w.last <= r[1] {
				lower = max(lower, w.people)
			}
		}
		upper := any(max(cost[r[1]], lower))
		low := any(lower)
		if lower == 0 {
			low = nil
		}
		if exact >= 0 {
			low, upper = exact, exact
		}
		b.expect(fmt.Sprintf("2014-03-%02d", r[0]), fmt.Sprintf("2014-03-%02d", r[1]),
			want{"activity.facebook.reach.lower": low, "activity.facebook.reach.upper": upper})
	}
}

func TestRule4AnEmptyDayAndABlankCellAreNotZero(t *testing.T) {
	b := ruled(t)
	b.put("page.csv", pageDays([]string{"Daily New Likes", "Daily Total Impressions"}, "3/1/2014 3 40", "3/2/2014  50", "3/4/2014 0 0"), imports.Choice{})
	b.expect("2014-03-01", "2014-03-04", want{"activity.facebook.follows": 3, "reasons/activity.facebook.follows": "partial", "activity.facebook.views": 90,
		"reasons/activity.facebook.views": "partial", "activity.facebook.days": 3, "activity.facebook.link_clicks": nil,
		"reasons/activity.facebook.link_clicks": "not_imported"})
	b.expect("2014-03-04", "2014-03-04", want{"activity.facebook.follows": 0, "activity.facebook.views": 0, "reasons/activity.facebook.views": ""})
	b.expect("2014-03-03", "2014-03-03", want{"activity.facebook.views": nil, "activity.facebook.days": 0})
}

func TestRule7DailyFiguresAreSummedUntilALifetimeFigureIsKnown(t *testing.T) {
	day := func(date string, figures rec) rec {
		return onFacebook("11", "03/10/2025 12:00", "soup", rec{"Date": date}).with(figures)
	}
	days := facebookFile(day("03/10/2025", rec{"Reactions": "3", "Shares": "1"}), day("03/11/2025", rec{"Reactions": "2"}), day("03/12/2025", rec{"Reactions": "1", "Comments": "4"}))
	lifetime := facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Views": "500", "Reactions": "5"}))
	b := ruled(t)
	i := b.put("days.csv", days, imports.Choice{})
	b.expect("2025-03-10", "2025-03-10", want{"content.facebook.posts": 1, "content.facebook.reactions": 6, "reasons/content.facebook.reactions": "partial",
		"content.facebook.shares": 1, "content.facebook.comments": 4, "content.facebook.interactions": 11, "reasons/content.facebook.interactions": "partial",
		"content.facebook.views": nil, "content.together.reactions": 6, "reasons/content.together.reactions": "partial"})
	if i.Rows != 3 || i.Stored+i.Unchanged+i.Rejected != i.Rows && len(i.Notes) == 0 {
		t.Errorf("%+v", i)
	}
	either(t, [2]string{"days.csv", days}, [2]string{"lifetime.csv", lifetime}, func(b bench) {
		b.expect("2025-03-10", "2025-03-10", want{"content.facebook.posts": 1, "content.facebook.reactions": 5, "reasons/content.facebook.reactions": "",
			"content.facebook.views": 500, "content.facebook.shares": 1, "reasons/content.facebook.shares": "partial", "content.facebook.interactions": 10})
	})
}

func TestRule7OverlappingPerDayExportsCountEachDayOnce(t *testing.T) {
	day := func(date, likes string) rec {
		return onInstagram("21", "03/10/2025 12:00", "soup", rec{"Date": date, "Likes": likes})
	}
	either(t, [2]string{"a.csv", instagramFile(day("03/10/2025", "3"), day("03/11/2025", "2"))},
		[2]string{"b.csv", instagramFile(day("03/11/2025", "4"), day("03/12/2025", "1"))}, func(b bench) {
			b.expect("2025-03-10", "2025-03-10", want{"content.instagram.posts": 1, "content.instagram.reactions": 3 + 4 + 1})
		})
}

// Who saw a post on two days may be one person: the sum of days is no lower end.
func TestRule7PeopleOfDaysAreNotAddedForAPost(t *testing.T) {
	b := ruled(t)
	b.put("days.csv", facebookFile(onFacebook("11", "03/10/2025 12:00", "soup", rec{"Date": "03/10/2025", "Reach": "30"}),
		onFacebook("11", "03/10/2025 12:00", "soup", rec{"Date": "03/11/2025", "Reach": "20"})), imports.Choice{})
	b.expect("2025-03-10", "2025-03-10", want{"content.facebook.reach.lower": 30, "reasons/content.facebook.reach": "partial"})
}
