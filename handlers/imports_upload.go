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
	waitingFiles = 20_000
	waitingBytes = 8 << 30
	// restOfForm is what may follow the last file without a closed connection.
	restOfForm = 64 << 10
	// longestField is how much of a field before the files is read, in bytes.
	longestField = 1000
)

// uploaded is what came of one request's files.
type uploaded struct {
	drop     int64 // 0 while it has no file
	received int
	refused  int      // with an entry in the list, which holds the reason
	errors   []string // one for each file that is not kept, with its name
}

// readMoment is how long an answer waits for an archive to be read: a small one is through before the page is drawn.
const readMoment = 600 * time.Millisecond

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
	return s.fits(r, int64(r.Ctx.Request().Header.ContentLength()), 0)
}

// fits refuses so many more bytes and files where they would be too much together with what waits.
func (s *Site) fits(r *Request, bytes int64, files int) error {
	waiting, kept, err := s.Imports.Kept(r.Context(), r.Scope())
	if err != nil {
		return err
	}
	if waiting+files >= waitingFiles || kept+bytes > waitingBytes {
		return fault.Conflictf("%s of %s wait to be imported. Import or discard some of them first.",
			format.Plural(int64(waiting), "file", "files"), r.OrganizationName)
	}
	return nil
}

// receive keeps each file of the form. A file that is refused does not stop the others.
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
			var err error
			switch p.FormName() {
			case "drop":
				err = s.joinDrop(r, p, &u)
			case "folder":
				err = s.receiveFolder(r, form, p, &u)
			}
			if err != nil {
				return u, err
			}
			continue // another field, or a chooser nobody used
		}
		if err := s.receiveFile(r, p, name, &u); err != nil {
			return u, err
		}
	}
	if u.received+len(u.errors) == 0 {
		return u, fault.Invalidf("Choose at least one file.")
	}
	return u, nil
}

// joinDrop goes on with a drop that the script began with another request: the same person's, in the same place, a short while ago.
func (s *Site) joinDrop(r *Request, p io.Reader, u *uploaded) error {
	text, err := fieldOf(p)
	if err != nil {
		return err
	}
	id, ok := number(text)
	if !ok {
		return nil
	}
	d, err := s.Imports.FindDrop(r.Context(), r.Scope(), id)
	in := int64(0)
	if d.Property != nil {
		in = *d.Property
	}
	if err == nil && (in != r.Property.ID || d.By != r.User.Email || r.Now().Sub(d.Created) > uploadTime) {
		err = fault.NotFoundf("There is no such drop.")
	}
	if err == nil {
		u.drop = id
	}
	return err
}

// receiveFile keeps one file and recognises it. An archive is read on, beyond the answer.
func (s *Site) receiveFile(r *Request, p io.Reader, name string, u *uploaded) error {
	file, err := s.Imports.Receive(p, name)
	return s.takeIn(r, file, err, name, u)
}

// receiveFolder keeps the documents of a folder, which are the rest of the form, as an archive of them. Before each goes its path, since the name of a part has none.
func (s *Site) receiveFolder(r *Request, form *multipart.Reader, p io.Reader, u *uploaded) error {
	name, err := fieldOf(p)
	if err != nil {
		return err
	}
	path := ""
	file, err := s.Imports.ReceiveFolder(name, func() (string, io.Reader, error) {
		for {
			p, err := form.NextPart()
			if err != nil || p.FileName() != "" {
				return path, p, err
			}
			if p.FormName() == "path" {
				if path, err = fieldOf(p); err != nil {
					return "", nil, err
				}
			}
		}
	})
	return s.takeIn(r, file, err, name, u)
}

// fieldOf is a short field of a form that is read as a stream.
func fieldOf(p io.Reader) (string, error) {
	b, err := io.ReadAll(io.LimitReader(p, longestField))
	return strings.ToValidUTF8(string(b), "?"), fault.Wrap(fault.Invalid, err, "The upload broke off. Send the files again.")
}

// takeIn recognises what was received, or keeps why nothing was.
func (s *Site) takeIn(r *Request, file imports.Upload, err error, name string, u *uploaded) error {
	fail := func(err error) error {
		if !fault.Is(err, fault.Invalid) && !fault.Is(err, fault.Conflict) {
			return err
		}
		u.errors = append(u.errors, strings.ToValidUTF8(name, "?")+": "+fault.Sentence(err))
		return nil
	}
	if err != nil {
		return fail(err)
	}
	if u.drop == 0 {
		if u.drop, err = s.Imports.OpenDrop(r.Context(), r.Scope(), r.who(), r.Property.ID); err != nil {
			s.Imports.Forget(r.Scope(), file)
			return err
		}
	}
	choice := imports.Choice{Property: r.Property.ID}
	if file.Archive == nil {
		found, err := s.Imports.Recognise(r.Context(), r.Scope(), u.drop, file, r.who(), choice, nil)
		if err != nil {
			return fail(err)
		}
		u.received += found.Staged
		if found.Refused > 0 {
			u.refused++
			u.errors = append(u.errors, found.First)
		}
		return nil
	}
	if err := s.fits(r, file.Bytes, file.Files()); err != nil {
		s.Imports.Forget(r.Scope(), file)
		return fail(err)
	}
	u.received++
	s.readArchive(r, u.drop, file, choice)
	return nil
}

// readArchive recognises an archive's files on a goroutine of its own: thousands take minutes.
func (s *Site) readArchive(r *Request, drop int64, file imports.Upload, choice imports.Choice) {
	scope, who, desk := r.Scope(), r.who(), s.Imports
	s.performEach(r, []*task{{hall: r.hall(), drop: drop, file: file.Name, kind: taskRead, all: file.Files()}}, func(ctx context.Context, t *task) error {
		_, err := desk.Recognise(ctx, scope, drop, file, who, choice, func(done int) { s.tasks.set(t, func(t *task) { t.done = done }) })
		return err
	}, readMoment)
}

// received answers the script with JSON about its one file, and the plain form with the page.
func (s *Site) received(r *Request, u uploaded) error {
	back := r.hall().path("")
	if strings.HasPrefix(r.Ctx.Get(fiber.HeaderAccept), fiber.MIMEApplicationJSON) {
		reply := struct {
			Redirect string `json:"redirect,omitempty"`
			Error    string `json:"error,omitempty"`
			Drop     int64  `json:"drop,omitempty"` // for the next file of the same drop
		}{Error: strings.Join(u.errors, " "), Drop: u.drop}
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
