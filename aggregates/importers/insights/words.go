package insights

import (
	"tandem/aggregates/importers"
	"tandem/aggregates/importers/language"
)

// understand gives the titles and names of blocks their English words, by what a person mapped or by the file's language, which it notes. s may be nil.
// What heads the columns of a pair is data and stays out.
func understand(list []block, section language.Section, columns map[string]string, s importers.Sink) {
	var cells []string
	for _, b := range list {
		cells = append(cells, b.title)
		if b.shape != pair {
			cells = append(cells, b.names...)
		}
	}
	header := language.Read(section, cells, columns)
	words := header.Names
	for i := range list {
		b := &list[i]
		b.word, words = words[0], words[1:]
		if b.shape != pair {
			b.heads, words = words[:len(b.names)], words[len(b.names):]
		}
	}
	if note := header.Note(); note != "" && s != nil {
		s.Note(note)
	}
}
