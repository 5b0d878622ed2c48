package takeout

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"tandem/aggregates/importers"
	"tandem/aggregates/metric"
)

// attachment is what a message carries: only its kind is kept.
type attachment struct {
	URI string `json:"uri"`
}

// note is one message of a conversation.
type note struct {
	Sender  string       `json:"sender_name"`
	At      int64        `json:"timestamp_ms"`
	Content string       `json:"content"`
	Photos  []attachment `json:"photos"`
	Videos  []attachment `json:"videos"`
	Audio   []attachment `json:"audio_files"`
	Gifs    []attachment `json:"gifs"`
	Files   []attachment `json:"files"`
	Sticker *attachment  `json:"sticker"`
	Share   *struct {
		Link string `json:"link"`
		Text string `json:"share_text"`
	} `json:"share"`
	Call   *int64 `json:"call_duration"`
	Unsent bool   `json:"is_unsent"`
}

// talk is what the messages of the archive are as a whole.
type talk struct {
	threads  map[string]bool // by platform and thread
	messages int64
	unsent   int64
	unknown  int64 // messages of which nobody can say whether they are own
	asked    bool
}

// thread is the last part of a conversation's path, and the box it lies in.
func thread(d document) (id, box string) {
	where := d.thread
	if where == "" {
		if parts := strings.Split(strings.ReplaceAll(d.name, `\`, "/"), "/"); len(parts) >= 3 {
			where = parts[len(parts)-3] + "/" + parts[len(parts)-2]
		}
	}
	where = strings.Trim(where, "/")
	if box = path.Dir(where); box == "." {
		box = ""
	}
	return clip(path.Base(where), 300), clip(box, 60)
}

// platformOfMessages is the platform of a conversation: what its folders say, else the one platform that other documents of the archive are of, else a person's word.
func (r *reading) platformOfMessages(d document) string {
	if p := platformOf(d.name); p != "" {
		return p
	}
	if len(r.platforms) == 1 {
		for p := range r.platforms {
			return p
		}
	}
	if r.options.Platform == metric.Facebook || r.options.Platform == metric.Instagram {
		return r.options.Platform
	}
	return ""
}

// ownNames are the names the business itself writes under, by platform: the one that takes part in every conversation, where there are several. Where that is none or
// more than one there is no such name, and each conversation must tell by itself (see own).
func (r *reading) ownNames() map[string]map[string]bool {
	type tally struct {
		threads map[string]bool
		people  map[string]map[string]bool
	}
	all := map[string]*tally{}
	for _, d := range r.documents {
		if d.kind != messages {
			continue
		}
		p := r.platformOfMessages(d)
		if all[p] == nil {
			all[p] = &tally{map[string]bool{}, map[string]map[string]bool{}}
		}
		id, _ := thread(d)
		all[p].threads[id] = true
		for _, name := range d.people {
			if all[p].people[name] == nil {
				all[p].people[name] = map[string]bool{}
			}
			all[p].people[name][id] = true
		}
	}
	out := map[string]map[string]bool{}
	for p, t := range all {
		out[p] = map[string]bool{}
		var everywhere []string
		for name, threads := range t.people {
			if len(t.threads) > 1 && len(threads) == len(t.threads) {
				everywhere = append(everywhere, name)
			}
		}
		if len(everywhere) == 1 {
			out[p][everywhere[0]] = true
		}
	}
	return out
}

// own says whether the sender is the business: by its name, else in a conversation of two by the other's, after whom it is named. nil where the archive does not tell.
func own(d document, names map[string]bool, sender string) *bool {
	yes, no := true, false
	switch {
	case names[sender]:
		return &yes
	case len(names) > 0:
		return &no
	case len(d.people) == 2 && d.people[0] != d.people[1] && d.title == sender && slices.Contains(d.people, sender):
		return &no
	case len(d.people) == 2 && slices.Contains(d.people, d.title) && slices.Contains(d.people, sender) && sender != d.title:
		return &yes
	}
	return nil
}

// say hands on one message.
func (r *reading) say(d document, n int, x *note, platform, id string, names map[string]bool) error {
	when := time.UnixMilli(x.At).UTC()
	if _, ok := instant(x.At / 1000); !ok {
		return r.reject(at(d, n), fmt.Sprintf("%d is no time in milliseconds at which anybody can have written.", x.At))
	}
	if x.Unsent {
		r.talk.unsent++
		return r.skip("messages that were taken back")
	}
	sender := Repair(x.Sender)
	body := Repair(x.Content)
	kinds, parts := attached(x)
	mine := own(d, names, sender)
	if mine == nil {
		r.talk.unknown++
	}
	sum := sha256.Sum256([]byte(strings.Join(append([]string{body}, parts...), "\x00")))
	r.line++
	r.talk.messages++
	r.seen(when)
	return r.sink.Message(importers.MessageFact{Line: r.line, Platform: platform, Thread: id, At: when, Sender: sender, Own: mine, Body: body,
		Attachments: kinds, Content: hex.EncodeToString(sum[:12])})
}

// attached are the kinds of what a message carries, sorted, and what tells it from other messages: names of files without their folders, which differ between archives.
func attached(x *note) (kinds, parts []string) {
	add := func(kind string, part string) {
		if !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
		parts = append(parts, kind+":"+part)
	}
	for _, group := range []struct {
		kind string
		list []attachment
	}{{"photo", x.Photos}, {"video", x.Videos}, {"audio", x.Audio}, {"gif", x.Gifs}, {"file", x.Files}} {
		for _, a := range group.list {
			add(group.kind, path.Base(a.URI))
		}
	}
	if x.Sticker != nil {
		add("sticker", path.Base(x.Sticker.URI))
	}
	if x.Share != nil {
		add("share", x.Share.Link+" "+Repair(x.Share.Text))
	}
	if x.Call != nil {
		add("call", fmt.Sprint(*x.Call))
	}
	slices.Sort(kinds)
	return kinds, parts
}

func plural(n int64, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// notes are what a person should know of the messages as a whole.
func (t talk) notes(s importers.Sink) {
	if t.messages > 0 {
		s.Note(fmt.Sprintf("Kept for the inbox: %s in %s. No page shows them yet. Of each the time, the sender's name, the text and the kinds of attachments are kept.",
			plural(t.messages, "message"), plural(int64(len(t.threads)), "conversation")))
	}
	if t.unknown > 0 {
		s.Note(fmt.Sprintf("Of %d messages the archive does not say whether the business or somebody else wrote them.", t.unknown))
	}
}
