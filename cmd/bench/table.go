package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"
)

// table is what is printed: figures in the order in which they were measured.
type table struct{ rows []row }

type row struct{ figure, measured, bar, aim, verdict string }

// bar is what a figure is held against. The zero value holds it against nothing.
type bar struct {
	value, aim float64
	atLeast    bool
}

// atMost is a bar from above, atLeast one from below; an aim of 0 is none.
func atMost(value, aim float64) bar  { return bar{value: value, aim: aim} }
func atLeast(value, aim float64) bar { return bar{value, aim, true} }

func (b bar) text(value float64, show func(float64) string) string {
	switch {
	case value == 0:
		return ""
	case b.atLeast:
		return "≥ " + show(value)
	}
	return "≤ " + show(value)
}

func (b bar) verdict(measured float64) string {
	switch {
	case b.value == 0:
		return ""
	case b.atLeast == (measured >= b.value) || measured == b.value:
		return "met"
	}
	return "MISSED"
}

// add puts a figure into the table, shown by show.
func (t *table) add(figure string, measured float64, show func(float64) string, b bar) {
	t.rows = append(t.rows, row{figure, show(measured), b.text(b.value, show), b.text(b.aim, show), b.verdict(measured)})
}

// tell puts a line into the table that is held against nothing.
func (t *table) tell(figure, measured string) {
	t.rows = append(t.rows, row{figure: figure, measured: measured})
}

func (t *table) print(out io.Writer) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "figure\tmeasured\tbar\taim\t")
	for _, r := range t.rows {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\n", r.figure, r.measured, r.bar, r.aim, r.verdict)
	}
	w.Flush()
}

// The ways in which figures are shown.

func ratio(v float64) string  { return fmt.Sprintf("%.3f", v) }
func count(v float64) string  { return fmt.Sprintf("%.0f", v) }
func millis(v float64) string { return fmt.Sprintf("%.2f ms", v) }
func mebi(v float64) string   { return fmt.Sprintf("%.1f MiB", v/(1<<20)) }
func kilo(v float64) string   { return fmt.Sprintf("%.1f KB", v/1000) }
func mega(v float64) string   { return fmt.Sprintf("%.1f MB", v/1e6) }

// inMillis is a duration as the table counts it.
func inMillis(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// median is the middle of some values, the lower of two middles; quantile 0.99 is the value that one in a hundred exceeds. Both want at least one value.
func median[T int64 | float64 | time.Duration](values []T) T { return quantile(values, 0.5) }

func quantile[T int64 | float64 | time.Duration](values []T, q float64) T {
	sorted := slices.Sorted(slices.Values(values))
	return sorted[int(float64(len(sorted)-1)*q)]
}
