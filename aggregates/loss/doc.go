// Package loss tells what of a property is saved here, what Meta still holds, and what is lost on which day if nobody brings it in.
//
// What may enter: how long Meta keeps each kind of data (rules, as data), pure functions over days, and the few queries that find which days are saved. Today is always an
// argument. What stays out: figures, formatting, requests, and anything that imports.
package loss
