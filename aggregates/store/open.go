package store

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	"tandem/aggregates/fault"

	_ "modernc.org/sqlite" // registers the driver
)

// The settings of every connection are constants: nothing a person types reaches them. Argued in docs/security.md. The log is folded into the file every
// 4,000 pages (16 MiB) and not every 1,000: a chunk of a large import changes more than 1,000 pages and many of them again in the next.
const (
	common = "_pragma=busy_timeout(5000)&_pragma=foreign_keys(1)&_pragma=trusted_schema(0)&_pragma=cell_size_check(1)" +
		"&_pragma=temp_store(MEMORY)&_dqs=0&_defensive=1"
	writerSettings = common + "&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=secure_delete(1)" +
		"&_pragma=wal_autocheckpoint(4000)&_pragma=cache_size(-4096)&_txlock=immediate"
	readerSettings = common + "&_pragma=query_only(1)&_pragma=cache_size(-2048)&mode=ro"
	readers        = 4
	// scratchSettings are those of a file that nobody misses: what a crash leaves of it is swept, so nothing waits for the disk, and no log stands beside it.
	scratchSettings = common + "&_pragma=journal_mode(MEMORY)&_pragma=synchronous(OFF)&_pragma=cache_size(-4096)&_txlock=immediate"
)

// DB is an open data file. It is safe for concurrent use.
type DB struct {
	path   string
	writer *sql.DB // one connection
	reader *sql.DB

	mu         sync.Mutex
	statements map[string]*sql.Stmt // by text, on the reader pool

	watch atomic.Pointer[func(query string)]
}

// Open opens or creates the data file and brings its tables up to date. The folder must exist and be on a local disk.
func Open(ctx context.Context, path string) (*DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fault.Wrap(fault.Invalid, err, "The path of the data file cannot be used: %s.", path)
	}
	if info, err := os.Stat(filepath.Dir(abs)); err != nil || !info.IsDir() {
		return nil, fault.Invalidf("The folder of the data file does not exist: %s.", filepath.Dir(abs))
	}
	if err := localDisk(filepath.Dir(abs)); err != nil {
		return nil, err
	}
	return open(ctx, abs, writerSettings)
}

// open opens the file at an absolute path.
func open(ctx context.Context, abs, settings string) (*DB, error) {
	var err error
	name := (&url.URL{Scheme: "file", Opaque: url.PathEscape(abs)}).String()
	db := &DB{path: abs, statements: map[string]*sql.Stmt{}}
	if db.writer, err = sql.Open("sqlite", name+"?"+settings); err != nil {
		return nil, err
	}
	db.writer.SetMaxOpenConns(1)
	if err := db.writer.PingContext(ctx); err != nil { // creates the file and its log before readers look
		db.writer.Close()
		return nil, fault.Wrap(fault.Invalid, err, "%s cannot be opened as a Tandem data file.", abs)
	}
	if err := migrate(ctx, db.writer); err != nil {
		db.writer.Close()
		return nil, err
	}
	if db.reader, err = sql.Open("sqlite", name+"?"+readerSettings); err != nil {
		db.writer.Close()
		return nil, err
	}
	db.reader.SetMaxOpenConns(readers)
	db.reader.SetMaxIdleConns(readers)
	return db, nil
}

// Path is the absolute path of the data file.
func (db *DB) Path() string { return db.path }

// Folder is where the data file stands; staged uploads live in its tmp folder.
func (db *DB) Folder() string { return filepath.Dir(db.path) }

// Reader is the pool for reading. Only machinery without an organization (sessions, health) uses it bare.
func (db *DB) Reader() *sql.DB { return db.reader }

// Writer is the single writing connection, for machinery without an organization.
func (db *DB) Writer() *sql.DB { return db.writer }

// Watch tells f the name of each query that is asked outside transactions, for tests that bound how many a page may ask; nil ends it. f must be safe for concurrent
// use.
func (db *DB) Watch(f func(query string)) {
	if f == nil {
		db.watch.Store(nil)
		return
	}
	db.watch.Store(&f)
}

// Close closes both pools.
func (db *DB) Close() error {
	err := db.reader.Close()
	if e := db.writer.Close(); err == nil {
		err = e
	}
	return err
}

// prepared is the reader pool's statement for a text, prepared once: parsing costs more than a short query.
func (db *DB) prepared(ctx context.Context, text string) (*sql.Stmt, error) {
	db.mu.Lock()
	st, ok := db.statements[text]
	db.mu.Unlock()
	if ok {
		return st, nil
	}
	st, err := db.reader.PrepareContext(ctx, text)
	if err != nil {
		return nil, fmt.Errorf("prepare: %w", err)
	}
	db.mu.Lock()
	defer db.mu.Unlock()
	if first, ok := db.statements[text]; ok {
		st.Close()
		return first, nil
	}
	db.statements[text] = st
	return st, nil
}
