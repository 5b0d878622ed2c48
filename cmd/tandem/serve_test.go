package main_test

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
)

// served is a running server.
type served struct {
	t     *testing.T
	cmd   *exec.Cmd
	lines map[string]string // what it printed, by the word before the colon
	words *safeBuffer
	ended chan struct{}
	code  int
}

// safeBuffer is written by the process's reader while a test looks.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

// freeAddress is one that nobody listens at.
func freeAddress(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().String()
}

// start runs serve or demo until it has printed the line that last begins.
func (p place) start(last string, args ...string) *served {
	p.Helper()
	s := &served{t: p.T, cmd: p.command(args...), lines: map[string]string{}, words: &safeBuffer{}, ended: make(chan struct{})}
	s.cmd.Stderr = s.words
	out, err := s.cmd.StdoutPipe()
	if err == nil {
		err = s.cmd.Start()
	}
	if err != nil {
		p.Fatal(err)
	}
	ready := make(chan struct{})
	go func() {
		defer close(s.ended)
		scan := bufio.NewScanner(out)
		for scan.Scan() {
			word, rest, _ := strings.Cut(scan.Text(), ": ")
			s.lines[word] = rest
			if word == last {
				close(ready)
				break
			}
		}
		io.Copy(io.Discard, out)
		s.cmd.Wait()
		s.code = s.cmd.ProcessState.ExitCode()
	}()
	p.Cleanup(func() {
		s.cmd.Process.Kill()
		<-s.ended
	})
	select {
	case <-ready:
	case <-s.ended:
		p.Fatalf("%v ended with %d: %s", args, s.code, s.words)
	case <-time.After(time.Minute):
		p.Fatalf("%v printed no %s: %s", args, last, s.words)
	}
	return s
}

// get asks for a path and gives status and body.
func (s *served) get(path string, header ...string) (int, string) {
	s.t.Helper()
	req, err := http.NewRequest(http.MethodGet, s.lines["URL"]+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	res, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return res.StatusCode, string(b)
}

// stop sends a signal and gives the exit code.
func (s *served) stop(signal syscall.Signal) int {
	s.t.Helper()
	if err := s.cmd.Process.Signal(signal); err != nil {
		s.t.Fatal(err)
	}
	select {
	case <-s.ended:
	case <-time.After(30 * time.Second):
		s.t.Fatal("it did not stop")
	}
	return s.code
}

func TestServeOffersSetUpAndStopsCleanly(t *testing.T) {
	p := newPlace(t)
	addr := freeAddress(t)
	s := p.start("Nobody can sign in yet. Set up the owner account", "serve", "--addr", addr)
	if s.lines["URL"] != "http://"+addr {
		t.Errorf("it says %v", s.lines)
	}
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 200, "/setup": 200, "/api/v1/openapi.json": 200, "/api/v1/properties": 401, "/": 303, "/nothing": 404} {
		if code, _ := s.get(path); code != want {
			t.Errorf("%s answers %d, want %d", path, code, want)
		}
	}
	o := p.run("", "serve", "--addr", freeAddress(t)).exits(1).says("serves", fmt.Sprint(s.cmd.Process.Pid))
	if o.out != "" {
		t.Errorf("the second server said %q", o.out)
	}
	p.tandem(1, "restore", "whatever.db").says("serves")
	if code := s.stop(syscall.SIGTERM); code != 0 {
		t.Errorf("it ended with %d: %s", code, s.words)
	}
	for _, line := range strings.Split(strings.TrimSpace(s.words.String()), "\n") {
		if !strings.HasPrefix(line, `{"time":"2`) || !strings.Contains(line, `Z",`) {
			t.Errorf("not a line of JSON in UTC: %q", line)
		}
	}
	if _, err := os.Stat(filepath.Join(p.dir, "tandem.db-wal")); err == nil {
		t.Error("the data file was not closed")
	}
	again := p.start("URL", "serve", "--addr", addr) // the lock went with its holder
	if code := again.stop(syscall.SIGINT); code != 0 {
		t.Errorf("Ctrl-C ended it with %d", code)
	}
}

func TestServeIsNotOpenToOthersByAccident(t *testing.T) {
	p := newPlace(t)
	p.tandem(1, "serve", "--addr", "0.0.0.0:0").says("TANDEM_PUBLIC_URL")
	c := p.command("serve", "--addr", "0.0.0.0:0")
	c.Env = append(c.Env, "TANDEM_PUBLIC_URL=http://tandem.example")
	if out, err := c.CombinedOutput(); err == nil || !strings.Contains(string(out), "https") {
		t.Errorf("plain http for everybody: %v %s", err, out)
	}
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	p.tandem(1, "serve", "--addr", taken.Addr().String()).says("address already in use")
}

func TestCommandsRunBesideAServer(t *testing.T) {
	p := newPlace(t)
	p.tandem(0, "property", "add", "Café")
	token := strings.TrimSpace(p.tandem(0, "token", "create", "--name", "t").out)
	s := p.start("URL", "serve", "--addr", freeAddress(t))
	p.imports(0, p.file("fb.csv", facebookContent), "--property", "Café")
	code, body := s.get("/api/v1/properties/1/totals?from=2025-01-01&to=2025-12-31", "Authorization", "Bearer "+token)
	if code != 200 {
		t.Fatalf("%d %s", code, body)
	}
	expect(t, body, map[string]any{"content.facebook.posts": 2, "content.facebook.views": 800})
	var compact bytes.Buffer
	for _, f := range strings.Fields(p.totals("Café")) {
		compact.WriteString(f)
	}
	if strings.Join(strings.Fields(body), "") != compact.String() {
		t.Errorf("API and command differ:\n%s\n%s", body, compact.String())
	}
	p.verified()
}

func TestDemo(t *testing.T) {
	p := newPlace(t)
	s := p.start("Password", "demo", "--addr", freeAddress(t), "--properties", "2")
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	browser := &http.Client{Jar: jar, Timeout: 30 * time.Second}
	page, err := browser.Get(s.lines["URL"] + "/login")
	if err != nil {
		t.Fatal(err)
	}
	defer page.Body.Close()
	doc, err := goquery.NewDocumentFromReader(page.Body)
	if err != nil {
		t.Fatal(err)
	}
	token, _ := doc.Find("input[name=csrf]").First().Attr("value")
	home, err := browser.PostForm(s.lines["URL"]+"/login", url.Values{"csrf": {token}, "email": {s.lines["E-mail"]}, "password": {s.lines["Password"]}})
	if err != nil {
		t.Fatal(err)
	}
	defer home.Body.Close()
	if doc, err = goquery.NewDocumentFromReader(home.Body); err != nil || home.StatusCode != 200 {
		t.Fatalf("after sign-in: %d %v", home.StatusCode, err)
	}
	if text := doc.Text(); !strings.Contains(text, "Wrenfield Café") || !strings.Contains(text, "Pinyon Spoke Workshop") {
		t.Errorf("the portfolio does not list the two businesses: %q", strings.Join(strings.Fields(text), " "))
	}
	made, _ := filepath.Glob(filepath.Join(p.dir, "tandem-demo-*"))
	if len(made) != 1 {
		t.Fatalf("the demo made %v", made)
	}
	v := p.tandem(0, "verify", "--db", filepath.Join(made[0], "tandem.db")).out
	if !strings.Contains(v, `"ok": true`) {
		t.Error(v)
	}
	list := p.tandem(0, "imports", "list", "--json", "--db", filepath.Join(made[0], "tandem.db")).out
	if strings.Contains(list, `"refused"`) || !strings.Contains(list, `"ads_report"`) {
		t.Errorf("not every file of the demo came in: %s", list)
	}
	if code := s.stop(syscall.SIGINT); code != 0 {
		t.Errorf("it ended with %d: %s", code, s.words)
	}
	if left, _ := filepath.Glob(filepath.Join(p.dir, "tandem-demo-*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
