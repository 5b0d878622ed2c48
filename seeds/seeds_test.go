package seeds

import (
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// sums gives the digest of every file below dir by its path in dir.
func sums(t *testing.T, dir string) (map[string][32]byte, int) {
	t.Helper()
	found, size := map[string][32]byte{}, 0
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		short, _ := filepath.Rel(dir, path)
		found[short] = sha256.Sum256(data)
		size += len(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found, size
}

func TestSameDaySameBytes(t *testing.T) {
	one, properties := written(t, fixed, 6)
	two, _ := written(t, fixed.Add(9*time.Hour), 6)
	first, size := sums(t, one)
	second, _ := sums(t, two)
	if diff := cmp.Diff(first, second); diff != "" {
		t.Errorf("two runs of one day differ: %s", diff)
	}
	listed := 0
	for _, p := range properties {
		listed += len(p.Files)
	}
	if listed != len(first) {
		t.Errorf("%d files listed, %d written", listed, len(first))
	}
	later, _ := written(t, fixed.AddDate(0, 0, 1), 6)
	if third, _ := sums(t, later); cmp.Equal(first, third) {
		t.Error("the next day has the same files")
	}
	t.Logf("%d files, %d bytes", listed, size)
}

func TestStandardDemoIsSmall(t *testing.T) {
	dir, properties := written(t, fixed, 0)
	if len(properties) != Standard {
		t.Fatalf("%d properties", len(properties))
	}
	if _, size := sums(t, dir); size > 8<<20 {
		t.Errorf("%d bytes, want at most 8 MiB", size)
	}
	if properties[0].Timezone == properties[1].Timezone || properties[0].Currency == properties[1].Currency {
		t.Error("the first two businesses should differ in zone and currency")
	}
}

func TestAnAgencyHasDistinctClients(t *testing.T) {
	_, properties := written(t, fixed, 160)
	for what, of := range map[string]func(Property) string{
		"name":      func(p Property) string { return p.Name },
		"Page":      func(p Property) string { return p.FacebookPage },
		"Instagram": func(p Property) string { return p.InstagramAccount },
	} {
		seen := map[string]bool{}
		for _, p := range properties {
			if of(p) == "" || seen[of(p)] {
				t.Errorf("%s %q is empty or used twice", what, of(p))
			}
			seen[of(p)] = true
		}
	}
	for _, p := range properties {
		if _, err := time.LoadLocation(p.Timezone); err != nil || len(p.Currency) != 3 {
			t.Errorf("%s: %v, currency %q", p.Name, err, p.Currency)
		}
	}
}

func TestAnyDayWorks(t *testing.T) {
	for _, today := range []time.Time{
		time.Date(2025, time.March, 1, 0, 0, 0, 0, time.UTC),
		time.Date(2026, time.June, 16, 23, 0, 0, 0, time.FixedZone("", 13*3600)),
		time.Date(2028, time.February, 29, 12, 0, 0, 0, time.UTC),
		time.Date(2031, time.January, 1, 0, 0, 0, 0, time.UTC),
	} {
		_, properties := written(t, today, 4)
		views := account(t, properties[0], instagram, "Views")
		last := (dayOf(today) - 1).String()
		if _, known := views[last]; !known || len(views) != 728 {
			t.Errorf("today %s: %d days, last day known: %v", today, len(views), known)
		}
		if n := len(posts(t, properties[0], facebook)); n != 260 {
			t.Errorf("today %s: %d Facebook posts", today, n)
		}
	}
}

func TestWriteFailsWhereItCannot(t *testing.T) {
	blocked := filepath.Join(t.TempDir(), "a file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(blocked, fixed, 1); err == nil {
		t.Error("writing into a file should fail")
	}
}

func BenchmarkWrite(b *testing.B) {
	for b.Loop() {
		if _, err := Write(b.TempDir(), fixed, 0); err != nil {
			b.Fatal(err)
		}
	}
}
