package people

import (
	"context"
	"database/sql"
	"strings"
	"unicode"

	"tandem/aggregates/fault"
	"tandem/aggregates/store"
)

// Organization is whose data it is: a business owner's own, or an agency.
type Organization struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

// CreateOrganization adds one. A name that is taken is fault.Conflict.
func (p *People) CreateOrganization(ctx context.Context, name string) (Organization, error) {
	name, err := CleanName(name, "organization")
	if err != nil {
		return Organization{}, err
	}
	var o Organization
	err = p.machinery().Write(ctx, func(tx *store.Tx) error {
		o, err = p.addOrganization(ctx, tx, name)
		return err
	})
	return o, err
}

func (p *People) addOrganization(ctx context.Context, tx *store.Tx, name string) (Organization, error) {
	id, err := tx.Insert(ctx, queries.Get("organization.Add"), store.Args{"name": name, "now": p.now()})
	if fault.Is(err, fault.Conflict) {
		return Organization{}, fault.Wrap(fault.Conflict, err, "There is an organization named %s already.", name)
	}
	return Organization{ID: id, Name: name}, err
}

// FindOrganization is the organization of an id; fault.NotFound where there is none.
func (p *People) FindOrganization(ctx context.Context, id int64) (o Organization, err error) {
	return o, p.db.For(id).One(ctx, queries.Get("organization.Find"), nil, &o.ID, &o.Name)
}

// OrganizationByName is the organization of exactly that name; fault.NotFound where there is none.
func (p *People) OrganizationByName(ctx context.Context, name string) (o Organization, err error) {
	err = p.machinery().One(ctx, queries.Get("organization.FindByName"), store.Args{"name": strings.TrimSpace(name)}, &o.ID, &o.Name)
	if fault.Is(err, fault.NotFound) {
		err = fault.NotFoundf("There is no organization named %s.", name)
	}
	return o, err
}

// Organizations lists all, oldest first: for the command line, whose user owns the file.
func (p *People) Organizations(ctx context.Context) ([]Organization, error) {
	return organizations(ctx, p.machinery())
}

func organizations(ctx context.Context, src store.Source) (list []Organization, err error) {
	err = src.Each(ctx, queries.Get("organization.List"), nil, func(r *sql.Rows) error {
		var o Organization
		err := r.Scan(&o.ID, &o.Name)
		list = append(list, o)
		return err
	})
	return list, err
}

// defaultName is what the first command on an empty file calls the organization it makes.
const defaultName = "default"

// DefaultOrganization is the only organization of the file. An empty file gets one named default; of several one must be named,
// which is fault.Invalid.
func (p *People) DefaultOrganization(ctx context.Context) (o Organization, err error) {
	err = p.machinery().Write(ctx, func(tx *store.Tx) error {
		list, err := organizations(ctx, tx)
		switch {
		case err != nil:
			return err
		case len(list) > 1:
			return fault.Invalidf("This file holds %d organizations; name one with --organization.", len(list))
		case len(list) == 1:
			o = list[0]
			return nil
		}
		o, err = p.addOrganization(ctx, tx, defaultName)
		return err
	})
	return o, err
}

// RenameOrganization changes the name. A name that is taken is fault.Conflict.
func (p *People) RenameOrganization(ctx context.Context, s store.Scope, name string) error {
	name, err := CleanName(name, "organization")
	if err != nil {
		return err
	}
	return s.Write(ctx, func(tx *store.Tx) error {
		if err := renameOrganization(ctx, tx, name); err != nil {
			return err
		}
		return store.Bump(ctx, tx) // pages show the name
	})
}

func renameOrganization(ctx context.Context, tx *store.Tx, name string) error {
	_, err := tx.Exec(ctx, queries.Get("organization.Rename"), store.Args{"name": name})
	if fault.Is(err, fault.Conflict) {
		return fault.Wrap(fault.Conflict, err, "There is an organization named %s already.", name)
	}
	return err
}

const longestName = 120

// CleanName is a name without space around it. Empty, overlong or unprintable ones are fault.Invalid; what says whose name it is.
func CleanName(name, what string) (string, error) {
	name = strings.TrimSpace(name)
	switch {
	case name == "":
		return "", fault.Invalidf("The %s needs a name.", what)
	case len([]rune(name)) > longestName:
		return "", fault.Invalidf("The name of the %s is longer than %d characters.", what, longestName)
	case strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }):
		return "", fault.Invalidf("The name of the %s holds characters that cannot be shown.", what)
	}
	return name, nil
}
