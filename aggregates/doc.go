// Package aggregates names the house: everything in it is true without a browser.
//
// Rooms and who may enter which:
//
//	fault, period, metric, interval, safego   leaves: imported by all, import nothing of ours (metric and interval may use period)
//	store                                     the data file: open, pools, transactions, named queries, migrations; imports leaves
//	people, property, content, activity, ads, annotation, change, usual
//	                                          subjects: types, rules and the queries pages read; never import one another
//	importers                                 the contract between a file and the facts; one room a platform below it
//	facts                                     stores what importers normalised: observations, undo, dirty days
//	rollup                                    rebuilds what pages read from facts
//	past                                      a property as it was reported on a past day: a data file of the imports recorded by then
//	imports                                   one run after another: recognise, preview, store, resume, undo
//	works                                     what did well, many own posts side by side; may use content
//	twin                                      what people say of pairs of posts, over rollup and content
//	totals                                    the figures of a property over a period, asked by pages, API and command line alike
//	loss                                      what is saved, what Meta still holds, what is lost on which day; may ask totals what is held
//
// Nothing here knows Fiber, templ or the server side of net/http. Only cmd/tandem knows all rooms.
package aggregates
