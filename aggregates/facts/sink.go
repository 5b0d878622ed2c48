package facts

import (
	"slices"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
)

// Post stores one post's record.
func (w *Writer) Post(p importers.PostFact) error {
	fresh, err := w.record(p.Line)
	if fresh {
		w.cur.posts = append(w.cur.posts, p)
	}
	return err
}

// Value stores one value of a series.
func (w *Writer) Value(v importers.ValueFact) error {
	fresh, err := w.record(v.Line)
	if fresh {
		w.cur.values = append(w.cur.values, v)
	}
	return err
}

// Share stores one share of an audience.
func (w *Writer) Share(s importers.ShareFact) error {
	fresh, err := w.record(s.Line)
	if fresh {
		w.cur.shares = append(w.cur.shares, s)
	}
	return err
}

// Conversation stores what the messages that follow are part of.
func (w *Writer) Conversation(c importers.ConversationFact) error {
	w.cur.threads = append(w.cur.threads, c)
	return nil
}

// Message stores one message.
func (w *Writer) Message(m importers.MessageFact) error {
	fresh, err := w.record(m.Line)
	if fresh {
		w.cur.messages = append(w.cur.messages, m)
	}
	return err
}

// Absent stores why values are missing.
func (w *Writer) Absent(a importers.AbsenceFact) error {
	w.cur.absences = append(w.cur.absences, a)
	return nil
}

// Ad stores one row of an ads report.
func (w *Writer) Ad(a *importers.AdFact) error {
	fresh, err := w.record(a.Line)
	if err != nil || !fresh {
		w.ads.pass(a) // rows of a resumed file still count for the n-th among equals
		return err
	}
	return w.ads.add(&w.cur.ads, a)
}

// Cut says how the report slices the money.
func (w *Writer) Cut(c importers.Cut) error { w.ads.cut = c; return nil }

// Account was settled by the preview; here it says nothing new.
func (w *Writer) Account(string, string, string) error { return nil }

// NeedsPlatform refuses: by now the question must be answered. While facts are only gathered it may still be open.
func (w *Writer) NeedsPlatform() error {
	if w.full == nil {
		return nil
	}
	return fault.Invalidf("This file does not say whether it is of Facebook or Instagram. Say which: --platform facebook or --platform instagram.")
}

// Reject counts a record and keeps why.
func (w *Writer) Reject(line int, field, reason string) error {
	fresh, err := w.record(line)
	if fresh {
		w.cur.rejected++
		w.cur.rejections = append(w.cur.rejections, rejection{line, field, reason})
	}
	return err
}

// Skip counts a record that holds nothing to store.
func (w *Writer) Skip(line int, reason string) error {
	fresh, err := w.record(line)
	if fresh {
		w.cur.skipped++
	}
	w.skips[reason]++
	return err
}

// Total is the file's own check on the sum of its rows: the layout holds the two together and notes the outcome. It is no data and is not kept.
func (w *Writer) Total(*importers.AdFact) error { return nil }

// Note adds a sentence once.
func (w *Writer) Note(sentence string) {
	if !slices.Contains(w.notes, sentence) {
		w.notes = append(w.notes, sentence)
	}
}

// Read notes the progress in bytes.
func (w *Writer) Read(bytes int64) { w.cur.bytes = bytes }
