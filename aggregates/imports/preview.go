package imports

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/language"
	"tandem/aggregates/importers/mapping"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

// firstRejections is how many rejected records a preview shows.
const firstRejections = 10

// Preview is what was recognised of a file before anything is stored.
type Preview struct {
	File     string      `json:"file"` // the name it came with
	Bytes    int64       `json:"bytes"`
	Hash     string      `json:"hash"` // SHA-256
	Kind     string      `json:"kind"`
	Label    string      `json:"label"`
	Platform string      `json:"platform"` // facebook instagram ads together; '' while asked for
	DayRule  string      `json:"day_rule"`
	Owner    Owner       `json:"owner"`  // the account with most rows; empty where the file names none
	Owners   []string    `json:"owners"` // every id the file names
	Currency string      `json:"currency"`
	Rows     int64       `json:"rows"`
	Posts    int         `json:"posts"`
	Rejected int64       `json:"rejected"`
	First    *period.Day `json:"first"`
	Last     *period.Day `json:"last"`
	AsOf     *period.Day `json:"as_of"` // the latest day the file proves; nil where it proves none
	// Sampled says that only the first records were read, as the command line does before a large report.
	Sampled bool `json:"sampled"`
	Asks    bool `json:"asks"` // somebody must say the platform
	// Columns says that somebody must say what the columns are: nothing else is known but the file's name, size and hash.
	Columns bool `json:"columns,omitempty"`
	// Accounts are the Pages or accounts of a file with posts of several, those with most rows first; nil for a file of one.
	Accounts   []Owner     `json:"accounts,omitempty"`
	Rejections []Rejection `json:"rejections"`
	Notes      []string    `json:"notes"`

	ahead string // the note that the file speaks of a day to come; '' where it does not
}

// source is an opened and recognised file, or a set of documents.
type source struct {
	path   string // of the file; '' for a set of documents
	name   string
	sheet  *sheet.File
	bundle importers.Bundle // instead of sheet
	layout importers.Layout

	used    *Used             // the mapping it is read by; nil for none
	table   mapping.Table     // with used: what was mapped
	columns map[string]string // with used: as importers.Options takes them
	kept    bool              // with used: it is kept for the organization as it is
	notes   []string          // what is told of how it was recognised
	only    string            // the account whose posts are read; '' for all
	rest    bool              // with only: records that nobody can tell an account of are read too
}

// recognise opens a file and finds its layout by content. An unknown file is fault.Invalid and names what was looked for and what was found.
func (d *Desk) recognise(path, name string) (*source, error) {
	if isDocument(path) {
		return d.recogniseBundle(lone{path, name}, name)
	}
	f, err := sheet.Open(path)
	if err != nil {
		return nil, unread(err)
	}
	head, err := f.Head(importers.HeadRows)
	if err != nil {
		return nil, err
	}
	for _, l := range d.Layouts {
		if l.Recognise != nil && l.Recognise(head) {
			return &source{path: path, name: name, sheet: f, layout: l}, nil
		}
	}
	return nil, unknown(f, head, d.Layouts, "")
}

// unknown words the refusal of a file no layout knows; lacks says what a table would need, ” where nothing can be said.
func unknown(f *sheet.File, head []sheet.Row, layouts []importers.Layout, lacks string) error {
	if lacks != "" {
		lacks = " " + lacks
	}
	form := f.Form()
	var first []string
	for _, r := range head {
		if len(r.Cells) > 0 {
			first = r.Cells
			break
		}
	}
	var looked []string
	for _, l := range layouts {
		looked = append(looked, fmt.Sprintf("%s (%s)", l.Label, strings.Join(l.Asks, ", ")))
	}
	return fault.Invalidf("This is not an export Tandem knows.%s Found: %s, %s, first line %s. Looked for: %s. Words of these languages are known, not all of each: %s.",
		lacks, form.Encoding, delimiter(form), shorten(strings.Join(first, " | "), 160), strings.Join(looked, "; "), strings.Join(language.Known(), ", "))
}

func delimiter(f sheet.Form) string {
	switch {
	case f.Format == "xlsx":
		return "spreadsheet " + f.Sheet
	case string(f.Delimiter) == "\t":
		return "columns parted by tabs"
	}
	return fmt.Sprintf("columns parted by %q", string(f.Delimiter))
}

func shorten(s string, n int) string {
	s = strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f {
			return ' '
		}
		return r
	}, s)
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}

// Preview recognises a file and reads it without storing anything. It is the dry run of the command line and the first look of the page.
func (d *Desk) Preview(ctx context.Context, path, name string, o importers.Options) (Preview, error) {
	src, err := d.recognise(path, name)
	if err != nil {
		return Preview{File: name}, err
	}
	return d.preview(ctx, src, o, 0)
}

func (d *Desk) preview(ctx context.Context, src *source, o importers.Options, limit int64) (Preview, error) {
	t := src.tally(nil)
	t.limit = limit
	err := src.read(ctx, o, t)
	sampled := errors.Is(err, errEnough)
	if err != nil && !sampled {
		return Preview{File: src.name}, err
	}
	return d.judge(ctx, src, t, o, sampled)
}

// judge describes what was read of a file and refuses one that nothing can come of.
func (d *Desk) judge(ctx context.Context, src *source, t *tally, o importers.Options, sampled bool) (p Preview, err error) {
	p = d.describe(src, t)
	p.Sampled = sampled
	if p.Rows == 0 {
		return p, fault.Invalidf("The file is %s, but it holds no records. Export it again for a span of days that has some.", called(src.layout))
	}
	if p.Rows == p.Rejected {
		which := ""
		if sampled {
			which = "first "
		}
		return p, fault.Invalidf("The file is %s, but not one of its %s%d records can be read. The first: line %d: %s", called(src.layout), which, p.Rows,
			p.Rejections[0].Line, p.Rejections[0].Reason)
	}
	if p.Platform == "" && !p.Asks {
		return p, fault.Invalidf("The file is %s, but none of its records holds a value. Export it again for a span of days that has some.", called(src.layout))
	}
	if !o.Several && contradicts(p.Platform, o.Platform) {
		return p, fault.Invalidf("The file is %s, but %s was given as its platform. Leave the platform out.", called(src.layout), o.Platform)
	}
	if src.bundle != nil {
		p.Hash, p.Bytes, err = fingerprintBundle(ctx, src.bundle)
	} else {
		p.Hash, p.Bytes, err = fingerprint(ctx, src.path)
	}
	return p, err
}

// called is a layout's label with its article.
func called(l importers.Layout) string {
	if strings.ContainsAny(l.Label[:1], "AEIOUaeiou") {
		return "an " + l.Label
	}
	return "a " + l.Label
}

// contradicts reports whether a person named the other content platform than the file's own. An ads report is of neither.
func contradicts(file, said string) bool {
	return said != "" && said != file && (file == metric.Facebook || file == metric.Instagram)
}

func (d *Desk) describe(src *source, t *tally) Preview {
	p := Preview{File: src.name, Kind: src.layout.Kind, Label: src.layout.Label, Platform: t.platform(src.layout), DayRule: src.layout.DayRule,
		Currency: t.currency, Rows: t.rows, Posts: len(t.posts) + t.uncounted, Rejected: t.rejected, First: t.first, Last: t.last, AsOf: t.proven,
		Rejections: t.rejections, Notes: append(src.repairs(), t.notes...)}
	p.Asks = t.needs && p.Platform == ""
	if main, ok := t.main(); ok {
		p.Owner = main
	}
	for id := range t.owners {
		p.Owners = append(p.Owners, id)
	}
	slices.Sort(p.Owners)
	p.Accounts = t.accounts()
	if t.account.ID != "" || t.account.Name != "" {
		p.Owner = t.account
	}
	if last, ok := named(src.name); ok && p.AsOf != nil && last > *p.AsOf && src.layout.DayRule == "pacific" && len(t.posts) > 0 {
		p.AsOf = &last
	}
	// A file cannot know a day that has not been. One damaged date would make it the latest word for good; somewhere it is tomorrow already.
	if today := period.DayOf(d.Now().UTC()); p.AsOf != nil && *p.AsOf > today+1 {
		p.ahead = fmt.Sprintf("The latest day in the file, %s, lies ahead: the file counts as of the day it was imported.", *p.AsOf)
		p.Notes = append(p.Notes, p.ahead)
		p.AsOf = &today
	}
	return p
}

// spanInName is the range in the file names Meta gives content exports: Apr-02-2024_Jul-02-2024_<digits>.
var spanInName = regexp.MustCompile(`^[A-Z][a-z]{2}-\d{2}-\d{4}_([A-Z][a-z]{2}-\d{2}-\d{4})_\d+`)

// named is the last day of the range in Meta's own file name.
func named(file string) (period.Day, bool) {
	m := spanInName.FindStringSubmatch(file)
	if m == nil {
		return 0, false
	}
	t, err := time.Parse("Jan-02-2006", m[1])
	if err != nil {
		return 0, false
	}
	return period.DayOf(t), true
}

// fingerprint is the SHA-256 of a file's bytes.
func fingerprint(ctx context.Context, path string) (hash string, size int64, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", 0, fault.Wrap(fault.Invalid, err, "The file cannot be read.")
	}
	defer f.Close()
	h := sha256.New()
	size, err = io.Copy(h, &patient{ctx, f})
	return hex.EncodeToString(h.Sum(nil)), size, err
}

// patient stops reading when the context ends.
type patient struct {
	ctx context.Context
	r   io.Reader
}

func (p *patient) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.r.Read(b)
}
