package preview_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"tandem/static"
)

// policy is the content policy of the product; a part that breaks it would be
// unstyled or dead there.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// watch counts violations from the first element on; it is served as a file of its
// own, since the policy refuses inline scripts here too.
const watch = `window.violations=[];document.addEventListener('securitypolicyviolation',e=>violations.push(e.violatedDirective+' '+e.blockedURI+' '+e.sourceFile+':'+e.lineNumber));window.addEventListener('error',e=>violations.push('error '+e.message));`

func serve(t *testing.T) *httptest.Server {
	t.Helper()
	all := pages()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if body, kind, encoding, ok := static.Lookup(r.URL.Path, r.Header.Get("Accept-Encoding")); ok {
			w.Header().Set("Content-Type", kind)
			if encoding != "" {
				w.Header().Set("Content-Encoding", encoding)
			}
			_, _ = w.Write(body)
			return
		}
		if r.URL.Path == "/watch.js" {
			w.Header().Set("Content-Type", "text/javascript")
			_, _ = w.Write([]byte(watch))
			return
		}
		page, ok := all[strings.TrimPrefix(r.URL.Path, "/")]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		html := strings.Replace(render(t, page), "<head>", `<head><script src="/watch.js"></script>`, 1)
		_, _ = w.Write([]byte(html))
	}))
	t.Cleanup(server.Close)
	return server
}

// browser opens a fresh Chromium, or skips where there is none, unless TANDEM_BROWSER=required says that there must be one.
func browser(t *testing.T) context.Context {
	t.Helper()
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	required := os.Getenv("TANDEM_BROWSER") == "required"
	if path == "" && required {
		t.Fatal("TANDEM_BROWSER=required, and there is no Chromium on the path")
	}
	if path == "" || testing.Short() && !required {
		t.Skip("needs a Chromium on the path, and no -short")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WindowSize(1440, 1000), chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	ctx, cancel := chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	ctx, timeout := context.WithTimeout(ctx, 90*time.Second)
	t.Cleanup(timeout)
	return ctx
}

// TestInBrowser shares one Chromium: starting it takes longer than all it does here.
func TestInBrowser(t *testing.T) {
	ctx, server := browser(t), serve(t)
	for name, test := range map[string]func(*testing.T, context.Context, *httptest.Server){
		"chart under the policy":   chartUnderThePolicy,
		"the policy is watched":    thePolicyIsWatched,
		"parts under the policy":   partsUnderThePolicy,
		"nothing scrolls sideways": nothingScrollsSideways,
		"keys and menus":           keysAndMenus,
		"table twin":               tableTwin,
	} {
		t.Run(name, func(t *testing.T) {
			do(t, ctx, chromedp.EmulateViewport(1440, 1000))
			test(t, ctx, server)
		})
	}
}

func do(t *testing.T, ctx context.Context, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, actions...); err != nil {
		t.Fatal(err)
	}
}

// eval runs a script of the test in the page and gives its value.
func eval[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	value, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return value
}

const (
	lineColor = `getComputedStyle(document.querySelector('#chart svg path[stroke-dasharray]')).stroke`
	press     = `(key,n)=>{const p=document.querySelector('#chart .chart-plot');for(let i=0;i<n;i++)p.dispatchEvent(new KeyboardEvent('keydown',{key}))}`
	tip       = `document.querySelector('#chart .tip').innerText`
)

// chartUnderThePolicy draws, points, moves by keys and changes the theme, and
// counts what the policy refused: nothing.
func chartUnderThePolicy(t *testing.T, ctx context.Context, server *httptest.Server) {
	do(t, ctx, chromedp.Navigate(server.URL+"/overview-light.html"), chromedp.WaitVisible("#chart svg"), chromedp.Focus("#chart .chart-plot"))
	first := eval[string](t, ctx, `(`+press+`)('Home',1);`+tip)
	for _, want := range []string{"Tue 20 Oct", "Together", "3,950", "2,610", "1,340", "4,210"} {
		if !strings.Contains(first, want) {
			t.Errorf("tooltip of the first day lacks %q: %q", want, first)
		}
	}
	missing := eval[string](t, ctx, `(`+press+`)('ArrowRight',14);`+tip)
	if !strings.Contains(missing, "Tue 3 Nov") || strings.Count(missing, "outage") != 3 || !strings.Contains(missing, "4,250") {
		t.Errorf("tooltip of a missing day: %q", missing)
	}
	light := eval[string](t, ctx, lineColor)
	eval[string](t, ctx, `document.documentElement.dataset.theme='dark'`)
	do(t, ctx, chromedp.Sleep(200*time.Millisecond))
	if dark := eval[string](t, ctx, lineColor); light == dark || light == "" {
		t.Errorf("line colour %q in light, %q in dark", light, dark)
	}
	if v := eval[[]string](t, ctx, `violations`); len(v) > 0 {
		t.Errorf("the policy was broken: %q", v)
	}
}

// thePolicyIsWatched shows that the count above can be other than zero.
func thePolicyIsWatched(t *testing.T, ctx context.Context, server *httptest.Server) {
	do(t, ctx, chromedp.Navigate(server.URL+"/overview-light.html"), chromedp.WaitReady("main"))
	eval[string](t, ctx, `document.querySelector('main').insertAdjacentHTML('beforeend','<p style="color:red">x</p>');'x'`)
	do(t, ctx, chromedp.Sleep(100*time.Millisecond))
	if v := eval[[]string](t, ctx, `violations`); len(v) != 1 {
		t.Errorf("an inline style gave %d violations, want 1", len(v))
	}
}

// partsUnderThePolicy opens what opens on the other pages.
func partsUnderThePolicy(t *testing.T, ctx context.Context, server *httptest.Server) {
	for _, name := range []string{"states-dark.html", "signin.html", "fault.html", "overview-dark.html"} {
		do(t, ctx, chromedp.Navigate(server.URL+"/"+name), chromedp.WaitReady("main"))
		eval[int](t, ctx, `for(const d of document.querySelectorAll('details'))d.open=true;for(const d of document.querySelectorAll('[popover]'))d.showPopover();1`)
		do(t, ctx, chromedp.Sleep(200*time.Millisecond))
		if v := eval[[]string](t, ctx, `violations`); len(v) > 0 {
			t.Errorf("%s: %q", name, v)
		}
	}
}

// nothingScrollsSideways holds every page from a small phone up.
func nothingScrollsSideways(t *testing.T, ctx context.Context, server *httptest.Server) {
	for name := range pages() {
		for _, width := range []int64{360, 768, 1024, 1440} {
			do(t, ctx, chromedp.EmulateViewport(width, 900), chromedp.Navigate(server.URL+"/"+name), chromedp.WaitReady("main"))
			if over := eval[int](t, ctx, `document.documentElement.scrollWidth-document.documentElement.clientWidth`); over > 0 {
				t.Errorf("%s at %d pixels is %d too wide", name, width, over)
			}
		}
	}
}

// keysAndMenus presses "/" for the search and Escape for an open menu.
func keysAndMenus(t *testing.T, ctx context.Context, server *httptest.Server) {
	const open = `document.querySelectorAll('details[open]').length`
	do(t, ctx, chromedp.Navigate(server.URL+"/overview-light.html"), chromedp.WaitVisible("#chart svg"), chromedp.KeyEvent("/"))
	if name := eval[string](t, ctx, `document.activeElement.name`); name != "q" {
		t.Errorf("focus on %q after the key, want the search", name)
	}
	do(t, ctx, chromedp.Click(".period-days summary"))
	if n := eval[int](t, ctx, open); n != 1 {
		t.Errorf("%d menus open after a click", n)
	}
	do(t, ctx, chromedp.KeyEvent("\u001b"))
	if n := eval[int](t, ctx, open); n != 0 {
		t.Errorf("%d menus open after Escape", n)
	}
}

// tableTwin switches from picture to table by its radio button.
func tableTwin(t *testing.T, ctx context.Context, server *httptest.Server) {
	do(t, ctx, chromedp.Navigate(server.URL+"/overview-light.html"), chromedp.WaitVisible("#chart svg"),
		chromedp.Click("#chart .chart-switch label:last-child"), chromedp.WaitVisible("#chart .chart-twin td"))
	if shown := eval[bool](t, ctx, `document.querySelector('#chart .chart-plot').checkVisibility()`); shown {
		t.Error("the picture still shows beside its table")
	}
}
