package handlers

import (
	"context"
	"strconv"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/imports"
	"tandem/aggregates/store"
	"tandem/views/format"
	view "tandem/views/imports"
)

const (
	lookEvery  = 500 * time.Millisecond // at the imports' rows, which other processes write too
	aliveEvery = 15 * time.Second       // a comment, so that nobody between closes a silent connection
	streamTime = 25 * time.Second       // the browser connects again
	whole      = 1000                   // one file's work, whatever its size
)

// partsShown is how many files at work a page lists; of the others only the number matters.
const partsShown = 12

// works is what goes on in a hall: tasks of this process in their order, and imports that another process of the same data file runs. nil means nothing does.
func (s *Site) works(ctx context.Context, scope store.Scope, h hall) (*view.Work, error) {
	running, err := s.Imports.Running(ctx, scope, h.property)
	if err != nil {
		return nil, err
	}
	rows := map[int64]imports.Import{}
	for _, i := range running {
		rows[i.ID] = i
	}
	w := &view.Work{}
	known := map[int64]bool{}
	over, open, sums := 0, 0, 0
	for _, t := range s.tasks.of(h, s.Clock()) {
		weight := int64(max(t.all, 1))
		if t.kind == taskSum {
			sums++
			weight = 0
		}
		w.Total += weight * whole
		if !t.state.open() {
			over += min(1, int(weight))
			w.Done += weight * whole
			continue
		}
		known[t.id] = true
		open += min(1, int(weight))
		if len(w.Parts) == partsShown && t.state == taskWaits {
			w.More++
			continue
		}
		i, there := rows[t.id]
		if !there && t.kind == taskStore && t.state == taskWorks {
			if i, err = s.Imports.Find(ctx, scope, t.id); err != nil && !fault.Is(err, fault.NotFound) {
				return nil, err
			}
			there = i.State == imports.Staged || i.State == imports.Running
		}
		p := s.part(t, i, there)
		w.Done += p.Done * weight
		w.Parts = append(w.Parts, p)
	}
	for _, i := range running {
		if !known[i.ID] && len(w.Parts) < partsShown {
			p := s.part(task{id: i.ID, file: i.File, state: taskWorks}, i, true)
			w.Parts, w.Done, w.Total = append(w.Parts, p), w.Done+p.Done, w.Total+whole
			open++
		}
	}
	if len(w.Parts) == 0 {
		return nil, nil
	}
	w.Text = "Reads file " + format.Count(int64(over+1)) + " of " + format.Count(int64(over+open)) + ". The page can be left."
	if over+open <= 1 {
		w.Text = "Work goes on. The page can be left."
	}
	if open == 0 && sums > 0 {
		w.Text = "The figures are being added up. The page can be left."
	}
	return w, nil
}

// part is one file's progress; there tells that its row still says staged or running.
func (s *Site) part(t task, i imports.Import, there bool) view.Part {
	p := view.Part{ID: strconv.FormatInt(t.id, 10), File: t.file, Total: whole}
	if t.id == 0 {
		p.ID = "drop-" + strconv.FormatInt(t.drop, 10) + "-" + strconv.Itoa(int(t.kind))
	}
	switch {
	case t.kind == taskSum:
		p.Text, p.Total = "are being added up", 0
	case t.state == taskWaits:
		p.Text = "waits its turn"
	case t.kind == taskUndo:
		p.Text, p.Total = "is taken back", 0
	case t.kind == taskRead:
		p.Text, p.Done = "recognised "+format.Count(int64(t.done))+" of "+format.Plural(int64(t.all), "file", "files"), share(int64(t.done), int64(t.all))
	case !there:
		// Its values are in; what is left is the sums that pages read.
		p.Text, p.Done = "figures are being added up", whole-10
	default:
		live, ok := s.Imports.Progress(t.id)
		rows := i.Rows
		if ok {
			rows = live.Rows
		}
		p.Done = share(live.Bytes, live.Of)
		if !ok || live.Bytes == 0 {
			p.Done = share(rows, i.Preview.Rows)
		}
		p.Text = format.Plural(rows, "row", "rows") + " of " + format.Count(i.Preview.Rows)
	}
	return p
}

// share is done of all in thousandths, a little less than whole: the last step is told apart.
func share(done, all int64) int64 {
	if all <= 0 {
		return 0
	}
	return min(done*whole/all, whole-20)
}

// event is one message of the stream. Total 0 is work of unknown length.
type importEvent struct {
	Done  int64             `json:"done"`
	Total int64             `json:"total"`
	State string            `json:"state"` // running, or done: nothing goes on any more
	Text  string            `json:"text"`
	Parts []importEventPart `json:"parts,omitempty"`
}

type importEventPart struct {
	ID    string `json:"id"`
	File  string `json:"file"`
	Done  int64  `json:"done"`
	Total int64  `json:"total"`
	Text  string `json:"text"`
}

func eventOf(w *view.Work) importEvent {
	if w == nil {
		return importEvent{State: "done", Text: "Done."}
	}
	e := importEvent{Done: w.Done, Total: w.Total, State: "running", Text: w.Text}
	for _, p := range w.Parts {
		e.Parts = append(e.Parts, importEventPart{p.ID, p.File, p.Done, p.Total, p.Text})
	}
	return e
}

// importEvents tells all of a property's work on one stream: browsers allow few connections at a time, and a drop may be of many files.
func (s *Site) importEvents(r *Request) error {
	scope, h := r.Scope(), r.hall()
	return r.Events(func(ctx context.Context, send func(any) error) {
		tick := time.NewTicker(lookEvery)
		defer tick.Stop()
		last, silent := "", time.Duration(0)
		for passed := time.Duration(0); passed < streamTime; passed += lookEvery {
			w, err := s.works(ctx, scope, h)
			if err != nil {
				return
			}
			e := eventOf(w)
			if now := e.fingerprint(); now != last {
				last, silent = now, 0
				if send(e) != nil || e.State == "done" {
					return
				}
			} else if silent += lookEvery; silent >= aliveEvery {
				silent = 0
				if send(nil) != nil {
					return
				}
			}
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
			}
		}
	})
}

// fingerprint tells whether anything is new since the last message.
func (e importEvent) fingerprint() string {
	text := e.State + e.Text + strconv.FormatInt(e.Done, 10)
	for _, p := range e.Parts {
		text += "|" + p.ID + p.Text + strconv.FormatInt(p.Done, 10)
	}
	return text
}
