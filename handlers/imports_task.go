package handlers

import (
	"context"
	"slices"
	"sync"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/safego"
)

// taskState is how far a task is.
type taskState int

const (
	taskWaits taskState = iota
	taskWorks
	taskDone
	taskSame   // the same bytes are in the data already
	taskFailed // sentence says why
)

// task is one import to store or to undo that somebody asked this process for. The import's own row says whether values are in the
// data; a task knows what the row cannot: that it waits its turn, and why nothing came of it.
type task struct {
	property, id int64
	file         string
	undo         bool
	state        taskState
	sentence     string
	outcome      int64 // the import to look at afterwards
	ended        time.Time
}

func (t task) open() bool { return t.state == taskWaits || t.state == taskWorks }

// tasks are those of all properties, oldest first. Outcomes stay until the property's next ones begin, outcomeTime at most.
type tasks struct {
	mu   sync.Mutex
	list []*task
}

const outcomeTime = 10 * time.Minute

// add takes tasks in, except those whose import has an open one. It returns what it took.
func (l *tasks) add(now time.Time, fresh []*task) []*task {
	l.mu.Lock()
	defer l.mu.Unlock()
	property, busy := int64(0), false
	var taken []*task
	for _, t := range fresh {
		property = t.property
		if !slices.ContainsFunc(l.list, func(o *task) bool { return o.id == t.id && o.open() }) {
			taken = append(taken, t)
		}
	}
	for _, o := range l.list {
		busy = busy || o.property == property && o.open()
	}
	l.list = slices.DeleteFunc(l.list, func(o *task) bool {
		old := now.Sub(o.ended) > outcomeTime || o.property == property && !busy
		return !o.open() && old && len(taken) > 0
	})
	l.list = append(l.list, taken...)
	return taken
}

// of are copies of a property's tasks: open ones, and outcomes that are still news.
func (l *tasks) of(property int64, now time.Time) (list []task) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, t := range l.list {
		if t.property == property && (t.open() || now.Sub(t.ended) <= outcomeTime) {
			list = append(list, *t)
		}
	}
	return list
}

// busy reports whether an open task is about this import.
func (l *tasks) busy(id int64) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.ContainsFunc(l.list, func(t *task) bool { return t.id == id && t.open() })
}

func (l *tasks) set(t *task, change func(*task)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	change(t)
}

// perform does tasks one after the other on a goroutine of its own, and waits a moment for them: small files are through before the
// page is drawn. The work goes on when the person leaves; it ends with the site. It says how many it took on: others are at work already.
func (s *Site) perform(r *Request, fresh []*task, do func(context.Context, *task) error, moment time.Duration) int {
	list := s.tasks.add(s.Clock(), fresh)
	if len(list) == 0 {
		return 0
	}
	done := make(chan struct{})
	ctx := s.life
	safego.Go(s.Log, "imports.tasks", func() {
		defer close(done)
		defer func() { // also when one of them panicked
			for _, t := range list {
				s.tasks.set(t, func(t *task) {
					if t.open() {
						t.state, t.sentence, t.ended = taskFailed, fault.Sentence(nil), s.Clock()
					}
				})
			}
		}()
		for _, t := range list {
			if ctx.Err() != nil {
				return
			}
			s.tasks.set(t, func(t *task) { t.state = taskWorks })
			err := do(ctx, t)
			if err != nil && ctx.Err() == nil && fault.Is(err, fault.Internal) {
				s.Log.Error("import task failed", "import", t.id, "undo", t.undo, "error", err.Error())
			}
			s.tasks.set(t, func(t *task) {
				t.ended = s.Clock()
				switch {
				case err != nil:
					t.state, t.sentence = taskFailed, fault.Sentence(err)
				case t.outcome != t.id:
					t.state = taskSame
				default:
					t.state = taskDone
				}
			})
		}
	})
	select {
	case <-done:
	case <-time.After(moment):
	case <-r.Context().Done():
	}
	return len(list)
}
