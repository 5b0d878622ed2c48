package posttable

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"slices"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/export"
	"tandem/aggregates/importers/instant"
	"tandem/aggregates/importers/language"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
)

// pass is one reading of one file.
type pass struct {
	line     int
	headers  []string // as written
	words    language.Header
	at       map[string]int // position by folded English header
	figures  []figure
	clock    instant.Clock
	platform string // '' where nobody said it yet
	sink     importers.Sink

	odd               []string // words for kinds of posts that nobody knows
	untimed, zoneless int64
	copies            int64
	apart             int64 // copies with another time than the first
	seen              map[uint64]int64
	seed              maphash.Seed
}

type figure struct {
	metric metric.Name
	at     int
}

// mostSeen bounds what is remembered to tell how many posts stand twice.
const mostSeen = 200_000

func read(ctx context.Context, f *sheet.File, o importers.Options, s importers.Sink) error {
	p, err := open(f, o, s)
	if err != nil {
		return err
	}
	order, prefixed, err := p.ahead(ctx, f, o.Dates)
	if err != nil {
		return err
	}
	if p.clock, err = instant.New(o.Timezone, order); err != nil {
		return fault.Invalidf("%q is no time zone. Write a name such as Europe/Lisbon.", o.Timezone)
	}
	if p.platform = o.Platform; prefixed {
		p.platform = metric.Facebook
	} else if p.platform == "" {
		if err := s.NeedsPlatform(); err != nil {
			return err
		}
	}
	p.seen, p.seed = map[uint64]int64{}, maphash.MakeSeed()
	if err := export.Rows(ctx, f, p.line, s, p.take); err != nil {
		return err
	}
	p.conclude(o)
	return nil
}

// open finds the header row: the first that holds what every row needs.
func open(f *sheet.File, o importers.Options, s importers.Sink) (*pass, error) {
	head, err := f.Head(importers.HeadRows)
	if err != nil {
		return nil, err
	}
	for _, row := range head {
		p := &pass{line: row.Line, headers: row.Cells, at: map[string]int{}, sink: s}
		p.words = language.Read(language.Content, row.Cells, o.Columns)
		for i, name := range p.words.Names {
			if _, twice := p.at[name]; !twice && name != "" {
				p.at[name] = i
			}
		}
		if p.place(headerID) < 0 || p.place(headerPublished) < 0 {
			continue
		}
		for _, n := range figures {
			m, _ := metric.Find(n)
			if at := p.place(m.Label); at >= 0 {
				p.figures = append(p.figures, figure{n, at})
			}
		}
		return p, nil
	}
	return nil, fault.Wrap(fault.Invalid, importers.ErrColumns, "No column of this file is said to be the id of a post and the time it was published, and a table of posts needs both.")
}

// place is where an English header stands, -1 for nowhere.
func (p *pass) place(header string) int {
	if at, ok := p.at[sheet.Header([]string{header})[0]]; ok {
		return at
	}
	return -1
}

func (p *pass) text(cells []string, header string) string {
	if at := p.place(header); at >= 0 && at < len(cells) {
		return sheet.Trim(cells[at])
	}
	return ""
}

var errSeen = errors.New("seen enough")

// deaf is for looking ahead: what is wrong is told when the file is read.
type deaf struct{}

func (deaf) Reject(int, string, string) error { return nil }
func (deaf) Read(int64)                       {}

// ahead finds the order of day and month, and whether ids carry the Page's before them.
func (p *pass) ahead(ctx context.Context, f *sheet.File, said string) (order string, prefixed bool, err error) {
	var orders instant.Orders
	err = export.Rows(ctx, f, p.line, deaf{}, func(row sheet.Row) error {
		known := orders.See(p.text(row.Cells, headerPublished)) || said != ""
		_, _, ok := split(p.text(row.Cells, headerID))
		if prefixed = prefixed || ok; known && prefixed {
			return errSeen
		}
		return nil
	})
	if err != nil && !errors.Is(err, errSeen) {
		return "", false, err
	}
	if said != "" {
		return said, prefixed, nil
	}
	order, err = orders.Order(said, p.headers[p.place(headerPublished)])
	return order, prefixed, err
}

// split parts <page id>_<post id>.
func split(id string) (page, post string, ok bool) {
	page, post, ok = strings.Cut(id, "_")
	_, is, err := sheet.ParseID(page)
	return page, post, ok && is && err == nil
}

// take handles one row.
func (p *pass) take(row sheet.Row) error {
	if len(row.Cells) > len(p.headers) && !export.Blank(sheet.Row{Cells: row.Cells[len(p.headers):]}) {
		return p.sink.Reject(row.Line, "", fmt.Sprintf("%d cells stand under %d headers, so it is not clear which figure is which.", len(row.Cells), len(p.headers)))
	}
	fact := importers.PostFact{Line: row.Line, Platform: p.platform}
	for _, step := range []func(*importers.PostFact, []string) (string, error){p.identity, p.time, p.values} {
		if header, err := step(&fact, row.Cells); err != nil {
			if at := p.place(header); at >= 0 {
				header = strings.TrimSpace(p.headers[at])
			}
			return p.sink.Reject(row.Line, header, err.Error())
		}
	}
	p.describe(&fact, row.Cells)
	p.remember(&fact)
	return p.sink.Post(fact)
}

// identity fills the ids; the error is of the column header.
func (p *pass) identity(f *importers.PostFact, cells []string) (header string, err error) {
	id := p.text(cells, headerID)
	if page, post, ok := split(id); ok {
		f.AuthorID, id = page, post
	}
	var ok bool
	if f.ID, ok, err = sheet.ParseID(id); err != nil {
		return headerID, err
	}
	if !ok {
		return headerID, errors.New("The cell is blank, and without its id a post cannot be told from others.")
	}
	author, ok, err := sheet.ParseID(p.text(cells, headerAuthorID))
	if err != nil {
		return headerAuthorID, err
	}
	if ok {
		f.AuthorID = author
	}
	return "", nil
}

func (p *pass) time(f *importers.PostFact, cells []string) (header string, err error) {
	f.Raw = p.text(cells, headerPublished)
	m, ok, err := p.clock.Parse(f.Raw)
	if err != nil {
		return headerPublished, err
	}
	if !ok {
		return headerPublished, errors.New("The cell is blank, and a post without a publish time belongs to no day.")
	}
	f.Published = m.At
	if !m.Timed {
		p.untimed++
	}
	if !m.Zoned {
		p.zoneless++
	}
	return "", nil
}

func (p *pass) values(f *importers.PostFact, cells []string) (header string, err error) {
	for _, x := range p.figures {
		if x.at >= len(cells) {
			continue
		}
		v, ok, err := sheet.ParseCount(cells[x.at])
		if err != nil {
			m, _ := metric.Find(x.metric)
			return m.Label, err
		}
		if ok {
			f.Values.Set(x.metric, v)
		}
	}
	return "", nil
}

func (p *pass) describe(f *importers.PostFact, cells []string) {
	f.Author, f.Title, f.Body = p.text(cells, headerAuthor), p.text(cells, headerTitle), p.text(cells, headerBody)
	f.Permalink = p.text(cells, headerPermalink)
	word := p.text(cells, headerType)
	var known bool
	if f.Format, known = export.Format(p.words, word); !known && len(p.odd) < 8 && !slices.Contains(p.odd, word) {
		p.odd = append(p.odd, strings.Clone(word))
	}
	f.Story = f.Format == "story"
}

// remember counts copies of posts.
func (p *pass) remember(f *importers.PostFact) {
	key := maphash.String(p.seed, f.ID)
	at, twice := p.seen[key]
	switch {
	case twice:
		p.copies++
		if at != f.Published.UnixMilli() {
			p.apart++
		}
	case len(p.seen) < mostSeen:
		p.seen[key] = f.Published.UnixMilli()
	}
}

// conclude notes what is true of the file as a whole.
func (p *pass) conclude(o importers.Options) {
	switch {
	case p.zoneless == 0:
	case o.Timezone == "":
		p.sink.Note("The times name no zone and were read as UTC. Another is said by \"timezone\" in the mapping.")
	default:
		p.sink.Note(fmt.Sprintf("The times were read as of %s, as the mapping says.", o.Timezone))
	}
	if p.untimed > 0 {
		p.sink.Note(fmt.Sprintf("%d rows have a day without a time; it was taken as the beginning of the day.", p.untimed))
	}
	if p.copies > 0 {
		p.sink.Note(fmt.Sprintf("%d rows of the file are of posts that it holds already. Each post counts once; of each figure the larger value is kept.", p.copies))
	}
	if p.apart > 0 {
		p.sink.Note(fmt.Sprintf("%d of them give another time of publication than the first; the later is kept.", p.apart))
	}
	if len(p.odd) > 0 {
		p.sink.Note(fmt.Sprintf("Kinds of posts kept as \"other\": %s.", strings.Join(p.odd, ", ")))
	}
}
