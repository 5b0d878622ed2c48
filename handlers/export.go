package handlers

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode"

	"tandem/aggregates/fault"
	"tandem/aggregates/period"
	"tandem/views/parts"

	"github.com/gofiber/fiber/v2"
)

// An export is made whole before anything is sent, so that an error is an answer and not a cut file; the bounds keep one in memory.
const (
	mostExportDays  = 3700 // ten years, a row a day
	mostExportPosts = 20_000
	exportTime      = 60 * time.Second
)

func (s *Site) exportRoutes() {
	s.add(Route{Method: fiber.MethodGet, Path: "/p/:property/export/overview", Policy: propertyView, Handle: s.exportOverview, Timeout: exportTime})
	s.add(Route{Method: fiber.MethodGet, Path: "/p/:property/export/content", Policy: propertyView, Handle: s.exportContent, Timeout: exportTime})
}

// exportFormat is csv or xlsx as the address asks for; anything else is fault.Invalid.
func (r *Request) exportFormat() (string, error) {
	switch f := r.Query("file"); f {
	case "", "csv":
		return "csv", nil
	case "xlsx":
		return f, nil
	default:
		return "", fault.Invalidf("file is %q; it can be csv or xlsx.", f)
	}
}

// sendFile answers with pages as one file, named in words, and leaves its line in the trail. As CSV it is the page of that name, the first without one.
func (r *Request) sendFile(what string, p period.Period, pages []page) error {
	form, err := r.exportFormat()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	kind := "text/csv; charset=utf-8"
	if form == "xlsx" {
		kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
		err = writeXLSX(&b, pages)
	} else {
		chosen := pages[0]
		for _, each := range pages {
			if strings.EqualFold(each.name, r.Query("sheet")) {
				chosen = each
			}
		}
		if chosen.name != pages[0].name {
			what += " " + strings.ToLower(chosen.name)
		}
		err = writeCSV(&b, chosen)
	}
	if err != nil {
		return err
	}
	name := fmt.Sprintf("%s, %s %s to %s", r.Property.Name, what, p.From, p.To)
	if p.AsOf != 0 {
		name += ", as reported on " + p.AsOf.String()
	}
	r.Record("export", what, fmt.Sprintf("%s, %s to %s, property %d", form, p.From, p.To, r.Property.ID))
	r.Ctx.Set(fiber.HeaderContentType, kind)
	r.Ctx.Set(fiber.HeaderContentDisposition, disposition(name+"."+form))
	r.Ctx.Set(fiber.HeaderCacheControl, "no-store")
	return r.Ctx.Send(b.Bytes())
}

// disposition names a download, for old programs in plain letters and for all others as it is. What could end the header or name a folder is left out.
func disposition(name string) string {
	name = strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || strings.ContainsRune(`/\:*?"<>|`, c) {
			return -1
		}
		return c
	}, name)
	plain := strings.Map(func(c rune) rune {
		if c > 126 {
			return '_'
		}
		return c
	}, name)
	return fmt.Sprintf(`attachment; filename="%s"; filename*=UTF-8''%s`, plain, url.PathEscape(name))
}

// exportMenu is the button at the top of a page: path is the export's, values what the page shows. Each of csv is the name of a sheet with its words.
func exportMenu(path string, values url.Values, csv ...[2]string) parts.MenuModel {
	m := parts.MenuModel{Label: "Export", Icon: "export", End: true}
	add := func(text, note string, pairs ...string) {
		v := url.Values{}
		for k, list := range values {
			v[k] = list
		}
		for i := 0; i+1 < len(pairs); i += 2 {
			v.Set(pairs[i], pairs[i+1])
		}
		m.Items = append(m.Items, parts.MenuItem{Text: text, Note: note, Href: (&url.URL{Path: path, RawQuery: v.Encode()}).String()})
	}
	for _, each := range csv {
		add(each[1], "CSV", "file", "csv", "sheet", each[0])
	}
	add("Workbook", "XLSX", "file", "xlsx")
	return m
}

// reasons gathers why cells of a row are empty, in words.
type reasons []string

// need notes the reason of an empty cell under its column's name; a reason without words would be an empty cell without any.
func (l *reasons) need(column string, why parts.ReasonModel) {
	text := why.Word
	if why.Sentence != "" {
		text += " (" + strings.TrimSuffix(why.Sentence, ".") + ")"
	}
	*l = append(*l, column+": "+text)
}

func (l reasons) text() string { return strings.Join(l, "; ") }
