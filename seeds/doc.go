// Package seeds invents the demo organization: an agency with a café, a bike
// workshop and a pottery, written as export files in Meta's own forms. The
// files then go through the real importers, so that the demo proves the whole
// way of the data instead of a shortcut around it.
//
// What may enter: an invented business, the words it posts with, the shape its
// figures take, and the writers of the file forms. What must stay out: real
// people and brands, knowledge of the store or of an importer, and any reading
// of the clock: the day is an argument, and the same day gives the same bytes.
//
// The way through the room: a business (businesses.go) plans posts (plan.go)
// whose words come from a grammar (grammar.go, words_*.go) and whose figures
// grow with age (post.go); stories and ads stand beside them; series.go adds
// everything up to account days; export_*.go write the files.
package seeds
