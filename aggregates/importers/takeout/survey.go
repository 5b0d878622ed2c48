package takeout

import (
	"bufio"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"tandem/aggregates/importers"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

// reading is one pass of the layout over a bundle.
type reading struct {
	ctx     context.Context
	bundle  importers.Bundle
	options importers.Options
	sink    importers.Sink

	line      int // records so far, over all documents
	bytes     int64
	documents []document
	platforms map[string]bool // what the documents themselves are of
	shelf     shelf
	crowd     crowd
	talk      talk
	odd       labels
	zone      *time.Location // of Meta's days
	last      period.Day     // the latest that the archive speaks of
}

// document is one sound document of the bundle.
type document struct {
	name string
	kind kind
	// of conversations
	thread, title string
	people        []string
}

// platform is the one the document's shape says, ” for those that both write.
func (k kind) platform() string {
	switch k {
	case facebookPosts, facebookVideos:
		return metric.Facebook
	case messages, unknown:
		return ""
	}
	return metric.Instagram
}

// survey finds out what the documents are and whether they are sound from end to end. A broken one is rejected whole, by name.
func (r *reading) survey() error {
	r.platforms = map[string]bool{}
	var empty []string
	for _, name := range r.bundle.Names() {
		d, err := r.examine(name)
		var broken *damage
		switch {
		case errors.As(err, &broken):
			if d.kind == followers || strings.HasPrefix(path.Base(fold(name)), "followers") {
				r.crowd.gap = true
			}
			if err := r.reject(short(name), r.where(name, broken)); err != nil {
				return err
			}
			continue
		case err != nil:
			return err
		case d.kind == unknown:
			empty = append(empty, short(name))
			continue
		}
		if p := d.kind.platform(); p != "" {
			r.platforms[p] = true
		}
		r.documents = append(r.documents, d)
	}
	if n := len(empty); n > 0 {
		more := ""
		if n > 8 {
			more = fmt.Sprintf(" and %d more", n-8)
		}
		r.sink.Note(fmt.Sprintf("Nothing to read in: %s%s.", strings.Join(empty[:min(n, 8)], ", "), more))
	}
	slices.SortStableFunc(r.documents, func(a, b document) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), strings.Compare(path.Dir(a.name), path.Dir(b.name)), cmp.Compare(number(a.name), number(b.name)))
	})
	return nil
}

// examine passes over one document: what it is, and whether it is sound from end to end.
func (r *reading) examine(name string) (d document, err error) {
	d = document{name: name}
	var first map[string]json.RawMessage
	var someone struct {
		Name string `json:"name"`
	}
	seen := map[string]bool{}
	err = walk(r.ctx, r.bundle, name, nil, visitor{
		into: func(key string) any {
			switch {
			case key == "participants":
				someone.Name = ""
				return &someone
			case !seen[key]:
				seen[key], first = true, nil
				return &first
			}
			return nil
		},
		got: func(key string, _ int, _ error) error {
			if key == "participants" && len(d.people) < 1000 {
				d.people = append(d.people, Repair(someone.Name))
			}
			if k := of(key, first); k != unknown && d.kind == unknown {
				d.kind = k
			}
			return nil
		},
		word: func(key, text string) {
			switch key {
			case "title":
				d.title = text
			case "thread_path":
				d.thread = text
			}
		},
	})
	return d, err
}

// where is the reason of a broken document with line and offset, so that a person finds the place.
func (r *reading) where(name string, d *damage) string {
	line := 1
	if in, err := r.bundle.Open(name); err == nil {
		lines := bufio.NewReaderSize(io.LimitReader(in, d.offset), 64<<10)
		for {
			piece, err := lines.ReadSlice('\n')
			if len(piece) > 0 && piece[len(piece)-1] == '\n' {
				line++
			}
			if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
				break
			}
		}
		in.Close()
	}
	return fmt.Sprintf("The document is no sound JSON: line %d, byte %d: %s. Nothing of it is stored; the others are. Download the archive again.", line, d.offset+1, d.reason)
}

// number is the last number in a document's name: followers_10.json comes after followers_9.json.
func number(name string) int {
	stem := strings.TrimSuffix(path.Base(name), ".json")
	n, _ := strconv.Atoi(stem[strings.LastIndexByte(stem, '_')+1:])
	return n
}

// reject counts a record that is not stored.
func (r *reading) reject(field, reason string) error {
	r.line++
	return r.sink.Reject(r.line, field, reason)
}

// skip counts a record that holds nothing to store.
func (r *reading) skip(reason string) error {
	r.line++
	return r.sink.Skip(r.line, reason)
}

// at names an item of a document for a person.
func at(d document, n int) string { return fmt.Sprintf("%s, item %d", short(d.name), n) }
