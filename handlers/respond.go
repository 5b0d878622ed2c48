package handlers

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"tandem/aggregates/people"
	"tandem/aggregates/store"
	"tandem/views/parts"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"
)

// Render answers with a page and status 200.
func (r *Request) Render(page templ.Component) error { return r.RenderStatus(fiber.StatusOK, page) }

// RenderStatus answers with a page. It is drawn whole before anything is sent, so an error in drawing still becomes a clean answer.
func (r *Request) RenderStatus(status int, page templ.Component) error {
	var b bytes.Buffer
	b.Grow(usualPage)
	ctx := r.ctx
	if r.Property.ID != 0 && r.Role.AtLeast(people.Analyst) { // what an import would fill leads there, for those who may go
		ctx = parts.WithImports(ctx, propertyPath(r.Property.ID)+"/imports")
	}
	if err := page.Render(ctx, &b); err != nil {
		return err
	}
	r.Ctx.Status(status)
	r.Ctx.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
	return r.send(b.Bytes())
}

// JSON answers with v.
func (r *Request) JSON(status int, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	r.Ctx.Status(status)
	r.Ctx.Set(fiber.HeaderContentType, "application/json; charset=utf-8")
	return r.send(b)
}

// Redirect answers a change with the page that shows it. path is one of ours and begins with a slash.
func (r *Request) Redirect(path string) error {
	return r.Ctx.Redirect(path, fiber.StatusSeeOther)
}

const worthZipping = 1024

// usualPage is what most pages have room in, in bytes before compression.
const usualPage = 48 << 10

// send compresses pages at the fastest level: the tightest costs half the throughput for a few per cent.
func (r *Request) send(body []byte) error {
	r.Ctx.Vary(fiber.HeaderAcceptEncoding)
	if len(body) < worthZipping || !strings.Contains(r.Ctx.Get(fiber.HeaderAcceptEncoding), "gzip") {
		return r.Ctx.Send(body)
	}
	z, err := r.site.takeZip()
	if err != nil {
		return err
	}
	defer r.site.giveZip(z)
	r.Ctx.Response().ResetBody()
	z.Reset(r.Ctx.Response().BodyWriter())
	if _, err := z.Write(body); err != nil {
		return err
	}
	r.Ctx.Set(fiber.HeaderContentEncoding, "gzip")
	return z.Close()
}

// keptZips is how many idle compressors are kept. Each has more than a megabyte, and a pool that every collection empties makes them anew again and again.
const keptZips = 2

func (s *Site) takeZip() (*gzip.Writer, error) {
	select {
	case z := <-s.zips:
		return z, nil
	default:
		return gzip.NewWriterLevel(nil, gzip.BestSpeed)
	}
}

func (s *Site) giveZip(z *gzip.Writer) {
	z.Reset(nil) // it must not hold the answer it wrote
	select {
	case s.zips <- z:
	default:
	}
}

// Flash keeps a sentence for the next page. tone is one of parts' tones.
func (r *Request) Flash(tone, text string) {
	r.session.m.Put(r.ctx, flashKey, tone+"\n"+strings.ReplaceAll(text, "\n", " "))
}

// FlashUndo is Flash for what is done, with a button that posts to action to take it back.
func (r *Request) FlashUndo(text, action string) {
	r.session.m.Put(r.ctx, flashKey, parts.ToneNew+"\n"+strings.ReplaceAll(text, "\n", " ")+"\n"+action)
}

// hour is the hour of the request: words like "3 h ago" keep a page no longer than that.
func (r *Request) hour() string { return r.site.Clock().UTC().Format("2006-01-02T15") }

// Unchanged answers 304 and reports true when the browser has this page already. Only pages whose whole content follows from the
// organization's data, the person, the address and the hour may ask; they do so before they ask anything else.
func (r *Request) Unchanged() (bool, error) {
	if r.session.m != nil && r.session.m.Exists(r.ctx, flashKey) {
		return false, nil // a message is shown once, and never from a cache
	}
	version, err := store.Version(r.ctx, r.house())
	if err != nil {
		return false, err
	}
	hour := r.hour()
	r.version, r.versioned = version, true
	sum := sha256.Sum256(fmt.Appendf(nil, "%d|%d|%s|%d|%s|%s|%s|%s|%x", version, r.Organization, r.Role, r.User.ID, r.User.Theme, r.Ctx.OriginalURL(),
		hour, r.site.Version, r.formSecret()))
	tag := `W/"` + hex.EncodeToString(sum[:12]) + `"`
	r.Ctx.Set(fiber.HeaderETag, tag)
	if r.Ctx.Get(fiber.HeaderIfNoneMatch) != tag {
		return false, nil
	}
	r.Ctx.Status(fiber.StatusNotModified)
	return true, nil
}
