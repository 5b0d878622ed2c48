package safego

import (
	"log/slog"
	"runtime/debug"
)

// Go runs f on its own goroutine. A panic is logged with its stack under name and ends only f:
// one broken import must not stop the server for everybody.
func Go(log *slog.Logger, name string, f func()) {
	go func() {
		defer func() {
			if v := recover(); v != nil {
				log.Error("goroutine panicked", "name", name, "panic", v, "stack", string(debug.Stack()))
			}
		}()
		f()
	}()
}
