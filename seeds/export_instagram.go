package seeds

import (
	"slices"
)

var instagramLead = []string{"Post ID", "Account ID", "Account username", "Account name", "Description", "Duration (sec)", "Publish time", "Permalink", "Post type", "Data comment", "Date"}

// fewPeople is the reach under which a small account's export leaves a post's
// finer figures blank.
const fewPeople = 60

// instagramContent writes posts and reels; the order of the columns changed
// between early and late exports.
func (w *world) instagramContent(e export) []byte {
	order := []string{"Views", "Reach", "Likes", "Shares", "Follows", "Comments", "Saves"}
	if e.last < viewsEpoch {
		order = []string{"Views", "Reach", "Likes", "Shares", "Comments", "Saves", "Follows"}
	}
	t := newTable(slices.Concat(instagramLead, order)...)
	for _, p := range w.published(e, instagram) {
		cells := w.instagramCells(p)
		figures := w.instagramFigures(p, p.by(e.made))
		for _, name := range order {
			cells = append(cells, figures[name])
		}
		t.row(cells...)
	}
	return t.bytes()
}

func (w *world) instagramCells(p *post) []string {
	account, handle, name := w.account, w.handle, w.name
	if p.collab != nil {
		account, handle, name = p.collab.id, p.collab.handle, p.collab.name
	}
	kind := "p"
	if p.format == reel {
		kind = "reel"
	}
	return []string{p.id, account, handle, name, p.text, number(p.seconds), publishTime(p.at, w.pacific),
		"https://www.instagram.com/" + kind + "/" + p.low + "/", p.format.instagram, "", lifetime}
}

func (w *world) instagramFigures(p *post, f figures) map[string]string {
	cells := map[string]string{"Views": number(f.views), "Reach": number(f.reach), "Likes": number(f.reactions), "Shares": number(f.shares),
		"Follows": number(f.follows), "Comments": number(f.comments), "Saves": number(f.saves)}
	if p.collab != nil {
		cells["Reach"], cells["Follows"] = "", ""
	}
	if w.tooSmall && f.reach < fewPeople {
		cells["Reach"], cells["Follows"], cells["Saves"], cells["Shares"] = "", "", "", ""
	}
	return cells
}

// exportStories writes the stories month by month, as one has to: Meta keeps
// them for a day only. Blank ends of a row are left out.
func (w *world) exportStories(out *folder) {
	if w.storyDays == 0 {
		return
	}
	c := newChance(w.name + "/story jobs")
	for n, s := range (span{w.span.last - day(w.storyDays) - 1, w.span.last}).windows(45, 2) {
		e := export{span: s, made: w.end(s.last), n: n}
		t := newTable(slices.Concat(instagramLead, []string{"Views", "Reach", "Likes", "Shares", "Replies", "Navigation", "Profile visits", "Link clicks", "Sticker taps", "Follows"})...)
		for _, st := range slices.Backward(w.stories) {
			if !s.has(dayOf(st.at.In(w.pacific))) {
				continue
			}
			cells := []string{st.id, w.account, w.handle, w.name, st.text, number(st.seconds), publishTime(st.at, w.pacific), st.permalink(w.handle), "IG story", "", lifetime,
				number(st.views), number(st.reach), number(st.likes), number(st.shares), number(st.replies), number(st.navigation), number(st.visits),
				known(st.linkClicks), known(st.stickerTaps), known(st.follows)}
			for cells[len(cells)-1] == "" {
				cells = cells[:len(cells)-1]
			}
			t.row(cells...)
		}
		out.put("instagram/stories/"+e.fileName(2_000_000_000_000_000+c.Uint64N(900_000_000_000_000)), "", e.made, t.bytes())
	}
}
