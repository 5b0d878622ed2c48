package handlers

import (
	"slices"
	"strconv"

	"tandem/aggregates/imports"
	"tandem/aggregates/people"
	"tandem/views/format"
	view "tandem/views/imports"
	"tandem/views/parts"
)

const (
	// detailedFiles is up to how many waiting files are shown each with all that was recognised; more are lines of a table.
	detailedFiles = 12
	stagedPage    = 100
)

// States of a waiting file, as the address names them.
const (
	needAll      = ""
	needNothing  = "ready"
	needPlatform = "platform"
	needProperty = "property"
	needYes      = "doubt"
	needMap      = "columns" // the file's columns must be mapped first
	needSame     = "same"
)

var needs = []struct{ key, text string }{{needAll, "All"}, {needNothing, "Ready"}, {needPlatform, "Platform missing"}, {needProperty, "Property missing"}, {needMap, "Columns to map"},
	{needYes, "To be confirmed"}, {needSame, "Here already"}}

// fillStaged puts in what waits: questions once for all, and the files themselves, by page where they are many.
func (s *Site) fillStaged(r *Request, m *view.Model, page int) error {
	list, err := s.Imports.Staged(r.Context(), r.Scope(), r.Property.ID)
	if err != nil || len(list) == 0 {
		return err
	}
	judge, err := s.Imports.Judge(r.Context(), r.Scope())
	if err != nil {
		return err
	}
	if m.Places, err = r.placeOptions(); err != nil {
		return err
	}
	st := &view.Staged{}
	q := questions{doubts: map[string]*view.Doubt{}, accounts: map[string]*view.Account{}}
	counts := map[string]int{}
	wanted := r.Query("need")
	for _, i := range list {
		if s.tasks.busy(i.ID) {
			continue
		}
		v, err := judge.Of(i, imports.Choice{Property: r.Property.ID})
		if err != nil {
			return err
		}
		st.Total++
		st.UpTo = strconv.FormatInt(i.ID, 10)
		need := q.ask(i, v, st)
		counts[needAll]++
		counts[need]++
		if wanted != needAll && need != wanted {
			continue
		}
		if st.Matches++; st.Matches > (page-1)*stagedPage && len(st.Files) < stagedPage {
			st.Files = append(st.Files, s.stagedFile(r, i, v, need))
		}
	}
	if st.Total == 0 {
		return nil
	}
	st.Doubts, st.Accounts = q.doubtList, q.accountList
	st.Compact = st.Total > detailedFiles
	if st.Compact {
		s.fillStagedLists(r, st, counts, wanted, page)
	}
	m.Staged = st
	return nil
}

func (s *Site) fillStagedLists(r *Request, st *view.Staged, counts map[string]int, wanted string, page int) {
	h := r.hall()
	for _, n := range needs {
		if counts[n.key] == 0 && n.key != wanted {
			continue
		}
		pair := "need=" + n.key
		if n.key == needAll {
			pair = ""
		}
		st.Filters = append(st.Filters, parts.Segment{Text: n.text, Count: format.Count(int64(counts[n.key])), Href: h.path("", pairsOf(pair)...) + "#staged", Current: n.key == wanted})
	}
	keep := ""
	if wanted != needAll {
		keep = "need=" + wanted
	}
	st.Pager = pagerAt(func(n int) string { return h.path("", pairsOf(keep, "waiting="+strconv.Itoa(n))...) + "#staged" }, page, stagedPage, len(st.Files), st.Matches, "files")
}

// pairsOf are the pairs that say something.
func pairsOf(pairs ...string) []string {
	return slices.DeleteFunc(pairs, func(p string) bool { return p == "" })
}

// questions gathers what is asked once for many files.
type questions struct {
	doubts      map[string]*view.Doubt
	doubtList   []*view.Doubt
	accounts    map[string]*view.Account
	accountList []*view.Account
}

// ask takes a file's questions in and gives its need.
func (q *questions) ask(i imports.Import, v imports.Verdict, st *view.Staged) string {
	if i.Preview.Asks {
		st.Asks++
	}
	for _, d := range v.Doubts {
		if q.doubts[d] == nil {
			q.doubts[d] = &view.Doubt{Key: doubtKey(d), Text: d}
			q.doubtList = append(q.doubtList, q.doubts[d])
		}
		q.doubts[d].Files++
	}
	switch owner := i.Preview.Owner; {
	case v.Same != 0:
		st.Same++
		return needSame
	case v.Columns: // before they are known nobody can tell whose file it is
		return needMap
	case v.Property == 0 && v.Unknown:
		if q.accounts[owner.ID] == nil {
			q.accounts[owner.ID] = &view.Account{ID: owner.ID, Name: owner.String()}
			q.accountList = append(q.accountList, q.accounts[owner.ID])
		}
		q.accounts[owner.ID].Files++
		return needProperty
	case v.Property == 0:
		st.Nameless++
		return needProperty
	case v.Asks:
		return needPlatform
	case len(v.Doubts) > 0:
		return needYes
	}
	return needNothing
}

// placeOptions are the properties to choose from on the organization's page.
func (r *Request) placeOptions() (list []parts.Option, err error) {
	places, err := r.places()
	for _, p := range places {
		list = append(list, parts.Option{Value: strconv.FormatInt(p.ID, 10), Text: p.Name})
	}
	return list, err
}

func (s *Site) stagedFile(r *Request, i imports.Import, v imports.Verdict, need string) view.File {
	p := i.Preview
	f := view.File{ID: strconv.FormatInt(i.ID, 10), Name: i.File, Archive: i.Archive, Size: format.Bytes(i.Bytes), Kind: p.Label, Platform: markOf(p.Platform),
		Account: p.Owner.String(), Days: daysText(p.First, p.Last), Rows: p.Rows, Posts: int64(p.Posts), Rejected: p.Rejected, Notes: p.Notes, Asks: p.Asks, Doubts: v.Doubts}
	for _, x := range p.Rejections {
		f.First = append(f.First, view.Rejection{Line: x.Line, Field: x.Field, Reason: x.Reason})
	}
	f.Map, f.Split = s.mapLinks(r, i)
	if r.Property.ID == 0 {
		f.NeedsProperty = v.Property == 0 && !v.Columns
		f.Property = strconv.FormatInt(v.Property, 10)
	}
	if v.Same != 0 && v.SameIn != 0 && (r.Property.ID == 0 || v.SameIn == r.Property.ID) {
		f.Same = &parts.LinkModel{Text: "import " + strconv.FormatInt(v.Same, 10), Href: importPath(v.SameIn, v.Same)}
	}
	f.State = needChip(need, p.Rejected)
	return f
}

func needChip(need string, rejected int64) parts.ChipModel {
	switch need {
	case needSame:
		return parts.ChipModel{Tone: parts.ToneNeutral, Text: "here already", Title: "The same bytes are in the data. Importing them again changes nothing."}
	case needProperty:
		return parts.ChipModel{Tone: parts.ToneSoon, Text: "property missing"}
	case needPlatform:
		return parts.ChipModel{Tone: parts.ToneSoon, Text: "platform missing"}
	case needMap:
		return parts.ChipModel{Tone: parts.ToneSoon, Text: "columns to map"}
	case needYes:
		return parts.ChipModel{Tone: parts.ToneSoon, Icon: "warning", Text: "to be confirmed"}
	}
	if rejected > 0 {
		return parts.ChipModel{Tone: parts.ToneSoon, Text: format.Plural(rejected, "row left out", "rows left out")}
	}
	return parts.ChipModel{Tone: parts.ToneNew, Text: "ready"}
}

// mayImport reports whether the person brings files in here.
func (r *Request) mayImport() bool { return r.Role.AtLeast(people.Analyst) }
