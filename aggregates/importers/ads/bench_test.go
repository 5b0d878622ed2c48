package ads_test

import (
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"
	"time"

	"tandem/aggregates/facts"
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/ads"
	"tandem/aggregates/importers/ads/adstest"
	"tandem/aggregates/importers/sheet"
	"tandem/aggregates/metric"
	"tandem/aggregates/rollup"
	"tandem/aggregates/store/storetest"
)

// BenchmarkMillion imports a report of a million rows end to end, parse, facts and rollups, beside what the sqlite3 command line takes to import the same file
// and to index it. Run with -benchtime=1x; BENCH_ROWS makes it smaller.
func BenchmarkMillion(b *testing.B) {
	rows := 1_000_000
	if s := os.Getenv("BENCH_ROWS"); s != "" {
		fmt.Sscan(s, &rows)
	}
	for _, order := range []string{"by day", "by ad"} {
		b.Run(order, func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "report.csv")
			f, err := os.Create(path)
			if err != nil {
				b.Fatal(err)
			}
			sums, err := adstest.Report{Rows: rows, ByAd: order == "by ad"}.Write(f)
			if err != nil || f.Close() != nil {
				b.Fatal(err)
			}
			for range b.N {
				before := processorTime(syscall.RUSAGE_SELF)
				ours, size := importOnce(b, path, sums)
				b.ReportMetric((processorTime(syscall.RUSAGE_SELF) - before).Seconds(), "cpu-s")
				b.ReportMetric(float64(rows)/ours.Seconds(), "rows/s")
				b.ReportMetric(float64(size)/float64(sums.Bytes), "file/csv")
				b.ReportMetric(float64(peakRSS())/(1<<20), "peak-MiB")
				before = processorTime(syscall.RUSAGE_CHILDREN)
				if theirs, ok := sqliteImport(b, path); ok {
					b.ReportMetric((processorTime(syscall.RUSAGE_CHILDREN) - before).Seconds(), "sqlite3-cpu-s")
					b.ReportMetric(float64(rows)/theirs.Seconds(), "sqlite3-rows/s")
					b.ReportMetric(theirs.Seconds()/ours.Seconds(), "ratio")
				}
			}
		})
	}
}

// importOnce imports into a fresh data file and gives the time and the file's size after a checkpoint.
func importOnce(b *testing.B, path string, sums adstest.Sums) (time.Duration, int64) {
	ctx, db := context.Background(), storetest.Open(b)
	s := storetest.Organization(b, db, "one")
	channel, run := account(b, s, storetest.Property(b, s, "Shop"), 19800)
	runtime.GC()
	debug.FreeOSMemory()
	resetPeak()
	start := time.Now()
	f, err := sheet.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	w := facts.NewWriter(ctx, slog.Default(), s, facts.Target{Import: run, Channels: map[string]int64{metric.Ads: channel}}, nil)
	sum, err := w.Close(ads.Layouts()[0].Read(ctx, f, importers.Options{}, w))
	if err != nil || sum.Stored != int64(sums.Rows) {
		b.Fatalf("%d of %d rows stored: %v", sum.Stored, sums.Rows, err)
	}
	stored := time.Since(start)
	if err := rollup.Rebuild(ctx, s); err != nil {
		b.Fatal(err)
	}
	took := time.Since(start)
	b.Logf("facts %.2f s, rollups %.2f s", stored.Seconds(), (took - stored).Seconds())
	var spend int64
	if err := db.Reader().QueryRow("select sum(spend) from ads_total where step = 3").Scan(&spend); err != nil {
		b.Fatal(err)
	}
	for _, v := range sums.Spend {
		spend -= v
	}
	if spend != 0 {
		b.Fatalf("the sums differ by %d millionths", spend)
	}
	if _, err := db.Writer().Exec("pragma wal_checkpoint(truncate)"); err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(db.Path())
	if err != nil {
		b.Fatal(err)
	}
	return took, info.Size()
}

// sqliteImport is what the bars are held against; ok is false where the command is not installed.
func sqliteImport(b *testing.B, path string) (time.Duration, bool) {
	if _, err := exec.LookPath("sqlite3"); err != nil {
		b.Log("sqlite3 is not installed: no ratio")
		return 0, false
	}
	c := exec.Command("sqlite3", filepath.Join(b.TempDir(), "plain.db"))
	c.Stdin = strings.NewReader(".mode csv\n.import " + path + " report\ncreate index report_key on report (Day, \"Ad ID\", Platform, Placement);\n")
	start := time.Now()
	if out, err := c.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	return time.Since(start), true
}

// processorTime is what the process or its children used so far: on a busy machine it says more than the clock.
func processorTime(who int) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(who, &u); err != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peakRSS is the largest memory the process had since resetPeak, in bytes; 0 where the system does not say.
func peakRSS() int64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	var kib int64
	fmt.Sscan(rest, &kib)
	return kib << 10
}

func resetPeak() { os.WriteFile("/proc/self/clear_refs", []byte("5"), 0) }
