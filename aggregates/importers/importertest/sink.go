package importertest

import (
	"slices"

	"tandem/aggregates/importers"
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

// Rejected is one record that a layout refused.
type Rejected struct {
	Line          int
	Field, Reason string
}

// Skipped is one record that a layout read but had nothing to store of.
type Skipped struct {
	Line   int
	Reason string
}

// AccountSaid is what an ads report said of its account.
type AccountSaid struct{ ID, Name, Currency string }

// Sink remembers everything a layout hands on, in order. The zero value is ready and stops nothing.
type Sink struct {
	Posts    []importers.PostFact
	Values   []importers.ValueFact
	Shares   []importers.ShareFact
	Aparts   []importers.ApartFact
	Ads      []importers.AdFact
	Totals   []importers.AdFact
	Cuts     []importers.Cut
	Absences []importers.AbsenceFact
	Threads  []importers.ConversationFact
	Messages []importers.MessageFact
	Accounts []AccountSaid
	Rejects  []Rejected
	Skips    []Skipped
	Notes    []string // each sentence once, like a real sink
	Bytes    int64    // as last told by Read; ReadCalls counts how often
	// ReadCalls and Questions count calls of Read and NeedsPlatform.
	ReadCalls, Questions int

	// Unanswered is what NeedsPlatform returns: nil behaves like a preview, an error like storing.
	Unanswered error
	// Broken makes every fact fail with this error from fact number After on, as a failing store or a cancelling person would.
	Broken error
	After  int

	facts int
}

var _ importers.Sink = (*Sink)(nil)

func (s *Sink) fact() error {
	s.facts++
	if s.Broken != nil && s.facts > s.After {
		return s.Broken
	}
	return nil
}

// Post remembers a copy.
func (s *Sink) Post(f importers.PostFact) error {
	s.Posts = append(s.Posts, f)
	return s.fact()
}

// Value remembers a copy.
func (s *Sink) Value(f importers.ValueFact) error {
	s.Values = append(s.Values, f)
	return s.fact()
}

// Share remembers a copy.
func (s *Sink) Share(f importers.ShareFact) error {
	s.Shares = append(s.Shares, f)
	return s.fact()
}

// Conversation remembers a copy.
func (s *Sink) Conversation(f importers.ConversationFact) error {
	s.Threads = append(s.Threads, f)
	return nil
}

// Message remembers a copy.
func (s *Sink) Message(f importers.MessageFact) error {
	s.Messages = append(s.Messages, f)
	return s.fact()
}

// Apart remembers the fact.
func (s *Sink) Apart(f importers.ApartFact) error {
	s.Aparts = append(s.Aparts, f)
	return s.fact()
}

// Ad remembers a copy: the layout may use the fact again.
func (s *Sink) Ad(f *importers.AdFact) error {
	s.Ads = append(s.Ads, *f)
	return s.fact()
}

// Total remembers a copy.
func (s *Sink) Total(f *importers.AdFact) error {
	s.Totals = append(s.Totals, *f)
	return s.fact()
}

// Cut remembers how the report is sliced.
func (s *Sink) Cut(c importers.Cut) error {
	s.Cuts = append(s.Cuts, c)
	return nil
}

// Absent remembers why values are missing.
func (s *Sink) Absent(f importers.AbsenceFact) error {
	s.Absences = append(s.Absences, f)
	return s.fact()
}

// Account remembers whose report it is.
func (s *Sink) Account(id, name, currency string) error {
	s.Accounts = append(s.Accounts, AccountSaid{id, name, currency})
	return nil
}

// NeedsPlatform counts the question and returns Unanswered.
func (s *Sink) NeedsPlatform() error {
	s.Questions++
	return s.Unanswered
}

// Reject remembers the record's line, field and reason.
func (s *Sink) Reject(line int, field, reason string) error {
	s.Rejects = append(s.Rejects, Rejected{line, field, reason})
	return s.fact()
}

// Skip remembers the record's line and reason.
func (s *Sink) Skip(line int, reason string) error {
	s.Skips = append(s.Skips, Skipped{line, reason})
	return s.fact()
}

// Note keeps each sentence once.
func (s *Sink) Note(sentence string) {
	if !slices.Contains(s.Notes, sentence) {
		s.Notes = append(s.Notes, sentence)
	}
}

// Read remembers how far the layout says it is.
func (s *Sink) Read(bytes int64) {
	s.ReadCalls++
	s.Bytes = bytes
}

// Sum adds the remembered values of a metric whose window is n days long, over all platforms. It is a checksum, also for unique people.
func (s *Sink) Sum(name metric.Name, n int) (sum int64, values int) {
	for _, v := range s.Values {
		if v.Metric == name && int(v.Last-v.First)+1 == n {
			sum += v.Value
			values++
		}
	}
	return sum, values
}

// SumOfPosts adds a metric over all remembered posts and counts the posts that know it.
func (s *Sink) SumOfPosts(name metric.Name) (sum int64, known int) {
	for _, p := range s.Posts {
		if v, ok := p.Values.Get(name); ok {
			sum += v
			known++
		}
	}
	return sum, known
}

// ValueOf is the value of a metric in the window from first to last.
func (s *Sink) ValueOf(platform string, name metric.Name, first, last period.Day) (int64, bool) {
	for _, v := range s.Values {
		if v.Platform == platform && v.Metric == name && v.First == first && v.Last == last {
			return v.Value, true
		}
	}
	return 0, false
}
