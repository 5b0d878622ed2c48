package facts

import (
	"slices"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
)

// Post stores one post's record.
func (w *Writer) Post(p importers.PostFact) error {
	if err := w.record(p.Line); err != nil {
		return err
	}
	w.cur.posts = append(w.cur.posts, p)
	return nil
}

// Value stores one value of a series.
func (w *Writer) Value(v importers.ValueFact) error {
	if err := w.record(v.Line); err != nil {
		return err
	}
	w.cur.values = append(w.cur.values, v)
	return nil
}

// Share stores one share of an audience.
func (w *Writer) Share(s importers.ShareFact) error {
	if err := w.record(s.Line); err != nil {
		return err
	}
	w.cur.shares = append(w.cur.shares, s)
	return nil
}

// Conversation stores what the messages that follow are part of.
func (w *Writer) Conversation(c importers.ConversationFact) error {
	w.cur.threads = append(w.cur.threads, c)
	return nil
}

// Message stores one message.
func (w *Writer) Message(m importers.MessageFact) error {
	if err := w.record(m.Line); err != nil {
		return err
	}
	w.cur.messages = append(w.cur.messages, m)
	return nil
}

// Absent stores why values are missing.
func (w *Writer) Absent(a importers.AbsenceFact) error {
	w.cur.absences = append(w.cur.absences, a)
	return nil
}

// Ad stores one row of an ads report.
func (w *Writer) Ad(a *importers.AdFact) error {
	if err := w.record(a.Line); err != nil {
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
	if err := w.record(line); err != nil {
		return err
	}
	w.cur.rejected++
	w.cur.rejections = append(w.cur.rejections, rejection{line, field, reason})
	return nil
}

// Skip counts a record that holds nothing to store.
func (w *Writer) Skip(line int, reason string) error {
	if err := w.record(line); err != nil {
		return err
	}
	w.cur.skipped++
	w.skips[reason]++
	return nil
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
