package mapping_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/ads"
	"tandem/aggregates/importers/facebook"
	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/importers/insights"
	"tandem/aggregates/importers/instagram"
	"tandem/aggregates/importers/mapping"
	"tandem/aggregates/importers/posttable"
	"tandem/aggregates/importers/sheet"
)

var layouts = slices.Concat(facebook.Layouts(), instagram.Layouts(), insights.Layouts(), ads.Layouts(), posttable.Layouts())

func layout(t *testing.T, kind string) importers.Layout {
	t.Helper()
	i := slices.IndexFunc(layouts, func(l importers.Layout) bool { return l.Kind == kind })
	if i < 0 {
		t.Fatalf("no layout is a %s", kind)
	}
	return layouts[i]
}

// look examines the bytes of a file.
func look(t *testing.T, path string) mapping.Table {
	t.Helper()
	f, err := sheet.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	head, err := f.Head(mapping.Rows)
	if err != nil {
		t.Fatal(err)
	}
	table, ok := mapping.Examine(head)
	if !ok {
		t.Fatalf("%q is seen as no table", path)
	}
	return table
}

func csv(t *testing.T, text string) mapping.Table {
	t.Helper()
	return look(t, importertest.File(t, "x.csv", text))
}

// rows repeats a line with %d of 1, 2, 3 …
func rows(n int, line string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(line, "%d", fmt.Sprintf("%02d", i+1)) + "\n")
	}
	return b.String()
}

func TestShapes(t *testing.T) {
	const strong = "90000000000000%d"
	tests := []struct {
		name, text string
		first      string // the likeliest kind; '' for no shape
		lacks      string
	}{
		{"posts with Page ids before theirs", "status_id,status_published,num_likes\n" + rows(5, "100200300_4005006%d,4/%d/2018 6:00,5"), importers.PostTable, ""},
		{"posts in words nobody knows", "Numero,Klo,Tykk\n" + rows(5, strong+",2024-03-%d 10:00,5"), importers.PostTable, ""},
		{"short ids with a word for a figure", "nr,Published,Likes\n" + rows(5, "12345678%d,2024-03-%d 10:00,5"), importers.PostTable, ""},
		{"orders with short numbers", "Order,Placed,Pieces\n" + rows(5, "12345678%d,2024-03-%d 10:00,5"), "", "not told to be of posts"},
		{"orders", "Order,Placed,Pieces\n" + rows(5, "1234%d,2024-03-%d 10:00,5"), "", ""},
		{"an export in words nobody knows", "Tunnus,Sivu,Aika,Linkki,Jakso,Tykk\n" + rows(5, strong+",100200300400500,03/%d/2024 10:00,https://www.facebook.com/x/%d,Koko,5"), importers.FacebookContent, ""},
		{"a report with a currency", "Kampanja,Alku,Loppu,Kulut (EUR),Luvut\n" + rows(5, "A%d,2024-03-01,2024-03-31,5.%d,700"), importers.AdsReport, ""},
		{"a report with words", "campaign,date,cost\n" + rows(5, "A%d,2024-03-01,5.%d"), importers.AdsReport, ""},
		{"days", "Paiva;Luvut\n" + rows(5, "2024-03-%d;7"), importers.InsightsDays, ""},
		{"days of a title", "Luvut\nPaiva;Arvo\n" + rows(5, "2024-03-%d;7"), importers.InsightsDays, ""},
		{"weather", "Day;Degrees\n" + rows(5, "2024-03-%d;-7.5"), "", "no id of a post"},
		{"several rows a day", "Day;Shop;Visitors\n" + rows(5, "2024-03-01;North %d;7"), "", "no id of a post"},
		{"figures of nothing", "Type;Reach;like\n" + rows(5, "Photo;1%d;7"), "", "no id of a post and no date of publication"},
		{"a list of words", "Item,Price\nFlour,cheap\nMilk,dear\n", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			table := csv(t, tt.text)
			kinds := table.Kinds()
			if tt.first == "" && len(kinds) > 0 || tt.first != "" && (len(kinds) == 0 || kinds[0] != tt.first) {
				t.Errorf("kinds %v, want %q", kinds, tt.first)
			}
			if tt.lacks != "" && !strings.Contains(table.Lacks(), tt.lacks) {
				t.Errorf("it lacks %q, want %q", table.Lacks(), tt.lacks)
			}
		})
	}
}

func TestWhatIsNoTable(t *testing.T) {
	for name, text := range map[string]string{
		"numbers":        "1,2\n3,4\n",
		"one column":     "Name\nA\nB\n",
		"a header alone": "id,published\n",
		"dates above":    "2024-03-01,x\n2024-03-02,y\n",
	} {
		f, err := sheet.Open(importertest.File(t, "x.csv", text))
		if err != nil {
			t.Fatal(err)
		}
		head, err := f.Head(mapping.Rows)
		if err != nil {
			t.Fatal(err)
		}
		if table, ok := mapping.Examine(head); ok {
			t.Errorf("%s is seen as a table: %+v", name, table)
		}
	}
}

func TestSuggestions(t *testing.T) {
	live := "status_id,status_type,status_published,num_reactions,num_comments,num_shares,num_likes,num_loves,Column1\n" +
		rows(5, "100200300_4005006%d,video,4/%d/2018 6:00,5,4,3,2,1,")
	tests := []struct {
		name, text, kind string
		want             map[string]string
	}{
		{"a tool's posts", live, importers.PostTable, map[string]string{"status_id": "id", "status_type": "type", "status_published": "published",
			"num_reactions": "reactions", "num_comments": "comments", "num_shares": "shares"}},
		{"likes where nothing else is a reaction", "Media ID;Created at;Likes;Caption\n" + rows(5, "90000000000000%d;2024-03-%d 10:00;5;Tea"), importers.PostTable,
			map[string]string{"media id": "id", "created at": "published", "likes": "reactions", "caption": "body"}},
		{"by the look alone", "Numero,Klo,Tykk\n" + rows(5, "90000000000000%d,2024-03-%d 10:00,5"), importers.PostTable, map[string]string{"numero": "id", "klo": "published"}},
		{"a report by the look", "Kampanja,Ika,Alku,Loppu,Kulut (EUR)\n" + rows(3, "A,18-24,2024-03-01,2024-03-31,5.%d") + rows(3, "A,25-34,2024-03-01,2024-03-31,5.%d"),
			importers.AdsReport, map[string]string{"ika": "breakdown", "alku": "starts", "loppu": "ends"}},
		{"days", "Datum;Views;Reach\n" + rows(5, "2024-03-%d;7;5"), importers.InsightsDays, map[string]string{"datum": "date", "views": "views", "reach": "reach"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := mapping.Suggest(csv(t, tt.text), layout(t, tt.kind), nil)
			if fmt.Sprint(got) != fmt.Sprint(tt.want) {
				t.Errorf("suggested %v, want %v", got, tt.want)
			}
		})
	}
	if got := mapping.Suggest(csv(t, live), layout(t, importers.PostTable), map[string]string{"num_likes": "reactions"}); got["num_likes"] != "reactions" || got["num_reactions"] != "" {
		t.Errorf("what was chosen before is not suggested: %v", got)
	}
}

func TestChecks(t *testing.T) {
	const good = `{"kind":"post_table","columns":{"A":"id","B":"published","C":"reactions"}}`
	tests := []struct{ name, json, says string }{
		{"no JSON", `{"kind":`, "it ends too early"},
		{"a stray comma", "{\"kind\":\"post_table\",\n\"columns\":{,}}", "line 2 is no JSON"},
		{"empty", "", "it is empty"},
		{"another form", `{"kind":"post_table","columns":["id"]}`, `gives "columns" in another form`},
		{"a field nobody knows", `{"kind":"post_table","colums":{}}`, "colums"},
		{"more behind it", good + "{}", "goes on after its end"},
		{"no columns", `{"kind":"post_table"}`, "names no columns"},
		{"a kind nobody knows", `{"kind":"tweets","columns":{"A":"id"}}`, `for a "tweets"`},
		{"a kind without targets", `{"kind":"legacy_page","columns":{"A":"id"}}`, `for a "legacy_page"`},
		{"a target nobody knows", `{"kind":"post_table","columns":{"A":"id","B":"published","C":"loves"}}`, "“C” is “loves”, which is nothing that a post_table has"},
		{"one target twice", `{"kind":"post_table","columns":{"A":"id","B":"published","C":"views","D":"Views"}}`, "“C” and “D”, that they are views"},
		{"a column twice", `{"kind":"post_table","columns":{"A":"id","a ":"published"}}`, "twice"},
		{"nothing for a need", `{"kind":"post_table","columns":{"A":"id","C":"views"}}`, `lacks when the posts were published. Say which column it is: "…": "published"`},
		{"a zone nobody knows", `{"kind":"post_table","columns":{"A":"id","B":"published"},"timezone":"Mars/Base"}`, "Mars/Base"},
		{"an order nobody knows", `{"kind":"post_table","columns":{"A":"id","B":"published"},"dates":"DMY"}`, `"DMY"`},
		{"good", good, ""},
		{"English headers", `{"kind":"instagram_content","columns":{"A":"Post ID","B":"Publish time","C":"Likes","D":""}}`, ""},
		{"several breakdowns", `{"kind":"ads_report","columns":{"A":"day","B":"spend","C":"breakdown","D":"breakdown"}}`, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			m, err := mapping.Parse([]byte(tt.json))
			if err == nil {
				_, err = m.Check(layouts)
			}
			if tt.says == "" {
				if err != nil {
					t.Fatal(err)
				}
				return
			}
			if !fault.Is(err, fault.Invalid) || !strings.Contains(fault.Sentence(err), tt.says) {
				t.Errorf("it says %q, want %q", fault.Sentence(err), tt.says)
			}
		})
	}
}

func TestFits(t *testing.T) {
	table := csv(t, "A,B\nx,y\n")
	for columns, want := range map[string]struct {
		some bool
		says string
	}{
		`{"A":"id","B":"published"}`:        {true, ""},
		`{"A":"id","b ":"published"}`:       {true, ""},
		`{"A":"id","Z":"published"}`:        {true, "no column “Z”"},
		`{"Y":"id","Z":"published"}`:        {false, "no column “Y”"},
		`{"A":"id","B":"published","Z":""}`: {true, ""},
	} {
		m, err := mapping.Parse([]byte(`{"kind":"post_table","columns":` + columns + `}`))
		if err != nil {
			t.Fatal(err)
		}
		c, err := m.Check(layouts)
		if err != nil {
			t.Fatal(err)
		}
		some, err := c.Fits(table)
		if some != want.some || (err == nil) != (want.says == "") || err != nil && !strings.Contains(fault.Sentence(err), want.says) {
			t.Errorf("%s: %v, %v", columns, some, err)
		}
	}
}

// TestTargetsAreOneOfAKind holds what a mapping rests on: within a layout no two targets share a name or an English header.
func TestTargetsAreOneOfAKind(t *testing.T) {
	for _, l := range layouts {
		seen := map[string]bool{}
		for _, target := range l.Targets {
			for _, word := range []string{"name " + target.Name, "header " + mapping.Fold(target.Header)} {
				if seen[word] {
					t.Errorf("%s has %s twice", l.Kind, word)
				}
				seen[word] = true
			}
			if target.Label == "" || target.Header == "" && !target.Many {
				t.Errorf("%s: %q lacks a label or a header", l.Kind, target.Name)
			}
		}
	}
}

func TestSignature(t *testing.T) {
	one := csv(t, "Numero,Klo\n1,2\n").Signature()
	for text, same := range map[string]bool{
		"Klo,NUMERO\n5,6\n": true, "numero ,\u00a0klo,\n1,2,\n": true, "Numero,Klo,Muu\n1,2,3\n": false, "Luvut\nNumero,Klo\n1,2\n": false,
	} {
		if got := csv(t, text).Signature(); (got == one) != same {
			t.Errorf("%q: same %v, want %v", text, got == one, same)
		}
	}
}

func TestSkeletonIsAMapping(t *testing.T) {
	table := csv(t, "status_id,status_published,num_likes,\"a \"\"b\"\"\"\n"+rows(5, "100200300_4005006%d,4/%d/2018 6:00,5,x"))
	text := mapping.Skeleton(table, importers.PostTable, mapping.Suggest(table, layout(t, importers.PostTable), nil))
	m, err := mapping.Parse([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	if _, err := m.Check(layouts); err != nil || m.Columns["status_id"] != "id" || len(m.Columns) != 4 {
		t.Errorf("%s: %v", text, err)
	}
}

func TestGenuineTables(t *testing.T) {
	live := look(t, importertest.Genuine(t, "uci_facebook_live_sellers", "Live.csv"))
	if kinds := live.Kinds(); len(kinds) == 0 || kinds[0] != importers.PostTable {
		t.Errorf("Live.csv: %v", kinds)
	}
	metrics := look(t, importertest.Genuine(t, "uci_facebook_metrics", "dataset_Facebook.csv"))
	if kinds := metrics.Kinds(); len(kinds) != 0 || !strings.Contains(metrics.Lacks(), "Lifetime Post Total Reach") {
		t.Errorf("dataset_Facebook.csv: %v, %s", kinds, metrics.Lacks())
	}
}
