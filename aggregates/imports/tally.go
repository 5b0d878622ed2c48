package imports

import (
	"errors"
	"slices"
	"strings"
	"time"

	"tandem/aggregates/importers"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

// errEnough ends a preview that has seen what it needs.
var errEnough = errors.New("seen enough")

// hopeless is after how many records, none of them readable, a preview gives a file up: a gigabyte of garbage under a good header must not be read to its end.
const hopeless = 100_000

// What a tally remembers at most, whatever a file holds. Posts beyond it are counted by record.
const (
	mostPosts  = 20_000
	mostOwners = 1_000
)

// tally is the sink of a preview: it stores nothing and learns what the person and the checks need to know. In front of a storing sink it learns the same while
// facts pass through.
type tally struct {
	next       importers.Sink // nil in a preview
	limit      int64          // stop after so many records; 0 reads to the end
	zone       *time.Location // whose midnights the days of posts are told by
	only       string         // the account whose posts count; '' for all
	rest       bool           // with only: so do records that are of no account
	line       int
	rows       int64
	rejected   int64
	skipped    int64
	posts      map[string]bool
	uncounted  int // posts beyond those remembered
	owners     map[string]*Owner
	platforms  map[string]bool
	account    Owner
	currency   string
	needs      bool
	first      *period.Day
	last       *period.Day
	proven     *period.Day // the latest day a fact proves
	rejections []Rejection
	notes      []string
	onRead     func(bytes int64)
	sums       [importers.AdFigures]int64
}

// Owner is a Page, an Instagram account or an ad account that a file names.
type Owner struct {
	ID, Name string
	Rows     int64
}

// Rejection is one record that is not stored, and why.
type Rejection struct {
	Line   int    `json:"line"`
	Field  string `json:"field,omitempty"`
	Reason string `json:"reason"`
}

func newTally(next importers.Sink) *tally {
	pacific, err := time.LoadLocation("America/Los_Angeles")
	if err != nil {
		pacific = time.FixedZone("Pacific standard time", -8*3600)
	}
	return &tally{next: next, zone: pacific, posts: map[string]bool{}, owners: map[string]*Owner{}, platforms: map[string]bool{}}
}

func (t *tally) record(line int) error {
	if line == t.line {
		return nil
	}
	if t.limit > 0 && t.rows >= t.limit || t.next == nil && t.rows >= hopeless && t.rejected == t.rows {
		return errEnough
	}
	t.line = line
	t.rows++
	return nil
}

// days widens the span of the file and raises what it proves.
func (t *tally) days(first, last period.Day) {
	if t.first == nil || first < *t.first {
		t.first = &first
	}
	if t.last == nil || last > *t.last {
		t.last = &last
	}
	t.prove(last)
}

func (t *tally) prove(d period.Day) {
	if t.proven == nil || d > *t.proven {
		t.proven = &d
	}
}

func (t *tally) Post(p importers.PostFact) error {
	if t.leaves(p.AuthorID) {
		if !p.Published.IsZero() {
			t.prove(period.DayOf(p.Published.In(t.zone))) // what the file proves, it proves of each part
		}
		return nil
	}
	if err := t.record(p.Line); err != nil {
		return err
	}
	if p.Platform != "" {
		t.platforms[p.Platform] = true
	}
	switch {
	case t.posts[p.ID]:
	case len(t.posts) < mostPosts:
		t.posts[strings.Clone(p.ID)] = true // a cell may hold on to its whole block of the file
	default:
		t.uncounted++
	}
	t.own(p.AuthorID, p.Author)
	if !p.Published.IsZero() {
		day := period.DayOf(p.Published.In(t.zone))
		t.days(day, day)
	}
	if p.Day != nil {
		t.prove(*p.Day)
	}
	if t.next != nil {
		return t.next.Post(p)
	}
	return nil
}

func (t *tally) Value(v importers.ValueFact) error {
	if err := t.record(v.Line); err != nil {
		return err
	}
	t.platforms[v.Platform] = true
	t.days(v.Last, v.Last) // the row's own day; a window of 28 days does not make the file reach back
	if t.next != nil {
		return t.next.Value(v)
	}
	return nil
}

func (t *tally) Share(s importers.ShareFact) error {
	if err := t.record(s.Line); err != nil {
		return err
	}
	t.platforms[s.Platform] = true
	if t.next != nil {
		return t.next.Share(s)
	}
	return nil
}

func (t *tally) Conversation(c importers.ConversationFact) error {
	t.platforms[c.Platform] = true
	if t.next != nil {
		return t.next.Conversation(c)
	}
	return nil
}

func (t *tally) Message(m importers.MessageFact) error {
	if err := t.record(m.Line); err != nil {
		return err
	}
	day := period.DayOf(m.At.In(t.zone))
	t.days(day, day)
	if t.next != nil {
		return t.next.Message(m)
	}
	return nil
}

// own counts a record for the account that published it.
func (t *tally) own(id, name string) {
	o := t.owners[id]
	if id == "" || o == nil && len(t.owners) >= mostOwners {
		return
	}
	if o == nil {
		o = &Owner{ID: strings.Clone(id)}
		t.owners[o.ID] = o
	}
	o.Rows++
	if name != "" && name != o.Name {
		o.Name = strings.Clone(name)
	}
}

func (t *tally) Apart(a importers.ApartFact) error {
	if t.leaves(a.AuthorID) {
		return nil
	}
	if err := t.record(a.Line); err != nil {
		return err
	}
	t.platforms[a.Platform] = true
	if !a.Published.IsZero() {
		day := period.DayOf(a.Published.In(t.zone))
		t.days(day, day)
	}
	t.own(a.AuthorID, a.Author)
	if t.next != nil {
		return t.next.Apart(a)
	}
	return nil
}

func (t *tally) Ad(a *importers.AdFact) error {
	if err := t.record(a.Line); err != nil {
		return err
	}
	t.days(a.First, a.Last)
	if t.next != nil {
		return t.next.Ad(a)
	}
	for i, v := range a.Figures {
		if a.Has(i) {
			t.sums[i] += v
		}
	}
	return nil
}

func (t *tally) Cut(c importers.Cut) error {
	if t.next != nil {
		return t.next.Cut(c)
	}
	return nil
}

func (t *tally) Absent(a importers.AbsenceFact) error {
	if t.next != nil {
		return t.next.Absent(a)
	}
	return nil
}

func (t *tally) Account(id, name, currency string) error {
	t.account, t.currency = Owner{ID: id, Name: name}, currency
	if t.next != nil {
		return t.next.Account(id, name, currency)
	}
	return nil
}

func (t *tally) NeedsPlatform() error {
	t.needs = true
	if t.next != nil {
		return t.next.NeedsPlatform()
	}
	return nil
}

func (t *tally) Reject(line int, field, reason string) error {
	if t.leaves("") {
		return nil
	}
	if err := t.record(line); err != nil {
		return err
	}
	t.rejected++
	if len(t.rejections) < firstRejections {
		t.rejections = append(t.rejections, Rejection{line, strings.Clone(field), strings.Clone(reason)})
	}
	if t.next != nil {
		return t.next.Reject(line, field, reason)
	}
	return nil
}

func (t *tally) Skip(line int, reason string) error {
	if t.leaves("") {
		return nil
	}
	if err := t.record(line); err != nil {
		return err
	}
	t.skipped++
	if t.next != nil {
		return t.next.Skip(line, reason)
	}
	return nil
}

func (t *tally) Total(a *importers.AdFact) error {
	if t.next != nil {
		return t.next.Total(a)
	}
	return nil
}

func (t *tally) Note(sentence string) {
	if !slices.Contains(t.notes, sentence) {
		t.notes = append(t.notes, sentence)
	}
	if t.next != nil {
		t.next.Note(sentence)
	}
}

func (t *tally) Read(bytes int64) {
	if t.onRead != nil {
		t.onRead(bytes)
	}
	if t.next != nil {
		t.next.Read(bytes)
	}
}

// main is the owner with most rows; the smaller id where two have as many, so that the answer does not depend on order.
func (t *tally) main() (Owner, bool) {
	var best *Owner
	for _, o := range t.owners {
		if best == nil || o.Rows > best.Rows || o.Rows == best.Rows && o.ID < best.ID {
			best = o
		}
	}
	if best == nil {
		return Owner{}, false
	}
	return *best, true
}

// platform is the one platform the values are of; ” when it is still asked for of some of them, 'together' for a file of both.
func (t *tally) platform(l importers.Layout) string {
	switch {
	case l.Platform != "":
		return l.Platform
	case t.platforms[""]:
		return ""
	case len(t.platforms) > 1:
		return string(period.Together)
	case t.platforms[metric.Facebook]:
		return metric.Facebook
	case t.platforms[metric.Instagram]:
		return metric.Instagram
	}
	return ""
}
