// Package static holds the files a browser loads: one stylesheet, two scripts, one
// font, one sign. They are built from src/ into dist/, committed, and embedded, so
// the program builds with Go alone.
//
// Every file has an address that changes with its bytes and may be kept for ever.
// The package answers look-ups only; the HTTP handler lives with the handlers. Pages,
// pictures of posts and anything a person uploads stay out.
package static

//go:generate go tool -modfile=../.ci/tools/go.mod esbuild src/css/app.css --bundle --minify --target=chrome123,firefox120,safari17.5 --external:*.woff2 --outfile=dist/app.css
//go:generate go tool -modfile=../.ci/tools/go.mod esbuild src/js/app.js --bundle --minify --format=iife --target=es2022 --outfile=dist/app.js
//go:generate go tool -modfile=../.ci/tools/go.mod esbuild src/js/chart.js --bundle --minify --format=iife --target=es2022 --legal-comments=linked --outfile=dist/chart.js
//go:generate go run ./press
