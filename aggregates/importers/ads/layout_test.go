package ads_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/ads"
	"tandem/aggregates/importers/ads/adstest"
	"tandem/aggregates/importers/importertest"

	"github.com/xuri/excelize/v2"
)

var layout = ads.Layouts()[0]

// said is a fact as one readable line.
func said(a importers.AdFact) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d %s..%s c=%s/%s s=%s/%s a=%s/%s seg=%s p=%s/%s kind=%s budget=%s attr=%s del=%s", a.Line, a.First, a.Last, a.CampaignID, a.CampaignName,
		a.AdSetID, a.AdSetName, a.AdID, a.AdName, strings.ReplaceAll(a.Segment, importers.Separator, "|"), a.Platform, a.Placement, a.ResultKind,
		a.BudgetKind, a.Attribution, a.Delivery)
	for i := range importers.AdFigures {
		if a.Has(i) {
			fmt.Fprintf(&b, " %d:%d", i, a.Figures[i])
		}
	}
	return b.String()
}

func readText(t *testing.T, text string) *importertest.Sink {
	t.Helper()
	return importertest.MustRead(t, layout, importertest.File(t, "report.csv", text), importers.Options{})
}

func noted(s *importertest.Sink, part string) bool {
	return slices.ContainsFunc(s.Notes, func(n string) bool { return strings.Contains(n, part) })
}

func TestTableExportWithTotalFirst(t *testing.T) {
	s := readText(t, "\ufeff"+`"Reporting starts","Reporting ends","Campaign name","Campaign delivery",Results,"Result indicator","Cost per results","Ad set budget","Ad set budget type","Amount spent (EUR)",Impressions,Reach,Purchases,Ends,"Attribution setting","Cost per purchase (EUR)"
2026-05-01,2026-05-31,,0,,,,,,30.0000001,3000,1500,,,,
2026-05-01,2026-05-31,"Autumn menu",active,12,actions:link_click,0.83,5,Daily,10.00000012,1000,900,2,Ongoing,"7-day click",5.00
2026-05-01,2026-05-31,"Autumn menu",archived,,,,"Using campaign budget",,20,2000,,,1970-01-01,,
`)
	want := []string{
		"3 2026-05-01..2026-05-31 c=/Autumn menu s=/ a=/ seg= p=/ kind=link_click budget=daily attr=7-day click del=active 0:10000000 1:1000 2:900 5:12000000 6:2 9:5000000",
		"4 2026-05-01..2026-05-31 c=/Autumn menu s=/ a=/ seg= p=/ kind= budget=using campaign budget attr= del=archived 0:20000000 1:2000",
	}
	if len(s.Ads) != 2 || said(s.Ads[0]) != want[0] || said(s.Ads[1]) != want[1] {
		t.Errorf("got\n%s\n%s", said(s.Ads[0]), said(s.Ads[1]))
	}
	if s.Cuts[0] != (importers.Cut{Level: "campaign", Step: "span"}) {
		t.Errorf("cut %+v", s.Cuts[0])
	}
	if s.Accounts[0].Currency != "EUR" || len(s.Totals) != 1 || s.Totals[0].Figures[importers.AdReach] != 1500 || len(s.Rejects) != 0 {
		t.Errorf("accounts %v totals %v rejects %v", s.Accounts, s.Totals, s.Rejects)
	}
	if !noted(s, "agrees with the sum of its rows: 30.00 EUR spent and 3000 impressions") {
		t.Errorf("notes %q", s.Notes)
	}
}

func TestRawReportByDayPlatformAndPlacement(t *testing.T) {
	s := readText(t, `Day;"Campaign name";"Campaign ID";"Ad set name";"Ad name";"Ad ID";"Ad set name";Platform;Placement;"Amount spent (USD)";Impressions;"Link clicks";"Result type";Results;"hook rate"
3/1/2026;Menu;120;Locals;One;777;;Facebook;Feed;1.5;10;1;Link clicks;1;12.5
2026-03-02;Menu;120;;Two;778;Second;Audience Network;an_classic;2;20;;Reach;300;
;;;;;;;;;3.5;30;;;;
`)
	want := []string{
		"2 2026-03-01..2026-03-01 c=120/Menu s=/Locals a=777/One seg=placement=feed|platform=facebook p=facebook/feed kind=link_click budget= attr= del= 0:1500000 1:10 4:1 5:1000000",
		"3 2026-03-02..2026-03-02 c=120/Menu s=/Second a=778/Two seg=placement=an_classic|platform=audience_network p=audience_network/an_classic kind=reach budget= attr= del= 0:2000000 1:20 5:300000000",
	}
	for i, w := range want {
		if said(s.Ads[i]) != w {
			t.Errorf("got %s", said(s.Ads[i]))
		}
	}
	if s.Cuts[0] != (importers.Cut{Level: "ad", Breakdown: "placement,platform", Step: "day", Ids: true}) || len(s.Totals) != 1 || !noted(s, "agrees") {
		t.Errorf("cut %+v, notes %q", s.Cuts[0], s.Notes)
	}
	if !noted(s, "not kept: “hook rate”") {
		t.Errorf("notes %q", s.Notes)
	}
}

func TestWindowsOfWeeksAndMonths(t *testing.T) {
	for name, c := range map[string]struct{ text, want string }{
		"month as span":          {"Month,Campaign name,Impressions\n2024-03-01 - 2024-03-11,A,1\n", "2024-03-01..2024-03-11"},
		"month cut by report":    {"Reporting starts,Reporting ends,Month,Campaign name,Impressions\n2024-03-05,2024-04-10,2024-04,A,1\n", "2024-04-01..2024-04-10"},
		"month by its first day": {"Month,Campaign name,Impressions\n2024-02-01,A,1\n", "2024-02-01..2024-02-29"},
		"week":                   {"Week,Campaign name,Impressions\n2024-03-04 - 2024-03-10,A,1\n", "2024-03-04..2024-03-10"},
		"week by its first day":  {"Week,Campaign name,Impressions\n2024-03-04,A,1\n", "2024-03-04..2024-03-10"},
		"span, American":         {"Reporting starts,Reporting ends,Campaign name,Impressions\n1/31/2026,2/2/2026,A,1\n", "2026-01-31..2026-02-02"},
	} {
		t.Run(name, func(t *testing.T) {
			s := readText(t, c.text)
			if len(s.Ads) != 1 || s.Ads[0].First.String()+".."+s.Ads[0].Last.String() != c.want {
				t.Errorf("%+v %+v", s.Ads, s.Rejects)
			}
		})
	}
}

func TestBadRecordsAreRejectedOneByOne(t *testing.T) {
	s := readText(t, `Day,Campaign ID,Campaign name,"Amount spent (EUR)",Impressions
2026-01-01,1.20253E+17,A,1,1
2026-02-30,120,A,1,1
2026-01-01,120,A,"1,50",1
2026-01-01,120,A,1,12x
1970-01-01,120,A,1,1
2026-01-01,120,A,1,1,2,3
2026-01-01,120,A,999999999999,1
2026-01-01,120,A,1,1
`)
	fields := []string{"Campaign ID", "Day", "Amount spent (EUR)", "Impressions", "Day", "", "Amount spent (EUR)"}
	if len(s.Rejects) != len(fields) || len(s.Ads) != 1 {
		t.Fatalf("%d rejected, %d read: %+v", len(s.Rejects), len(s.Ads), s.Rejects)
	}
	for i, f := range fields {
		if s.Rejects[i].Field != f || s.Rejects[i].Line != i+2 || s.Rejects[i].Reason == "" {
			t.Errorf("%+v, want field %q", s.Rejects[i], f)
		}
	}
}

func TestTotalsDisagreeAndSubtotalsAreLeftOut(t *testing.T) {
	s := readText(t, `Campaign name,Day,Platform,"Amount spent (EUR)",Impressions
A,2026-01-01,facebook,1,10
A,2026-01-01,instagram,2,20
A,2026-01-01,,3,30
A,,,3,30
,,,4,30
`)
	if len(s.Ads) != 2 || !noted(s, "2 subtotals were left out") || !noted(s, "says 4.00 EUR spent and 30 impressions, but its rows add up to 3.00 EUR") {
		t.Errorf("%d rows, notes %q", len(s.Ads), s.Notes)
	}
}

func TestReportOfOnlyATotalStoresNothingAndSaysSo(t *testing.T) {
	s := readText(t, "Reporting starts,Reporting ends,Campaign name,\"Amount spent (EUR)\",Impressions\n2026-01-01,2026-01-31,,12.34,5\n")
	if len(s.Ads) != 0 || len(s.Totals) != 1 || !noted(s, "holds only a total (12.34 EUR spent and 5 impressions), no campaigns") {
		t.Errorf("%v %q", s.Ads, s.Notes)
	}
}

func TestAccountLevelRowsAreData(t *testing.T) {
	s := readText(t, "Reporting starts,Reporting ends,Account ID,Account name,Age,Gender,\"Amount spent (EUR)\"\n2026-01-01,2026-01-31,act_55,Shop,25-34,female,1\n2026-01-01,2026-01-31,act_55,Shop,,,1\n")
	if len(s.Ads) != 1 || len(s.Totals) != 1 || s.Cuts[0] != (importers.Cut{Level: "account", Breakdown: "age,gender", Step: "span"}) ||
		s.Accounts[0] != (importertest.AccountSaid{ID: "55", Name: "Shop", Currency: "EUR"}) {
		t.Errorf("%+v %+v %+v", s.Ads, s.Cuts, s.Accounts)
	}
}

func TestUnknownWordsSliceAndUnknownNumbersDoNot(t *testing.T) {
	s := readText(t, "Day,Campaign name,Impressions,Flavour,thumb stop\n2026-01-01,A,1,mint,3.5%\n2026-01-01,A,2,lemon,4\n2026-01-01,A,3,,4\n")
	if s.Cuts[0].Breakdown != "flavour" || len(s.Ads) != 3 || s.Ads[0].Segment != "flavour=mint" || s.Ads[2].Segment != "flavour=" {
		t.Errorf("%+v %+v", s.Cuts, s.Ads)
	}
	if !noted(s, "“Flavour”") || !noted(s, "“thumb stop”") {
		t.Errorf("%q", s.Notes)
	}
}

func TestRefusals(t *testing.T) {
	for name, c := range map[string]struct{ text, says string }{
		"two currencies":         {"Day,Campaign name,Amount spent (EUR),Cost per result (USD)\n2026-01-01,A,1,1\n", "EUR and USD"},
		"two currencies in rows": {"Day,Campaign name,Amount spent,Currency\n2026-01-01,A,1,EUR\n2026-01-01,A,1,USD\n", "EUR and USD"},
		"two accounts":           {"Day,Campaign name,Account ID,Impressions\n2026-01-01,A,1,1\n2026-01-01,A,2,1\n", "two ad accounts"},
		"more than any account":  {"Day,Campaign name,Amount spent (EUR)\n" + strings.Repeat("2026-01-01,A,99999999999\n", 50), "more than any account has"},
		"no days":                {"Campaign name,Amount spent (EUR)\nA,1\n", "does not say its days"},
	} {
		t.Run(name, func(t *testing.T) {
			err := importertest.Read(t, layout, importertest.File(t, "r.csv", c.text), importers.Options{}, &importertest.Sink{})
			if !fault.Is(err, fault.Invalid) || !strings.Contains(fault.Sentence(err), c.says) {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestOtherFilesAreNotReports(t *testing.T) {
	for _, text := range []string{
		"Post ID,Page ID,Page name,Publish time,Impressions,Reach\n1,2,3,4,5,6\n",
		"Date,Reach,Impressions\n2026-01-01,1,2\n",
		"Campaign name,Flavour\nA,mint\n",
	} {
		if importertest.Recognised(t, layout, importertest.File(t, "x.csv", text)) {
			t.Errorf("recognised: %s", text)
		}
	}
}

func TestClicksAllIsNoCurrency(t *testing.T) {
	s := readText(t, "Day,Campaign name,Clicks (all),CTR (all),Amount spent (EUR)\n2026-01-01,A,7,1.5,1\n")
	if s.Accounts[0].Currency != "EUR" || s.Ads[0].Figures[importers.AdClicks] != 7 {
		t.Errorf("%+v %+v", s.Accounts, s.Ads)
	}
}

func TestWorkbook(t *testing.T) {
	book := excelize.NewFile()
	if err := book.SetSheetName("Sheet1", "Raw Data Report"); err != nil {
		t.Fatal(err)
	}
	for i, r := range [][]any{{"Campaign name", "Month", "Result Type", "Results", "Amount spent (INR)", "Impressions"},
		{"Menu", "2024-03-01 - 2024-03-11", "ThruPlays", 4, 12.345678, 1000}, {"", "", "", "", 12.345678, 1000}} {
		if err := book.SetSheetRow("Raw Data Report", fmt.Sprintf("A%d", i+1), &r); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "report.xlsx")
	if err := book.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	s := importertest.MustRead(t, layout, path, importers.Options{})
	if len(s.Ads) != 1 || s.Ads[0].Figures[importers.AdSpend] != 12_345_678 || s.Ads[0].ResultKind != "thruplay" || s.Accounts[0].Currency != "INR" || !noted(s, "agrees") {
		t.Errorf("%+v %q", s.Ads, s.Notes)
	}
}

func TestInventedReportComesToItsOwnSums(t *testing.T) {
	for _, ids := range []bool{false, true} {
		var b strings.Builder
		sums, err := adstest.Report{Rows: 3000, WithoutIDs: !ids, ByAd: true}.Write(&b)
		if err != nil {
			t.Fatal(err)
		}
		s := readText(t, b.String())
		got := adstest.Sums{Rows: len(s.Ads), Spend: map[string]int64{}, Bytes: sums.Bytes, First: sums.First, Last: sums.Last}
		for _, a := range s.Ads {
			got.Spend[a.Platform] += a.Figures[importers.AdSpend]
			got.Impressions += a.Figures[importers.AdImpressions]
			got.LinkClicks += a.Figures[importers.AdLinkClicks]
		}
		if fmt.Sprint(got) != fmt.Sprint(sums) || s.Cuts[0].Ids != ids || s.ReadCalls < 3 || s.Bytes != sums.Bytes {
			t.Errorf("got %v, want %v; cut %+v", got, sums, s.Cuts[0])
		}
	}
}
