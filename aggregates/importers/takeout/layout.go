package takeout

import (
	"context"
	"fmt"

	"tandem/aggregates/importers"
	"tandem/aggregates/period"
)

// Layouts is the one layout of this room, over the documents of an archive together.
func Layouts() []importers.Layout {
	return []importers.Layout{{
		Kind:            importers.Takeout,
		Label:           `"Download your information" archive`,
		DayRule:         "pacific",
		Asks:            []string{"posts_1.json", "reels.json", "stories.json", "profile_posts_1.json", "followers_1.json", "message_1.json"},
		RecogniseBundle: recognise,
		ReadBundle:      read,
	}}
}

// recognise says yes as soon as one document is of a known shape.
func recognise(b importers.Bundle) bool {
	for _, name := range b.Names() {
		if kind, _ := sniff(context.Background(), b, name); kind != unknown {
			return true
		}
	}
	return false
}

// read passes over the bundle twice: what is broken is known before anything of it is handed on.
func read(ctx context.Context, b importers.Bundle, o importers.Options, s importers.Sink) error {
	zone, err := period.Zone("America/Los_Angeles")
	if err != nil {
		return fmt.Errorf("Meta's days cannot be told: %w", err)
	}
	r := &reading{ctx: ctx, bundle: b, options: o, sink: s, zone: zone, last: -1 << 30}
	if err := r.survey(); err != nil {
		return err
	}
	return r.hand()
}
