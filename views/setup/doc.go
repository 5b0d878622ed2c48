// Package setup draws the page of the first start, where the owner account is made once.
package setup
