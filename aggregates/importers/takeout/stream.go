package takeout

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"io"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
)

// Limits of one document. The largest genuine items are posts of ten media with their captions, some 20 KB. Nesting is bounded by the decoder at 10,000.
const (
	maxItem  = 4 << 20
	maxItems = 20_000_000
)

// shape is what is wrong with a document beyond its JSON.
type shape string

// Error says it.
func (s shape) Error() string { return string(s) }

const errLong = shape("one item is larger than 4 MB")

// visitor is what a walk over a document is for.
type visitor struct {
	// into gives where the next item of the list under key ('' for a document that is a list) is decoded; nil passes over it.
	into func(key string) any
	// got is told of each decoded item, counted from 1 over the document; wrong is what of it has another type than expected, nil if nothing.
	got func(key string, n int, wrong error) error
	// word is told of the texts beside the lists.
	word func(key, text string)
}

// damage is why a document cannot be read to its end.
type damage struct {
	offset int64 // bytes before the place
	reason string
}

// Error is the reason.
func (d *damage) Error() string { return d.reason }

// meter counts bytes and lets the decoder run no further ahead than one item may be long, so that memory stays flat whatever the document holds.
type meter struct {
	ctx           context.Context
	in            io.Reader
	read, allowed int64
	tell          func(int64) // the bytes read since the last call
}

func (m *meter) Read(p []byte) (int, error) {
	if err := m.ctx.Err(); err != nil {
		return 0, err
	}
	if m.read >= m.allowed {
		return 0, errLong
	}
	n, err := m.in.Read(p[:min(int64(len(p)), m.allowed-m.read)])
	m.read += int64(n)
	if m.tell != nil {
		m.tell(int64(n))
	}
	return n, err
}

// stream is one pass over a document.
type stream struct {
	dec   *json.Decoder
	in    *meter
	n     int
	visit visitor
}

// walk passes over a document. A document that is no sound JSON is a *damage; other errors are those of the visitor, the context and the bundle.
func walk(ctx context.Context, b importers.Bundle, name string, tell func(int64), v visitor) error {
	in, err := b.Open(name)
	if fault.Is(err, fault.Invalid) {
		return &damage{0, strings.TrimSuffix(fault.Sentence(err), ".")}
	}
	if err != nil {
		return err
	}
	defer in.Close()
	buffered := bufio.NewReaderSize(in, 64<<10)
	if mark, _ := buffered.Peek(3); string(mark) == "\ufeff" {
		if _, err := buffered.Discard(3); err != nil {
			return err
		}
	}
	m := &meter{ctx: ctx, in: buffered, tell: tell}
	s := &stream{dec: json.NewDecoder(m), in: m, visit: v}
	return s.sort(s.document())
}

// document reads the whole: a list, or an object whose lists are the document's.
func (s *stream) document() error {
	t, err := s.token()
	if err != nil {
		return err
	}
	switch t {
	case json.Delim('['):
		err = s.list("")
	case json.Delim('{'):
		err = s.object()
	default:
		err = shape("it is neither a list nor an object")
	}
	if err != nil {
		return err
	}
	switch _, err := s.token(); {
	case err == nil:
		return shape("something stands behind its end")
	case !errors.Is(err, io.EOF):
		return err
	}
	return nil
}

func (s *stream) object() error {
	for s.more() {
		t, err := s.token()
		if err != nil {
			return err
		}
		key, _ := t.(string)
		key = Repair(key)
		if t, err = s.token(); err != nil {
			return err
		}
		switch x := t.(type) {
		case json.Delim:
			if x == '[' {
				err = s.list(key)
			} else {
				err = s.pass()
			}
		case string:
			if s.visit.word != nil {
				s.visit.word(key, Repair(x))
			}
		}
		if err != nil {
			return err
		}
	}
	_, err := s.token()
	return err
}

// list reads the items of a list up to its end.
func (s *stream) list(key string) error {
	for s.more() {
		if s.n++; s.n > maxItems {
			return shape("it holds more than 20 million items")
		}
		var into any = new(passed)
		wanted := s.visit.into(key)
		if wanted != nil {
			into = wanted
		}
		s.in.allowed = s.dec.InputOffset() + maxItem
		err := s.dec.Decode(into)
		var wrong *json.UnmarshalTypeError // the decoder has read the item to its end all the same
		if err != nil && !errors.As(err, &wrong) {
			return err
		}
		if wanted == nil {
			continue
		}
		if err := s.visit.got(key, s.n, err); err != nil {
			return stopped{err}
		}
	}
	_, err := s.token()
	return err
}

// pass reads to the end of an object that nobody asked for.
func (s *stream) pass() error {
	for depth := 1; depth > 0; {
		t, err := s.token()
		if err != nil {
			return err
		}
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
	}
	return nil
}

func (s *stream) token() (json.Token, error) {
	s.in.allowed = s.dec.InputOffset() + maxItem
	return s.dec.Token()
}

func (s *stream) more() bool {
	s.in.allowed = s.dec.InputOffset() + maxItem
	return s.dec.More()
}

// passed is an item nobody decodes; its JSON is checked all the same.
type passed struct{}

// UnmarshalJSON takes anything.
func (*passed) UnmarshalJSON([]byte) error { return nil }

// stopped is an error of the visitor.
type stopped struct{ error }

// sort tells damage of the document from what is not its fault.
func (s *stream) sort(err error) error {
	var stop stopped
	switch {
	case err == nil:
		return nil
	case errors.As(err, &stop):
		return stop.error
	case s.in.ctx.Err() != nil:
		return s.in.ctx.Err()
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return &damage{s.in.read, "it ends in the middle"}
	}
	d := &damage{s.dec.InputOffset(), "its bytes are damaged"}
	var syntax *json.SyntaxError
	var wrong shape
	switch {
	case errors.As(err, &syntax):
		d.offset, d.reason = max(d.offset, syntax.Offset-1), syntax.Error()
	case errors.As(err, &wrong):
		d.reason = wrong.Error()
	case fault.Is(err, fault.Invalid): // whoever unpacks the document has limits of its own
		d.reason = strings.TrimSuffix(fault.Sentence(err), ".")
	}
	return d
}
