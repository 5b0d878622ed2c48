package handlers_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"testing"

	"tandem/aggregates/importers/importertest"
	"tandem/aggregates/imports"
	"tandem/handlers/pagetest"
)

// dropFolder uploads documents of a folder as the script does: paths and contents in turn.
func (d desk) dropFolder(name string, files ...string) *pagetest.Answer {
	d.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	check := func(err error) {
		if err != nil {
			d.Fatal(err)
		}
	}
	check(form.WriteField("folder", name))
	for n := 0; n < len(files); n += 2 {
		check(form.WriteField("path", files[n]))
		part, err := form.CreateFormFile("files", files[n])
		check(err)
		_, err = part.Write([]byte(files[n+1]))
		check(err)
	}
	check(form.Close())
	d.c.Header = http.Header{"X-Csrf-Token": {d.c.Token}, "Accept": {"application/json"}}
	defer func() { d.c.Header = http.Header{} }()
	return d.c.Do(http.MethodPost, d.path, form.FormDataContentType(), &b)
}

// The documents of a download in a dropped folder were staged one by one; they are one import, as in an archive or a folder on the command line.
func TestADroppedFolderOfADownloadIsOneImport(t *testing.T) {
	d := openDesk(t)
	documents := []string{
		"me/your_instagram_activity/media/posts_1.json", `[{"media":[{"uri":"media/posts/1.jpg","creation_timestamp":1741201241,"title":"Caf\u00c3\u00a9 opens"}]}]`,
		"me/your_instagram_activity/media/stories.json", `{"ig_stories":[{"uri":"media/stories/s.jpg","creation_timestamp":1741201300,"title":""}]}`,
		"me/connections/followers_and_following/followers_1.json", `[{"string_list_data":[{"href":"","value":"someone","timestamp":1741201400}]}]`,
		"me/your_instagram_activity/likes/liked_posts.json", `{"likes_media_likes":[]}`,
		"../../../etc/me.json", `{}`,
	}
	var reply struct {
		Redirect, Error string
		Drop            int64
	}
	d.dropFolder("me", documents...).Status(200).JSON(&reply)
	d.settled()
	if reply.Drop == 0 || len(d.kept()) != 1 {
		t.Fatalf("%+v, kept %v", reply, d.kept())
	}
	d.c.Get(d.path).Says("#staged h2", "1 file waits").Says("#staged", "me")
	d.send("/store", "import", d.id(imports.Staged), "all", "1")
	i, err := d.w.Site.Imports.List(t.Context(), d.scope, d.prop.ID, 10, 0)
	if err != nil || i[len(i)-1].Kind == nil || *i[len(i)-1].Kind != "takeout" || i[len(i)-1].Stored != 3 || len(d.kept()) != 0 {
		t.Errorf("%+v, kept %v, %v", i, d.kept(), err)
	}

	// the same documents in an archive are the same bytes
	d.drop("me.zip", string(importertest.Packed(t, documents[:8]...))).Status(200)
	d.settled()
	d.c.Get(d.path).Says("#staged", "in the data already")

	// a folder that breaks off leaves nothing
	before := len(d.kept())
	body, kind := upload{names: []string{"a.json"}, texts: []string{"{}"}}.body(t)
	cut := bytes.NewBufferString("--" + kind[len("multipart/form-data; boundary="):] + "\r\nContent-Disposition: form-data; name=\"folder\"\r\n\r\nme\r\n" + body.String()[:body.Len()-20])
	d.c.Header = http.Header{"X-Csrf-Token": {d.c.Token}, "Accept": {"application/json"}}
	if a := d.c.Do(http.MethodPost, d.path, kind, cut); a.Code < 400 || len(d.kept()) != before {
		t.Errorf("a cut folder: %d, kept %v", a.Code, d.kept())
	}
}
