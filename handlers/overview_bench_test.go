package handlers_test

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"syscall"
	"testing"
	"time"

	"github.com/valyala/fasthttp"

	"tandem/aggregates/period"
	"tandem/aggregates/totals/totalstest"
	"tandem/handlers/pagetest"
)

// lively is a world with a property of many days, its owner's session cookie, and the last day.
func lively(t testing.TB, days int) (w *pagetest.World, c *pagetest.Client, path string, last period.Day) {
	t.Helper()
	w = pagetest.Open(t)
	s := w.Organization("northgate")
	p := w.Property(s, "Quayside Bakery")
	last = period.DayOf(w.Now()) - 1
	totalstest.Open(t, s, p.ID).History(last, days)
	return w, w.SignIn("owner@northgate.test"), "/p/" + strconv.FormatInt(p.ID, 10), last
}

func daysBefore(last period.Day, n int) string {
	return "?from=" + (last - period.Day(n) + 1).String() + "&to=" + last.String()
}

// BenchmarkOverview measures the server alone: the request goes straight into the handler. It reports CPU of the process, since wall time on a shared machine
// says little, and the bytes of the compressed page; first is a page that was not asked before, else it was. History is two years, twenty, two hundred.
func BenchmarkOverview(b *testing.B) {
	for _, times := range historyTimes() {
		w, c, path, last := lively(b, 730*times)
		u, err := url.Parse(w.URL)
		if err != nil {
			b.Fatal(err)
		}
		cookie := ""
		for _, k := range c.Jar.Cookies(u) {
			cookie += k.Name + "=" + k.Value + "; "
		}
		handler := w.Site.App.Handler()
		for _, days := range []int{7, 28, 365} {
			for _, first := range []bool{true, false} {
				b.Run(fmt.Sprintf("days=%d/history=%dx/first=%v", days, times, first), func(b *testing.B) {
					var bytes, n int
					ask := func() {
						to := last
						if n++; first { // more questions in turn than answers are kept
							to -= period.Day(n % 90)
						}
						address := w.URL + path + daysBefore(to, days)
						var ctx fasthttp.RequestCtx
						ctx.Request.SetRequestURI(address)
						ctx.Request.Header.Set("Cookie", cookie)
						ctx.Request.Header.Set("Accept-Encoding", "gzip")
						handler(&ctx)
						if ctx.Response.StatusCode() != http.StatusOK {
							b.Fatalf("status %d", ctx.Response.StatusCode())
						}
						bytes = len(ctx.Response.Body())
					}
					ask()
					before := processCPU(b)
					b.ResetTimer()
					for range b.N {
						ask()
					}
					b.StopTimer()
					b.ReportMetric(float64(processCPU(b)-before)/float64(b.N)/1e6, "cpu-ms/op")
					b.ReportMetric(float64(bytes), "bytes")
				})
			}
		}
	}
}

// processCPU is the time all threads of the process have computed so far.
func processCPU(t testing.TB) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// historyTimes are the histories of the benchmark: TANDEM_HISTORY names one of them alone.
func historyTimes() []int {
	if n, err := strconv.Atoi(os.Getenv("TANDEM_HISTORY")); err == nil {
		return []int{n}
	}
	return []int{1, 10, 100}
}
