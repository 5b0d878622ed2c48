package legacy

import (
	"errors"
	"html"
	"strings"
	"time"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
)

// zoneInferred is noted for every file whose posts carry a time.
const zoneInferred = "Publish times were read as US Pacific time: this export names no zone, and Meta's other exports use that one."

// formats are what Meta called the types. A blank type stays unknown.
var formats = map[string]string{"photo": "photo", "link": "link", "video": "video", "status": "text"}

// spoiled is why a record cannot be used.
type spoiled struct {
	line          int
	field, reason string
}

// post reads what both layouts of posts share. A record with one bad cell is spoiled as a whole.
func post(h header, row sheet.Row, times *sheet.Dates, zone sheet.Pacific) (p importers.PostFact, bad *spoiled) {
	p.Line = row.Line
	author, id, err := splitID(h.cell(row.Cells, "id"))
	if err != nil {
		return p, &spoiled{row.Line, h.name("id"), err.Error()}
	}
	p.ID, p.AuthorID = id, author
	p.Raw = h.cell(row.Cells, "posted")
	published, ok, err := times.Instant(p.Raw, time.Time{}, zone)
	if err != nil {
		return p, &spoiled{row.Line, h.name("posted"), err.Error()}
	}
	if !ok {
		return p, &spoiled{row.Line, h.name("posted"), "The cell is blank: a post without a publish time belongs to no day."}
	}
	p.Published = published
	p.Permalink = h.cell(row.Cells, "permalink")
	p.Body = html.UnescapeString(h.cell(row.Cells, "message"))
	if kind := fold(h.cell(row.Cells, "type")); kind != "" {
		if p.Format = formats[kind]; p.Format == "" {
			p.Format = "other"
		}
	}
	for _, c := range postFigures {
		if bad := set(h, row, c.key, c.metric, &p); bad != nil {
			return p, bad
		}
	}
	return p, nil
}

// set stores the count in a cell, if there is one.
func set(h header, row sheet.Row, key string, name metric.Name, p *importers.PostFact) *spoiled {
	v, ok, err := sheet.ParseCount(h.cell(row.Cells, key))
	if err != nil {
		return &spoiled{row.Line, h.name(key), err.Error()}
	}
	if ok {
		p.Values.Set(name, v)
	}
	return nil
}

// splitID parts "<page id>_<post id>" at the last _. Without one the whole is the post's id and the author stays unknown.
func splitID(text string) (author, id string, err error) {
	id = text
	if i := strings.LastIndexByte(text, '_'); i >= 0 {
		author, id = text[:i], text[i+1:]
		if author, _, err = sheet.ParseID(author); err != nil {
			return "", "", err
		}
	}
	id, ok, err := sheet.ParseID(id)
	if err == nil && !ok {
		err = errors.New("The cell holds no id: without one a post cannot be told from others.")
	}
	return author, id, err
}

// hand passes a post on, or the reason why it is none.
func hand(p importers.PostFact, bad *spoiled, s importers.Sink) error {
	if bad != nil {
		return s.Reject(bad.line, bad.field, bad.reason)
	}
	s.Note(zoneInferred)
	return s.Post(p)
}
