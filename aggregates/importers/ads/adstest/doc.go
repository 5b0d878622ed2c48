// Package adstest writes invented reports of an ad account, of any size, for tests and benchmarks.
//
// What may enter: reports as Ads Manager writes them, with the sums they must come to. What stays out: reading them, and anything the program would use.
package adstest
