package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/andybalholm/brotli"
)

// brought maps a file of dist to where it comes from. Sources in node_modules may be
// absent: the committed copy then stays.
var brought = map[string]string{
	"inter.woff2":       "node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
	"inter.LICENSE.txt": "node_modules/@fontsource-variable/inter/LICENSE",
	"tandem.svg":        "src/tandem.svg",
}

func main() {
	if err := press("dist"); err != nil {
		fmt.Fprintln(os.Stderr, "press:", err)
		os.Exit(1)
	}
}

func press(dist string) error {
	for name, source := range brought {
		body, err := os.ReadFile(source)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dist, name), body, 0o644); err != nil {
			return err
		}
	}
	if err := nameFont(dist); err != nil {
		return err
	}
	for _, name := range []string{"app.css", "app.js", "chart.js", "tandem.svg"} {
		if err := pack(filepath.Join(dist, name)); err != nil {
			return err
		}
	}
	return nil
}

// nameFont puts the hashed name into the stylesheet: a bundle cannot know it, and a
// plain name could not be kept for ever by a browser.
func nameFont(dist string) error {
	font, err := os.ReadFile(filepath.Join(dist, "inter.woff2"))
	if err != nil {
		return err
	}
	sum := sha256.Sum256(font)
	css := filepath.Join(dist, "app.css")
	body, err := os.ReadFile(css)
	if err != nil {
		return err
	}
	hashed := []byte("./inter." + hex.EncodeToString(sum[:])[:12] + ".woff2")
	named := bytes.ReplaceAll(body, []byte("./inter.woff2"), hashed)
	if !bytes.Contains(named, hashed) {
		return errors.New("the stylesheet names no font")
	}
	return os.WriteFile(css, named, 0o644)
}

func pack(path string) error {
	body, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var packed bytes.Buffer
	w := brotli.NewWriterOptions(&packed, brotli.WriterOptions{Quality: brotli.BestCompression, LGWin: 22})
	if _, err := w.Write(body); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(path+".br", packed.Bytes(), 0o644)
}
