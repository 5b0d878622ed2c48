package main

import (
	"bufio"
	"context"
	"crypto/rand"
	"io"
	"strings"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/people"
)

type userCommand struct {
	Add     userAdd     `cmd:"" help:"Add a person to the organization."`
	Passwd  userPasswd  `cmd:"" help:"Give a person a new password; ends their sessions."`
	List    userList    `cmd:"" help:"List the people of the organization."`
	Disable userDisable `cmd:"" help:"End a person's membership and sessions."`
}

// newPassword is a password as it comes in, or one made here.
type newPassword struct {
	PasswordStdin bool `help:"Read the password from the first line of stdin. Without it one is made and printed."`
}

// take reads or makes the password. made says that nobody knows it yet.
func (n newPassword) take(c console) (password people.Secret, made bool, err error) {
	if !n.PasswordStdin {
		return people.Secret(strings.ToLower(rand.Text())), true, nil
	}
	text, err := bufio.NewReader(io.LimitReader(c.in, 4096)).ReadString('\n')
	if err != nil && err != io.EOF {
		return "", false, err
	}
	text = strings.TrimRight(text, "\r\n")
	if text == "" {
		return "", false, fault.Invalidf("No password came in on stdin.")
	}
	return people.Secret(text), false, nil
}

type userAdd struct {
	newPassword
	Email    string   `arg:"" help:"The person's e-mail address."`
	Role     string   `help:"owner, admin, analyst or viewer." required:"" enum:"owner,admin,analyst,viewer" placeholder:"ROLE"`
	Property []string `help:"What a viewer may see, by name or id; may come several times." placeholder:"NAME|ID"`
	JSON     bool     `help:"Print JSON."`
}

// Run adds the person. Somebody who has an account already keeps their password.
func (u userAdd) Run(ctx context.Context, g *globals, c console) error {
	o, err := g.openMaking(ctx, c)
	if err != nil {
		return err
	}
	defer o.close()
	n := people.NewMember{Email: u.Email, Role: people.Role(u.Role)}
	for _, text := range u.Property {
		p, err := o.property(ctx, text)
		if err != nil {
			return err
		}
		n.Properties = append(n.Properties, p.ID)
	}
	_, err = o.people.FindByEmail(ctx, u.Email)
	known := err == nil
	if err != nil && !fault.Is(err, fault.NotFound) {
		return err
	}
	password, made, err := u.take(c)
	if err != nil {
		return err
	}
	n.Password = password
	if _, err := o.people.AddAtOnce(ctx, o.Scope, n); err != nil {
		return err
	}
	o.record(ctx, c, "user added", strings.ToLower(u.Email)+" as "+u.Role)
	if known {
		c.say("%s has an account already and keeps the password.", u.Email)
	}
	return o.printMember(ctx, c, u.Email, password, made && !known, u.JSON)
}

// printMember shows a person once a change is done, with a password that was made here.
func (o *office) printMember(ctx context.Context, c console, email string, password people.Secret, made, asJSON bool) error {
	list, err := o.people.Members(ctx, o.Scope)
	if err != nil {
		return err
	}
	for _, m := range list {
		if m.Email != strings.ToLower(strings.TrimSpace(email)) {
			continue
		}
		entry := memberOf(m)
		if made {
			text := password.Reveal()
			entry.Password = &text
		}
		if asJSON {
			return c.json(entry)
		}
		c.print("%s  %s  %s", m.Email, m.Role, m.State)
		if made {
			c.print("Password: %s", password.Reveal())
		}
	}
	return nil
}

// member is a person as the command line prints them.
type member struct {
	ID         int64      `json:"id"`
	Email      string     `json:"email"`
	Role       string     `json:"role"`
	State      string     `json:"state"`
	Properties []int64    `json:"properties"` // granted to a viewer
	SeenAt     *time.Time `json:"seen_at"`    // null: never signed in
	Password   *string    `json:"password,omitempty"`
}

func memberOf(m people.Member) member {
	out := member{ID: m.ID, Email: m.Email, Role: string(m.Role), State: m.State, Properties: m.Properties}
	if out.Properties == nil {
		out.Properties = []int64{}
	}
	if !m.SeenAt.IsZero() {
		out.SeenAt = &m.SeenAt
	}
	return out
}

type userPasswd struct {
	newPassword
	Email string `arg:"" help:"The person's e-mail address."`
	JSON  bool   `help:"Print JSON."`
}

// Run sets a password. It works on members of the organization only.
func (u userPasswd) Run(ctx context.Context, g *globals, c console) error {
	o, err := g.open(ctx, c)
	if err != nil {
		return err
	}
	defer o.close()
	m, err := o.member(ctx, u.Email)
	if err != nil {
		return err
	}
	password, made, err := u.take(c)
	if err != nil {
		return err
	}
	if err := o.people.SetPassword(ctx, m.ID, password); err != nil {
		return err
	}
	o.record(ctx, c, "password set", m.Email)
	return o.printMember(ctx, c, m.Email, password, made, u.JSON)
}

// member finds a person of the organization.
func (o *office) member(ctx context.Context, email string) (people.Member, error) {
	list, err := o.people.Members(ctx, o.Scope)
	if err != nil {
		return people.Member{}, err
	}
	for _, m := range list {
		if m.Email == strings.ToLower(strings.TrimSpace(email)) {
			return m, nil
		}
	}
	return people.Member{}, fault.NotFoundf("There is nobody with the e-mail address %s in %s.", email, o.name)
}

type userList struct {
	JSON bool `help:"Print JSON."`
}

// Run lists the people by e-mail address.
func (u userList) Run(ctx context.Context, g *globals, c console) error {
	o, err := g.open(ctx, c)
	if err != nil {
		return err
	}
	defer o.close()
	list, err := o.people.Members(ctx, o.Scope)
	if err != nil {
		return err
	}
	users := []member{}
	for _, m := range list {
		users = append(users, memberOf(m))
		if !u.JSON {
			c.print("%s  %s  %s", m.Email, m.Role, m.State)
		}
	}
	if !u.JSON {
		return nil
	}
	return c.json(struct {
		Users []member `json:"users"`
	}{users})
}

type userDisable struct {
	Email string `arg:"" help:"The person's e-mail address."`
	JSON  bool   `help:"Print JSON."`
}

// Run disables a member.
func (u userDisable) Run(ctx context.Context, g *globals, c console) error {
	o, err := g.open(ctx, c)
	if err != nil {
		return err
	}
	defer o.close()
	m, err := o.member(ctx, u.Email)
	if err != nil {
		return err
	}
	if err := o.people.Disable(ctx, o.Scope, m.ID); err != nil {
		return err
	}
	o.record(ctx, c, "user disabled", m.Email)
	return o.printMember(ctx, c, m.Email, "", false, u.JSON)
}
