// Package past puts a property's figures together as they were reported on a past day: from the observations of the imports that were recorded by the end of that day.
//
// It makes a data file of the same tables beside the real one, copies into it what those imports brought, and lets rollup make of it what pages read. So every page of
// a property works on it unchanged, and no figure is computed a second way. What was undone since is not in it: its observations are gone.
//
// What may enter: which rows belong to a day, and how long such files are kept. What stays out: figures (rollup, totals, content, ads) and pages.
package past
