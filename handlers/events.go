package handlers

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/gofiber/fiber/v2"
)

// streamLimit ends each stream before the connection's write timeout would cut it; browsers connect again by themselves.
const streamLimit = 45 * time.Second

// Events answers with server-sent events until f returns, the person leaves, or streamLimit is over. send writes v as the JSON of one
// message, nil as a comment that keeps the connection open; its error means that the person left. f runs after the handler has
// returned and on another goroutine: it must use ctx and copied values, never the Request.
func (r *Request) Events(f func(ctx context.Context, send func(v any) error)) error {
	r.Ctx.Set(fiber.HeaderContentType, "text/event-stream")
	r.Ctx.Set(fiber.HeaderCacheControl, "no-store")
	site, id := r.site, r.RequestID()
	r.Ctx.Context().SetBodyStreamWriter(func(w *bufio.Writer) {
		// The server starts this goroutine, so what panics in it would end the process.
		defer func() {
			if v := recover(); v != nil {
				site.Log.Error("stream panicked", "request", id, "panic", fmt.Sprint(v), "stack", string(debug.Stack()))
			}
		}()
		ctx, cancel := context.WithTimeout(site.life, streamLimit)
		defer cancel()
		f(ctx, func(v any) error { return event(w, v) })
	})
	return nil
}

func event(w *bufio.Writer, v any) error {
	if v == nil {
		w.WriteString(":\n\n")
		return w.Flush()
	}
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "data: %s\n\n", b)
	return w.Flush()
}
