package export

import "tandem/aggregates/importers/sheet"

// Kind is which of a platform's two content exports a file is.
type Kind uint8

// The kinds.
const (
	Foreign Kind = iota // neither
	Posts               // posts, reels, videos; single rows may still say that they are stories
	Stories
)

// KindOf looks at the first rows of a file. Columns decide where they can belong to one kind only; else the rows' own post types do, and a file
// is one of stories only if all of them say so.
func (t *Table) KindOf(head []sheet.Row) Kind {
	row, ok := First(head)
	if !ok {
		return Foreign
	}
	h := t.find(row, nil)
	if !h.belongs(t) {
		return Foreign
	}
	if t.storyColumns(h) {
		return Stories
	}
	stories := 0
	for _, r := range head {
		if r.Line <= h.line || Blank(r) {
			continue
		}
		postType, _ := h.text(r.Cells, Type)
		switch format, _ := Format(h.words, postType); format {
		case "story":
			stories++
		case "":
		default:
			return Posts
		}
	}
	if stories > 0 {
		return Stories
	}
	return Posts
}

// storyColumns reports whether the columns alone make the file one of stories.
func (t *Table) storyColumns(h *header) bool { return h.hasAny(t.StoryOnly) && !h.hasAny(t.FeedOnly) }
