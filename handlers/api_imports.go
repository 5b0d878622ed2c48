package handlers

import (
	"context"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers/mapping"
	"tandem/aggregates/imports"
	"tandem/aggregates/metric"
	"tandem/aggregates/property"

	"github.com/gofiber/fiber/v2"
)

// undoTime bounds an undo: taking back a report of a million rows takes its time.
const undoTime = 10 * time.Minute

func (s *Site) apiImportRoutes() {
	const one = "/api/v1/imports/:import"
	s.get("/api/v1/imports", token, s.apiImports)
	s.add(Route{Method: fiber.MethodPost, Path: "/api/v1/imports", Policy: token, Handle: s.apiUpload, MaxBody: maxUpload, Timeout: uploadTime})
	s.get(one, token, s.apiImport)
	s.add(Route{Method: fiber.MethodPost, Path: one + "/undo", Policy: token, Handle: s.apiUndo, Timeout: undoTime})
}

// propertyAsked is the property that the query names, 0 for none. A token of one property means that one, and any other is as missing as none.
func (r *Request) propertyAsked() (int64, error) {
	missing := fault.NotFoundf("There is no such property.")
	id := r.Token.Property
	if text := r.Query("property"); text != "" {
		wanted, ok := number(text)
		if !ok || !r.Token.Opens(wanted) {
			return 0, missing
		}
		id = wanted
	}
	if id == 0 {
		return 0, nil
	}
	_, err := property.Find(r.Context(), r.Scope(), id)
	return id, err
}

func (s *Site) apiImports(r *Request) error {
	id, err := r.propertyAsked()
	if err != nil {
		return err
	}
	cut, err := r.part()
	if err != nil {
		return err
	}
	list, err := s.Imports.List(r.Context(), r.Scope(), id, cut.limit, cut.offset)
	if err != nil {
		return err
	}
	total, err := s.Imports.Count(r.Context(), r.Scope(), id)
	if err != nil {
		return err
	}
	return r.JSON(fiber.StatusOK, struct {
		Imports []imports.Import `json:"imports"`
		Total   int              `json:"total"`
		Limit   int              `json:"limit"`
		Offset  int              `json:"offset"`
	}{list, total, cut.limit, cut.offset})
}

// openImport is the import of the path, if the token opens its property.
func (s *Site) openImport(r *Request) (imports.Import, error) {
	id, err := r.ID("import")
	if err != nil {
		return imports.Import{}, err
	}
	i, err := s.Imports.Find(r.Context(), r.Scope(), id)
	if err == nil && r.Token.Property != 0 && (i.Property == nil || *i.Property != r.Token.Property) {
		i, err = imports.Import{}, fault.NotFoundf("There is no such import.")
	}
	return i, err
}

func (s *Site) apiImport(r *Request) error {
	i, err := s.openImport(r)
	if err != nil {
		return err
	}
	return r.JSON(fiber.StatusOK, i)
}

func (s *Site) apiUndo(r *Request) error {
	i, err := s.openImport(r)
	if err != nil {
		return err
	}
	if i, err = s.Imports.Undo(r.Context(), r.Scope(), i.ID); err != nil {
		return err
	}
	r.Record("import undone", r.Param("import"), i.File)
	return r.JSON(fiber.StatusOK, i)
}

// apiUpload takes one file as the body, or as the first file of a form, and stores it. The file streams to the desk; the answer comes when it is stored.
func (s *Site) apiUpload(r *Request) error {
	choice, err := r.choiceAsked()
	if err != nil {
		return err
	}
	split, err := r.splitAsked()
	if err != nil {
		return err
	}
	if err := s.room(r); err != nil {
		return err
	}
	file, name, said, err := r.uploadedFile()
	if err != nil {
		return err
	}
	if choice.Mapping, err = mappingAsked(said); err != nil {
		return err
	}
	i, err := s.Imports.Stage(r.Context(), r.Scope(), file, name, r.tokenWho(), choice)
	if err != nil {
		return err
	}
	if split {
		return s.apiSplit(r, i, choice)
	}
	stored, err := s.confirm(r, i, choice)
	if err != nil {
		return err
	}
	r.Record("file imported", r.Token.Name, stored.File)
	return r.JSON(fiber.StatusCreated, stored)
}

// choiceAsked is what the query says beside the file.
func (r *Request) choiceAsked() (c imports.Choice, err error) {
	if c.Property, err = r.propertyAsked(); err != nil {
		return c, err
	}
	switch c.Platform = r.Query("platform"); c.Platform {
	case "", metric.Facebook, metric.Instagram:
	default:
		return c, fault.Invalidf("platform is %q; it can be facebook or instagram.", c.Platform)
	}
	c.Yes, err = r.flag("yes")
	return c, err
}

// flag is a parameter that is true or false.
func (r *Request) flag(name string) (bool, error) {
	switch text := r.Query(name); text {
	case "", "false":
		return false, nil
	case "true":
		return true, nil
	default:
		return false, fault.Invalidf("%s is %q; it can be true or false.", name, text)
	}
}

// mappingAsked is the mapping of a request; nil where it says none.
func mappingAsked(text string) (*imports.Used, error) {
	if text == "" {
		return nil, nil
	}
	m, err := mapping.Parse([]byte(text))
	return &imports.Used{Mapping: m}, err
}

// uploadedFile is the stream of the file, the name it is shown by, and the mapping of the query or of a form field before the file; ” for none.
func (r *Request) uploadedFile() (file io.Reader, name, said string, err error) {
	name, said = r.Query("file"), r.Query("mapping")
	if name == "" {
		name = "upload"
	}
	body := r.Ctx.Context().RequestBodyStream()
	if body == nil {
		return nil, "", "", fault.Invalidf("Send the file as the body of the request.")
	}
	stream := &slowly{ctx: r.Context(), r: body, conn: r.Ctx.Context().Conn()}
	kind, params, err := mime.ParseMediaType(r.Ctx.Get(fiber.HeaderContentType))
	if err != nil || kind != fiber.MIMEMultipartForm {
		return stream, name, said, nil
	}
	form := multipart.NewReader(stream, params["boundary"])
	for {
		p, err := form.NextPart()
		if err != nil {
			return nil, "", "", fault.Wrap(fault.Invalid, err, "The form holds no file.")
		}
		if p.FileName() == "" {
			if p.FormName() == "mapping" {
				text, err := io.ReadAll(io.LimitReader(p, mapping.MaxJSON))
				if err != nil {
					return nil, "", "", fault.Wrap(fault.Invalid, err, "The mapping cannot be read.")
				}
				said = string(text)
			}
			continue
		}
		if r.Query("file") == "" {
			name = p.FileName()
		}
		return p, name, said, nil
	}
}

// confirm stores a staged file. One that the person would have to say yes to, or that cannot go anywhere, is not left waiting: nobody would look for it.
func (s *Site) confirm(r *Request, i imports.Import, choice imports.Choice) (imports.Import, error) {
	doubts, err := s.Imports.Doubts(r.Context(), r.Scope(), i.Preview, choice)
	if err == nil && len(doubts) > 0 && !choice.Yes {
		more := ""
		if n := len(i.Preview.Accounts); n > 1 {
			more = fmt.Sprintf(" It holds posts of %d accounts: send split=true to have each in a property of its own.", n)
		}
		err = fault.Invalidf("%s Send yes=true to import it all the same.%s", doubts[0], more)
	}
	var stored imports.Import
	if err == nil {
		stored, err = s.Imports.Confirm(r.Context(), r.Scope(), i.ID, choice, nil)
	}
	if err != nil {
		s.giveUp(r, i.ID)
	}
	return stored, err
}

// giveUp discards a staged file that nobody would look for.
func (s *Site) giveUp(r *Request, id int64) {
	ctx := context.WithoutCancel(r.Context())
	if now, e := s.Imports.Find(ctx, r.Scope(), id); e == nil && now.State == imports.Staged {
		if e := s.Imports.Discard(ctx, r.Scope(), id); e != nil {
			s.Log.Error("a refused upload could not be discarded", "import", id, "error", e.Error())
		}
	}
}
