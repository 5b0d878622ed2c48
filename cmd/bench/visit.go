package main

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

// visit is what a browser fetches for a page.
type visit struct {
	requests, bytes int
	parts           []part
}

type part struct {
	path      string
	tag       string
	immutable bool
}

// visits tells what a first and a second visit of the overview fetch: bodies as served.
func (b *bench) visits(s *site, today time.Time) error {
	page := overviewPath(today, 28)
	first, err := firstVisit(s.browser, page)
	if err != nil {
		return err
	}
	b.table.add("first visit: bytes as served, chart script included", float64(first.bytes), kilo, atMost(260_000, 0))
	b.table.add("first visit: requests", float64(first.requests), count, atMost(8, 0))
	second, err := secondVisit(s.browser, first)
	if err != nil {
		return err
	}
	b.table.tell("second visit", fmt.Sprintf("%d requests, %d bytes", second.requests, second.bytes))
	return nil
}

// firstVisit fetches a page and all that it and its stylesheets name.
func firstVisit(b *browser, page string) (visit, error) {
	var v visit
	plain, err := b.plain(page)
	if err != nil {
		return v, err
	}
	waiting := append([]string{page}, named(plain.body)...)
	for n := 0; n < len(waiting); n++ {
		path := waiting[n]
		if slices.Contains(waiting[:n], path) {
			continue
		}
		a, err := b.page(path)
		if err != nil {
			return v, err
		}
		v.requests++
		v.bytes += len(a.body)
		v.parts = append(v.parts, part{path, a.header.Get("ETag"), strings.Contains(a.header.Get("Cache-Control"), "immutable")})
		if strings.HasPrefix(a.header.Get("Content-Type"), "text/css") {
			styles, err := b.plain(path)
			if err != nil {
				return v, err
			}
			waiting = append(waiting, namedByStyles(path, styles.body)...)
		}
	}
	return v, nil
}

// secondVisit asks again for what may have changed.
func secondVisit(b *browser, first visit) (visit, error) {
	var v visit
	for _, p := range first.parts {
		if p.immutable {
			continue
		}
		a, err := b.get(p.path, p.tag)
		if err != nil {
			return v, err
		}
		if a.code != http.StatusOK && a.code != http.StatusNotModified {
			return v, fmt.Errorf("%s answered %d the second time", p.path, a.code)
		}
		v.requests++
		v.bytes += len(a.body)
	}
	return v, nil
}

var (
	element   = regexp.MustCompile(`(?s)<(link|script|img|source)\b[^>]*>`)
	attribute = regexp.MustCompile(`\b(rel|href|src)="([^"]*)"`)
	styleURL  = regexp.MustCompile(`url\(\s*["']?([^"')]+)["']?\s*\)`)
	fetched   = []string{"stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch-icon"}
)

// named lists the files of our own that a page makes a browser fetch, in order and without repeats.
func named(page []byte) []string {
	var list []string
	for _, e := range element.FindAllSubmatch(page, -1) {
		values := map[string]string{}
		for _, a := range attribute.FindAllSubmatch(e[0], -1) {
			values[string(a[1])] = html.UnescapeString(string(a[2]))
		}
		path := values["src"]
		if string(e[1]) == "link" {
			path = ""
			if slices.ContainsFunc(strings.Fields(values["rel"]), func(rel string) bool { return slices.Contains(fetched, rel) }) {
				path = values["href"]
			}
		}
		if strings.HasPrefix(path, "/") && !slices.Contains(list, path) {
			list = append(list, path)
		}
	}
	return list
}

// namedByStyles lists what a stylesheet refers to, by address from the root.
func namedByStyles(path string, text []byte) []string {
	var list []string
	base, err := url.Parse(path)
	if err != nil {
		return nil
	}
	for _, m := range styleURL.FindAllSubmatch(text, -1) {
		to, err := base.Parse(string(m[1]))
		if err == nil && to.Scheme == "" && !slices.Contains(list, to.Path) {
			list = append(list, to.Path)
		}
	}
	return list
}
