package sheet

import (
	"bufio"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// adsReport writes a report of rows × 24 columns, about 250 bytes a row, as the reporting tool writes it: names in quotes, figures bare.
func adsReport(t testing.TB, rows int, quoted bool) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.csv")
	out, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(out)
	fmt.Fprintln(w, `"Reporting starts","Reporting ends","Campaign name","Ad set name","Ad name",Day,Platform,Placement,"Device platform","Amount spent (EUR)",Impressions,Reach,Frequency,"Link clicks","Clicks (all)","CPM (EUR)","CPC (EUR)",CTR,Results,"Result indicator","Cost per results","Video plays","Post engagement","Attribution setting"`)
	q := ""
	if quoted {
		q = `"`
	}
	for i := range rows {
		fmt.Fprintf(w, "2026-01-01,2026-06-30,%[1]sAutumn menu %[2]d%[1]s,%[1]sBroad audience %[3]d%[1]s,%[1]sPicture of soup %[4]d%[1]s,2026-%02[5]d-%02[6]d,instagram,feed,mobile_app,%[7]d.%06[8]d,%[9]d,%[10]d,1.204518,%[11]d,%[12]d,3.201145,0.214578,1.492537,%[11]d,actions:link_click,0.253529,%[13]d,%[14]d,%[1]s7-day click%[1]s\n",
			q, i%40, i%200, i%900, i%6+1, i%28+1, i%97, i%1_000_000, 900+i%5000, 700+i%4000, i%60, i%90, i%1500, i%300)
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// BenchmarkRows reads the same report with this room and with encoding/csv in one run, so that the ratio does not depend on the machine.
func BenchmarkRows(b *testing.B) {
	const rows = 200_000
	for _, quoted := range []bool{false, true} {
		path := adsReport(b, rows, quoted)
		name := map[bool]string{false: "bare", true: "quoted"}[quoted]
		b.Run(name+"/open", func(b *testing.B) {
			for b.Loop() {
				if _, err := Open(path); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(name+"/sheet", func(b *testing.B) {
			f, err := Open(path)
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(f.Size)
			b.ReportAllocs()
			for b.Loop() {
				r, err := f.Rows(context.Background())
				if err != nil {
					b.Fatal(err)
				}
				n := 0
				for ; ; n++ {
					if _, err := r.Next(); err == io.EOF {
						break
					} else if err != nil {
						b.Fatal(err)
					}
				}
				if n != rows+1 {
					b.Fatalf("%d rows", n)
				}
				r.Close()
			}
			b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
		})
		b.Run(name+"/encoding_csv", func(b *testing.B) {
			for b.Loop() {
				in, err := os.Open(path)
				if err != nil {
					b.Fatal(err)
				}
				r := csv.NewReader(bufio.NewReaderSize(in, 64<<10))
				r.ReuseRecord, r.FieldsPerRecord = true, -1
				n := 0
				for ; ; n++ {
					if _, err := r.Read(); err == io.EOF {
						break
					} else if err != nil {
						b.Fatal(err)
					}
				}
				if n != rows+1 {
					b.Fatalf("%d rows", n)
				}
				in.Close()
			}
			b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
