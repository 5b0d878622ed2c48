package handlers

import (
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net"
	"strings"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/imports"
	"tandem/views/format"
	"tandem/views/parts"

	"github.com/gofiber/fiber/v2"
)

const (
	// maxUpload is one request: a file of the largest size and the lines of the form around it.
	maxUpload = imports.MaxUpload + 1<<20
	// uploadTime bounds one request, chunkTime the silence within it.
	uploadTime = 30 * time.Minute
	chunkTime  = 30 * time.Second
	// An organization may keep so much that nobody has decided about yet.
	waitingFiles = 400
	waitingBytes = 8 << 30
	// restOfForm is what may follow the last file without a closed connection.
	restOfForm = 64 << 10
)

// uploaded is what came of one request's files.
type uploaded struct {
	received int
	refused  int      // with an entry in the list, which holds the reason
	errors   []string // one for each file that is not kept, with its name
}

// upload takes files as a stream, one part after the other, each straight to the desk: nothing of a file is in memory, and none of it is kept
// before the form's token was seen, be it in the header or in the first part.
func (s *Site) upload(r *Request) error {
	body := r.Ctx.Context().RequestBodyStream()
	_, params, err := mime.ParseMediaType(r.Ctx.Get(fiber.HeaderContentType))
	if err != nil || params["boundary"] == "" || body == nil {
		return fault.Invalidf("Choose at least one file.")
	}
	stream := &slowly{ctx: r.Context(), r: body, conn: r.Ctx.Context().Conn()}
	form := multipart.NewReader(stream, params["boundary"])
	if !r.verified {
		if err := r.verifyFirst(form); err != nil {
			return err
		}
	}
	if err := s.room(r); err != nil {
		return err
	}
	u, err := s.receive(r, form)
	if err != nil {
		return err
	}
	if n, _ := io.CopyN(io.Discard, stream, restOfForm); n == restOfForm {
		r.Ctx.Context().SetConnectionClose()
	}
	return s.received(r, u)
}

// verifyFirst expects the form's token in front of everything else.
func (r *Request) verifyFirst(form *multipart.Reader) error {
	p, err := form.NextPart()
	if err != nil || p.FormName() != tokenField || p.FileName() != "" {
		return errForm
	}
	b, err := io.ReadAll(io.LimitReader(p, 256))
	if err != nil {
		return errForm
	}
	return r.Verify(string(b))
}

// room refuses further files where too much waits already.
func (s *Site) room(r *Request) error {
	waiting, err := s.Imports.Waiting(r.Context(), r.Scope(), 0)
	if err != nil {
		return err
	}
	kept := int64(r.Ctx.Request().Header.ContentLength())
	for _, i := range waiting {
		kept += i.Bytes
	}
	if len(waiting) >= waitingFiles || kept > waitingBytes {
		return fault.Conflictf("%s of %s wait to be imported. Import or discard some of them first.",
			format.Plural(int64(len(waiting)), "file", "files"), r.OrganizationName)
	}
	return nil
}

// receive stages each file of the form. A file that is refused does not stop the others.
func (s *Site) receive(r *Request, form *multipart.Reader) (u uploaded, err error) {
	for u.received+u.refused+len(u.errors) < waitingFiles {
		p, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return u, fault.Wrap(fault.Invalid, err, "The upload broke off. Send the files again.")
		}
		name := p.FileName()
		if name == "" {
			continue // another field, or a chooser nobody used
		}
		i, err := s.Imports.Stage(r.Context(), r.Scope(), p, name, imports.Who{User: r.User.ID, Via: "page", Source: "file"},
			imports.Choice{Property: r.Property.ID})
		switch {
		case err == nil:
			u.received++
		case i.State == imports.Refused:
			u.refused++
			u.errors = append(u.errors, i.Error)
		case fault.Is(err, fault.Invalid):
			u.errors = append(u.errors, strings.ToValidUTF8(name, "?")+": "+fault.Sentence(err))
		default:
			return u, err
		}
	}
	if u.received+len(u.errors) == 0 {
		return u, fault.Invalidf("Choose at least one file.")
	}
	return u, nil
}

// received answers the script with JSON about its one file, and the plain form with the page.
func (s *Site) received(r *Request, u uploaded) error {
	back := importsPath(r.Property.ID)
	if strings.HasPrefix(r.Ctx.Get(fiber.HeaderAccept), fiber.MIMEApplicationJSON) {
		reply := struct {
			Redirect string `json:"redirect,omitempty"`
			Error    string `json:"error,omitempty"`
		}{Error: strings.Join(u.errors, " ")}
		if u.received+u.refused > 0 {
			reply.Redirect = back
		}
		status := fiber.StatusOK
		if len(u.errors) > 0 {
			status = fiber.StatusUnprocessableEntity
		}
		return r.JSON(status, reply)
	}
	if lost := u.errors; len(lost) > u.refused {
		// Those with an entry say it on the page themselves.
		r.Flash(parts.ToneLoss, strings.Join(lost[:min(len(lost), 5)], " "))
	}
	return r.Redirect(back)
}

// slowly reads a body that takes long to arrive: the server's own read deadline is for small requests and would cut it, so each read
// moves it. It stops with the request's context.
type slowly struct {
	ctx  context.Context
	r    io.Reader
	conn net.Conn
}

func (s *slowly) Read(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	if err := s.conn.SetReadDeadline(fromNow(chunkTime)); err != nil {
		return 0, err
	}
	return s.r.Read(b)
}
