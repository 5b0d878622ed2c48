package handlers_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
	"tandem/aggregates/people"
	"tandem/aggregates/period"
	"tandem/aggregates/store/storetest"
	"tandem/handlers/pagetest"
)

// table is a file that was exported, read again by the reader of imports.
type table struct {
	t    *testing.T
	head []string
	rows [][]string
}

func reopened(t *testing.T, c *pagetest.Client, path string) (table, *pagetest.Answer) {
	t.Helper()
	a := c.Get(path).Status(http.StatusOK)
	file := filepath.Join(t.TempDir(), "export")
	if err := os.WriteFile(file, a.Body, 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := sheet.Open(file)
	if err != nil {
		t.Fatal(path, err)
	}
	r, err := f.Rows(context.Background())
	if err != nil {
		t.Fatal(path, err)
	}
	defer r.Close()
	out := table{t: t}
	for {
		row, err := r.Next()
		if errors.Is(err, io.EOF) {
			return out, a
		}
		if err != nil {
			t.Fatal(path, err)
		}
		if cells := row.Clone().Cells; out.head == nil {
			out.head = cells
		} else {
			out.rows = append(out.rows, append(cells, make([]string, max(0, len(out.head)-len(cells)))...))
		}
	}
}

func (x table) at(name string) int {
	x.t.Helper()
	i := slices.Index(x.head, name)
	if i < 0 {
		x.t.Fatalf("no column %q in %q", name, x.head)
	}
	return i
}

// find is the row whose first cells are these.
func (x table) find(first ...string) []string {
	x.t.Helper()
	for _, r := range x.rows {
		if slices.Equal(r[:len(first)], first) {
			return r
		}
	}
	x.t.Fatalf("no row %q", first)
	return nil
}

// explained fails for an empty figure without its reason, and for a reason of a column that has a figure unless it qualifies it.
func (x table) explained(from int) (empty int) {
	x.t.Helper()
	why := x.at("Reasons")
	for n, r := range x.rows {
		for i := from; i < why; i++ {
			if strings.TrimSpace(r[i]) != "" {
				continue
			}
			empty++
			family, _, _ := strings.Cut(x.head[i], ", at ")
			if !strings.Contains(r[why], x.head[i]+": ") && !strings.Contains(r[why], family+": ") && !strings.Contains(r[why], "Compared from to Change in percent: ") {
				x.t.Errorf("row %d: %q is empty and %q says nothing of it", n, x.head[i], r[why])
			}
		}
	}
	return empty
}

// TestExportOfTheOverviewSaysWhatThePageSays reads files again and holds them against the page's own table and numbers, with all their digits.
func TestExportOfTheOverviewSaysWhatThePageSays(t *testing.T) {
	w, _ := pagetest.Demo(t)
	c := w.SignIn(pagetest.DemoOwner)
	const days = "from=2026-10-20&to=2026-11-16&compare=previous"
	for _, platform := range []string{"together", "facebook", "instagram"} {
		query := "?" + days + "&platform=" + platform
		csv, a := reopened(t, c, "/p/1/export/overview"+query+"&file=csv&sheet=days")
		if got := a.Header.Get("Content-Disposition"); !strings.Contains(got, "overview days 2026-10-20 to 2026-11-16.csv") && !strings.Contains(got, "overview 2026-10-20 to 2026-11-16.csv") {
			t.Errorf("the file is called %q", got)
		}
		book, _ := reopened(t, c, "/p/1/export/overview"+query+"&file=xlsx")
		if !slices.Equal(csv.head, book.head) || len(csv.rows) != len(book.rows) || len(csv.rows) != 28 {
			t.Fatalf("%d and %d rows under %q and %q", len(csv.rows), len(book.rows), csv.head, book.head)
		}
		for i := range csv.rows {
			if !slices.Equal(csv.rows[i], book.rows[i]) {
				t.Errorf("day %d is %q as CSV and %q as a workbook", i, csv.rows[i], book.rows[i])
			}
		}
		if csv.explained(1) == 0 && platform == "together" {
			t.Error("the outage left no empty cell")
		}
		page := c.Get("/p/1" + query + "&metric=views").Status(http.StatusOK)
		channel := map[string]string{"together": "Together", "facebook": "Facebook", "instagram": "Instagram"}[platform]
		heads := page.Find(".chart-twin thead th").Map(func(_ int, s *goquery.Selection) string { return strings.TrimSpace(s.Text()) })
		shown := slices.Index(heads, channel)
		column := csv.at(channel + " views")
		page.Find(".chart-twin tbody tr").Each(func(i int, s *goquery.Selection) {
			cell := strings.ReplaceAll(strings.TrimSpace(s.Find("td").Eq(shown).Clone().Find(".because").Remove().End().Text()), ",", "")
			got := csv.rows[i][column]
			if _, err := strconv.Atoi(cell); err != nil {
				if got != "" || !strings.Contains(csv.rows[i][csv.at("Reasons")], channel+" views: "+cell) {
					t.Errorf("day %d says %q on the page; the file %q because of %q", i, cell, got, csv.rows[i][csv.at("Reasons")])
				}
			} else if got != cell {
				t.Errorf("day %d is %s on the page and %q in the file", i, cell, got)
			}
		})
		totals, _ := reopened(t, c, "/p/1/export/overview"+query+"&sheet=totals")
		totals.explained(4)
		sum := int64(0)
		for _, r := range csv.rows {
			n, _ := strconv.ParseInt(r[column], 10, 64)
			sum += n
		}
		views := totals.find("Views", channel)
		if views[totals.at("At least")] != strconv.FormatInt(sum, 10) {
			t.Errorf("views come to %s, their days to %d", views[totals.at("At least")], sum)
		}
		title, _ := page.Find(".band-item[data-key=views] .figure span").Attr("title")
		if digits := strings.Map(digitOf, strings.SplitN(title, ".", 2)[0]); digits != views[totals.at("At least")] {
			t.Errorf("views are %q on the page (%q) and %q in the file", digits, title, views[totals.at("At least")])
		}
		if known := views[totals.at("Known of its days or posts")]; known != "28" && views[totals.at("At most")] != "" {
			t.Errorf("views of %s days have an upper end, %q", known, views[totals.at("At most")])
		}
	}
}

func digitOf(r rune) rune {
	if r >= '0' && r <= '9' {
		return r
	}
	return -1
}

// TestExportOfContentSaysWhatTheAPISays holds each post of a file against the API, which tells figures with all their digits and reasons as codes.
func TestExportOfContentSaysWhatTheAPISays(t *testing.T) {
	w, s := pagetest.Demo(t)
	c := w.SignIn(pagetest.DemoOwner)
	const query = "?from=2026-08-01&to=2026-11-16"
	csv, _ := reopened(t, c, "/p/1/export/content"+query+"&file=csv")
	book, _ := reopened(t, c, "/p/1/export/content"+query+"&file=xlsx")
	if len(csv.rows) < 60 || len(csv.rows) != len(book.rows) {
		t.Fatalf("%d and %d posts under %q", len(csv.rows), len(book.rows), csv.head)
	}
	id, first := csv.at("Meta's id"), csv.at("Figures as of")+1
	if csv.explained(first) == 0 {
		t.Error("no figure is missing: Facebook has no saves")
	}
	books := map[string][]string{}
	for _, r := range book.rows {
		books[r[id]] = r
	}
	rows := map[string][]string{}
	for _, r := range csv.rows {
		rows[r[id]] = r
		if other := books[r[id]]; other == nil || !slices.Equal(r[first:], other[first:]) {
			t.Errorf("post %s is %q as CSV and %q as a workbook", r[id], r[first:], other)
		}
	}
	var answer struct {
		Counts struct{ Posts int }
		Pieces []struct {
			Twin  bool
			Posts []struct {
				Channel    string
				ExternalID string `json:"external_id"`
				Figures    map[metric.Name]*int64
				Reasons    map[metric.Name]metric.Reason
			}
		}
	}
	withToken(t, w, s, 0).Get("/api/v1/properties/1/posts" + query + "&limit=500").Status(http.StatusOK).JSON(&answer)
	if answer.Counts.Posts != len(csv.rows) {
		t.Errorf("%d posts by the API, %d in the file", answer.Counts.Posts, len(csv.rows))
	}
	for _, piece := range answer.Pieces {
		for n, p := range piece.Posts {
			row := rows[p.ExternalID]
			if row == nil {
				t.Errorf("post %s is not in the file", p.ExternalID)
				continue
			}
			if piece.Twin && row[csv.at("Meta's id of the twin")] != piece.Posts[1-n].ExternalID {
				t.Errorf("the twin of %s is %q in the file", p.ExternalID, row[csv.at("Meta's id of the twin")])
			}
			for name, value := range p.Figures {
				m, _ := metric.Find(name)
				column := m.Label
				if m.Kind == metric.Unique {
					column += ", at least"
				}
				got := row[csv.at(column)]
				switch {
				case value == nil && (got != "" || !strings.Contains(row[csv.at("Reasons")], m.Label+": "+p.Reasons[name].Word())):
					t.Errorf("%s of %s: %q because of %q, the API says %s", name, p.ExternalID, got, row[csv.at("Reasons")], p.Reasons[name])
				case value != nil && got != strconv.FormatInt(*value, 10):
					t.Errorf("%s of %s is %q in the file and %d by the API", name, p.ExternalID, got, *value)
				}
			}
		}
	}
	if only, _ := reopened(t, c, "/p/1/export/content"+query+"&kind=twins&platform=together"); len(only.rows) == 0 || len(only.rows)%2 != 0 || len(only.rows) >= len(csv.rows) {
		t.Errorf("twins alone are %d posts", len(only.rows))
	}
}

func TestExportIsGuardedAndRecorded(t *testing.T) {
	w, s, b, c, path := quayside(t, `Quay/side "Bakery" Café`)
	b.Days(b.Facebook, metric.Views, shown, 10)
	b.Settle()
	storetest.Exec(t, w.DB, `insert into post (organization, property, channel, external_id, day, published_at, format, title, body, views) values (?, ?, ?, '123456789012345678', ?, ?, 'photo', '=1+1', '@SUM(A1)', 5)`,
		s.Organization(), b.Property, b.Facebook, int64(shown.From), int64(shown.From)*86_400_000)
	query := "?from=" + shown.From.String() + "&to=" + shown.To.String()
	posts, a := reopened(t, c, path+"/export/content"+query)
	if r := posts.rows[0]; r[posts.at("Title")] != "'=1+1" || r[posts.at("Text")] != "'@SUM(A1)" || r[posts.at("Meta's id")] != "123456789012345678" {
		t.Errorf("a formula, a formula and an id are written %q", r)
	}
	want := `attachment; filename="Quayside Bakery Caf_, content 2026-10-20 to 2026-11-16.csv"; filename*=UTF-8''Quayside%20Bakery%20Caf%C3%A9%2C%20content%202026-10-20%20to%202026-11-16.csv`
	if got := a.Header.Get("Content-Disposition"); got != want {
		t.Errorf("the file is called %s, want %s", got, want)
	}
	book, _ := reopened(t, c, path+"/export/content"+query+"&file=xlsx")
	if r := book.rows[0]; r[book.at("Title")] != "=1+1" || r[book.at("Meta's id")] != "123456789012345678" { // cells of text
		t.Errorf("a workbook holds %q", r)
	}
	var lines int
	if err := w.DB.Reader().QueryRow("select count(*) from audit where organization = ? and action = 'export'", s.Organization()).Scan(&lines); err != nil || lines != 2 {
		t.Errorf("%d exports are in the trail, %v", lines, err)
	}
	for _, bad := range []string{"&file=pdf", "&from=1990-01-01", "&kind=nothing"} {
		for _, page := range []string{"overview", "content"} {
			if page == "overview" && bad == "&kind=nothing" || page == "content" && bad == "&from=1990-01-01" {
				continue
			}
			address := path + "/export/" + page + query + bad
			if bad == "&from=1990-01-01" {
				address = path + "/export/" + page + "?to=" + shown.To.String() + bad
			}
			c.Get(address).Status(http.StatusBadRequest)
		}
	}
	other := w.Property(s, "Elsewhere")
	w.Person(s, "viewer@northgate.test", people.Viewer, other.ID)
	w.SignIn("viewer@northgate.test").Get(path + "/export/overview" + query).Status(http.StatusNotFound)
	c.Get(path+query).Has(`.top a[href^="`+path+`/export/overview?"]`, 3)
	c.Get(path+"/content"+query+"&kind=everything").Has(`.top a[href^="`+path+`/export/content?"]`, 2)
}

// A reason since when, and a day that is late and not lost.
func TestReasonsSayWhen(t *testing.T) {
	w, _, b, c, path := quayside(t, "Quayside")
	today := period.DayOf(w.Now())
	b.Days(b.Facebook, metric.Views, period.Range{From: shown.From, To: today - 3}, 10)
	b.Days(b.Facebook, metric.LinkClicks, shown, 1)
	b.Import("insights_days", "facebook", shown, w.Now())
	b.Settle()
	a := c.Get(path + "?platform=facebook&metric=views")
	a.Says(".band-item[data-key=reach] .figure", "retired 15 Jun").Says(".band li:has([data-key=reach]) .because", "removed this figure on 15 Jun 2026")
	a.Says(".chart-twin tr:last-child .reason summary", "late").Says(".chart-twin tr:last-child .because", "expected by 19 Nov")
	a.Says(place(metric.Views)+".figure", "≥").Says(".band li:has([data-key=views]) .because", "Some parts are not known").Has(".band li:has([data-key=views]) .because a", 1)
	if strings.Contains(a.Find(place(metric.LinkClicks)).Text(), "≥") {
		t.Error("a whole figure is at least itself")
	}
}
