// Package importertest holds what tests of layouts share: a sink that remembers, files made of invented bytes, and the way to genuine exports.
//
// What may enter: things every layout's test needs. What stays out: fixtures of one layout, and anything the program itself would use.
package importertest
