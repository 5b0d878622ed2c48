package seeds

import (
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"
)

// bought is the money of the daily reports, each row once by its key.
type bought map[string]record

// dailyRows merges the daily CSV reports and checks their total rows.
func dailyRows(t *testing.T, p Property, money string) bought {
	t.Helper()
	merged := bought{}
	for _, path := range matching(p, "ads", ".csv") {
		header, rows := readTable(t, path)
		if header[8] != "Day" {
			continue
		}
		sum := 0
		for _, r := range rows {
			if r.cells["Campaign name"] == "" {
				if got := r.cents(t, money); got != sum {
					t.Errorf("%s: total row %d, rows %d", path, got, sum)
				}
				continue
			}
			sum += r.cents(t, money)
			merged[r.cells["Ad ID"]+r.cells["Day"]+r.cells["Platform"]+r.cells["Placement"]] = r
		}
	}
	return merged
}

// addWorkbook merges the raw report; equal keys must hold equal money.
func (b bought) addWorkbook(t *testing.T, path, money string) {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows("Raw Data Report", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	again := 0
	for _, row := range rows[1:] {
		r := record{cells: map[string]string{}}
		for i, cell := range row {
			r.cells[rows[0][i]] = cell
		}
		amount, err := strconv.ParseFloat(r.cells[money], 64)
		if err != nil {
			t.Fatal(err)
		}
		r.cells[money] = cents(round(amount * 100))
		key := r.cells["Ad ID"] + r.cells["Day"] + r.cells["Platform"] + r.cells["Placement"]
		if old, known := b[key]; known {
			again++
			if old.cells[money] != r.cells[money] || old.cells["Impressions"] != r.cells["Impressions"] {
				t.Errorf("%s: workbook and table disagree", key)
			}
		}
		b[key] = r
	}
	if again == 0 {
		t.Error("the workbook does not overlap the tables")
	}
}

func TestAdsReportsAgreeToTheCent(t *testing.T) {
	_, all := written(t, fixed, 2)
	for _, p := range all {
		money := "Amount spent (" + p.Currency + ")"
		daily := dailyRows(t, p, money)
		for _, path := range matching(p, "ads", ".xlsx") {
			daily.addWorkbook(t, path, money)
		}
		checkTable(t, p, daily, money)
		checkSanity(t, p, daily, money)
	}
}

// checkTable holds the campaign table against the daily rows of its span.
func checkTable(t *testing.T, p Property, daily bought, money string) {
	t.Helper()
	for _, path := range matching(p, "ads", ".csv") {
		header, rows := readTable(t, path)
		if header[4] != "Campaign delivery" {
			continue
		}
		if rows[0].cells["Campaign name"] != "" || len(rows) < 3 {
			t.Fatalf("%s: want a total row and campaigns", path)
		}
		spend, reach := 0, 0
		for _, r := range rows[1:] {
			spent, shown, results := 0, 0, 0
			for _, d := range daily {
				if d.cells["Campaign ID"] == r.cells["Campaign ID"] && d.cells["Day"] >= r.cells["Reporting starts"] && d.cells["Day"] <= r.cells["Reporting ends"] {
					spent += d.cents(t, money)
					shown += d.n(t, "Impressions")
					results += d.n(t, "Results")
				}
			}
			if spent != r.cents(t, money) || shown != r.n(t, "Impressions") || results != r.n(t, "Results") {
				t.Errorf("%s %s: table %d, daily %d", p.Name, r.cells["Campaign name"], r.cents(t, money), spent)
			}
			spend += spent
			reach += r.n(t, "Reach")
		}
		if spend != rows[0].cents(t, money) || rows[0].n(t, "Reach") >= reach {
			t.Errorf("%s: total row %v, campaigns spend %d and reach %d", path, rows[0].cells, spend, reach)
		}
		t.Logf("%s: %s %s in %d campaigns of the last quarter", p.Name, cents(spend), p.Currency, len(rows)-1)
	}
}

func TestAgeAndGenderIsTheSameMoney(t *testing.T) {
	_, all := written(t, fixed, 1)
	total, rows := map[string]int{}, 0
	for _, path := range matching(all[0], "ads", ".csv") {
		header, records := readTable(t, path)
		sign := map[string]int{"Age": 1, "Campaign delivery": -1}[header[4]]
		for _, r := range records {
			if sign == 0 || r.cells["Campaign ID"] == "" {
				continue
			}
			rows++
			for _, column := range []string{"Impressions", "Link clicks", "Clicks (all)", "Results"} {
				total[column] += sign * r.n(t, column)
				if r.n(t, column) < 0 {
					t.Errorf("%s is negative: %v", column, r.cells)
				}
			}
			total["spend"] += sign * r.cents(t, "Amount spent (EUR)")
		}
	}
	for what, difference := range total {
		if difference != 0 {
			t.Errorf("%s differs by %d between the tables", what, difference)
		}
	}
	if rows < 4*19 {
		t.Errorf("%d rows", rows)
	}
}

// checkSanity looks at rates, platforms and kinds of result over all days.
func checkSanity(t *testing.T, p Property, daily bought, money string) {
	t.Helper()
	var spend, shown, clicks int
	platforms, indicators := map[string]int{}, map[string]int{}
	for _, r := range daily {
		spend += r.cents(t, money)
		shown += r.n(t, "Impressions")
		clicks += r.n(t, "Link clicks")
		platforms[r.cells["Platform"]] += r.cents(t, money)
		indicators[r.cells["Result indicator"]+r.cells["Result type"]]++
		if r.n(t, "Reach") > r.n(t, "Impressions") || r.n(t, "Link clicks") > r.n(t, "Clicks (all)") {
			t.Errorf("reach or link clicks too large: %v", r.cells)
		}
	}
	if rate := float64(clicks) / float64(shown); rate < 0.004 || rate > 0.02 {
		t.Errorf("%s: click rate %.4f", p.Name, rate)
	}
	if price := float64(spend) * 10 / float64(shown); price < 3 || price > 10 {
		t.Errorf("%s: a thousand impressions cost %.2f", p.Name, price)
	}
	if len(platforms) != 3 || platforms["audience_network"] > spend/10 || len(indicators) != 3 {
		t.Errorf("%s: platforms %v, results %v", p.Name, platforms, indicators)
	}
	t.Logf("%s: %d rows, %s spent, %d impressions, %d link clicks, %v", p.Name, len(daily), cents(spend), shown, clicks, platforms)
}
