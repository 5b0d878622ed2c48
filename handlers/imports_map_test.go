package handlers_test

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"tandem/aggregates/imports"
	"tandem/aggregates/people"
	"tandem/aggregates/property"
	"tandem/handlers/pagetest"
)

// toolPosts are posts of the own Page as another tool lists them, the last with a time that cannot be read.
const toolPosts = "status_id,status_published,num_likes,hearts\n" +
	pageID + "_4001,11/02/2026 6:00,10,3\n" + pageID + "_4002,11/15/2026 22:45,20,\n" + pageID + "_4003,11/14/2026 7:15,5,1\n" + pageID + "_4004,soon,5,1\n"

// columns are the answers of the form; pairs replace some.
func columns(pairs ...string) []string {
	list := []string{"kind", "post_table", "timezone", "UTC", "dates", "", "column-0", "id", "column-1", "published", "column-2", "reactions", "column-3", ""}
	for i := 0; i < len(pairs); i += 2 {
		if at := slices.Index(list, pairs[i]); at >= 0 {
			list[at+1] = pairs[i+1]
			continue
		}
		list = append(list, pairs[i], pairs[i+1])
	}
	return list
}

func TestAFileWaitsUntilItsColumnsAreSaid(t *testing.T) {
	d := openDesk(t)
	d.drop("tool.csv", toolPosts).Status(200)
	id := d.id(imports.Staged)
	mapPath := d.path + "/" + id + "/map"
	d.c.Get(d.path).Says("#file-"+id, "A table whose columns are not known").Has("#file-"+id+" a[href='"+mapPath+"']", 1)
	d.c.Post(d.path+"/store", "import", id).Leads(d.path)
	d.c.Get(d.path).Says("main", "say what its columns are")
	if d.id(imports.Staged) != id || d.views() != -1 {
		t.Fatal("it was stored without an answer")
	}

	page := d.c.Get(mapPath).Status(200)
	page.Has(".map-column", 4).Says(".map-column:nth-child(1)", pageID+"_4001").Has("#column-0 option[selected][value=id]", 1).
		Has("#column-1 option[selected][value=published]", 1).Has("#column-2 option[selected][value=reactions]", 1).Has("#column-3 option[selected][value='']", 1)
	page.Says("#trial", "post 4001 · 2026-11-02 06:00 UTC · reactions 10").Says("#trial", "1 row would be left out").Says("#map", "Facebook content export")
	d.c.Get(mapPath+"?kind=facebook_content").Has("#timezone", 0).Says("#map", "US Pacific")
	d.c.Get(mapPath + "?kind=tweets").Status(400)

	d.c.Post(mapPath, columns("do", "try", "column-1", "")...).Status(200).Says("#map", "Still missing").Says("#map", "when the posts were published").Has("#trial", 0)
	d.c.Post(mapPath, columns("do", "keep", "column-3", "reactions")...).Status(200).Says("#map [role=alert]", "One of them has to be left out")
	d.c.Post(mapPath, "kind", "post_table", "timezone", "Europe/Lisbon", "column-0", "id", "column-1", "published", "column-2", "reactions", "column-3", "saves", "do", "try").
		Status(200).Says("#trial", "as of Europe/Lisbon").Says("#trial", "saves 3")
	if list, err := d.w.Site.Imports.Mappings(context.Background(), d.scope); err != nil || len(list) != 0 {
		t.Fatalf("a look keeps a mapping: %+v %v", list, err)
	}
	d.c.Post(mapPath, columns("do", "keep")...).Leads(d.path)
	d.c.Get(d.path).Says("#file-"+id, "Post table of another tool").Says("#file-"+id, "Columns are read as mapped on 2026-11-17").Says("#file-"+id, "change them")
	d.send("/store", "import", id)
	d.c.Get(d.path+"/"+id).Says("#notes", "read as mapped on 2026-11-17").Says("#rejected", "soon")
	d.c.Get(mapPath).Status(409)
	var reactions int64
	read := func() int64 {
		if err := d.w.DB.Reader().QueryRow("select coalesce(sum(reactions), 0) from post").Scan(&reactions); err != nil {
			t.Fatal(err)
		}
		return reactions
	}
	if read() != 35 {
		t.Errorf("%d reactions", reactions)
	}

	// the next file with these headers needs no answer
	d.drop("more.csv", strings.ReplaceAll(toolPosts, "_400", "_401")).Status(200)
	next := d.id(imports.Staged)
	d.c.Get(d.path).Says("#file-"+next, "Post table of another tool").Says("#file-"+next, "Columns are read as mapped on")
	d.send("/store", "import", next)
	if read() != 70 {
		t.Errorf("%d reactions with the next file", reactions)
	}
	d.c.Get(d.path + "/" + next)
	d.send("/"+next+"/undo", "ok", "1")
	if read() != 35 {
		t.Errorf("%d reactions after the undo", reactions)
	}

	list := d.c.Get(d.path+"/mappings").Status(200).Has("form button[name=mapping]", 1).Says("main", "num_likes").Says("main", "owner@corner.test")
	mapping, _ := list.Find("form button[name=mapping]").Attr("value")
	d.w.Organization("other")
	stranger := d.w.SignIn("owner@other.test")
	stranger.Get("/settings")
	stranger.Post(d.path+"/mappings/forget", "mapping", mapping).Status(404)
	d.c.Post(d.path+"/mappings/forget", "mapping", mapping).Leads(d.path + "/mappings")
	d.c.Post(d.path+"/mappings/forget", "mapping", mapping).Status(404)
	d.drop("again.csv", strings.ReplaceAll(toolPosts, "_400", "_402")).Status(200)
	d.c.Get(d.path).Says("#file-"+d.id(imports.Staged), "not known")
}

func TestAnotherOrganizationsMappingIsNotSeen(t *testing.T) {
	d := openDesk(t)
	d.drop("tool.csv", toolPosts).Status(200)
	id := d.id(imports.Staged)
	d.c.Post(d.path+"/"+id+"/map", columns("do", "keep")...).Leads(d.path)
	other := d.w.Organization("other")
	prop := d.w.Property(other, "Theirs")
	c := d.w.SignIn("owner@other.test")
	path := "/p/" + strconv.FormatInt(prop.ID, 10) + "/imports"
	c.Get(path+"/mappings").Status(200).Says("main", "No columns were explained yet").Has("button[name=mapping]", 0)
	theirs := desk{T: t, w: d.w, scope: other, prop: prop, c: c, path: path}
	theirs.c.Get(path)
	theirs.drop("tool.csv", toolPosts).Status(200)
	c.Get(path).Says(".waiting-file", "A table whose columns are not known")
	c.Get(path + "/" + id + "/map").Status(404)
}

func TestAFileOfSeveralPagesIsSplitOnThePage(t *testing.T) {
	d := openDesk(t)
	d.drop("tool.csv", toolPosts+otherID+"_5001,11/15/2026 9:00,7,\n").Status(200)
	id := d.id(imports.Staged)
	d.c.Post(d.path+"/"+id+"/map", columns("do", "keep")...).Leads(d.path)
	split := d.path + "/" + id + "/split"
	d.c.Get(d.path).Has("#file-"+id+" a[href='"+split+"']", 1)
	d.c.Get(split).Status(200).Has("tbody tr", 2).Says("tbody", "new")
	d.w.Person(d.scope, "analyst@corner.test", people.Analyst)
	analyst := d.w.SignIn("analyst@corner.test")
	analyst.Get(d.path).Has("#file-"+id+" a[href='"+split+"']", 0)
	analyst.Get(split).Status(403)
	analyst.Post(split).Status(403)

	d.c.Get(split)
	d.c.Post(split).Leads(d.path)
	for i := 0; i < 200; i++ { // a loaded machine may need longer than the answer waits
		if list, err := d.w.Site.Imports.List(context.Background(), d.scope, 0, 100, 0); err != nil {
			t.Fatal(err)
		} else if !slices.ContainsFunc(list, func(i imports.Import) bool { return i.State == imports.Staged || i.State == imports.Running }) {
			break
		}
		d.c.Get("/")
	}
	all, err := property.List(context.Background(), d.scope)
	if err != nil || len(all) != 3 {
		t.Fatalf("%d properties, %v", len(all), err)
	}
	for name, want := range map[string]int64{pageID: 3, otherID: 1} {
		var posts int64
		if err := d.w.DB.Reader().QueryRow("select count(*) from post p join property x on x.id = p.property where x.name = ? and p.scope = 'post'", name).Scan(&posts); err != nil || posts != want {
			t.Errorf("%s has %d posts, %v", name, posts, err)
		}
	}
	if kept := d.kept(); len(kept) != 0 {
		t.Errorf("the upload stays: %v", kept)
	}
}

func TestAPIMapping(t *testing.T) {
	w := pagetest.Open(t)
	s := w.Organization("corner")
	p := w.Property(s, "Café")
	m := withToken(t, w, s, 0)
	at := "?file=tool.csv&property=" + idOf(p)
	problem(t, m.send(at, toolPosts), http.StatusBadRequest, "A mapping to start from")
	problem(t, m.send(at+"&mapping="+url.QueryEscape(`{"kind":`), toolPosts), http.StatusBadRequest, "ends too early")
	problem(t, m.send(at+"&mapping="+url.QueryEscape(`{"kind":"post_table","columns":{"status_id":"id"}}`), toolPosts), http.StatusBadRequest, "lacks when the posts were published")
	const said = `{"kind":"post_table","columns":{"status_id":"id","status_published":"published","num_likes":"reactions"}}`
	var first, next imports.Import
	decode(t, m.send(at+"&mapping="+url.QueryEscape(said), toolPosts).Status(http.StatusCreated), &first)
	if *first.Kind != "post_table" || first.Stored != 3 || first.Rejected != 1 {
		t.Errorf("stored %+v", first)
	}
	decode(t, m.send(at, strings.ReplaceAll(toolPosts, "_400", "_401")).Status(http.StatusCreated), &next)
	if *next.Kind != "post_table" || next.Stored != 3 {
		t.Errorf("the next file: %+v", next)
	}
	var form bytes.Buffer
	parts := multipart.NewWriter(&form)
	if err := parts.WriteField("mapping", strings.Replace(said, `"num_likes":"reactions"`, `"hearts":"saves"`, 1)); err != nil {
		t.Fatal(err)
	}
	file, err := parts.CreateFormFile("file", "form.csv")
	if err == nil {
		_, err = file.Write([]byte(strings.ReplaceAll(toolPosts, "_400", "_402")))
	}
	if err != nil || parts.Close() != nil {
		t.Fatal(err)
	}
	var byForm imports.Import
	decode(t, m.Do(http.MethodPost, "/api/v1/imports?property="+idOf(p), parts.FormDataContentType(), &form).Status(http.StatusCreated), &byForm)
	if byForm.File != "form.csv" || byForm.Stored != 3 {
		t.Errorf("by a form: %+v", byForm)
	}
	if list, err := w.Site.Imports.Mappings(context.Background(), s); err != nil || len(list) != 1 || list[0].Mapping.Columns["hearts"] != "saves" {
		t.Errorf("kept %+v, %v", list, err)
	}
}

// On the organization's page columns are mapped as on a property's, also of one file among many.
func TestColumnsAreMappedFromTheOrganizationsPage(t *testing.T) {
	d := openDesk(t)
	all := d
	all.path = "/imports"
	all.drop("shopping.csv", "Item,Price\nFlour,3\n").Status(422)
	d.c.Get("/imports").Says("#refused", "not an export Tandem knows").Has("#refused a[href^='/imports/drops/']", 1)
	all.drop("tool.csv", toolPosts).Status(200)
	id := all.id(imports.Staged)
	mapPath := "/imports/" + id + "/map"
	d.c.Get("/imports").Has("#file-"+id+" a[href='"+mapPath+"']", 1)
	d.c.Get(mapPath).Status(200).Has(".map-column", 4).Has("form[action='"+mapPath+"']", 1)
	for n := range 12 {
		all.drop("a.csv", content(pageID, strconv.Itoa(1001+n)+"=120")).Status(200)
	}
	d.c.Get("/imports").Says("#staged .ask", "One file is a table").Has("#staged .ask a[href='"+mapPath+"']", 1).Says(".waiting-table #file-"+id, "columns to map").Has(".waiting-table #file-"+id+" a[href='"+mapPath+"']", 1)
	d.c.Post(mapPath, columns("do", "keep")...).Leads("/imports")
	d.c.Get("/imports").Says("#file-"+id, "property missing").Has("#file-"+id+" a[href='"+mapPath+"']", 1)
	all.send("/store", "import", id, "only", id, "property-"+id, strconv.FormatInt(d.prop.ID, 10), "platform-"+id, "facebook")
	if d.id(imports.Partial) != id {
		t.Error("the mapped file was not stored")
	}
}
