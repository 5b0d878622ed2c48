package insights

import (
	"fmt"
	"strings"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/metric"
)

// splitPlatform takes a platform's name off the front of a title: "Instagram follows" is "follows" of Instagram. platform is ” where the title names none.
func splitPlatform(title string) (platform, rest string) {
	f := fold(title)
	for _, p := range []string{metric.Facebook, metric.Instagram} {
		if rest, ok := strings.CutPrefix(f, p+" "); ok {
			return p, rest
		}
	}
	return "", f
}

// other is the platform that is not p.
func other(p string) string {
	if p == metric.Facebook {
		return metric.Instagram
	}
	return metric.Facebook
}

// label is a platform as a person writes it.
func label(p string) string {
	if p == metric.Facebook {
		return "Facebook"
	}
	return "Instagram"
}

// subject is what a block is about, as far as its title says.
type subject struct {
	title    string
	what     string // metric or dimension
	platform string // '' where the title names none
}

// settle gives every subject of a day file its platform where the file or the person says it, and asks once where neither does. After a
// question that stops nothing the platform stays ”. An answer that contradicts a title is refused.
func settle(list []subject, o importers.Options, s importers.Sink) error {
	if err := contradicts(list, o); err != nil {
		return err
	}
	settlePairs(list, s)
	return ask(list, o, s)
}

// contradicts refuses a given platform that is not the one a title names, unless it was given for several files.
func contradicts(list []subject, o importers.Options) error {
	if o.Several {
		return nil
	}
	for _, b := range list {
		if o.Platform != "" && b.platform != "" && b.platform != o.Platform {
			return fault.Invalidf("The title %q says %s, but %s was given as the platform. Leave the platform out, or give %s.", b.title, label(b.platform), label(o.Platform), b.platform)
		}
	}
	return nil
}

// ask gives the person's answer to what is still open, or asks once.
func ask(list []subject, o importers.Options, s importers.Sink) error {
	asked := false
	for i := range list {
		b := &list[i]
		if b.platform != "" {
			continue
		}
		if b.platform = o.Platform; b.platform == "" && !asked {
			asked = true
			if err := s.NeedsPlatform(); err != nil {
				return err
			}
		}
	}
	return nil
}

// settlePairs looks at files of two blocks, and at metrics that stand twice in a file of more: Meta writes Facebook first and Instagram second.
func settlePairs(list []subject, s importers.Sink) {
	if len(list) == 2 {
		settlePair(&list[0], &list[1], s)
		return
	}
	places := map[string][]int{}
	for i, b := range list {
		places[b.what] = append(places[b.what], i)
	}
	for _, b := range list {
		if at := places[b.what]; len(at) == 2 {
			settlePair(&list[at[0]], &list[at[1]], s)
		}
	}
}

func settlePair(a, b *subject, s importers.Sink) {
	switch {
	case a.platform == "" && b.platform != "":
		a, b = b, a
		fallthrough
	case a.platform != "" && b.platform == "":
		b.platform = other(a.platform)
		s.Note(fmt.Sprintf("The file holds two blocks. %q names %s, so %q was read as %s.", a.title, label(a.platform), b.title, label(b.platform)))
	case a.platform == "" && a.what == b.what:
		a.platform, b.platform = metric.Facebook, metric.Instagram
		s.Note(fmt.Sprintf("The file holds %q twice and names no platform. The first block was read as Facebook and the second as Instagram, the order in which Meta writes them.", a.title))
	}
}
