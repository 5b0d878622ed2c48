package pagetest

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// Client is one browser.
type Client struct {
	w    *World
	http *http.Client
	Jar  *cookiejar.Jar
	// Header is sent with every request.
	Header http.Header
	// Token is the form token of the last page that had one; Post sends it as csrf.
	Token string
}

// Answer is what came back, read whole.
type Answer struct {
	t      testing.TB
	what   string
	Code   int
	Header http.Header
	Body   []byte
}

// Get asks for a page and remembers its form token.
func (c *Client) Get(path string) *Answer {
	c.w.t.Helper()
	a := c.Do(http.MethodGet, path, "", nil)
	if doc, err := goquery.NewDocumentFromReader(bytes.NewReader(a.Body)); err == nil {
		if token, ok := doc.Find("input[name=csrf]").First().Attr("value"); ok {
			c.Token = token
		}
	}
	return a
}

// Post sends a form with the remembered token; pairs are names and values, a name may come again. A pair csrf replaces the token.
func (c *Client) Post(path string, pairs ...string) *Answer {
	c.w.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	if !form.Has("csrf") {
		form.Set("csrf", c.Token)
	}
	return c.Do(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

// Do sends anything.
func (c *Client) Do(method, path, contentType string, body io.Reader) *Answer {
	c.w.t.Helper()
	req, err := http.NewRequest(method, c.w.URL+path, body)
	if err != nil {
		c.w.t.Fatal(err)
	}
	for k, v := range c.Header {
		req.Header[k] = v
	}
	if host := c.Header.Get("Host"); host != "" {
		req.Host = host
	}
	if contentType != "" {
		req.Header.Set("Content-Type", contentType)
	}
	res, err := c.http.Do(req)
	if err != nil {
		c.w.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		c.w.t.Fatalf("%s %s: %v", method, path, err)
	}
	return &Answer{t: c.w.t, what: method + " " + path, Code: res.StatusCode, Header: res.Header, Body: b}
}

// Status fails the test unless the answer has that status.
func (a *Answer) Status(want int) *Answer {
	a.t.Helper()
	if a.Code != want {
		a.t.Fatalf("%s: status %d, want %d: %s", a.what, a.Code, want, a.start())
	}
	return a
}

// Leads fails the test unless the answer redirects to that path.
func (a *Answer) Leads(path string) *Answer {
	a.t.Helper()
	if got := a.Header.Get("Location"); a.Code != http.StatusSeeOther || got != path {
		a.t.Fatalf("%s: status %d to %q, want a redirect to %q", a.what, a.Code, got, path)
	}
	return a
}

// Has fails the test unless exactly n elements match the selector.
func (a *Answer) Has(selector string, n int) *Answer {
	a.t.Helper()
	if got := a.Find(selector).Length(); got != n {
		a.t.Fatalf("%s: %d of %q, want %d: %s", a.what, got, selector, n, a.start())
	}
	return a
}

// Says fails the test unless the text of the elements that match holds the words.
func (a *Answer) Says(selector, words string) *Answer {
	a.t.Helper()
	if got := a.Find(selector).Text(); !strings.Contains(got, words) {
		a.t.Fatalf("%s: %q says %q, want %q", a.what, selector, strings.Join(strings.Fields(got), " "), words)
	}
	return a
}

// Find gives the elements that match, to ask further.
func (a *Answer) Find(selector string) *goquery.Selection {
	a.t.Helper()
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(a.Body))
	if err != nil {
		a.t.Fatalf("%s: %v", a.what, err)
	}
	return doc.Find(selector)
}

// JSON decodes the answer into v.
func (a *Answer) JSON(v any) *Answer {
	a.t.Helper()
	if err := json.Unmarshal(a.Body, v); err != nil {
		a.t.Fatalf("%s: %v in %s", a.what, err, a.start())
	}
	return a
}

// start is what a failing test shows of a page.
func (a *Answer) start() string {
	text := string(a.Body)
	if doc, err := goquery.NewDocumentFromReader(strings.NewReader(text)); err == nil && doc.Find("main").Length() > 0 {
		text = doc.Find("main").Text()
	}
	text = strings.Join(strings.Fields(text), " ")
	return text[:min(len(text), 300)]
}
