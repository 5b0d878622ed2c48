// Package preview holds no code of the program: its test draws every part, the frame
// and the charts into files that a person opens in a browser, with invented figures.
// It also holds the rules that all pages share: no inline style, no inline script.
package preview
