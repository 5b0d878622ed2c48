package main

import (
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"time"
)

// browser asks as one does: one connection, cookies kept, redirects not followed, nothing unpacked, nothing cached.
type browser struct {
	link   string
	client *http.Client
	accept string // encodings
}

// answer is a response read to its end.
type answer struct {
	header http.Header
	code   int
	body   []byte // as it came over the wire
	took   time.Duration
}

func newBrowser(link string) (*browser, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	return &browser{link, &http.Client{
		Jar: jar, Timeout: patience,
		Transport:     &http.Transport{DisableCompression: true, MaxIdleConnsPerHost: 1},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}, "br, gzip"}, nil
}

// get asks for a path; a tag asks only whether it changed.
func (b *browser) get(path, tag string) (answer, error) {
	req, err := http.NewRequest(http.MethodGet, b.link+path, nil)
	if err != nil {
		return answer{}, err
	}
	if tag != "" {
		req.Header.Set("If-None-Match", tag)
	}
	return b.do(req)
}

func (b *browser) do(req *http.Request) (a answer, err error) {
	if b.accept != "" {
		req.Header.Set("Accept-Encoding", b.accept)
	}
	start := time.Now()
	res, err := b.client.Do(req)
	if err != nil {
		return a, err
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	return answer{res.Header, res.StatusCode, body, time.Since(start)}, err
}

// page asks for a path that must answer 200.
func (b *browser) page(path string) (answer, error) {
	a, err := b.get(path, "")
	if err == nil && a.code != http.StatusOK {
		err = fmt.Errorf("%s answered %d: %s", path, a.code, lastOf(a.header.Get("Location")))
	}
	return a, err
}

// plain asks for a path without any encoding.
func (b *browser) plain(path string) (answer, error) {
	bare := *b
	bare.accept = "identity"
	return bare.page(path)
}

var formToken = regexp.MustCompile(`name="csrf" value="([^"]+)"`)

// signIn goes through the form: its token, its cookie, its redirect.
func (b *browser) signIn(email, password string) error {
	form, err := b.plain("/login")
	if err != nil {
		return err
	}
	token := formToken.FindSubmatch(form.body)
	if token == nil {
		return errors.New("the sign-in form holds no token")
	}
	fields := url.Values{"csrf": {html.UnescapeString(string(token[1]))}, "email": {email}, "password": {password}}
	req, err := http.NewRequest(http.MethodPost, b.link+"/login", strings.NewReader(fields.Encode()))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Origin", b.link)
	a, err := b.do(req)
	if err == nil && a.code != http.StatusSeeOther {
		err = fmt.Errorf("the sign-in answered %d", a.code)
	}
	return err
}
