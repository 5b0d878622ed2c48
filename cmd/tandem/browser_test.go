package main_test

import (
	"context"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// browser is one tab of a Chromium of its own, whose folder and processes go with the test.
type browser struct {
	*testing.T
	ctx  context.Context
	base string // address of the server, without a slash at the end

	mu    sync.Mutex
	wrong []string // what the console, uncaught errors and the content policy said
}

// openBrowser starts Chromium. Where there is none the test is skipped, except where TANDEM_BROWSER=required says that there must be one.
func openBrowser(t *testing.T, base string) *browser {
	t.Helper()
	required := os.Getenv("TANDEM_BROWSER") == "required"
	if testing.Short() && !required {
		t.Skip("a browser takes its time: not with -short")
	}
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" && required {
		t.Fatal("TANDEM_BROWSER=required, and there is no Chromium on the path")
	}
	if path == "" {
		t.Skip("needs a Chromium on the path")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1440, 1000), chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, closeTab := chromedp.NewContext(ctx)
	t.Cleanup(closeTab)
	ctx, cancel := context.WithTimeout(ctx, 8*time.Minute)
	t.Cleanup(cancel)
	b := &browser{T: t, ctx: ctx, base: base}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.EmulateViewport(1440, 1000))
	return b
}

func (b *browser) listen(event any) {
	said := ""
	switch e := event.(type) {
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Level == log.EntryLevelWarning {
			said = string(e.Entry.Source) + ": " + e.Entry.Text + " " + e.Entry.URL
		}
	case *runtime.EventExceptionThrown:
		said = "uncaught: " + e.ExceptionDetails.Text
	case *runtime.EventConsoleAPICalled:
		if e.Type == "error" || e.Type == "warning" {
			said = "console." + string(e.Type)
		}
	}
	if said != "" {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.wrong = append(b.wrong, said)
	}
}

// clean fails the test over anything the browser complained about since the last call, except messages that hold one of the words.
func (b *browser) clean(except ...string) {
	b.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, w := range b.wrong {
		if !slices.ContainsFunc(except, func(e string) bool { return strings.Contains(w, e) }) {
			b.Errorf("at %s the browser says: %s", b.path(), w)
		}
	}
	b.wrong = nil
}

// heard is how many complaints stand.
func (b *browser) heard() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.wrong)
}

func (b *browser) do(actions ...chromedp.Action[chromedp.Void]) {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 20*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, actions...); err != nil {
		b.Fatalf("%v, at %s: %.600s", err, b.path(), b.text("body"))
	}
}

// read evaluates a script of the test.
func read[T any](b *browser, script string) T {
	b.Helper()
	value, err := chromedp.Run(b.ctx, chromedp.Evaluate[T](script))
	if err != nil {
		b.Fatalf("%s: %v", script, err)
	}
	return value
}

// text is what a person reads in the first element of a selector; empty if there is none.
func (b *browser) text(selector string) string {
	b.Helper()
	return strings.Join(strings.Fields(read[string](b, "document.querySelector("+quoted(selector)+")?.innerText ?? ''")), " ")
}

// says fails the test unless the element's text holds the words.
func (b *browser) says(selector string, words ...string) {
	b.Helper()
	text := b.text(selector)
	for _, w := range words {
		if !strings.Contains(text, w) {
			b.Errorf("%s at %s does not say %q: %.800s", selector, b.path(), w, text)
		}
	}
}

func (b *browser) count(selector string) int {
	b.Helper()
	return read[int](b, "document.querySelectorAll("+quoted(selector)+").length")
}

// path is where the tab is, without the server's address.
func (b *browser) path() string {
	at, err := chromedp.Run(b.ctx, chromedp.Location())
	if err != nil {
		return err.Error()
	}
	return strings.TrimPrefix(at, b.base)
}

// open goes to a path and gives the status of its answer.
func (b *browser) open(path string) int64 {
	b.Helper()
	return b.leads(chromedp.Navigate(b.base + path))
}

// leads does what loads a page, waits for it and gives the status of its answer.
func (b *browser) leads(actions ...chromedp.Action[chromedp.Void]) int64 {
	b.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, 20*time.Second)
	defer cancel()
	response, err := chromedp.RunResponse(ctx, actions...)
	if err != nil {
		b.Fatalf("%v, at %s: %.600s", err, b.path(), b.text("body"))
	}
	return response.Status
}

// click clicks what loads a page.
func (b *browser) click(selector string) int64 {
	b.Helper()
	return b.leads(chromedp.Click(chromedp.CSS(selector)))
}

// fill types into fields, each given by its selector.
func (b *browser) fill(pairs ...string) {
	b.Helper()
	for i := 0; i+1 < len(pairs); i += 2 {
		b.do(chromedp.SendKeys(chromedp.CSS(pairs[i]), pairs[i+1]))
	}
}

// soon reports whether a condition in the page comes true within a few seconds.
func (b *browser) soon(condition string) bool {
	b.Helper()
	_, err := chromedp.Run(b.ctx, chromedp.Poll[bool](condition, chromedp.WithPollingInterval(20*time.Millisecond), chromedp.WithPollingTimeout(5*time.Second)))
	return err == nil
}

// drop lets go of files over an element, as a hand does that brings them from another window.
func (b *browser) drop(selector string, files ...string) {
	b.Helper()
	b.do(chromedp.ScrollIntoView(chromedp.CSS(selector)))
	at := read[[]float64](b, "(r=>[r.x+r.width/2,r.y+r.height/2])(document.querySelector("+quoted(selector)+").getBoundingClientRect())")
	for _, step := range []input.DispatchDragEventType{input.DispatchDragEventTypeDragEnter, input.DispatchDragEventTypeDragOver, input.DispatchDragEventTypeDrop} {
		_, err := chromedp.Call(b.ctx, input.DispatchDragEvent, input.DispatchDragEventParams{
			Type: step, X: at[0], Y: at[1], Data: &input.DragData{Items: []*input.DragDataItem{}, Files: files, DragOperationsMask: 1}})
		if err != nil {
			b.Fatal(err)
		}
	}
}

// system sets what the system asks pages to look like: light or dark.
func (b *browser) system(theme string) {
	b.Helper()
	_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}})
	if err != nil {
		b.Fatal(err)
	}
}

// quoted is a text as a literal of the page's language.
func quoted(s string) string {
	return `decodeURIComponent("` + url.PathEscape(s) + `")`
}
