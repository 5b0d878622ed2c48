// Package annotation draws what people marked: the form beside a chart, and the page of all marks with the form that changes one.
//
// It enters with finished words and the choices of the form. What stays out: the flags in a chart, which are charts', and who may mark what.
package annotation
