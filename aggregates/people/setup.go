package people

import (
	"context"

	"tandem/aggregates/fault"
	"tandem/aggregates/store"
)

// SetupNeeded reports whether nobody can sign in yet, because there is no user at all.
func (p *People) SetupNeeded(ctx context.Context) (bool, error) {
	return nobodyYet(ctx, p.machinery())
}

func nobodyYet(ctx context.Context, src store.Source) (bool, error) {
	var n int64
	err := src.One(ctx, queries.Get("user.Count"), nil, &n)
	return n == 0, err
}

// Setup makes the first user and gives them every organization there is: those that commands made before, else one of the name
// given (empty means default). A single organization that still has the name a command gave it takes the new one.
//
// It works once. Counting and adding happen in one write transaction, of which only one runs at a time, so of two people who send
// the form together one gets fault.Conflict.
func (p *People) Setup(ctx context.Context, email string, password Secret, organization string) (u User, o Organization, err error) {
	if email, err = ParseEmail(email); err != nil {
		return u, o, err
	}
	if organization == "" {
		organization = defaultName
	}
	if organization, err = CleanName(organization, "organization"); err != nil {
		return u, o, err
	}
	if err = CheckPassword(password, email); err != nil {
		return u, o, err
	}
	if needed, err := p.SetupNeeded(ctx); err != nil || !needed {
		return u, o, alreadySetUp(err) // before the costly hash
	}
	hash, err := p.hash(ctx, password)
	if err != nil {
		return u, o, err
	}
	err = p.machinery().Write(ctx, func(tx *store.Tx) error {
		if needed, err := nobodyYet(ctx, tx); err != nil || !needed {
			return alreadySetUp(err)
		}
		list, err := organizations(ctx, tx)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			if o, err = p.addOrganization(ctx, tx, organization); err != nil {
				return err
			}
			list = []Organization{o}
		}
		if u, err = p.addUser(ctx, tx, email, hash); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("membership.OwnAll"), store.Args{"user": u.ID}); err != nil {
			return err
		}
		if o = list[0]; len(list) == 1 && o.Name == defaultName && organization != defaultName {
			o.Name = organization
			_, err = tx.Exec(ctx, queries.Get("organization.NameFirst"), store.Args{"id": o.ID, "name": o.Name})
		}
		return err
	})
	return u, o, err
}

func alreadySetUp(err error) error {
	if err != nil {
		return err
	}
	return fault.Conflictf("The owner account exists already. Sign in instead.")
}

func (p *People) addUser(ctx context.Context, tx *store.Tx, email, hash string) (User, error) {
	id, err := tx.Insert(ctx, queries.Get("user.Add"), store.Args{"email": email, "name": "", "password": hash, "now": p.now()})
	return User{ID: id, Email: email, State: stateActive}, err
}
