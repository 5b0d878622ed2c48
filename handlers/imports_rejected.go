package handlers

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"runtime/debug"

	"tandem/aggregates/imports"
	"tandem/aggregates/store"

	"github.com/gofiber/fiber/v2"
)

// rejectedChunk is how many rows of the download are in memory at a time.
const rejectedChunk = 1000

// rejectedFile sends every rejected row of an import as CSV. It goes out as a stream: a damaged report can have a million of them.
func (s *Site) rejectedFile(r *Request) error {
	i, err := s.foundImport(r)
	if err != nil {
		return err
	}
	r.Ctx.Set(fiber.HeaderContentType, "text/csv; charset=utf-8")
	r.Ctx.Set(fiber.HeaderContentDisposition, fmt.Sprintf(`attachment; filename="rejected-rows-of-import-%d.csv"`, i.ID))
	r.Record("rejected rows exported", i.File, fmt.Sprintf("import %d", i.ID))
	scope, conn, id := r.Scope(), r.Ctx.Context().Conn(), r.RequestID()
	r.Ctx.Context().SetBodyStreamWriter(func(w *bufio.Writer) {
		// The server starts this goroutine, so what panics in it would end the process.
		defer func() {
			if v := recover(); v != nil {
				s.Log.Error("stream panicked", "request", id, "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
			}
		}()
		if err := s.writeRejected(w, scope, conn, i); err != nil {
			s.Log.Warn("a download broke off", "request", id, "error", err.Error())
			conn.Close() // a cut file must not look like a whole one
		}
	})
	return nil
}

func (s *Site) writeRejected(w *bufio.Writer, scope store.Scope, conn net.Conn, i imports.Import) error {
	ctx, cancel := context.WithTimeout(s.life, uploadTime)
	defer cancel()
	sheet, err := newSpreadsheet(w)
	if err != nil {
		return err
	}
	if err := sheet.row("Line", "Column", "Reason"); err != nil {
		return err
	}
	for offset := 0; ; offset += rejectedChunk {
		list, err := s.Imports.Rejections(ctx, scope, i.ID, rejectedChunk, offset)
		if err != nil {
			return err
		}
		for _, x := range list {
			if err := sheet.row(x.Line, x.Field, x.Reason); err != nil {
				return err
			}
		}
		if err := sheet.flush(); err != nil {
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
