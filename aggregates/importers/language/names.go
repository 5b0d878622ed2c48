package language

import "tandem/aggregates/importers/sheet"

// Section is a family of files that share their words.
type Section string

// The sections.
const (
	Content  Section = "content"  // content exports of both platforms; a word that differs stands in the section of the platform
	Days     Section = "days"     // titles and column names of day files
	Audience Section = "audience" // titles and labels of audience files
	Ads      Section = "ads"      // reports of Ads Manager
)

// Names are header cells as layouts compare them: folded as by sheet.Header, and in English. columns is what a person mapped, from folded headers as written to
// English ones; with it nothing else is looked up, and a header that is not in it is empty, so that no column is read twice. nil means that nobody mapped anything.
func Names(s Section, cells []string, columns map[string]string) []string {
	folded := sheet.Header(cells)
	if columns == nil {
		return folded
	}
	for i, name := range folded {
		folded[i] = sheet.Header([]string{columns[name]})[0]
	}
	return folded
}
