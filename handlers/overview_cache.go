package handlers

import (
	"fmt"
	"sync"

	"tandem/aggregates/people"
	view "tandem/views/overview"
)

// overviews keeps the last overviews that were put together, without their frames. The key is the question: it holds the data version, so an entry cannot be stale, and
// what of the person the figures and links depend on. The zero value is ready.
type overviews struct {
	mu    sync.Mutex
	pages map[string]view.Model
	order []string // oldest first
}

// keptOverviews bounds the entries; one has some ten kilobytes.
const keptOverviews = 64

func (c *overviews) find(key string) (view.Model, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	m, ok := c.pages[key]
	return m, ok
}

// keep stores a page. Its parts are shared from then on and must not be changed.
func (c *overviews) keep(key string, m view.Model) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pages == nil {
		c.pages = map[string]view.Model{}
	}
	if _, twice := c.pages[key]; !twice {
		c.order = append(c.order, key)
	}
	c.pages[key] = m
	for len(c.order) > keptOverviews {
		delete(c.pages, c.order[0])
		c.order = c.order[1:]
	}
}

// key names everything that the page's figures, words and links follow from; empty where the answer must not be kept. Words of the address that the page does not
// read are not in it, nor is the person beyond the right to import: two people who ask the same share the answer.
func (o *overviewPage) key() string {
	if !o.versioned {
		return ""
	}
	return fmt.Sprintf("%d|%d|%d|%s|%s|%s|%s|%s|%t|%s|%s", o.Organization, o.version, o.Property.ID, o.Property.Name, o.period.Values().Encode(), o.metric, o.currency, o.changed,
		o.Role.AtLeast(people.Analyst), o.hour(), o.site.Version)
}
