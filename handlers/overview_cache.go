package handlers

import (
	"sync"

	view "tandem/views/overview"

	"github.com/gofiber/fiber/v2"
)

// overviews keeps the last overviews that were put together, without their frames. The key is the page's ETag: it holds the data version, the person, the address
// and the hour, so an entry can be neither stale nor another person's. The zero value is ready.
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

// tag is the page's ETag as Unchanged has set it; empty where the answer must not be kept.
func (r *Request) tag() string { return string(r.Ctx.Response().Header.Peek(fiber.HeaderETag)) }
