package handlers

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"runtime/debug"
	"strings"

	"tandem/aggregates/imports"
	"tandem/aggregates/period"
	"tandem/aggregates/store"

	"github.com/gofiber/fiber/v2"
)

// dropFile sends a drop's lines as CSV.
func (s *Site) dropFile(r *Request) error {
	names, err := s.propertyNames(r)
	if err != nil {
		return err
	}
	return s.sendDrop(r, "csv", "text/csv; charset=utf-8", func(w *bufio.Writer, each func(func(imports.DropFile) error, func() error) error) error {
		sheet, err := newSpreadsheet(w)
		if err == nil {
			err = sheet.row("File", "Archive", "State", "Kind", "Platform", "Property", "Rows", "Stored", "Unchanged", "Rejected", "First day", "Last day", "Reason", "Notes")
		}
		if err != nil {
			return err
		}
		return each(func(f imports.DropFile) error {
			return sheet.row(f.File, f.Archive, string(f.State), f.Kind, f.Platform, names[f.Property], f.Rows, f.Stored, f.Unchanged, f.Rejected, dayCell(f.First), dayCell(f.Last),
				f.Error, strings.Join(f.Notes, " "))
		}, sheet.flush)
	})
}

// dropDocument sends a drop's lines in the form of `tandem import --json`, each with its first rejected rows.
func (s *Site) dropDocument(r *Request) error {
	scope := r.Scope()
	return s.sendDrop(r, "json", fiber.MIMEApplicationJSONCharsetUTF8, func(w *bufio.Writer, each func(func(imports.DropFile) error, func() error) error) error {
		out := json.NewEncoder(w)
		between := "{\"imports\":[\n"
		if err := each(func(f imports.DropFile) error {
			i := documented(f)
			if i.Rejected > 0 {
				var err error
				if i.Errors, err = s.Imports.Rejections(s.life, scope, i.ID, imports.ErrorsTold, 0); err != nil {
					return err
				}
			}
			if _, err := w.WriteString(between); err != nil {
				return err
			}
			between = ","
			return out.Encode(i)
		}, func() error { return nil }); err != nil {
			return err
		}
		if between != "," {
			if _, err := w.WriteString(between); err != nil {
				return err
			}
		}
		_, err := w.WriteString("]}\n")
		return err
	})
}

// documented is a line as the command line prints an import.
func documented(f imports.DropFile) imports.Import {
	i := imports.Import{ID: f.Import, File: f.File, Archive: f.Archive, State: f.State, Rows: f.Rows, Stored: f.Stored, Unchanged: f.Unchanged, Rejected: f.Rejected,
		First: f.First, Last: f.Last, Notes: f.Notes, Errors: []imports.Rejection{}, Error: f.Error}
	if f.Kind != "" {
		i.Kind = &f.Kind
	}
	if f.Platform != "" {
		i.Platform = &f.Platform
	}
	if f.Property != 0 {
		i.Property = &f.Property
	}
	if i.Notes == nil {
		i.Notes = []string{}
	}
	if f.State == imports.Refused {
		i.Errors = append(i.Errors, imports.Rejection{Reason: f.Error}) // line 0: the whole file
	}
	return i
}

// sendDrop streams a download of a drop's lines: there can be thousands.
func (s *Site) sendDrop(r *Request, end, kind string, write func(w *bufio.Writer, each func(func(imports.DropFile) error, func() error) error) error) error {
	d, err := s.foundDrop(r)
	if err != nil {
		return err
	}
	r.Ctx.Set(fiber.HeaderContentType, kind)
	r.Ctx.Set(fiber.HeaderContentDisposition, fmt.Sprintf(`attachment; filename="drop-%d.%s"`, d.ID, end))
	r.Record("drop summary exported", fmt.Sprintf("drop %d", d.ID), end)
	scope, conn, id := r.Scope(), r.Ctx.Context().Conn(), r.RequestID()
	r.Ctx.Context().SetBodyStreamWriter(func(w *bufio.Writer) {
		// The server starts this goroutine, so what panics in it would end the process.
		defer func() {
			if v := recover(); v != nil {
				s.Log.Error("stream panicked", "request", id, "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
			}
		}()
		err := write(w, func(line func(imports.DropFile) error, flush func() error) error {
			return s.eachDropFile(scope, conn, w, d.ID, line, flush)
		})
		if err == nil {
			err = w.Flush()
		}
		if err != nil {
			s.Log.Warn("a download broke off", "request", id, "error", err.Error())
			conn.Close() // a cut file must not look like a whole one
		}
	})
	return nil
}

func (s *Site) eachDropFile(scope store.Scope, conn net.Conn, w *bufio.Writer, drop int64, line func(imports.DropFile) error, flush func() error) error {
	ctx, cancel := context.WithTimeout(s.life, uploadTime)
	defer cancel()
	for offset := 0; ; offset += rejectedChunk {
		list, err := s.Imports.DropFiles(ctx, scope, drop, "", rejectedChunk, offset)
		if err != nil {
			return err
		}
		for _, f := range list {
			if err := line(f); err != nil {
				return err
			}
		}
		if err := flush(); err != nil {
			return err
		}
		if err := conn.SetWriteDeadline(fromNow(chunkTime)); err != nil {
			return err
		}
		if err := w.Flush(); err != nil || len(list) < rejectedChunk {
			return err
		}
	}
}

// dayCell is a day as every spreadsheet reads it, empty where the file proves none.
func dayCell(d *period.Day) string {
	if d == nil {
		return ""
	}
	return d.String()
}
