package ads_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"slices"
	"strings"
	"testing"

	"tandem/aggregates/ads"
	"tandem/aggregates/facts"
	"tandem/aggregates/importers"
	reports "tandem/aggregates/importers/ads"
	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/aggregates/rollup"
	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
)

// shop is a business with ad accounts whose reports go through the real importer.
type shop struct {
	t        testing.TB
	scope    store.Scope
	property int64
	accounts []ads.Account
}

func newShop(t testing.TB) *shop {
	db := storetest.Open(t)
	s := &shop{t: t, scope: storetest.Organization(t, db, "one")}
	s.property = storetest.Property(t, s.scope, "Shop")
	s.account("EUR")
	return s
}

func (s *shop) account(currency string) int64 {
	id := storetest.Exec(s.t, s.scope.DB(), `insert into channel (organization, property, kind, currency) values (?, ?, 'ads', ?)`, s.scope.Organization(), s.property, currency)
	s.accounts = append(s.accounts, ads.Account{Channel: id, Currency: currency})
	return id
}

// take imports a report into the last account; the sum is what the writer says.
func (s *shop) take(asOf, text string) (id int64, sum facts.Summary) {
	s.t.Helper()
	ctx := context.Background()
	id = storetest.Exec(s.t, s.scope.DB(), `insert into import (organization, property, via, source, file, state, as_of, created_at)
		values (?, ?, 'command', 'file', 'x.csv', 'running', ?, 1)`, s.scope.Organization(), s.property, int64(day(s.t, asOf)))
	f, err := sheet.Open(importertest.File(s.t, "report.csv", text))
	if err != nil {
		s.t.Fatal(err)
	}
	channel := s.accounts[len(s.accounts)-1].Channel
	w := facts.NewWriter(ctx, slog.Default(), s.scope, facts.Target{Import: id, Channels: map[string]int64{metric.Ads: channel}}, nil)
	if sum, err = w.Close(reports.Layouts()[0].Read(ctx, f, importers.Options{}, w)); err != nil {
		s.t.Fatal(err)
	}
	if err := rollup.Rebuild(ctx, s.scope); err != nil {
		s.t.Fatal(err)
	}
	return id, sum
}

func (s *shop) undo(id int64) {
	s.t.Helper()
	ctx := context.Background()
	if err := s.scope.Write(ctx, func(tx *store.Tx) error { return facts.Remove(ctx, tx, id) }); err != nil {
		s.t.Fatal(err)
	}
	if err := rollup.Rebuild(ctx, s.scope); err != nil {
		s.t.Fatal(err)
	}
}

func (s *shop) totals(from, to string) []ads.Total {
	s.t.Helper()
	out, err := ads.Totals(context.Background(), s.scope, s.accounts, period.Range{From: day(s.t, from), To: day(s.t, to)})
	if err != nil {
		s.t.Fatal(err)
	}
	return out
}

// total is the JSON of the only currency, with its reasons behind.
func (s *shop) total(from, to string) string {
	s.t.Helper()
	all := s.totals(from, to)
	if len(all) == 0 {
		return "none"
	}
	b, err := json.Marshal(all[0])
	if err != nil {
		s.t.Fatal(err)
	}
	reasons, _ := json.Marshal(all[0].Reasons)
	return string(b) + " " + string(reasons)
}

// spend is the spend of the only currency.
func (s *shop) spend(from, to string) string {
	s.t.Helper()
	all := s.totals(from, to)
	if len(all) == 0 || all[0].Spend == nil {
		return "none"
	}
	return all[0].Spend.String()
}

// verify fails the test where a rollup differs from what the facts say.
func (s *shop) verify() {
	s.t.Helper()
	differences, err := rollup.Verify(context.Background(), s.scope)
	if err != nil || len(differences) > 0 {
		s.t.Fatalf("verify: %v %v", differences, err)
	}
	if dangling, err := facts.Dangling(context.Background(), s.scope); err != nil || len(dangling) > 0 {
		s.t.Fatalf("dangling: %v %v", dangling, err)
	}
}

func day(t testing.TB, s string) period.Day {
	t.Helper()
	d, err := period.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func expect(t *testing.T, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

const byCampaign = `Day,Campaign ID,Campaign name,Amount spent (EUR),Impressions,Clicks (all),Link clicks,Results,Result indicator
2026-03-01,1,Menu,1.10,100,9,5,5,actions:link_click
2026-03-02,1,Menu,2.20,200,8,4,2,actions:link_click
2026-03-02,2,Events,3.30,300,7,3,300,reach
`

func TestTotalIsTheContractsEntry(t *testing.T) {
	s := newShop(t)
	s.take("2026-03-05", byCampaign)
	expect(t, s.total("2026-03-01", "2026-03-31"), `{"currency":"EUR","spend":"6.60","impressions":600,"clicks":24,"link_clicks":12,"results":{"link_click":7,"reach":300},`+
		`"campaigns":2,"platforms":{"not_broken_down":{"spend":"6.60","impressions":600,"clicks":24,"link_clicks":12,"results":{"link_click":7,"reach":300}}}} {}`)
	expect(t, s.spend("2026-03-02", "2026-03-02"), "5.50")
	expect(t, s.total("2026-04-01", "2026-04-30"), "none")
	s.verify()
}

func TestPeopleReachedAreNoSumOfResults(t *testing.T) {
	s := newShop(t)
	s.take("2026-03-05", byCampaign+"2026-03-03,2,Events,1,1,1,1,250,reach\n")
	all := s.totals("2026-03-01", "2026-03-31")
	if r, ok := all[0].Results["reach"]; r != nil || !ok || all[0].Reasons["results.reach"] != metric.NotOffered {
		t.Errorf("%v %v", all[0].Results, all[0].Reasons)
	}
}

func TestCutsOfTheSameMoneyAreNeverAdded(t *testing.T) {
	s := newShop(t)
	s.take("2026-03-05", byCampaign)
	// The same money by platform and placement, one cent of it without a platform row, and by age.
	s.take("2026-03-05", `Day,Campaign ID,Campaign name,Platform,Placement,Amount spent (EUR),Impressions
2026-03-01,1,Menu,facebook,feed,1.00,60
2026-03-01,1,Menu,instagram,feed,0.09,40
2026-03-02,1,Menu,facebook,feed,2.20,200
2026-03-02,2,Events,instagram,stories,3.30,300
`)
	s.take("2026-03-05", `Day,Campaign ID,Campaign name,Age,Amount spent (EUR),Impressions
2026-03-01,1,Menu,18-24,1.10,100
2026-03-02,1,Menu,25-34,2.20,200
2026-03-02,2,Events,25-34,3.30,300
`)
	got := s.totals("2026-03-01", "2026-03-31")[0]
	expect(t, got.Spend.String(), "6.60")
	var split []string
	for _, p := range []string{"facebook", "instagram", ads.NotBrokenDown} {
		split = append(split, fmt.Sprint(p, " ", got.Platforms[p].Spend, " ", *got.Platforms[p].Impressions))
	}
	expect(t, strings.Join(split, ", "), "facebook 3.20 260, instagram 3.39 340, not_broken_down 0.01 0")
	if got.Platforms["facebook"].LinkClicks != nil || got.Reasons["platforms.facebook.link_clicks"] != metric.NotImported {
		t.Errorf("a column that the platform report lacks is not 0: %v", got.Reasons)
	}
	s.verify()
}

func TestAnotherCutFillsOnlyFreeDays(t *testing.T) {
	s := newShop(t)
	s.take("2026-03-05", "Day,Campaign name,Amount spent (EUR)\n2026-03-01,A,1\n2026-03-02,A,1\n2026-03-03,A,1\n2026-03-06,A,1\n2026-03-07,A,1\n")
	s.take("2026-03-05", "Day,Campaign name,Age,Amount spent (EUR)\n2026-03-03,A,18-24,1\n2026-03-04,A,18-24,5\n")
	// A span that shares days with the first cut adds nothing; one that shares none does.
	s.take("2026-03-31", "Reporting starts,Reporting ends,Campaign name,Amount spent (EUR)\n2026-03-03,2026-03-04,A,100\n2026-03-10,2026-03-11,A,7\n")
	expect(t, s.spend("2026-03-01", "2026-03-31"), "17.00")
	expect(t, s.spend("2026-03-01", "2026-03-10"), "10.00")
}

func TestWindowsThatShareDaysAreNotBothCounted(t *testing.T) {
	s := newShop(t)
	head := "Reporting starts,Reporting ends,Campaign ID,Campaign name,Amount spent (EUR)\n"
	s.take("2026-03-31", head+"2026-03-01,2026-03-31,1,A,31\n2026-03-01,2026-03-31,2,B,3\n")
	s.take("2026-03-11", head+"2026-03-01,2026-03-11,1,A,11\n")
	s.take("2026-04-10", head+"2026-03-25,2026-04-10,3,C,4\n")
	expect(t, s.spend("2026-03-01", "2026-03-31"), "34.00")
	expect(t, s.spend("2026-03-01", "2026-03-30"), "11.00") // the month sticks out
	expect(t, s.spend("2026-03-01", "2026-04-30"), "38.00") // C's window shares days with A's, but it is another object
	list, err := ads.Campaigns(context.Background(), s.scope, s.accounts, period.Range{From: day(t, "2026-03-01"), To: day(t, "2026-04-30")})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range list {
		got = append(got, c.ExternalID+" "+c.Name+" "+c.Spend.String())
	}
	expect(t, strings.Join(got, ", "), "1 A 31.00, 3 C 4.00, 2 B 3.00")
	expect(t, fmt.Sprint(*s.totals("2026-03-01", "2026-04-30")[0].Campaigns), "3")
}

func TestNewestWinsInAnyOrderAndUndoBringsBack(t *testing.T) {
	texts := []struct{ asOf, text string }{
		{"2026-03-02", "Day,Campaign ID,Campaign name,Amount spent (EUR),Impressions,Link clicks\n2026-03-01,1,Old name,1,10,7\n2026-03-02,1,Old name,1,10,\n"},
		{"2026-03-09", "Day,Campaign ID,Campaign name,Amount spent (EUR),Impressions,Link clicks\n2026-03-01,1,New name,2,20,\n2026-03-03,1,New name,4,40,1\n"},
		{"2026-03-09", "Day,Campaign ID,Campaign name,Amount spent (EUR),Impressions,Link clicks\n2026-03-01,1,New name,2.5,19,\n"},
	}
	answer := func(s *shop) string {
		list, err := ads.Campaigns(context.Background(), s.scope, s.accounts, period.Range{From: day(t, "2026-03-01"), To: day(t, "2026-03-31")})
		if err != nil {
			t.Fatal(err)
		}
		b, _ := json.Marshal(list)
		return s.total("2026-03-01", "2026-03-31") + string(b)
	}
	var first string
	for _, order := range [][]int{{0, 1, 2}, {2, 1, 0}, {1, 2, 0}} {
		s := newShop(t)
		var after []string
		var ids []int64
		for _, i := range order {
			id, _ := s.take(texts[i].asOf, texts[i].text)
			ids = append(ids, id)
			after = append(after, answer(s))
		}
		s.verify()
		// 2.5 of the newest and larger, 7 link clicks of the oldest because the newer files leave them blank.
		if got := s.totals("2026-03-01", "2026-03-31")[0]; got.Spend.String() != "7.50" || *got.LinkClicks != 8 || !strings.Contains(after[2], `"name":"New name"`) {
			t.Errorf("%s", after[2])
		}
		if first == "" {
			first = after[2]
		}
		expect(t, after[2], first)
		s.undo(ids[2])
		expect(t, answer(s), after[1])
		s.undo(ids[1])
		expect(t, answer(s), after[0])
		s.verify()
		s.undo(ids[0])
		expect(t, answer(s), "none[]")
		for _, table := range []string{"ads_row", "ads_object", "ads_object_name", "ads_cover", "ads_figure", "ads_total", "ads_window", "ads_sum"} {
			if n := storetest.Count(t, s.scope.DB(), table); n != 0 {
				t.Errorf("%d rows of %s outlive their imports", n, table)
			}
		}
	}
}

func TestRowsWithoutIDsOfEqualNamesAreDifferentRows(t *testing.T) {
	s := newShop(t)
	text := "Day,Ad name,Amount spent (EUR)\n2026-03-01,Ad,1\n2026-03-02,Ad,5\n2026-03-01,Ad,2\n2026-03-01,Ad,2\n"
	s.take("2026-03-02", text)
	expect(t, s.spend("2026-03-01", "2026-03-31"), "10.00")
	_, sum := s.take("2026-03-02", text+"2026-03-03,Ad,1\n") // the same rows again: the n-th meets the n-th
	expect(t, s.spend("2026-03-01", "2026-03-31"), "11.00")
	if sum.Unchanged != 4 || sum.Stored != 1 || sum.Rows != 5 {
		t.Errorf("%+v", sum)
	}
	s.verify()
}

func TestIDsAndNamesNeverMergeNorAdd(t *testing.T) {
	s := newShop(t)
	s.take("2026-03-02", "Day,Campaign ID,Campaign name,Amount spent (EUR)\n2026-03-01,1,A,1\n2026-03-02,1,A,1\n")
	s.take("2026-03-09", "Day,Campaign name,Amount spent (EUR)\n2026-03-01,A,1.5\n2026-03-02,A,1.5\n")
	expect(t, s.spend("2026-03-01", "2026-03-31"), "2.00") // ids beat names
	s.verify()
}

func TestRepeatedIDsOfOneFileCountOnce(t *testing.T) {
	s := newShop(t)
	_, sum := s.take("2026-03-02", "Day,Campaign ID,Amount spent (EUR)\n2026-03-01,1,1\n2026-03-01,1,3\n2026-03-01,1,2\n")
	expect(t, s.spend("2026-03-01", "2026-03-31"), "3.00")
	if sum.Rows != 3 || sum.Stored != 1 || sum.Unchanged != 2 || !slices.ContainsFunc(sum.Notes, func(n string) bool { return strings.Contains(n, "2 records repeat") }) {
		t.Errorf("%+v", sum)
	}
	s.verify()
}

func TestCurrenciesStayApartAndAccountsOfOneAreAdded(t *testing.T) {
	s := newShop(t)
	s.take("2026-03-02", "Day,Campaign ID,Amount spent (EUR)\n2026-03-01,1,1\n")
	s.account("USD")
	s.take("2026-03-02", "Day,Campaign ID,Amount spent (USD)\n2026-03-01,9,2\n")
	s.account("EUR")
	s.take("2026-03-02", "Day,Campaign ID,Amount spent (EUR)\n2026-03-01,8,4\n")
	var got []string
	for _, x := range s.totals("2026-03-01", "2026-03-01") {
		got = append(got, fmt.Sprint(x.Spend, " ", x.Currency, " ", *x.Campaigns))
	}
	expect(t, strings.Join(got, ", "), "5.00 EUR 2, 2.00 USD 1")
}

func TestFractionsOfCentsAreKept(t *testing.T) {
	s := newShop(t)
	s.take("2026-03-02", "Day,Campaign ID,Amount spent (EUR),Results,Result indicator\n2026-03-01,1,0.33333333,1.5,actions:lead\n2026-03-01,2,0.33333333,,\n2026-03-01,3,0.33333333,1,actions:lead\n")
	got := s.totals("2026-03-01", "2026-03-01")[0]
	b, _ := json.Marshal(got.Results)
	expect(t, got.Spend.String()+string(b), `0.999999{"lead":2.5}`)
}

func TestQueriesPrepareAndAreCalled(t *testing.T) {
	storetest.Prepare(t, ads.Queries())
	storetest.Walks(t, ads.Queries())
	storetest.Called(t, ads.Queries(), os.DirFS("."))
}
