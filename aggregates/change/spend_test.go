package change

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

func delivered(platform string, spend, impressions int64) Delivery {
	return Delivery{Platform: platform, Spend: &spend, Impressions: &impressions}
}

func TestSpendIsImpressionsTimesTheirPrice(t *testing.T) {
	a := OfSpend([]Delivery{delivered("facebook", 40_000_000, 10_000), delivered("instagram", 60_000_000, 10_000)},
		[]Delivery{delivered("facebook", 50_000_000, 10_000), delivered("instagram", 180_000_000, 30_000)}, 10_000)
	want := map[Kind]map[string]int64{
		Volume:      {"": 100_000_000},        // twenty thousand more at the 5.00 of before
		PlatformMix: {"": 20_000_000},         // a quarter of forty thousand went from 4.00 to 6.00
		Result:      {"facebook": 10_000_000}, // Facebook at 5.00 instead of 4.00, Instagram as before
	}
	if a.Why != "" || a.SumBefore != 100_000_000 || a.SumNow != 230_000_000 {
		t.Fatalf("%+v", a)
	}
	for _, s := range a.Steps {
		if s.Shown != want[s.Kind][s.Channel] {
			t.Errorf("%s %s is %d, want %d", s.Kind, s.Channel, s.Shown, want[s.Kind][s.Channel])
		}
	}
}

func TestSpendIsRefused(t *testing.T) {
	whole, split, some := delivered(Undivided, 5_000_000, 1000), delivered("facebook", 5_000_000, 1000), delivered("instagram", 1_000_000, 100)
	for name, c := range map[string]struct {
		before, now []Delivery
		want        Refusal
		steps       int
	}{
		"no report before":                     {nil, []Delivery{split}, NoReport, 0},
		"no report now":                        {[]Delivery{split}, nil, NoReport, 0},
		"impressions not known":                {[]Delivery{split}, []Delivery{{Platform: "facebook", Spend: split.Spend}}, NoReport, 0},
		"money without impressions":            {[]Delivery{split}, []Delivery{split, delivered("messenger", 5, 0)}, NoReport, 0},
		"nothing delivered":                    {[]Delivery{delivered("facebook", 0, 0)}, []Delivery{split}, NoReport, 0},
		"one side broken down":                 {[]Delivery{whole}, []Delivery{split, some}, UnlikeCut, 0},
		"one side wholly broken down":          {[]Delivery{split, whole}, []Delivery{split, some}, UnlikeCut, 0},
		"both broken down":                     {[]Delivery{split, some}, []Delivery{split, some}, "", 4},
		"neither":                              {[]Delivery{whole}, []Delivery{whole}, "", 2},
		"both only in part: no mix, one price": {[]Delivery{split, whole}, []Delivery{split, some, whole}, "", 2},
	} {
		a := OfSpend(c.before, c.now, 10_000)
		if a.Why != c.want || (a.Change == nil) != (c.want != "") || a.Change != nil && len(a.Steps) != c.steps {
			t.Errorf("%s: %+v", name, a)
		}
	}
}

// TestSpendAddsUp holds random money in every rounding of coins.
func TestSpendAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := func(name string) (out []Delivery) {
			for _, p := range []string{"audience_network", "facebook", "instagram", "messenger"} {
				if rapid.Bool().Draw(t, name+p) || len(out) == 0 {
					out = append(out, delivered(p, rapid.Int64Range(0, 9e12).Draw(t, "spend"), rapid.Int64Range(1, 9e8).Draw(t, "impressions")))
				}
			}
			return out
		}
		before, now := draw("before"), draw("now")
		unit := rapid.SampledFrom([]int64{1_000, 10_000, 1_000_000}).Draw(t, "coin")
		a := OfSpend(before, now, unit)
		exact, shown, want := new(big.Rat), int64(0), int64(0)
		for _, s := range a.Steps {
			exact.Add(exact, s.Exact)
			shown += s.Shown
		}
		for _, d := range now {
			want += *d.Spend
		}
		for _, d := range before {
			want -= *d.Spend
		}
		if exact.Cmp(whole(want)) != 0 || shown != a.Delta() {
			t.Fatalf("%s exactly and %d as shown, want %d and %d", exact.RatString(), shown, want, a.Delta())
		}
	})
}
