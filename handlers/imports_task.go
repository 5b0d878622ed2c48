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

// taskKind is what a task does.
type taskKind int

const (
	taskStore taskKind = iota
	taskUndo           // an import, or with drop a whole drop
	taskRead           // recognises the files of an archive
	taskSum            // brings the figures up to date after others
)

// task is one import to store or to undo, or an archive to read, that somebody asked this process for. The import's own row says whether values are in the
// data; a task knows what the row cannot: that it waits its turn, and why nothing came of it.
type task struct {
	hall      hall
	id        int64 // of the import; 0 for a task about none
	drop      int64 // of a drop's reading or undo
	file      string
	kind      taskKind
	state     taskState
	done, all int // files of an archive
	sentence  string
	outcome   int64 // the import to look at afterwards
	ended     time.Time
}

// at reports whether the task was given on the page of a hall.
func (t task) at(h hall) bool {
	return t.hall.organization == h.organization && t.hall.property == h.property
}

func (s taskState) open() bool { return s == taskWaits || s == taskWorks }

// tasks are those of all properties, oldest first. Outcomes stay until the page's next ones begin, outcomeTime at most.
type tasks struct {
	mu   sync.Mutex
	list []*task
	open map[int64]bool // imports that an open task is about
}

const outcomeTime = 10 * time.Minute

// add takes tasks in, except those whose import has an open one. It returns what it took.
func (l *tasks) add(now time.Time, fresh []*task) (taken []*task) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open == nil {
		l.open = map[int64]bool{}
	}
	for _, t := range fresh {
		if !l.open[t.id] {
			taken = append(taken, t)
		}
	}
	if len(taken) == 0 {
		return nil
	}
	busy := slices.ContainsFunc(l.list, func(o *task) bool { return o.at(taken[0].hall) && o.state.open() })
	l.list = slices.DeleteFunc(l.list, func(o *task) bool {
		return !o.state.open() && (now.Sub(o.ended) > outcomeTime || o.at(taken[0].hall) && !busy)
	})
	for _, t := range taken {
		if t.id != 0 {
			l.open[t.id] = true
		}
	}
	l.list = append(l.list, taken...)
	return taken
}

// of are copies of a page's tasks: open ones, and outcomes that are still news.
func (l *tasks) of(h hall, now time.Time) (list []task) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, t := range l.list {
		if t.at(h) && (t.state.open() || now.Sub(t.ended) <= outcomeTime) {
			list = append(list, *t)
		}
	}
	return list
}

// busy reports whether an open task is about this import.
func (l *tasks) busy(id int64) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.open[id]
}

func (l *tasks) set(t *task, change func(*task)) {
	l.mu.Lock()
	defer l.mu.Unlock()
	change(t)
	if !t.state.open() {
		delete(l.open, t.id)
	}
}

// perform gives tasks to do, on a goroutine of its own, and waits a moment for them: small files are through before the page is drawn. The work goes on when the
// person leaves; it ends with the site. What do leaves open has failed. It says how many it took on: others are at work already.
func (s *Site) perform(r *Request, fresh []*task, do func(context.Context, []*task), moment time.Duration) int {
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
					if t.state.open() {
						t.state, t.sentence, t.ended = taskFailed, fault.Sentence(nil), s.Clock()
					}
				})
			}
		}()
		do(ctx, list)
	})
	wait(r.Context(), done, moment)
	return len(list)
}

// performEach is perform for tasks that are done one after the other.
func (s *Site) performEach(r *Request, fresh []*task, do func(context.Context, *task) error, moment time.Duration) int {
	return s.perform(r, fresh, func(ctx context.Context, list []*task) {
		for _, t := range list {
			if ctx.Err() != nil {
				return
			}
			s.begin(t)
			s.ended(ctx, t, do(ctx, t))
		}
	}, moment)
}

// begin says that a task's turn has come.
func (s *Site) begin(t *task) { s.tasks.set(t, func(t *task) { t.state = taskWorks }) }

// ended says what came of a task.
func (s *Site) ended(ctx context.Context, t *task, err error) {
	if err != nil && ctx.Err() == nil && fault.Is(err, fault.Internal) {
		s.Log.Error("import task failed", "import", t.id, "kind", t.kind, "error", err.Error())
	}
	s.tasks.set(t, func(t *task) {
		t.ended = s.Clock()
		switch {
		case err != nil:
			t.state, t.sentence = taskFailed, fault.Sentence(err)
		case t.kind == taskStore && t.outcome != t.id:
			t.state = taskSame
		default:
			t.state = taskDone
		}
	})
}
