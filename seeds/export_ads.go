package seeds

import (
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"
)

// exportAds writes the ad account: daily reports at ad level, a raw report as a
// workbook for the last quarter of a long history, and a campaign table without
// days over the last quarter, and one by age and gender, whose money is the
// daily reports' money.
func (w *world) exportAds(out *folder) {
	if len(w.campaigns) == 0 {
		return
	}
	quarter := span{max(w.span.first, w.span.last-90), w.span.last}
	daily := w.span
	long := w.days > 600
	if long {
		daily.last = quarter.first + overlap
	}
	for _, s := range daily.windows(330, overlap) {
		out.put(fmt.Sprintf("ads/Ads by day and placement %s to %s.csv", s.first, s.last), "", w.end(min(s.last+4, w.span.last)), w.dailyReport(s, !long))
	}
	for _, e := range w.again(w.span.last) { // on the first Monday of a month also the money is looked at
		if e.last.weekday() == time.Sunday && e.last.noon().Day() <= 7 {
			out.put(fmt.Sprintf("ads/Ads by day and placement %s to %s.csv", e.first, e.last), "", e.made, w.dailyReport(e.span, false))
		}
	}
	if long {
		data, err := w.rawReport(quarter)
		if err != nil {
			out.err = err
			return
		}
		out.put(fmt.Sprintf("ads/Raw Data Report %s to %s.xlsx", quarter.first, quarter.last), "", w.end(w.span.last), data)
	}
	if w.days > 100 {
		out.put(fmt.Sprintf("ads/Campaigns %s to %s.csv", quarter.first, quarter.last), "", w.end(w.span.last), w.campaignTable(quarter))
		out.put(fmt.Sprintf("ads/Age and gender %s to %s.csv", quarter.first, quarter.last), "", w.end(w.span.last), w.peopleTable(quarter))
	}
}

// dailyReport is Day × Platform × Placement at ad level; with total, a last row
// without names holds the sums.
func (w *world) dailyReport(s span, total bool) []byte {
	t := newTable("Reporting starts", "Reporting ends", "Campaign name", "Campaign ID", "Ad set name", "Ad set ID", "Ad name", "Ad ID", "Day", "Platform", "Placement",
		"Results", "Result indicator", "Cost per results", w.money("Amount spent"), "Impressions", "Reach", "Link clicks", "Clicks (all)")
	var sum adRow
	for _, r := range w.adsIn(s) {
		t.row(s.first.String(), s.last.String(), r.flight.name, r.campaignID, r.set, r.setID, r.ad, r.adID, r.day.String(), r.platform, r.placement,
			results(r.results), "actions:"+r.flight.indicator, ratio(float64(r.spend)/100, float64(r.results)), cents(r.spend), number(r.impressions), number(r.reach), number(r.linkClicks), number(r.clicks))
		sum.add(r)
	}
	if total {
		t.row(s.first.String(), s.last.String(), "", "", "", "", "", "", "", "", "", "", "", "", cents(sum.spend), number(sum.impressions), number(people(sum)), number(sum.linkClicks), number(sum.clicks))
	}
	return t.bytes()
}

// rawReport is the same cut as a workbook of the reporting tool.
func (w *world) rawReport(s span) ([]byte, error) {
	const name = "Raw Data Report"
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetSheetName("Sheet1", name); err != nil {
		return nil, err
	}
	rows, err := book.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	header := []any{"Campaign name", "Campaign ID", "Ad set name", "Ad set ID", "Ad name", "Ad ID", "Day", "Platform", "Placement", "Result type", "Results",
		w.money("Amount spent"), "Impressions", "Reach", "Link clicks", "Clicks (all)", "Reporting starts", "Reporting ends"}
	if err := rows.SetRow("A1", header); err != nil {
		return nil, err
	}
	for i, r := range w.adsIn(s) {
		var result any
		if r.results > 0 {
			result = r.results
		}
		row := []any{r.flight.name, r.campaignID, r.set, r.setID, r.ad, r.adID, r.day.String(), r.platform, r.placement, "actions:" + r.flight.indicator, result,
			float64(r.spend) / 100, r.impressions, r.reach, r.linkClicks, r.clicks, s.first.String(), s.last.String()}
		if err := rows.SetRow(fmt.Sprintf("A%d", i+2), row); err != nil {
			return nil, err
		}
	}
	if err := rows.Flush(); err != nil {
		return nil, err
	}
	buffer, err := book.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return buffer.Bytes(), nil
}

// campaignTable is the table view: one row a campaign, a total row first.
func (w *world) campaignTable(s span) []byte {
	t := newTable("Reporting starts", "Reporting ends", "Campaign name", "Campaign ID", "Campaign delivery", "Results", "Result indicator", "Cost per results",
		"Ad set budget", "Ad set budget type", w.money("Amount spent"), "Impressions", "Reach", "Frequency", "Link clicks", "Clicks (all)", "Ends", "Attribution setting")
	campaigns, total := w.campaignSums(s)
	t.row(s.first.String(), s.last.String(), "", "", "", "", "", "", "", "", cents(total.spend), number(total.impressions), number(people(total)),
		ratio(float64(total.impressions), float64(people(total))), number(total.linkClicks), number(total.clicks), "", "")
	for _, r := range campaigns {
		delivery, ends := "inactive", r.flight.span.last.String()
		if r.flight.span.last >= s.last {
			delivery = "active"
		}
		if r.flight.ongoing {
			ends = "Ongoing"
		}
		t.row(s.first.String(), s.last.String(), r.flight.name, r.campaignID, delivery, results(r.results), "actions:"+r.flight.indicator, ratio(float64(r.spend)/100, float64(r.results)),
			cents(r.flight.budget/len(r.flight.sets)), "Daily", cents(r.spend), number(r.impressions), number(people(r)),
			ratio(float64(r.impressions), float64(people(r))), number(r.linkClicks), number(r.clicks), ends, "7-day click or 1-day view")
	}
	return t.bytes()
}

// campaignSums adds the rows of the span up by campaign, and altogether.
func (w *world) campaignSums(s span) (campaigns []adRow, total adRow) {
	at := map[string]int{}
	for _, r := range w.adsIn(s) {
		i, known := at[r.campaignID]
		if !known {
			i = len(campaigns)
			at[r.campaignID] = i
			campaigns = append(campaigns, adRow{flight: r.flight, campaignID: r.campaignID})
		}
		campaigns[i].add(r)
		total.add(r)
	}
	return campaigns, total
}

// peopleTable is the same money once more, by age and gender of who saw it.
func (w *world) peopleTable(s span) []byte {
	t := newTable("Reporting starts", "Reporting ends", "Campaign name", "Campaign ID", "Age", "Gender", "Results", "Result indicator",
		w.money("Amount spent"), "Impressions", "Reach", "Link clicks", "Clicks (all)")
	ages := []string{"18-24", "25-34", "35-44", "45-54", "55-64", "65+"}
	genders := []string{"female", "male", "unknown"}
	c := newChance(w.name + "/people")
	campaigns, _ := w.campaignSums(s)
	for _, left := range campaigns {
		weights := []float64{6, 4, 0.2, 17, 10, 0.4, 15, 9, 0.3, 10, 6, 0.2, 7, 5, 0.1, 5, 4, 0.1}
		rest := 0.0
		for i := range weights {
			weights[i] *= c.spread(0.2)
			rest += weights[i]
		}
		for i, weight := range weights {
			r := left.part(weight / rest) // of what is left: the last takes it all
			rest -= weight
			left.subtract(r)
			t.row(s.first.String(), s.last.String(), r.flight.name, r.campaignID, ages[i/len(genders)], genders[i%len(genders)], results(r.results), "actions:"+r.flight.indicator,
				cents(r.spend), number(r.impressions), number(min(r.impressions, people(r))), number(r.linkClicks), number(r.clicks))
		}
	}
	return t.bytes()
}

// part is a share of r, from 0 to 1, in whole cents and counts.
func (r adRow) part(share float64) adRow {
	share = min(share, 1)
	of := func(n int) int { return round(float64(n) * share) }
	p := r
	p.spend, p.impressions, p.reach = of(r.spend), of(r.impressions), of(r.reach)
	p.linkClicks, p.results = of(r.linkClicks), of(r.results)
	p.clicks = max(p.linkClicks, of(r.clicks))
	return p
}

func (r *adRow) subtract(o adRow) {
	r.spend -= o.spend
	r.impressions -= o.impressions
	r.reach -= o.reach
	r.linkClicks -= o.linkClicks
	r.clicks -= o.clicks
	r.results -= o.results
}

func (w *world) money(column string) string { return column + " (" + w.currency + ")" }

// adsIn gives the rows of the span, campaign by campaign, day by day.
func (w *world) adsIn(s span) []adRow {
	var found []adRow
	for _, r := range w.ads {
		if s.has(r.day) {
			found = append(found, r)
		}
	}
	return found
}

// add puts the additive figures of o into r. Reach is not additive; it is kept
// as a sum only for people to work from.
func (r *adRow) add(o adRow) {
	r.spend += o.spend
	r.impressions += o.impressions
	r.reach += o.reach
	r.linkClicks += o.linkClicks
	r.clicks += o.clicks
	r.results += o.results
}

// people is the reach Meta would give for a sum of rows: the same person is in
// many of them, the more so the larger the sum.
func people(sum adRow) int {
	n := float64(sum.reach)
	return max(1, round(n/(1+n/30000)))
}

// results leaves the cell blank when there were none, as the table does.
func results(n int) string {
	if n == 0 {
		return ""
	}
	return number(n)
}
