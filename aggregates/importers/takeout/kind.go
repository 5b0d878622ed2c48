package takeout

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"tandem/aggregates/importers"
)

// kind is what a document holds. Documents are read in this order: what is published before the figures of it.
type kind uint8

const (
	unknown kind = iota
	person
	instagramPosts
	instagramReels
	instagramVideos
	instagramStories
	facebookPosts
	facebookVideos
	insights
	followers
	messages
)

// byKey are the lists that say what a document is.
var byKey = map[string]kind{
	"profile_user":            person,
	"ig_reels_media":          instagramReels,
	"ig_igtv_media":           instagramVideos,
	"ig_stories":              instagramStories,
	"status_updates":          facebookPosts,
	"videos_v2":               facebookVideos,
	"videos":                  facebookVideos,
	"relationships_followers": followers,
	"participants":            messages,
}

// of is the kind a list is of: by its key, or for a document that is a list by the fields of its first item.
func of(key string, first map[string]json.RawMessage) kind {
	if strings.HasPrefix(key, "organic_insights_") {
		return insights
	}
	if key != "" {
		return byKey[key]
	}
	has := func(field string) bool { _, ok := first[field]; return ok }
	switch {
	case has("string_list_data"):
		return followers
	case has("media"):
		return instagramPosts
	case has("timestamp") && (has("data") || has("attachments") || has("title")):
		return facebookPosts
	}
	return unknown
}

// errSeen ends a look at the beginning of a document.
var errSeen = errors.New("seen enough")

// sniff looks at the beginning of a document. Damage before its kind is known makes it unknown.
func sniff(ctx context.Context, b importers.Bundle, name string) (found kind, err error) {
	var first map[string]json.RawMessage
	err = walk(ctx, b, name, nil, visitor{
		into: func(string) any { first = nil; return &first },
		got: func(key string, n int, _ error) error {
			if found = of(key, first); found != unknown || key == "" || n > 1000 {
				return errSeen
			}
			return nil
		},
	})
	if errors.Is(err, errSeen) {
		err = nil
	}
	return found, err
}
