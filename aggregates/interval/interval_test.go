package interval

import (
	"testing"

	"tandem/aggregates/period"

	"pgregory.net/rapid"
)

func draw(t *rapid.T, r period.Range) []Window {
	var out []Window
	for range rapid.IntRange(0, 12).Draw(t, "windows") {
		first := r.From + period.Day(rapid.IntRange(-5, r.Days()+2).Draw(t, "first"))
		out = append(out, Window{first, first + period.Day(rapid.IntRange(0, 9).Draw(t, "length")), int64(rapid.IntRange(0, 1000).Draw(t, "value"))})
	}
	return out
}

// plainly tries every set of windows: the definition, spelled out.
func plainly(r period.Range, ws []Window) (best int64, ok bool) {
	for set := range 1 << len(ws) {
		sum, covered := int64(0), map[period.Day]bool{}
		for i, w := range ws {
			if set&(1<<i) != 0 {
				sum += w.Value
				for d := w.First; d <= w.Last; d++ {
					covered[d] = true
				}
			}
		}
		whole := true
		for d := r.From; d <= r.To; d++ {
			whole = whole && covered[d]
		}
		if whole && (!ok || sum < best) {
			best, ok = sum, true
		}
	}
	return best, ok
}

func TestUpperIsTheCheapestCover(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := period.Range{From: 100, To: 100 + period.Day(rapid.IntRange(0, 9).Draw(t, "days"))}
		ws := draw(t, r)
		got := Over(r, ws)
		var largest *int64
		for _, w := range ws {
			if w.First == r.From && w.Last == r.To {
				if !got.Exact() {
					t.Fatalf("the range's own window did not make it exact: %v", ws)
				}
				return
			}
			if w.First >= r.From && w.Last <= r.To && (largest == nil || w.Value > *largest) {
				v := w.Value
				largest = &v
			}
		}
		if (got.Lower == nil) != (largest == nil) || largest != nil && *got.Lower != *largest {
			t.Fatalf("lower is not the largest window inside: %v", ws)
		}
		want, ok := plainly(r, ws)
		if ok && largest != nil {
			want = max(want, *largest)
		}
		if (got.Upper != nil) != ok || ok && *got.Upper != want {
			t.Fatalf("upper %v, want %d %v, of %v", got.Upper, want, ok, ws)
		}
	})
}

func TestMoreWindowsNeverWiden(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := period.Range{From: 0, To: period.Day(rapid.IntRange(0, 30).Draw(t, "days"))}
		var ws []Window
		for d := r.From; d <= r.To; d++ {
			ws = append(ws, Window{d, d, int64(rapid.IntRange(0, 500).Draw(t, "day"))})
		}
		before := Over(r, ws)
		more := draw(t, r)
		for i := range more { // true counts: at least the largest day inside, at most the days added
			low, high := int64(0), int64(0)
			for _, w := range ws {
				if w.First >= more[i].First && w.Last <= more[i].Last {
					low, high = max(low, w.Value), high+w.Value
				}
			}
			more[i].Value = min(max(more[i].Value, low), max(high, low))
		}
		after := Over(r, append(ws, more...))
		if *after.Upper > *before.Upper || *after.Lower < *before.Lower {
			t.Fatalf("%v widened to %v", before, after)
		}
	})
}

func TestChannels(t *testing.T) {
	n := func(v int64) *int64 { return &v }
	got := Channels(Interval{n(10), n(30)}, Interval{n(20), n(25)}, Interval{})
	if *got.Lower != 20 || *got.Upper != 55 {
		t.Fatalf("%d to %d", *got.Lower, *got.Upper)
	}
	if open := Channels(Interval{n(10), nil}, Interval{n(20), n(25)}); open.Upper != nil || *open.Lower != 20 {
		t.Fatal("an unknown upper end vanished")
	}
	if Channels(Interval{}).Known() {
		t.Fatal("nothing became something")
	}
}
