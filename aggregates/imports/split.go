package imports

import (
	"cmp"
	"context"
	"fmt"

	"tandem/aggregates/fault"
	"tandem/aggregates/metric"
	"tandem/aggregates/property"
	"tandem/aggregates/store"
)

// mostParts is how many Pages one file is split into at most: each is a pass over it.
const mostParts = 200

// Part is one Page or account of a file of several, and the property its posts go to.
type Part struct {
	Owner    Owner
	Property int64 // 0 for one that is yet to be made
	Name     string
	Timezone string
	Currency string
	platform string
}

// Parts are the Pages of a previewed file with the properties that are linked to them. Where none is linked, the part names the property to be made: after the Page,
// with the time zone and currency of the property that c names, else with the zone of the mapping or of most properties. A file of no account has none.
func (d *Desk) Parts(ctx context.Context, s store.Source, p Preview, c Choice) ([]Part, error) {
	owners := p.Accounts
	if len(owners) == 0 && p.Owner.ID != "" && p.Posts > 0 {
		owners = []Owner{p.Owner}
	}
	if len(owners) > mostParts {
		return nil, fault.Invalidf("%s holds posts of %d accounts. A file is split into %d at most.", p.File, len(owners), mostParts)
	}
	platform := p.Platform
	if platform == "" {
		platform = c.Platform
	}
	if len(owners) > 0 && platform != metric.Facebook && platform != metric.Instagram {
		return nil, fault.Invalidf("%s does not say whether it is of Facebook or Instagram. Say which: --platform facebook or --platform instagram.", p.File)
	}
	template, err := d.template(ctx, s, c)
	if err != nil {
		return nil, err
	}
	var list []Part
	for _, o := range owners {
		held, err := property.Holders(ctx, s, property.Kind(platform), o.ID)
		if err != nil {
			return nil, err
		}
		part := Part{Owner: o, Name: o.Name, Timezone: template.Timezone, Currency: template.Currency, platform: platform}
		if part.Name == "" {
			part.Name = o.ID
		}
		if len(held) > 0 {
			part.Property = held[0].Property
		}
		list = append(list, part)
	}
	return list, nil
}

// template tells the time zone and currency of properties that a file makes.
func (d *Desk) template(ctx context.Context, s store.Source, c Choice) (p property.Property, err error) {
	if c.Property != 0 {
		return property.Find(ctx, s, c.Property)
	}
	if c.Mapping != nil && c.Mapping.Timezone != "" {
		p.Timezone = c.Mapping.Timezone
		return p, nil
	}
	list, err := property.List(ctx, s)
	p.Timezone = cmp.Or(property.UsualZone(list), "UTC")
	return p, err
}

// settlePart makes the property of a part where there is none, and gives its id. note says so.
func (d *Desk) settlePart(ctx context.Context, s store.Scope, p Part) (id int64, note string, err error) {
	if p.Property != 0 {
		return p.Property, "", nil
	}
	n := property.New{Name: p.Name, Timezone: p.Timezone, Currency: p.Currency, FacebookPage: p.Owner.ID}
	if p.platform == metric.Instagram {
		n.FacebookPage, n.InstagramAccount = "", p.Owner.ID
	}
	made, err := property.Add(ctx, s, n, d.Now())
	if fault.Is(err, fault.Conflict) && p.Owner.Name != "" { // the name is taken; the id is nobody's
		n.Name = fmt.Sprintf("%s (%s)", p.Owner.Name, p.Owner.ID)
		made, err = property.Add(ctx, s, n, d.Now())
	}
	return made.ID, fmt.Sprintf("Made the property %s for it, in the time zone %s.", made.Name, made.Timezone), err
}

// Split imports a file of several Pages as one import for each Page, into the property linked to it or into a new one. A file of no account is imported as by File. Each
// import is undone by itself; the properties stay. The same file again changes nothing.
func (d *Desk) Split(ctx context.Context, s store.Scope, in Input, who Who, c Choice, dry bool, onProgress func(Progress)) ([]Import, error) {
	one := func(i Import, err error) ([]Import, error) { return []Import{i}, err }
	if in.bundle != nil || in.Err != nil {
		return one(d.Take(ctx, s, in, who, c, dry, onProgress))
	}
	path, release, err := d.Hold(ctx, in)
	if err != nil {
		return one(d.Take(ctx, s, in, who, c, dry, onProgress))
	}
	defer release()
	in = Input{Name: in.Name, Archive: in.Archive, Bytes: in.Bytes, path: path} // unpacked once for all parts
	who.Archive = in.Archive
	first := c
	p, err := d.peek(ctx, s, in, &first)
	if err != nil {
		return one(d.refuse(ctx, s, in.Name, p, who, c, dry, err))
	}
	parts, err := d.Parts(ctx, s, p, first)
	if err != nil {
		return one(d.refuse(ctx, s, in.Name, p, who, c, dry, err))
	}
	if len(parts) == 0 {
		return one(d.Take(ctx, s, in, who, c, dry, onProgress))
	}
	var list []Import
	var failed error
	for n, part := range parts {
		i, err := d.part(ctx, s, in, who, c, part, n == 0, dry, onProgress)
		list = append(list, i)
		if err != nil && ctx.Err() != nil {
			return list, err
		}
		if err != nil && failed == nil {
			failed = err
		}
	}
	return list, failed
}

// part imports one Page's posts. rest says that it takes the records of no account with it.
func (d *Desk) part(ctx context.Context, s store.Scope, in Input, who Who, c Choice, part Part, rest, dry bool, onProgress func(Progress)) (Import, error) {
	c.Only, c.Rest, c.Property = part.Owner.ID, rest, part.Property
	if dry && part.Property == 0 {
		i := Import{File: in.Name, Archive: in.Archive, State: Staged, Rows: part.Owner.Rows, Errors: []Rejection{},
			Notes: []string{"A dry run: nothing was stored.", fmt.Sprintf("The property %s would be made for %s.", part.Name, part.Owner)}}
		return i, nil
	}
	id, note, err := d.settlePart(ctx, s, part)
	if err != nil {
		return d.refuse(ctx, s, in.Name, Preview{}, who, c, dry, err)
	}
	c.Property = id
	i, err := d.Take(ctx, s, in, who, c, dry, onProgress)
	if note != "" {
		i.Notes = append(i.Notes, note)
	}
	return i, err
}
