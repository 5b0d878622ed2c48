package takeout

import (
	"fmt"
	"path"
	"strings"

	"tandem/aggregates/importers"
	"tandem/aggregates/metric"
)

// isFilm reports whether a medium is a film.
func isFilm(uri string) bool {
	switch strings.ToLower(path.Ext(uri)) {
	case ".mp4", ".mov", ".m4v", ".webm", ".avi":
		return true
	}
	return false
}

// medium is a picture or a film of a post.
type medium struct {
	URI         string `json:"uri"`
	Created     int64  `json:"creation_timestamp"`
	Title       string `json:"title"`
	Description string `json:"description"`
}

// instagramItem is an item of the documents of posts, reels and stories. Items of one medium may stand without the list around it.
type instagramItem struct {
	medium
	Media []medium `json:"media"`
}

// instagram hands on one item of a document of Instagram.
func (r *reading) instagram(d document, n int, item *instagramItem) error {
	media := item.Media
	if len(media) == 0 && item.URI != "" {
		media = []medium{item.medium}
	}
	seconds, caption := item.Created, item.Title
	if len(media) > 0 {
		if seconds == 0 {
			seconds = media[0].Created
		}
		if caption == "" {
			caption = media[0].Title // where there is one medium, the caption stands with it
		}
	}
	first := ""
	if len(media) > 0 {
		first = media[0].URI
	}
	return r.post(d, n, metric.Instagram, seconds, caption, "", formatOf(d.kind, media), first)
}

// formatOf is our word for what an item of Instagram is.
func formatOf(k kind, media []medium) string {
	switch {
	case k == instagramReels:
		return "reel"
	case k == instagramStories:
		return "story"
	case k == instagramVideos:
		return "video"
	case len(media) > 1:
		return "carousel"
	case len(media) == 1 && isFilm(media[0].URI):
		return "video"
	case len(media) == 1:
		return "photo"
	}
	return ""
}

// facebookItem is an item of a document of posts.
type facebookItem struct {
	Timestamp int64 `json:"timestamp"`
	Data      []struct {
		Post string `json:"post"`
	} `json:"data"`
	Attachments []struct {
		Data []struct {
			Media    *medium `json:"media"`
			External *struct {
				URL string `json:"url"`
			} `json:"external_context"`
			Event *struct {
				Name string `json:"name"`
			} `json:"event"`
		} `json:"data"`
	} `json:"attachments"`
}

// facebook hands on one item of a document of Facebook posts. Its title is Meta's sentence about it ("… added a new photo"), which is no text of the post.
func (r *reading) facebook(d document, n int, item *facebookItem) error {
	text, format, first := "", "", ""
	for _, x := range item.Data {
		if text == "" {
			text = x.Post
		}
	}
	for _, a := range item.Attachments {
		for _, x := range a.Data {
			switch {
			case x.Media != nil:
				if first == "" {
					first = x.Media.URI
				} else {
					r.shelf.shown(d.kind, x.Media.URI)
				}
				if text == "" {
					text = x.Media.Description
				}
				if isFilm(x.Media.URI) {
					format = "video"
				} else if format != "video" {
					format = "photo"
				}
			case x.External != nil && format == "":
				format = "link"
			case x.Event != nil && format == "":
				format = "event"
			}
		}
	}
	if format == "" && text != "" {
		format = "text"
	}
	return r.post(d, n, metric.Facebook, item.Timestamp, text, "", format, first)
}

// film hands on one item of a document of Facebook videos. Most are shown by a post that the archive lists as well.
func (r *reading) film(d document, n int, item *medium) error {
	return r.post(d, n, metric.Facebook, item.Created, item.Description, item.Title, "video", item.URI)
}

// post hands on one post.
func (r *reading) post(d document, n int, platform string, seconds int64, body, title, format, first string) error {
	when, ok := instant(seconds)
	if !ok {
		return r.reject(at(d, n), fmt.Sprintf("%d is no time in seconds at which anything can have been published.", seconds))
	}
	if r.shelf.shown(d.kind, first) {
		return r.skip("the picture or film is that of a post in another document")
	}
	id, err := r.shelf.key(d.kind, path.Dir(d.name), seconds)
	if err != nil {
		return err
	}
	r.line++
	p := importers.PostFact{Line: r.line, ID: id, Story: d.kind == instagramStories, Published: when,
		Format: format, Title: strings.TrimSpace(Repair(title)), Body: strings.TrimSpace(Repair(body)), Platform: platform}
	r.shelf.keep(p, seconds)
	r.seen(when)
	return r.sink.Post(p)
}
