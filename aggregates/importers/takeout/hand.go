package takeout

import (
	"strings"
	"time"

	"tandem/aggregates/importers"
	"tandem/aggregates/period"
)

// hand passes over the sound documents again and hands on what they hold.
func (r *reading) hand() error {
	names := r.ownNames()
	for _, d := range r.documents {
		if err := r.document(d, names); err != nil {
			return err
		}
	}
	if err := r.following(); err != nil {
		return err
	}
	r.odd.notes(r.sink)
	r.talk.notes(r.sink)
	return nil
}

// seen remembers the last day the archive speaks of.
func (r *reading) seen(t time.Time) { r.last = max(r.last, period.DayOf(t.In(r.zone))) }

// document hands on the items of one document.
func (r *reading) document(d document, names map[string]map[string]bool) error {
	switch d.kind {
	case instagramPosts, instagramReels, instagramVideos, instagramStories:
		return items(r, d, func(_ string, n int, x *instagramItem) error { return r.instagram(d, n, x) })
	case facebookPosts:
		return items(r, d, func(_ string, n int, x *facebookItem) error { return r.facebook(d, n, x) })
	case facebookVideos:
		return items(r, d, func(_ string, n int, x *medium) error { return r.film(d, n, x) })
	case insights:
		return items(r, d, func(key string, n int, x *insight) error { return r.figures(d, key, n, x) })
	case followers:
		r.crowd.document(d)
		return items(r, d, func(_ string, n int, x *follower) error { return r.follow(d, n, x) })
	case person:
		return items(r, d, func(_ string, _ int, x *insight) error { return r.introduce(x) })
	case messages:
		return r.conversation(d, names)
	}
	return nil
}

// conversation hands on one document of messages.
func (r *reading) conversation(d document, names map[string]map[string]bool) error {
	platform := r.platformOfMessages(d)
	if platform == "" && !r.talk.asked {
		r.talk.asked = true
		if err := r.sink.NeedsPlatform(); err != nil {
			return err
		}
	}
	id, box := thread(d)
	if id == "" || id == "." || id == "/" {
		return r.reject(short(d.name), "The document does not name its conversation (thread_path), and without it messages of two conversations could not be told apart.")
	}
	if r.talk.threads == nil {
		r.talk.threads = map[string]bool{}
	}
	r.talk.threads[platform+"/"+id] = true
	if err := r.sink.Conversation(importers.ConversationFact{Platform: platform, Thread: id, Title: clip(d.title, 300), Box: box}); err != nil {
		return err
	}
	return items(r, d, func(_ string, n int, x *note) error { return r.say(d, n, x, platform, id, names[platform]) })
}

// usernames are the labels of a profile's user name, folded.
var usernames = []string{"username", "nome de usuário", "nombre de usuario", "benutzername", "gebruikersnaam", "nom d’utilisateur", "nom d'utilisateur", "nome utente"}

// introduce tells whose archive it is, where it says so. Nothing else of the profile is looked at.
func (r *reading) introduce(x *insight) error {
	for label, v := range x.Values {
		label = strings.ToLower(strings.TrimSpace(Repair(label)))
		for _, u := range usernames {
			if label == u && v.Value != "" {
				return r.sink.Account("", "@"+clip(strings.TrimPrefix(Repair(v.Value), "@"), 60), "")
			}
		}
	}
	return nil
}

// items walks over the lists of a document that are of its kind.
func items[T any](r *reading, d document, take func(key string, n int, x *T) error) error {
	var x T
	return walk(r.ctx, r.bundle, d.name, func(n int64) {
		r.bytes += n
		r.sink.Read(r.bytes)
	}, visitor{
		into: func(key string) any {
			if d.kind == messages && key != "messages" || d.kind != messages && key != "" && of(key, nil) != d.kind {
				return nil
			}
			var zero T
			x = zero
			return &x
		},
		got: func(key string, n int, wrong error) error {
			if wrong != nil {
				return r.reject(at(d, n), wrongType(wrong))
			}
			return take(key, n, &x)
		},
	})
}
