package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"strconv"
	"strings"

	"tandem/aggregates/fault"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*.sql
var migrations embed.FS

// migrate brings the tables up to date, forward only, one transaction a file. A file that a newer program wrote is fault.Invalid: its rollups may hold what this one
// would not keep right.
func migrate(ctx context.Context, w *sql.DB) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(goose.DialectSQLite3, w, files)
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	version, err := p.GetDBVersion(ctx)
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	if newest, err := newestMigration(); err != nil {
		return err
	} else if version > newest {
		return fault.Invalidf("The data file was written by a newer Tandem. Use that version or a later one.")
	}
	if _, err := p.Up(ctx); err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	return nil
}

// newestMigration is the number of the last migration this program knows.
func newestMigration() (newest int64, err error) {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	for _, f := range files {
		number, _, _ := strings.Cut(strings.TrimPrefix(f, "migrations/"), "_")
		n, e := strconv.ParseInt(number, 10, 64)
		if e != nil {
			return 0, fmt.Errorf("migration %s has no number: %w", f, e)
		}
		newest = max(newest, n)
	}
	return newest, err
}
