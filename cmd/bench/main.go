package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
)

// bench is one run: what is measured, how often, and where its files live until it ends.
type bench struct {
	tandem string // the binary
	folder string
	rows   int   // of the ads report
	rounds int   // of each import, and of starts
	times  []int // the demo's history, so many times
	laps   int   // of the pages
	asks   int   // requests a lap for each page
	log    *slog.Logger
	table  table
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:]); err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run measures and prints the table, also when a part could not run: what was measured by then is shown.
func run(ctx context.Context, args []string) (err error) {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	tandem := flags.String("tandem", "bin/tandem", "the built `binary`")
	rows := flags.Int("rows", 1_000_000, "rows of the ads report")
	rounds := flags.Int("rounds", 3, "how often each import is measured; the median counts")
	quick := flags.Bool("quick", false, "a tenth of the rows, once, and no hundredfold history")
	only := flags.String("only", "", "only `import`, drop or pages")
	if err := flags.Parse(args); err != nil {
		return err
	}
	b := &bench{rows: max(*rows, 1), rounds: max(*rounds, 1), times: []int{1, 10, 100}, laps: 5, asks: 60, log: slog.New(slog.NewTextHandler(os.Stderr, nil))}
	if *quick {
		b.rows, b.rounds, b.times, b.laps, b.asks = max(b.rows/10, 1), 1, []int{1, 10}, 3, 20
	}
	if b.tandem, err = filepath.Abs(*tandem); err != nil {
		return err
	}
	if _, err := os.Stat(b.tandem); err != nil {
		return fmt.Errorf("no binary to measure; build it first: %w", err)
	}
	if b.folder, err = os.MkdirTemp("", "tandem-bench-"); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(b.folder)) }()
	facts, err := machine(ctx)
	if err != nil {
		return err
	}
	if *only == "" || *only == "import" {
		err = b.imports(ctx)
	}
	if (*only == "" || *only == "drop") && ctx.Err() == nil {
		err = errors.Join(err, b.drop(ctx), b.widePage(ctx))
	}
	if (*only == "" || *only == "pages") && ctx.Err() == nil {
		err = errors.Join(err, b.pages(ctx))
	}
	fmt.Println(facts)
	b.table.print(os.Stdout)
	return errors.Join(err, ctx.Err())
}

// say tells on stderr what is going on.
func (b *bench) say(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
