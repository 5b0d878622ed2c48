package store

import (
	"errors"
	"strings"

	"tandem/aggregates/fault"

	"modernc.org/sqlite"
)

// SQLite's result codes, by number: the English texts change between versions.
const (
	codeBusy       = 5
	codeReadOnly   = 8
	codeFull       = 13
	codeUnique     = 2067
	codePrimaryKey = 1555
	codeForeignKey = 787
	codeCheck      = 275
	codeNotNull    = 1299
)

// Translate turns a driver's error into one of our kinds, by code. Errors of other sources pass unchanged; nil stays nil.
func Translate(err error) error {
	var e *sqlite.Error
	if err == nil || !errors.As(err, &e) {
		return err
	}
	switch e.Code() {
	case codeUnique, codePrimaryKey:
		return fault.Wrap(fault.Conflict, err, "That exists already.")
	case codeForeignKey:
		return fault.Wrap(fault.NotFound, err, "Something this refers to does not exist.")
	case codeCheck, codeNotNull:
		return fault.Wrap(fault.Invalid, err, "A value is not allowed here.")
	case codeFull:
		return fault.Wrap(fault.Outside, err, "The disk is full. Nothing of this step was stored.")
	}
	if e.Code()&0xff == codeBusy {
		return fault.Wrap(fault.Conflict, err, "Another Tandem command is writing. Try again in a moment.")
	}
	return err
}

// noun is the type part of a query's name, as a person reads it: import.Find → import.
func noun(query string) string {
	n, _, _ := strings.Cut(query, ".")
	return strings.ReplaceAll(n, "_", " ")
}
