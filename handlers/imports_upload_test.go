package handlers_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net"
	"net/http"
	"net/textproto"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/imports"
	"tandem/handlers/pagetest"
)

// upload sends files as the script does, with the token in the header, or as the plain form, with token as the first part.
type upload struct {
	names []string
	texts []string
	token string // the first part; empty sends none
	last  bool   // the token comes after the files
}

func (u upload) body(t *testing.T) (*bytes.Buffer, string) {
	t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	check := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if u.token != "" && !u.last {
		check(form.WriteField("csrf", u.token))
	}
	for i, name := range u.names {
		h := textproto.MIMEHeader{}
		h.Set("Content-Disposition", fmt.Sprintf(`form-data; name="files"; filename="%s"`, strings.ReplaceAll(name, `"`, `\"`)))
		h.Set("Content-Type", "text/csv")
		part, err := form.CreatePart(h)
		check(err)
		_, err = part.Write([]byte(u.texts[i]))
		check(err)
	}
	if u.token != "" && u.last {
		check(form.WriteField("csrf", u.token))
	}
	check(form.Close())
	return &b, form.FormDataContentType()
}

// begin writes the head of an upload over a connection of its own, as no well-behaved client would go on.
func (d desk) begin(kind string, length int64) net.Conn {
	d.Helper()
	host := strings.TrimPrefix(d.w.URL, "http://")
	conn, err := net.Dial("tcp", host)
	if err != nil {
		d.Fatal(err)
	}
	d.Cleanup(func() { conn.Close() })
	var cookies []string
	for _, c := range d.c.Jar.Cookies(&url.URL{Scheme: "http", Host: host, Path: "/"}) {
		cookies = append(cookies, c.Name+"="+c.Value)
	}
	fmt.Fprintf(conn, "POST %s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nX-CSRF-Token: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n",
		d.path, host, strings.Join(cookies, "; "), d.c.Token, kind, length)
	return conn
}

func TestImportsPlainForm(t *testing.T) {
	d := openDesk(t)
	send := func(u upload) *pagetest.Answer {
		t.Helper()
		u.names, u.texts = []string{"a.csv", "empty.csv", "b.csv"}, []string{content(pageID, "1001=120"), "", content(pageID, "1002=80")}
		body, kind := u.body(t)
		return d.c.Do(http.MethodPost, d.path, kind, body)
	}
	// Without the token, with it behind the files, or with a wrong one no byte is kept.
	for name, u := range map[string]upload{"none": {}, "late": {token: d.c.Token, last: true}, "wrong": {token: strings.Repeat("A", 64)}} {
		send(u).Status(403)
		var n int
		if err := d.w.DB.Reader().QueryRow("select count(*) from import").Scan(&n); err != nil || n != 0 || len(d.kept()) != 0 {
			t.Fatalf("token %s: %d imports, files %v, %v", name, n, d.kept(), err)
		}
	}
	send(upload{token: d.c.Token}).Leads(d.path)
	page := d.c.Get(d.path).Says("#staged h2", "2 files wait").Says(".flash", "empty.csv: The file is empty.")
	var pairs []string
	for _, n := range page.Find("input[name=import]").Nodes {
		for _, a := range n.Attr {
			if a.Key == "value" {
				pairs = append(pairs, "import", a.Val)
			}
		}
	}
	d.send("/store", append(pairs, "all", "1")...)
	d.c.Get(d.path).Has("#outcome li", 2).Has(".history tbody tr", 2)
	if d.views() != 200 {
		t.Errorf("%d views", d.views())
	}
}

func TestImportsRefusedFile(t *testing.T) {
	d := openDesk(t)
	var reply struct{ Redirect, Error string }
	d.drop(`<img src=x onerror=alert(1)>".csv`, "=1+1,b\n1,2\n").Status(422).JSON(&reply)
	if !strings.Contains(reply.Error, "not an export Tandem knows") || reply.Redirect != d.path {
		t.Errorf("the script is told %+v", reply)
	}
	page := d.c.Get(d.path).Says("#refused", "not an export Tandem knows").Says("#refused a", "<img src=x onerror=alert(1)>").Has("#refused img", 0).Has("#staged", 0)
	if bytes.Contains(page.Body, []byte("<img src=x")) {
		t.Error("the name of a file is markup on the page")
	}
	if len(d.kept()) != 0 {
		t.Errorf("kept %v", d.kept())
	}
	d.c.Get(d.path+"/"+d.id(imports.Refused)).Status(200).Says("#import", "not an export Tandem knows").Has("#undo", 0)
	d.w.Pass(time.Hour)
	d.c = d.w.SignIn("owner@corner.test")
	d.c.Get(d.path).Has("#refused", 0).Says(".history", "refused")
}

func TestImportsUploadOverTheCap(t *testing.T) {
	d := openDesk(t)
	conn := d.begin("multipart/form-data; boundary=x", imports.MaxUpload+2<<20)
	// The server reads the first bytes of a body before it looks at its length.
	fmt.Fprintf(conn, "--x\r\n%s", strings.Repeat("x", 10_000))
	conn.SetReadDeadline(time.Now().Add(10 * time.Second))
	answer := make([]byte, 12)
	if _, err := conn.Read(answer); err != nil || string(answer) != "HTTP/1.1 413" {
		t.Fatalf("answered %q, %v", answer, err)
	}
	if len(d.kept()) != 0 {
		t.Errorf("kept %v", d.kept())
	}
}

func TestImportsBrokenUploadKeepsNothing(t *testing.T) {
	d := openDesk(t)
	body, kind := upload{names: []string{"a.csv"}, texts: []string{content(pageID, "1001=120") + strings.Repeat(" ", 100_000)}}.body(t)
	conn := d.begin(kind, int64(body.Len()))
	conn.Write(body.Bytes()[:60_000])
	for range 100 { // until the file is there, so that its end is seen as well
		if len(d.kept()) > 0 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	if len(d.kept()) != 1 {
		t.Fatalf("the upload did not begin: %v", d.kept())
	}
	conn.Close()
	for range 300 {
		if len(d.kept()) == 0 {
			break
		}
		time.Sleep(10 * time.Millisecond)
	}
	var n int
	if err := d.w.DB.Reader().QueryRow("select count(*) from import").Scan(&n); err != nil || n != 0 || len(d.kept()) != 0 {
		t.Errorf("%d imports, files %v, %v", n, d.kept(), err)
	}
}

// TestImportsLeaveNoUploadFolderOpen is for the folder's rights: uploads hold clients' figures.
func TestImportsLeaveNoUploadFolderOpen(t *testing.T) {
	d := openDesk(t)
	d.drop("a.csv", content(pageID, "1001=120")).Status(200)
	for _, path := range append(d.kept(), filepath.Join(d.w.DB.Folder(), "tmp")) {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s: %v %v", path, info.Mode(), err)
		}
	}
}
