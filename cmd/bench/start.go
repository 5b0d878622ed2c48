package main

import (
	"context"
	"errors"
	"os"
	"time"
)

// settled is how long a server that nobody asks anything is left alone before its memory is read.
const settled = time.Second

// starts measures how long the binary takes to its first answer, and what it holds then.
func (b *bench) starts(ctx context.Context, file string) error {
	info, err := os.Stat(b.tandem)
	if err != nil {
		return err
	}
	b.table.add("binary", float64(info.Size()), mega, atMost(30e6, 0))
	b.say("starting the server %d times", 2*b.rounds+1)
	var took []time.Duration
	var held []int64
	for range 2*b.rounds + 1 {
		t, m, err := b.startOnce(ctx, file)
		if err != nil {
			return err
		}
		took, held = append(took, t), append(held, m)
	}
	b.table.add("start to first 200 of /healthz", inMillis(median(took)), millis, atMost(150, 0))
	b.table.add("memory at start", float64(median(held)), mebi, atMost(40<<20, 0))
	return nil
}

func (b *bench) startOnce(ctx context.Context, file string) (took time.Duration, held int64, err error) {
	start := time.Now()
	s, err := b.launch(ctx, "serve", "--db", file)
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, s.stop()) }()
	if err := s.healthy(); err != nil {
		return 0, 0, err
	}
	took = time.Since(start)
	time.Sleep(settled)
	held, err = memory(s.Process.Pid, "VmHWM")
	return took, held, err
}
