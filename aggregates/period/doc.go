// Package period holds days, ranges of days and the period of a page with its comparison inside.
//
// A Day is a calendar day without a zone: whose midnight it means is the business of the value that carries it
// (Meta's own series use Pacific days, ads the ad account's, posts the property's). What may enter: day arithmetic, buckets, parsing from
// a URL. What stays out: the clock (today is an argument) and queries.
package period
