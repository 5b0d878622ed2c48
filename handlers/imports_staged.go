package handlers

import (
	"slices"
	"strconv"

	"tandem/aggregates/imports"
	"tandem/aggregates/people"
	"tandem/aggregates/property"
	"tandem/views/format"
	view "tandem/views/imports"
	"tandem/views/parts"
)

const (
	// detailedFiles is up to how many waiting files are shown each with all that was recognised; more are lines of a table.
	detailedFiles = 12
	stagedPage    = 25
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

// needs are the states in the order of the list: what somebody must do something about comes first.
var needs = []struct{ key, text string }{{needProperty, "Property missing"}, {needPlatform, "Platform missing"}, {needMap, "Columns to map"}, {needYes, "To be confirmed"},
	{needNothing, "Ready"}, {needSame, "Here already"}}

// waits is a file that waits, as far as thousands of them are looked at.
type waits struct {
	id      int64
	verdict imports.Verdict
	need    string
}

// fillStaged puts in what waits: questions once for all, and of the files those of the page.
func (s *Site) fillStaged(r *Request, m *view.Model, page int) error {
	list, err := s.Imports.Entries(r.Context(), r.Scope(), r.Property.ID)
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
	byNeed := map[string][]waits{}
	for _, e := range list {
		if s.tasks.busy(e.ID) {
			continue
		}
		v, err := judge.Of(e, imports.Choice{Property: r.Property.ID})
		if err != nil {
			return err
		}
		st.Total++
		st.UpTo = strconv.FormatInt(e.ID, 10)
		need := q.ask(e, v, st)
		byNeed[need] = append(byNeed[need], waits{e.ID, v, need})
	}
	if st.Total == 0 {
		return nil
	}
	st.Doubts, st.Accounts = q.doubtList, q.accountList
	if len(st.Accounts) > 0 && m.MayAdd {
		if err := r.askZone(st); err != nil {
			return err
		}
	}
	st.Compact = st.Total > detailedFiles
	if unread := byNeed[needMap]; len(unread) > 0 {
		st.Unread, st.UnreadAt = len(unread), r.importIn(unread[0].id, "/map")
		if len(unread) > 1 && st.Compact {
			st.UnreadAt = r.hall().path("", "need="+needMap) + "#staged"
		}
	}
	m.Staged = st
	return s.fillStagedFiles(r, st, byNeed, page)
}

// fillStagedFiles puts in the files of the page, in the order of what they need.
func (s *Site) fillStagedFiles(r *Request, st *view.Staged, byNeed map[string][]waits, page int) error {
	wanted := r.Query("need")
	if !st.Compact {
		wanted, page = needAll, 1
	}
	var list []waits
	for _, n := range needs {
		if wanted == needAll || wanted == n.key {
			list = append(list, byNeed[n.key]...)
		}
	}
	from := min((page-1)*stagedPage, len(list))
	shown := list[from:min(from+stagedPage, len(list))]
	ids := make([]int64, len(shown))
	for n, w := range shown {
		ids[n] = w.id
	}
	found, err := s.Imports.These(r.Context(), r.Scope(), ids)
	if err != nil {
		return err
	}
	byID := map[int64]imports.Import{}
	for _, i := range found {
		byID[i.ID] = i
	}
	for _, w := range shown {
		if i, ok := byID[w.id]; ok {
			st.Files = append(st.Files, s.stagedFile(r, i, w.verdict, w.need))
		}
	}
	if st.Compact {
		s.fillStagedLists(r, st, byNeed, wanted, page, len(list))
	}
	return nil
}

// fillStagedLists puts in the ways through a list of many: by need, and by page.
func (s *Site) fillStagedLists(r *Request, st *view.Staged, byNeed map[string][]waits, wanted string, page, matches int) {
	h := r.hall()
	st.Filters = []parts.Segment{{Text: "All", Count: format.Count(int64(st.Total)), Href: h.path("") + "#staged", Current: wanted == needAll}}
	for _, n := range needs {
		if of := len(byNeed[n.key]); of > 0 || n.key == wanted {
			st.Filters = append(st.Filters, parts.Segment{Text: n.text, Count: format.Count(int64(of)), Href: h.path("", "need="+n.key) + "#staged", Current: n.key == wanted})
		}
	}
	keep := ""
	if wanted != needAll {
		keep = "need=" + wanted
	}
	st.Pager = pagerAt(func(n int) string { return h.path("", pairsOf(keep, "waiting="+strconv.Itoa(n))...) + "#staged" }, page, stagedPage, len(st.Files), matches, "files")
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
func (q *questions) ask(e imports.Entry, v imports.Verdict, st *view.Staged) string {
	if e.Asks {
		st.Asks++
	}
	for _, d := range v.Doubts {
		if q.doubts[d] == nil {
			q.doubts[d] = &view.Doubt{Key: doubtKey(d), Text: d}
			q.doubtList = append(q.doubtList, q.doubts[d])
		}
		q.doubts[d].Files++
	}
	switch owner := e.Owner; {
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

// askZone asks once for the time zone of properties that the answers make.
func (r *Request) askZone(st *view.Staged) error {
	zone, known, err := r.usualZone()
	st.Zone, st.GuessZone = zone, !known
	for _, z := range zoneChoices(zone) {
		st.Zones = append(st.Zones, parts.Option{Value: z, Text: z})
	}
	return err
}

// usualZone is the time zone of most of the organization's properties; known is false where it has none to tell it.
func (r *Request) usualZone() (zone string, known bool, err error) {
	list, err := property.List(r.Context(), r.Scope())
	if zone = property.UsualZone(list); zone == "" {
		return "UTC", false, err
	}
	return zone, true, err
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
	f.Unread = i.Preview.Columns
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
