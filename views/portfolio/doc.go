// Package portfolio draws the list of the properties that a person may open.
package portfolio
