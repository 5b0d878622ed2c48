package takeout

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"time"
	"unicode"

	"tandem/aggregates/fault"
	"tandem/aggregates/importers"
	"tandem/aggregates/metric"
)

// What a reading remembers at most. Each post is remembered, so that insights and films find theirs: an archive of more is refused, because a forgotten post would be
// counted twice. The busiest accounts known publish some 5,000 posts a year. Of pictures and films beyond the limit a copy in another document is not noticed.
const (
	mostPosts = 200_000
	mostMedia = 4 * mostPosts
	// mostOfSecond are the posts of one second that insights are held against; people publish one.
	mostOfSecond = 64
)

var errPosts = fault.Invalidf("The download lists more than 200,000 posts. Ask Meta for one of fewer years at a time.")

// shelf is what the reading remembers of the posts it has handed on, so that insights and films find theirs.
type shelf struct {
	posts  int                // that were given a key
	at     map[int64][]placed // by second of publishing
	media  map[uint64]kind    // hashes of the media that posts show, with the kind of document that showed them first
	equals map[second]int     // posts of one kind of document with the same second
}

// placed is one post that was handed on.
type placed struct {
	id   string
	text uint64 // hash of its comparable text
}

// second is one of one kind of document of one archive: two archives of an account list the same posts, and those are the same.
type second struct {
	kind   kind
	folder string
	at     int64
}

// key is the name we give a post of an archive, which has no id of Meta's: t and the second it was published in, a story ts. A further post of the same second gets
// its place among them. The text is no part of it, since a caption that was edited between two archives would make two posts of one.
func (s *shelf) key(k kind, folder string, at int64) (string, error) {
	if s.posts++; s.posts > mostPosts {
		return "", errPosts
	}
	if s.equals == nil {
		s.equals = map[second]int{}
	}
	s.equals[second{k, folder, at}]++
	prefix := "t"
	if k == instagramStories {
		prefix = "ts"
	}
	id := fmt.Sprintf("%s%d", prefix, at)
	if n := s.equals[second{k, folder, at}]; n > 1 {
		id = fmt.Sprintf("%s-%d", id, n)
	}
	return id, nil
}

// keep remembers a post of Instagram: only of those there are insights.
func (s *shelf) keep(p importers.PostFact, at int64) {
	if p.Platform != metric.Instagram {
		return
	}
	if s.at == nil {
		s.at = map[int64][]placed{}
	}
	if len(s.at[at]) < mostOfSecond {
		s.at[at] = append(s.at[at], placed{p.ID, comparable(p.Body)})
	}
}

// find is the post that was published in a second, or in the same minute with the same text. fit is how many can be meant; id is ” unless it is one.
func (s *shelf) find(story bool, at int64, text string) (id string, fit int) {
	hash := comparable(text)
	same := func(from, to int64, all bool) (ids []string) {
		for t := from; t <= to; t++ {
			for _, p := range s.at[t] {
				if strings.HasPrefix(p.id, "ts") == story && (all || p.text == hash) && !slices.Contains(ids, p.id) {
					ids = append(ids, p.id)
				}
			}
		}
		return ids
	}
	second := same(at, at, true)
	if len(second) == 1 {
		return second[0], 1
	}
	minute := at - at%60
	if ids := same(minute, minute+59, false); len(ids) == 1 {
		return ids[0], 1
	} else if len(ids) > 1 {
		return "", len(ids)
	}
	return "", len(second)
}

// shown reports whether a medium was already shown by another kind of document, and remembers it.
func (s *shelf) shown(k kind, uri string) bool {
	if uri == "" {
		return false
	}
	h := fnv.New64a()
	h.Write([]byte(uri))
	if s.media == nil {
		s.media = map[uint64]kind{}
	}
	before, there := s.media[h.Sum64()]
	if !there && len(s.media) < mostMedia {
		s.media[h.Sum64()] = k
	}
	return there && before != k
}

// comparable is a hash of a text without case, spaces and punctuation.
func comparable(text string) uint64 {
	h := fnv.New64a()
	for _, c := range strings.ToLower(text) {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			fmt.Fprintf(h, "%c", c)
		}
	}
	return h.Sum64()
}

// instant is a time as archives write it. What lies before Meta or beyond this century is damage, such as milliseconds where seconds belong.
func instant(seconds int64) (time.Time, bool) {
	t := time.Unix(seconds, 0).UTC()
	return t, seconds > 0 && t.Year() >= 2004 && t.Year() < 2100
}
