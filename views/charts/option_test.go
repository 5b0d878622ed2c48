package charts

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"tandem/views/parts"
)

func values(texts ...string) []*int64 {
	out := make([]*int64, len(texts))
	for i, s := range texts {
		if n, err := strconv.ParseInt(s, 10, 64); err == nil {
			out[i] = &n
		}
	}
	return out
}

// drawn is the option as the browser gets it: id of each series to its data as JSON.
func drawn(t *testing.T, l Large) (string, map[string]string) {
	t.Helper()
	body, err := json.Marshal(Option(l))
	if err != nil {
		t.Fatal(err)
	}
	var option struct {
		Series []struct {
			ID   string          `json:"id"`
			Data json.RawMessage `json:"data"`
		} `json:"series"`
	}
	if err := json.Unmarshal(body, &option); err != nil {
		t.Fatal(err)
	}
	series := map[string]string{}
	for _, s := range option.Series {
		series[s.ID] = string(s.Data)
	}
	return string(body), series
}

func small() Large {
	l := Large{
		ID: "c", Title: "Views per day", Stacked: true, FromZero: true,
		Channels: []Series{
			{Channel: parts.Facebook, Values: values("1", "2", "-", "4", "5", "6")},
			{Channel: parts.Instagram, Values: values("10", "0", "-", "40", "50", "60")},
		},
		Together: &Series{Channel: parts.Together, Values: values("11", "2", "-", "44", "55", "66")},
		Previous: &Series{Name: "Before", Values: values("9", "9", "9")},
		Seams:    []Seam{{At: 3, Title: "Seam · 4 Nov", Text: "counted anew"}},
		Gaps:     []Gap{{First: 2, Last: 2, Title: "Gap · 3 Nov", Text: "outage, not zero", Word: "outage"}},
		Settling: 5,
	}
	for i := range 6 {
		day := strconv.Itoa(i+1) + " Nov"
		l.Buckets = append(l.Buckets, Bucket{Label: day, Full: "Mon " + day, Before: "Mon " + day})
	}
	return l
}

func TestLinesBreakAtSeamsAndGaps(t *testing.T) {
	_, series := drawn(t, small())
	want := map[string]string{
		"facebook.0":      `[1,2,null]`,
		"facebook.1":      `[null,null,null,4,5,6]`,
		"instagram.0":     `[10,0,null]`,
		"instagram.1":     `[null,null,null,40,50,60]`,
		"previous.0":      `[9,9,9]`,
		"together.0":      `[11,2,null]`,
		"together.1":      `[null,null,null,44,55]`,
		"together.1.tail": `[null,null,null,null,55,66]`,
	}
	if diff := cmp.Diff(want, series); diff != "" {
		t.Error(diff)
	}
}

func TestIntervalIsABand(t *testing.T) {
	l := small()
	l.Stacked, l.Seams, l.Settling = false, nil, 0
	l.TogetherUpper = values("15", "2", "-", "-", "60", "70")
	_, series := drawn(t, l)
	if series["lower.0"] != `[11,2,null,44,55,66]` || series["spread.0"] != `[4,0,null,null,5,4]` {
		t.Errorf("lower %s, spread %s", series["lower.0"], series["spread.0"])
	}
	if _, ok := series["together.0"]; ok {
		t.Error("an interval must not have a single line")
	}
}

func TestOneChannelAloneIsTheMainLine(t *testing.T) {
	l := small()
	l.Together, l.Previous, l.Channels, l.Seams = nil, nil, l.Channels[:1], nil
	_, series := drawn(t, l)
	want := map[string]string{"facebook.0": `[1,2,null,4,5]`, "facebook.0.tail": `[null,null,null,null,5,6]`}
	if diff := cmp.Diff(want, series); diff != "" {
		t.Error(diff)
	}
}

func TestSeamsOutsideTheAxisAreNoEpochs(t *testing.T) {
	l := small()
	l.Seams = []Seam{{At: 0}, {At: 6}, {At: 9}}
	if diff := cmp.Diff([]span{{0, 6}}, l.epochs(), cmp.AllowUnexported(span{})); diff != "" {
		t.Error(diff)
	}
}

func TestOptionHoldsNoCodeAndNoPalette(t *testing.T) {
	body, _ := drawn(t, small())
	for _, bad := range []string{"__f__", "function", `"color":[`, `"legend"`, `"toolbox"`, "http"} {
		if strings.Contains(body, bad) {
			t.Errorf("option holds %q", bad)
		}
	}
	if !strings.Contains(body, `"tok:--facebook"`) {
		t.Error("colours must be names of tokens")
	}
}

// TestChartIsLightAtItsLargest leaves most of a page's 14 kB to the page.
func TestChartIsLightAtItsLargest(t *testing.T) {
	l := small()
	l.Buckets, l.Settling = nil, MaxBuckets-2
	a, b, sum, before := make([]*int64, MaxBuckets), make([]*int64, MaxBuckets), make([]*int64, MaxBuckets), make([]*int64, MaxBuckets)
	for i := range MaxBuckets {
		day := strconv.Itoa(i%30+1) + " " + []string{"Sep", "Oct", "Nov", "Dec"}[i/30]
		l.Buckets = append(l.Buckets, Bucket{Label: day, Full: "Mon " + day, Before: "Tue " + day})
		x, y, p := int64(i*7919%9973), int64(i*104729%19997), int64(i*1299709%29989)
		s := x + y
		a[i], b[i], sum[i], before[i] = &x, &y, &s, &p
	}
	l.Channels[0].Values, l.Channels[1].Values, l.Together.Values, l.Previous.Values = a, b, sum, before
	var zipped bytes.Buffer
	w := gzip.NewWriter(&zipped)
	if err := Chart(l).Render(context.Background(), w); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	t.Logf("%d buckets: %d bytes gzip", MaxBuckets, zipped.Len())
	if zipped.Len() > 7000 {
		t.Errorf("%d bytes gzip, at most 7000", zipped.Len())
	}
}

func TestTableSaysWhyAValueIsMissing(t *testing.T) {
	var b bytes.Buffer
	if err := Chart(small()).Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	html := b.String()
	if n := strings.Count(html, `<summary>outage</summary>`); n != 3 {
		t.Errorf("reason stands %d times in the table, want 3", n)
	}
	if !regexp.MustCompile(`<td class="num" data-label="[^"]+">0</td>`).MatchString(html) {
		t.Error("a true zero must print as 0")
	}
}

func TestUsualRangeLiesBehindEverything(t *testing.T) {
	l := small()
	l.Usual = &Usual{Name: "Usual for the weekday", Low: values("-", "3", "4", "4", "5", "60"), High: values("9", "9", "4", "9", "9", "66")}
	_, series := drawn(t, l)
	if series["usual.0"] != `[null,3,4,4,5,60]` || series["usualspread.0"] != `[null,6,0,5,4,6]` {
		t.Errorf("low %s, spread %s", series["usual.0"], series["usualspread.0"])
	}
	if first := l.series()[0].Id; first != "usual.0" {
		t.Errorf("%s lies behind it", first)
	}
	var b bytes.Buffer
	if err := Chart(l).Render(context.Background(), &b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<th scope="col" class="num">Usual for the weekday</th>`, `<td class="num" data-label="Usual for the weekday">3–9</td>`, `<td class="num" data-label="Usual for the weekday">4</td>`, `<summary>too few</summary>`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("the table lacks %s", want)
		}
	}
	l.Usual = nil
	if n := len(l.series()); n != len(series)-2 {
		t.Errorf("without a usual range there are %d lines of %d", n, len(series))
	}
}
