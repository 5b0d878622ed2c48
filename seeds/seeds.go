package seeds

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Organization is the name of the agency that looks after the demo's properties.
const Organization = "Ferrow Lane Studio"

// Standard is the number of properties that Write makes when not asked for more.
const Standard = 3

// Property is one demo business and the files that hold its history. The ids
// are Meta's, as text; an empty id means the business has no such channel.
type Property struct {
	Name, Timezone, Currency                  string
	FacebookPage, InstagramAccount, AdAccount string
	// Files in the order in which their owner exported them.
	Files       []File
	Annotations []Annotation
}

// File is one export. Platform is "facebook" or "instagram" for the files that
// do not say it themselves (most day files, every audience file), else empty.
// Made is when the owner exported and imported it: figures are those of that
// moment, so that what was reported then can be told from what is known now.
type File struct {
	Path     string
	Platform string
	Made     time.Time
}

// Write makes the export files of the demo organization under dir, a folder
// for each property, and tells which file belongs to whom. The demo's last day
// is the one before today (the calendar date of today in its own location).
// properties of 0 or less means Standard, fewer than Standard gives the first
// of them, more adds small businesses with a quarter of history each.
// It fails only where a folder or file cannot be written or the machine knows
// no time zones.
func Write(dir string, today time.Time, properties int) ([]Property, error) {
	if properties <= 0 {
		properties = Standard
	}
	last := dayOf(today) - 1
	made := make([]Property, 0, properties)
	for n := range properties {
		b := businessAt(n)
		p, err := writeBusiness(filepath.Join(dir, fmt.Sprintf("%03d-%s", n+1, slug(b.name))), b, last)
		if err != nil {
			return nil, fmt.Errorf("demo property %q: %w", b.name, err)
		}
		made = append(made, p)
	}
	return made, nil
}

// writeBusiness invents the history of b up to last and writes all its files.
func writeBusiness(dir string, b business, last day) (Property, error) {
	w, err := newWorld(b, last)
	if err != nil {
		return Property{}, err
	}
	out := &folder{dir: dir}
	w.exportContent(out)
	w.exportStories(out)
	w.exportDays(out)
	w.exportOldPage(out)
	w.exportAudience(out)
	w.exportAds(out)
	if out.err != nil {
		return Property{}, out.err
	}
	slices.SortStableFunc(out.files, func(a, b File) int { return a.Made.Compare(b.Made) })
	p := Property{Name: b.name, Timezone: b.timezone, Currency: b.currency,
		FacebookPage: b.page, InstagramAccount: b.account, Files: out.files, Annotations: w.annotations()}
	if len(b.campaigns) > 0 {
		p.AdAccount = b.adAccount
	}
	return p, nil
}

// folder collects the files of one property; the first failure ends the writing.
type folder struct {
	dir   string
	files []File
	err   error
}

// put writes data as dir/name and notes it; name may hold folders.
func (f *folder) put(name, platform string, made time.Time, data []byte) {
	if f.err != nil {
		return
	}
	path := filepath.Join(f.dir, filepath.FromSlash(name))
	if f.err = os.MkdirAll(filepath.Dir(path), 0o700); f.err != nil {
		return
	}
	if f.err = os.WriteFile(path, data, 0o600); f.err == nil {
		f.files = append(f.files, File{Path: path, Platform: platform, Made: made})
	}
}
