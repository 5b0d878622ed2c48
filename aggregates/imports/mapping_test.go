package imports_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/importers/mapping"
	"tandem/aggregates/imports"
	"tandem/aggregates/property"
	"tandem/aggregates/store/storetest"
)

// The posts of another tool, of two Pages: the second post stands twice, with another time and other figures; the last columns are empty.
const toolPosts = "status_id,status_type,status_published,num_reactions,num_comments,Column1\n" +
	"900000000000001_7001,photo,4/22/2018 6:00,10,2,\n" +
	"900000000000001_7002,video,4/21/2018 22:45,20,3,\n" +
	"900000000000001_7002,video,4/20/2018 22:45,15,9,\n" +
	"900000000000002_7003,link,4/19/2018 7:15,5,,\n" +
	"900000000000001_7004,photo,not a time,5,1,\n"

const toolMapping = `{"kind":"post_table","columns":{"status_id":"id","status_type":"type","status_published":"published","num_reactions":"reactions","num_comments":"Comments"}}`

func said(t testing.TB, json string) *imports.Used {
	t.Helper()
	m, err := mapping.Parse([]byte(json))
	if err != nil {
		t.Fatal(err)
	}
	return &imports.Used{Mapping: m}
}

func TestAPostTableIsReadByItsMapping(t *testing.T) {
	b := ruled(t)
	b.refuses("tool.csv", toolPosts, imports.Choice{}, "“status_id”", "a Post table of another tool", `"status_id": "id"`, `"num_reactions": "reactions"`, "--mapping")
	i := b.put("tool.csv", toolPosts, imports.Choice{Mapping: said(t, toolMapping)})
	if *i.Kind != "post_table" || *i.Platform != "facebook" || i.Rows != 5 || i.Stored != 4 || i.Rejected != 1 || i.State != imports.Partial {
		t.Errorf("stored %+v", i)
	}
	if i.First.String() != "2018-04-19" || i.Last.String() != "2018-04-22" || i.AsOf.String() != "2018-04-22" {
		t.Errorf("days %s to %s, as of %s", i.First, i.Last, i.AsOf)
	}
	for _, words := range []string{"read as mapped on 2026-11-17", "read as UTC", "1 rows of the file are of posts that it holds already", "another time of publication"} {
		if !noted(i, words) {
			t.Errorf("no note says %q: %q", words, i.Notes)
		}
	}
	b.expect("2018-04-01", "2018-04-30", want{"content.facebook.posts": 2, "content.facebook.reactions": 30, "content.facebook.comments": 11,
		"content.facebook.shares": nil, "content.facebook.collab_posts": 1})
	if at := b.cell("published_at", "7002"); at != "1524350700000" {
		t.Errorf("of two times the later is kept: %s", at)
	}
	b.undo(i)
	b.expect("2018-04-01", "2018-04-30", want{"content.facebook.posts": nil})
}

func TestCopiesOfAPostCountAlikeInAnyOrder(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(toolPosts), "\n")
	turned := strings.Join([]string{lines[0], lines[3], lines[2], lines[1], lines[4], lines[5]}, "\n")
	b, c := ruled(t), ruled(t)
	b.put("tool.csv", toolPosts, imports.Choice{Mapping: said(t, toolMapping)})
	c.put("tool.csv", turned, imports.Choice{Mapping: said(t, toolMapping)})
	if b.totals() != c.totals() || b.cell("published_at", "7002") != c.cell("published_at", "7002") {
		t.Error("another order of the rows gives other figures")
	}
}

func TestAMappingIsRecognisedNextTime(t *testing.T) {
	b := ruled(t)
	b.put("tool.csv", toolPosts, imports.Choice{Mapping: said(t, toolMapping)})
	more := strings.ReplaceAll(strings.ReplaceAll(toolPosts, "7001", "7011"), "status_id,status_type", "STATUS_ID , status_type")
	i := b.put("more.csv", more, imports.Choice{})
	if *i.Kind != "post_table" || !noted(i, "Columns are read as mapped on 2026-11-17.") {
		t.Errorf("not recognised: %+v", i)
	}
	list, err := b.desk.Mappings(t.Context(), b.scope)
	if err != nil || len(list) != 1 || list[0].File != "tool.csv" || list[0].Mapping.Columns["num_comments"] != "Comments" {
		t.Fatalf("kept %+v, %v", list, err)
	}
	other := storetest.Organization(t, b.desk.DB, "Elsewhere")
	theirs := storetest.Property(t, other, "Theirs")
	path := b.path("tool.csv", toolPosts)
	if i, err := b.desk.File(context.Background(), other, path, "tool.csv", imports.Who{Via: "command", Source: "file"}, imports.Choice{Property: theirs}, false, nil); err == nil {
		t.Errorf("another organization's mapping counts: %+v", i)
	}
	if list, err := b.desk.Mappings(t.Context(), other); err != nil || len(list) != 0 {
		t.Errorf("another organization sees %+v, %v", list, err)
	}
	if err := b.desk.Unmap(t.Context(), other, list[0].ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("another organization forgets it: %v", err)
	}
	if err := b.desk.Unmap(t.Context(), b.scope, list[0].ID); err != nil {
		t.Fatal(err)
	}
	b.refuses("again.csv", strings.ReplaceAll(toolPosts, "7001", "7021"), imports.Choice{}, "Nobody here knows the columns")
}

func TestAChangedMappingCounts(t *testing.T) {
	b := ruled(t)
	first := b.put("tool.csv", toolPosts, imports.Choice{Mapping: said(t, toolMapping)})
	changed := strings.Replace(toolMapping, `"num_comments":"Comments"`, `"num_comments":"shares"`, 1)
	if i := b.put("tool.csv", toolPosts, imports.Choice{Mapping: said(t, changed)}); i.ID != first.ID || !noted(i, "undo it first") {
		t.Errorf("the same bytes by another mapping: %+v", i)
	}
	b.undo(first)
	b.put("tool.csv", toolPosts, imports.Choice{Mapping: said(t, changed)})
	b.expect("2018-04-01", "2018-04-30", want{"content.facebook.comments": nil, "content.facebook.shares": 12 - 1})
	if list, err := b.desk.Mappings(t.Context(), b.scope); err != nil || len(list) != 1 || list[0].Mapping.Columns["num_comments"] != "shares" {
		t.Errorf("kept %+v, %v", list, err)
	}
}

func TestMappingsThatDoNotFit(t *testing.T) {
	b := ruled(t)
	for name, x := range map[string]struct{ json, says string }{
		"a header that is not there": {`{"kind":"post_table","columns":{"status_id":"id","when":"published"}}`, "no column “when”"},
		"none of the headers":        {`{"kind":"post_table","columns":{"a":"id","b":"published"}}`, "no column “a”"},
		"a need that is not met":     {`{"kind":"post_table","columns":{"status_id":"id"}}`, "lacks when the posts were published"},
		"a target nobody knows":      {`{"kind":"post_table","columns":{"status_id":"id","status_published":"published","num_reactions":"loves"}}`, "“loves”"},
		"a column of words as times": {`{"kind":"post_table","columns":{"status_id":"id","status_type":"published"}}`, "not one of its 5 records"},
		"the other platform":         {toolMapping, "but instagram was given"},
	} {
		c := imports.Choice{Mapping: said(t, x.json)}
		if name == "the other platform" {
			c.Platform = "instagram"
		}
		b.refuses("tool.csv", toolPosts, c, x.says)
	}
	if list, err := b.desk.Mappings(t.Context(), b.scope); err != nil || len(list) != 0 {
		t.Errorf("a mapping that does not fit is kept: %+v, %v", list, err)
	}
	// In a run over many files the mapping is meant for one: the others go their own way.
	i := b.put("posts.csv", facebookFile(onFacebook("1", "03/10/2025 12:00", "Tea", rec{"Views": "5"})), imports.Choice{Mapping: said(t, toolMapping)})
	if *i.Kind != "facebook_content" || !noted(i, "meant for another file") && !noted(i, "is for another file") {
		t.Errorf("stored %+v", i)
	}
}

func TestDatesThatCanBeReadInTwoWays(t *testing.T) {
	b := ruled(t)
	const open = "post_id;created;likes\n90000000000000001;3/4/2024 10:00;1\n90000000000000002;5/6/2024 10:00;2\n"
	const json = `{"kind":"post_table","columns":{"post_id":"id","created":"published","likes":"reactions"}%s}`
	asked := strings.Replace(json, "%s", "", 1)
	b.refuses("open.csv", open, imports.Choice{Mapping: said(t, asked), Platform: "facebook"}, "read in two ways", "3/4/2024", "day_first")
	days := func(name, text, more string) string {
		i := b.put(name, text, imports.Choice{Mapping: said(t, strings.Replace(json, "%s", more, 1)), Platform: "facebook"})
		return i.First.String() + " " + i.Last.String()
	}
	if got := days("open.csv", open, `,"dates":"day_first"`); got != "2024-04-03 2024-06-05" {
		t.Errorf("day first: %s", got)
	}
	if got := days("month.csv", strings.Replace(open, "5/6/2024", "5/16/2024", 1), ""); got != "2024-03-04 2024-05-16" {
		t.Errorf("proven by the month: %s", got)
	}
	if got := days("day.csv", strings.Replace(open, "5/6/2024", "15/6/2024", 1), ""); got != "2024-04-03 2024-06-15" {
		t.Errorf("proven by the day: %s", got)
	}
	if got := days("iso.csv", strings.NewReplacer("3/4/2024", "2024-03-04", "5/6/2024", "2024-05-06").Replace(open), ""); got != "2024-03-04 2024-05-06" {
		t.Errorf("the year first: %s", got)
	}
	if got := days("dotted.csv", strings.NewReplacer("3/4/2024", "3.4.2024", "5/6/2024", "5.6.2024").Replace(open), ""); got != "2024-04-03 2024-06-05" {
		t.Errorf("with dots: %s", got)
	}
}

func TestTimesAreOfTheZoneThatIsSaid(t *testing.T) {
	const text = "post_id,created,likes\n90000000000000001,2024-07-01 00:30,1\n90000000000000002,2024-07-01T00:30:00Z,1\n90000000000000003,2024-07-02,1\n"
	const json = `{"kind":"post_table","columns":{"post_id":"id","created":"published","likes":"reactions"},"timezone":"Europe/Lisbon"}`
	b := ruled(t)
	b.refuses("posts.csv", text, imports.Choice{Mapping: said(t, json)}, "Facebook or Instagram")
	i := b.put("posts.csv", text, imports.Choice{Mapping: said(t, json), Platform: "instagram"})
	for id, at := range map[string]string{"90000000000000001": "1719790200000", "90000000000000002": "1719793800000", "90000000000000003": "1719874800000"} {
		if got := b.cell("published_at", id); got != at {
			t.Errorf("%s was published at %s, want %s", id, got, at)
		}
	}
	if !noted(i, "as of Europe/Lisbon") || !noted(i, "1 rows have a day without a time") || *i.Platform != "instagram" || i.First.String() != "2024-07-01" {
		t.Errorf("stored %+v", i)
	}
}

func TestExportsInWordsNobodyKnowsAreMapped(t *testing.T) {
	b := ruled(t)
	posts := "Tunnus,Tili,Aika,Laji,Jakso,Katselut,Tykkaykset\n18000000000000041," + account + ",03/10/2025 12:00,IG reel,Koko,500,17\n"
	i := b.put("fi.csv", posts, imports.Choice{Mapping: said(t, `{"kind":"instagram_content","columns":{"Tunnus":"Post ID","Tili":"author_id","Aika":"published","Laji":"type","Katselut":"views","Tykkaykset":"reactions"}}`)})
	if *i.Kind != "instagram_content" || i.Stored != 1 {
		t.Errorf("posts: %+v", i)
	}
	days := "Paiva;Katselut;Kavijat\n2025-03-01;30;7\n2025-03-02;41;\n"
	b.refuses("days.csv", days, imports.Choice{}, "an Insights by day", `"Paiva": "date"`)
	i = b.put("days.csv", days, imports.Choice{Platform: "instagram", Mapping: said(t, `{"kind":"insights_days","columns":{"Paiva":"date","Katselut":"views","Kavijat":"viewers"}}`)})
	if *i.Kind != "insights_days" || i.Rows != 2 || i.Stored != 2 {
		t.Errorf("days: %+v", i)
	}
	report := "Kampanja,Ika,Alku,Loppu,Kulut (EUR),Nayttokerrat\nKesa,18-24,2025-03-01,2025-03-31,1.5,100\nKesa,25-34,2025-03-01,2025-03-31,2.25,200\n"
	b.refuses("ads.csv", report, imports.Choice{}, "an Ads Manager report", `"Alku": "starts", "Loppu": "ends"`)
	i = b.put("ads.csv", report, imports.Choice{Mapping: said(t, `{"kind":"ads_report","columns":{"Kampanja":"campaign","Ika":"breakdown","Alku":"starts","Loppu":"ends","Kulut (EUR)":"spend","Nayttokerrat":"impressions"}}`)})
	if *i.Kind != "ads_report" || i.Stored != 2 {
		t.Errorf("ads: %+v", i)
	}
	b.expect("2025-03-01", "2025-03-31", want{"content.instagram.views": 500, "content.instagram.reactions": 17, "activity.instagram.views": 71,
		"ads.0.currency": "EUR", "ads.0.spend": "3.75", "ads.0.impressions": 300})
}

func TestADayTableHasOneBlockAndEachDayOnce(t *testing.T) {
	b := ruled(t)
	c := imports.Choice{Platform: "facebook", Mapping: said(t, `{"kind":"insights_days","columns":{"Paiva":"date","Arvo":"views"}}`)}
	b.refuses("two.csv", "Luvut\nPaiva,Arvo\n2025-03-01,1\n\nMuut\nPaiva,Arvo\n2025-03-01,2\n", c, "Line 5", "further block")
	i := b.put("twice.csv", "Paiva,Arvo\n2025-03-01,1\n2025-03-01,2\n", c)
	if i.Rejected != 1 || !strings.Contains(i.Errors[0].Reason, "stands on line 2 already") {
		t.Errorf("stored %+v", i)
	}
}

// input is the file at a path.
func input(path string) imports.Input {
	list, _ := imports.Inputs(path, filepath.Base(path))
	return list[0]
}

func TestOneFileOfSeveralPagesBecomesSeveralProperties(t *testing.T) {
	b := ruled(t)
	linked, err := property.Add(t.Context(), b.scope, property.New{Name: "Known", FacebookPage: "900000000000002"}, b.desk.Now())
	if err != nil {
		t.Fatal(err)
	}
	path := b.path("tool.csv", toolPosts)
	split := func() []imports.Import {
		list, err := b.desk.Split(context.Background(), b.scope, input(path), imports.Who{Via: "command", Source: "file"}, imports.Choice{Mapping: said(t, toolMapping)}, false, nil)
		if err != nil {
			t.Fatal(err)
		}
		b.rebuild()
		return list
	}
	list := split()
	if len(list) != 2 || list[0].Rows != 4 || list[0].Stored != 3 || list[0].Rejected != 1 || list[1].Rows != 1 || *list[1].Property != linked.ID {
		t.Fatalf("parts %+v", list)
	}
	made, err := property.Find(t.Context(), b.scope, *list[0].Property)
	if err != nil || made.Name != "900000000000001" || made.Of(property.Facebook)[0].ExternalIDs[0] != "900000000000001" {
		t.Errorf("made %+v, %v", made, err)
	}
	if list[1].AsOf.String() != "2018-04-22" || list[1].Last.String() != "2018-04-19" {
		t.Errorf("the part is as of %s, its last day %s", list[1].AsOf, list[1].Last)
	}
	again := split()
	for n, i := range again {
		if i.ID != list[n].ID || i.Stored != 0 || i.Unchanged != i.Rows-i.Rejected || !noted(i, "Nothing changed") {
			t.Errorf("again: %+v", i)
		}
	}
	if all, err := property.List(t.Context(), b.scope); err != nil || len(all) != 3 {
		t.Errorf("%d properties, %v", len(all), err)
	}
	b.undo(list[1])
	if i, err := b.desk.Find(t.Context(), b.scope, list[0].ID); err != nil || !i.Live() {
		t.Errorf("the other part after an undo: %+v, %v", i, err)
	}
}

func TestThePostsOfNinePages(t *testing.T) {
	if testing.Short() {
		t.Skip("imports a large file one part after the other; not in a short run")
	}
	path := importertest.Genuine(t, "uci_facebook_live_sellers", "Live.csv")
	b := ruled(t)
	c := imports.Choice{Mapping: said(t, `{"kind":"post_table","columns":{"status_id":"id","status_type":"type","status_published":"published","num_reactions":"reactions",
		"num_comments":"comments","num_shares":"shares"}}`)}
	list, err := b.desk.Split(context.Background(), b.scope, input(path), imports.Who{Via: "command", Source: "file"}, c, false, nil)
	if err != nil || len(list) != 9 {
		t.Fatalf("%d parts, %v", len(list), err)
	}
	b.rebuild()
	rows := int64(0)
	for _, i := range list {
		rows += i.Rows
	}
	var posts, reactions, comments, shares int64
	if err := b.desk.DB.Reader().QueryRow("select count(*), sum(reactions), sum(comments), sum(shares) from post where scope = 'post'").Scan(&posts, &reactions, &comments, &shares); err != nil {
		t.Fatal(err)
	}
	if rows != 7050 || posts != 6997 || reactions != 1_573_989 || comments != 1_578_621 || shares != 281_769 {
		t.Errorf("%d rows, %d posts, %d reactions, %d comments, %d shares", rows, posts, reactions, comments, shares)
	}
}

func TestATableWithoutIdsAndDatesIsRefused(t *testing.T) {
	path := importertest.Genuine(t, "uci_facebook_metrics", "dataset_Facebook.csv")
	b := ruled(t)
	i, err := b.try(path, imports.Choice{})
	for _, words := range []string{"no id of a post and no date of publication", "“Lifetime Post Total Reach”"} {
		if err == nil || !strings.Contains(i.Error, words) {
			t.Errorf("it does not say %q: %s", words, i.Error)
		}
	}
}
