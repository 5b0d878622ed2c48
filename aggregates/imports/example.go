package imports

import (
	"tandem/aggregates/importers"
	"tandem/aggregates/metric"
)

// mostExamples is how many records a trial shows.
const mostExamples = 5

// Example is what one record would become. Exactly one of its facts is set; the values of one record of days stand together.
type Example struct {
	Line   int
	Post   *importers.PostFact
	Ad     *importers.AdFact
	Values []importers.ValueFact
}

// examples keeps the first facts of a pass and what all of them come to.
type examples struct {
	list []Example
	sums map[metric.Name]int64
	ads  [importers.AdFigures]int64
}

func (e *examples) add(line int) *Example {
	if n := len(e.list); n > 0 && e.list[n-1].Line == line {
		return &e.list[n-1]
	}
	if len(e.list) == mostExamples {
		return nil
	}
	e.list = append(e.list, Example{Line: line})
	return &e.list[len(e.list)-1]
}

// sum adds up what may be added: people and levels never.
func (e *examples) sum(n metric.Name, v int64) {
	if m, _ := metric.Find(n); m.Kind != metric.Flow {
		return
	}
	if e.sums == nil {
		e.sums = map[metric.Name]int64{}
	}
	e.sums[n] += v
}

// Post keeps one of the first.
func (e *examples) Post(p importers.PostFact) error {
	for _, n := range metric.OfPost {
		if v, ok := p.Values.Get(n); ok {
			e.sum(n, v)
		}
	}
	if x := e.add(p.Line); x != nil {
		x.Post = &p
	}
	return nil
}

// Value keeps one of the first.
func (e *examples) Value(v importers.ValueFact) error {
	e.sum(v.Metric, v.Value)
	if x := e.add(v.Line); x != nil {
		x.Values = append(x.Values, v)
	}
	return nil
}

// Ad keeps a copy of one of the first.
func (e *examples) Ad(a *importers.AdFact) error {
	for i, v := range a.Figures {
		if a.Has(i) {
			e.ads[i] += v
		}
	}
	if x := e.add(a.Line); x != nil {
		row := *a
		x.Ad = &row
	}
	return nil
}

// The rest of a sink: nothing of it is an example.
func (e *examples) Share(importers.ShareFact) error               { return nil }
func (e *examples) Apart(importers.ApartFact) error               { return nil }
func (e *examples) Conversation(importers.ConversationFact) error { return nil }
func (e *examples) Message(importers.MessageFact) error           { return nil }
func (e *examples) Cut(importers.Cut) error                       { return nil }
func (e *examples) Absent(importers.AbsenceFact) error            { return nil }
func (e *examples) Account(_, _, _ string) error                  { return nil }
func (e *examples) NeedsPlatform() error                          { return nil }
func (e *examples) Reject(int, string, string) error              { return nil }
func (e *examples) Skip(int, string) error                        { return nil }
func (e *examples) Total(*importers.AdFact) error                 { return nil }
func (e *examples) Note(string)                                   {}
func (e *examples) Read(int64)                                    {}
