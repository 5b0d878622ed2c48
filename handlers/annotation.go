package handlers

import (
	"net/url"
	"strconv"
	"strings"

	"tandem/aggregates/annotation"
	"tandem/aggregates/fault"
	"tandem/aggregates/people"
	"tandem/aggregates/period"
	"tandem/aggregates/property"
	view "tandem/views/annotation"
	"tandem/views/format"
	"tandem/views/parts"
	"tandem/views/shell"
)

// Who may see a property's chart sees its annotations and those of all properties. Writing takes an analyst, who sees every property of the organization; a viewer,
// who is confined to those granted, writes none, neither for one property nor for all. An annotation of another organization is answered as a missing one.
func (s *Site) annotationRoutes() {
	s.post("/p/:property/annotations", propertyEdit, s.markDay)
	s.get("/settings/annotations", organizationView, s.annotations)
	s.post("/settings/annotations", organizationEdit, s.addAnnotation)
	s.get("/settings/annotations/:annotation", organizationEdit, s.editAnnotation)
	s.post("/settings/annotations/:annotation", organizationEdit, s.changeAnnotation)
	s.post("/settings/annotations/:annotation/remove", organizationEdit, s.removeAnnotation)
	s.post("/settings/annotations/:annotation/restore", organizationEdit, s.restoreAnnotation)
}

func annotationPath(id, organization int64, end string) string {
	return inOrganization("/settings/annotations/"+strconv.FormatInt(id, 10)+end, organization)
}

func annotationsPath(organization int64) string {
	return inOrganization("/settings/annotations", organization)
}

// annotationKind is a kind in one word.
func annotationKind(k annotation.Kind) string {
	return strings.ToUpper(string(k[:1])) + string(k[1:])
}

func kindOptions() (list []parts.Option) {
	for _, k := range annotation.Kinds() {
		list = append(list, parts.Option{Value: string(k), Text: annotationKind(k)})
	}
	return list
}

// written reads the form. No last day means a single one; two days in the wrong order are meant as the range between them.
func (r *Request) written() (n annotation.New, err error) {
	f, err := r.fields("first", "last", "text", "kind")
	if err != nil {
		return n, err
	}
	n.Text, n.Kind = f[2], annotation.Kind(f[3])
	if n.Days.From, err = period.ParseDay(f[0]); err != nil {
		return n, fault.Invalidf("The day: %v.", err)
	}
	n.Days.To = n.Days.From
	if f[1] != "" {
		if n.Days.To, err = period.ParseDay(f[1]); err != nil {
			return n, fault.Invalidf("The last day: %v.", err)
		}
	}
	if !n.Days.Valid() {
		n.Days.From, n.Days.To = n.Days.To, n.Days.From
	}
	return n, nil
}

// where reads which property the settings' form names; empty is every one.
func (r *Request) where() (int64, error) {
	text, err := r.Field("property", 32)
	if err != nil || text == "" {
		return 0, err
	}
	id, ok := number(text)
	if !ok {
		return 0, fault.NotFoundf("There is no such property.")
	}
	return id, nil
}

// markDay adds an annotation beside a chart and leads back to it.
func (s *Site) markDay(r *Request) error {
	back, err := r.backToOverview()
	if err != nil {
		return err
	}
	n, err := r.written()
	if err != nil {
		return r.refused(err, back)
	}
	everywhere, err := r.Field("everywhere", 8)
	if err != nil {
		return err
	}
	place := "all properties"
	if everywhere == "" {
		n.Property, place = r.Property.ID, r.Property.Name
	}
	if _, err := annotation.Add(r.Context(), r.Scope(), n, r.User.ID, r.Now()); err != nil {
		return r.refused(err, back)
	}
	r.Record("annotation added", place, annotationDetail(n))
	r.Flash(parts.ToneNew, "Marked "+rangeWords(n.Days)+" on the charts of "+place+".")
	return r.Redirect(back)
}

// backToOverview is the overview with the part of its address that the form carries. The path is ours whatever the form says, and of the query only what the overview
// reads is kept.
func (r *Request) backToOverview() (string, error) {
	text, err := r.Field("back", 1024)
	if err != nil {
		return "", err
	}
	given, _ := url.ParseQuery(text) // what cannot be parsed is left out
	kept := url.Values{}
	for _, name := range []string{"from", "to", "compare", "platform", "metric", "currency"} {
		if v := given.Get(name); v != "" {
			kept.Set(name, v)
		}
	}
	return (&url.URL{Path: propertyPath(r.Property.ID), RawQuery: kept.Encode(), Fragment: "chart"}).String(), nil
}

func annotationDetail(n annotation.New) string {
	return n.Days.From.String() + " to " + n.Days.To.String() + ", " + string(n.Kind) + ": " + strings.TrimSpace(n.Text)
}

// annotations lists what the person may see.
func (s *Site) annotations(r *Request) error {
	list, err := annotation.List(r.Context(), r.Scope(), r.confined())
	if err != nil {
		return err
	}
	names, err := property.Names(r.Context(), r.Scope(), r.confined())
	if err != nil {
		return err
	}
	m := view.Page{Back: parts.LinkModel{Text: "Settings", Href: inOrganization("/settings", r.Organization)}}
	if m.Frame, err = r.Frame("Annotations", shell.RoomSettings); err != nil {
		return err
	}
	m.CSRF = m.Frame.CSRF
	for _, a := range list {
		m.Lines = append(m.Lines, r.annotationLine(a, names))
	}
	if r.Role.AtLeast(people.Analyst) {
		f := r.annotationForm(names)
		f.Action, f.CSRF, f.Submit = annotationsPath(r.Organization), m.CSRF, "Mark the days"
		m.Add = &f
	}
	return r.Render(view.List(m))
}

func (r *Request) annotationLine(a annotation.Annotation, names []property.Name) view.Line {
	l := view.Line{Days: rangeWords(a.Days), Text: a.Text, Kind: annotationKind(a.Kind), Property: "All properties", By: a.Author}
	if l.By == "" {
		l.By = "the command line"
	}
	l.By += ", " + format.DayYear(a.At)
	for _, n := range names {
		if n.ID == a.Property {
			l.Property = n.Name
		}
		if n.ID == a.Property || a.Property == 0 && l.Chart == "" {
			around := period.Range{From: a.Days.From - 14, To: max(a.Days.To, a.Days.From+13)}
			v := url.Values{"from": {around.From.String()}, "to": {around.To.String()}}
			l.Chart = propertyPath(n.ID) + "?" + v.Encode() + "#chart"
		}
	}
	if r.Role.AtLeast(people.Analyst) {
		l.Edit, l.Remove = annotationPath(a.ID, r.Organization, ""), annotationPath(a.ID, r.Organization, "/remove")
	}
	return l
}

func (r *Request) annotationForm(names []property.Name) view.Form {
	f := view.Form{Kinds: kindOptions(), Longest: annotation.LongestText, First: r.Today().String(),
		Properties: []parts.Option{{Value: "", Text: "All properties"}}}
	for _, n := range names {
		f.Properties = append(f.Properties, parts.Option{Value: strconv.FormatInt(n.ID, 10), Text: n.Name})
	}
	return f
}

func (s *Site) addAnnotation(r *Request) error {
	n, err := r.written()
	if err == nil {
		n.Property, err = r.where()
	}
	if err == nil {
		_, err = annotation.Add(r.Context(), r.Scope(), n, r.User.ID, r.Now())
	}
	if err != nil {
		return r.refused(err, annotationsPath(r.Organization))
	}
	r.Record("annotation added", r.placeName(n.Property), annotationDetail(n))
	r.Flash(parts.ToneNew, "Marked "+rangeWords(n.Days)+".")
	return r.Redirect(annotationsPath(r.Organization))
}

// placeName is how the audit trail names where an annotation stands.
func (r *Request) placeName(id int64) string {
	if id == 0 {
		return "all properties"
	}
	return "property " + strconv.FormatInt(id, 10)
}

// found is the annotation that the address names.
func (r *Request) found() (a annotation.Annotation, err error) {
	id, err := r.ID("annotation")
	if err != nil {
		return a, err
	}
	return annotation.Find(r.Context(), r.Scope(), id)
}

func (s *Site) editAnnotation(r *Request) error {
	a, err := r.found()
	if err != nil {
		return err
	}
	return s.annotationPage(r, a.ID, annotation.New{Property: a.Property, Days: a.Days, Kind: a.Kind, Text: a.Text}, nil)
}

// annotationPage draws the form of one annotation; refusal is why what was written does not do.
func (s *Site) annotationPage(r *Request, id int64, n annotation.New, refusal error) error {
	names, err := property.Names(r.Context(), r.Scope(), r.confined())
	if err != nil {
		return err
	}
	m := view.Edit{Back: parts.LinkModel{Text: "All annotations", Href: annotationsPath(r.Organization)}, Form: r.annotationForm(names)}
	if m.Frame, err = r.Frame("Annotation", shell.RoomSettings); err != nil {
		return err
	}
	f := &m.Form
	f.Action, f.CSRF, f.Submit = annotationPath(id, r.Organization, ""), m.Frame.CSRF, "Save"
	f.First, f.Last, f.Text, f.Kind = n.Days.From.String(), n.Days.To.String(), n.Text, string(n.Kind)
	if n.Days.From == n.Days.To {
		f.Last = ""
	}
	if n.Property != 0 {
		f.Property = strconv.FormatInt(n.Property, 10)
	}
	if refusal == nil {
		return r.Render(view.Change(m))
	}
	m.Error = fault.Sentence(refusal)
	return r.RenderStatus(problemOf(refusal).status, view.Change(m))
}

func (s *Site) changeAnnotation(r *Request) error {
	a, err := r.found()
	if err != nil {
		return err
	}
	n, err := r.written()
	if err == nil {
		n.Property, err = r.where()
	}
	if err == nil {
		err = annotation.Change(r.Context(), r.Scope(), a.ID, n, r.User.ID, r.Now())
	}
	if fault.Is(err, fault.Invalid) {
		return s.annotationPage(r, a.ID, n, err)
	}
	if err != nil {
		return err
	}
	r.Record("annotation changed", r.placeName(n.Property), annotationDetail(n)+" (was "+string(a.Kind)+": "+a.Text+")")
	r.Flash(parts.ToneNew, "Saved.")
	return r.Redirect(annotationsPath(r.Organization))
}

func (s *Site) removeAnnotation(r *Request) error {
	a, err := r.found()
	if err == nil {
		err = annotation.Remove(r.Context(), r.Scope(), a.ID, r.Now())
	}
	if err != nil {
		return err
	}
	r.Record("annotation removed", r.placeName(a.Property), annotationDetail(annotation.New{Days: a.Days, Kind: a.Kind, Text: a.Text}))
	r.FlashUndo("“"+a.Text+"” is removed.", annotationPath(a.ID, r.Organization, "/restore"))
	return r.Redirect(annotationsPath(r.Organization))
}

func (s *Site) restoreAnnotation(r *Request) error {
	id, err := r.ID("annotation")
	if err == nil {
		err = annotation.Restore(r.Context(), r.Scope(), id, r.Now())
	}
	if err != nil {
		return err
	}
	a, err := annotation.Find(r.Context(), r.Scope(), id)
	if err != nil {
		return err
	}
	r.Record("annotation put back", r.placeName(a.Property), annotationDetail(annotation.New{Days: a.Days, Kind: a.Kind, Text: a.Text}))
	r.Flash(parts.ToneNew, "“"+a.Text+"” is back.")
	return r.Redirect(annotationsPath(r.Organization))
}
