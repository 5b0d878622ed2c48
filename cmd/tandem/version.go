package main

import (
	"encoding/json"
	"runtime"
)

// version is set by the linker.
var version = "unknown"

type versionCommand struct {
	JSON bool `help:"Print JSON."`
}

// Run prints what was built.
func (v versionCommand) Run(c console) error {
	if v.JSON {
		return c.json(struct {
			Version string `json:"version"`
			Go      string `json:"go"`
			System  string `json:"system"`
		}{version, runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH})
	}
	c.print("tandem %s (%s, %s/%s)", version, runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return nil
}

// json writes one document.
func (c console) json(v any) error {
	e := json.NewEncoder(c.out)
	e.SetEscapeHTML(false) // it goes to a terminal or a program, never into a page
	e.SetIndent("", "  ")
	return e.Encode(v)
}
