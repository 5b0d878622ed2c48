package handlers

import "time"

// fromNow is a deadline of a connection. The operating system keeps those, so the machine's clock is the right one; the site's clock
// is for what people see and may stand still in a test.
func fromNow(d time.Duration) time.Time { return time.Now().Add(d) }
