package fault

import (
	"errors"
	"fmt"
	"time"
)

// Kind says what went wrong in a way a caller can act on.
type Kind uint8

// The kinds. Internal is the zero value: an error nobody classified is ours.
const (
	Internal   Kind = iota // our own mistake; the person sees an apology with a reference number
	Invalid                // the input is wrong and the sentence says how
	NotFound               // no such object, or none this person may see: the two are never told apart
	NotAllowed             // the person is known and may see the object, but not do this
	Conflict               // it was done already, or somebody else is doing it
	Outside                // a service outside failed; RetryAfter may say when to try again
)

// Error is a failure with a sentence that may be shown. Message never holds internal text; the cause
// goes to the log only.
type Error struct {
	Kind       Kind
	Message    string
	RetryAfter time.Duration // only with Outside; zero means unknown
	cause      error
}

// Error joins the sentence and the cause, for logs.
func (e *Error) Error() string {
	if e.cause != nil {
		return e.Message + ": " + e.cause.Error()
	}
	return e.Message
}

// Unwrap gives the hidden cause, nil when there is none.
func (e *Error) Unwrap() error { return e.cause }

// New makes an error of a kind with a sentence for the person.
func New(k Kind, format string, args ...any) error {
	return &Error{Kind: k, Message: fmt.Sprintf(format, args...)}
}

// Invalidf is New(Invalid, …): the sentence says what is wrong, where, and what to do.
func Invalidf(format string, args ...any) error { return New(Invalid, format, args...) }

// NotFoundf is New(NotFound, …).
func NotFoundf(format string, args ...any) error { return New(NotFound, format, args...) }

// NotAllowedf is New(NotAllowed, …).
func NotAllowedf(format string, args ...any) error { return New(NotAllowed, format, args...) }

// Conflictf is New(Conflict, …).
func Conflictf(format string, args ...any) error { return New(Conflict, format, args...) }

// Wrap puts a sentence for the person before a cause that only the log sees. A nil cause gives nil.
func Wrap(k Kind, cause error, format string, args ...any) error {
	if cause == nil {
		return nil
	}
	return &Error{Kind: k, Message: fmt.Sprintf(format, args...), cause: cause}
}

// KindOf is the kind of the first Error in the chain, Internal where there is none.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// Is reports whether err is of kind k.
func Is(err error, k Kind) bool { return err != nil && KindOf(err) == k }

// Sentence is what may be shown of err: its own message when it was classified, else an apology.
func Sentence(err error) string {
	var e *Error
	if errors.As(err, &e) && e.Kind != Internal {
		return e.Message
	}
	return "Something went wrong on our side. Nothing was changed."
}
