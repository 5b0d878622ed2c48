package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"

	"tandem/aggregates/fault"

	"modernc.org/sqlite"
)

// backupPages is how many pages one step copies: between steps a cancelled copy ends.
const backupPages = 1000

// Backup copies the data file to path as it stands at this moment, while others read and write it. path must not exist; a copy that fails is
// removed. The copy is on the disk when Backup returns, yet nobody has looked at it: open it and Check it before relying on it.
func (db *DB) Backup(ctx context.Context, path string) (err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	switch {
	case errors.Is(err, os.ErrExist):
		return fault.Invalidf("%s exists already. A backup never replaces a file; choose another name.", path)
	case err != nil:
		return fault.Wrap(fault.Invalid, err, "%s cannot be written.", path)
	}
	defer func() {
		if err != nil {
			os.Remove(path)
		}
	}()
	if err := f.Close(); err != nil {
		return err
	}
	conn, err := db.reader.Conn(ctx)
	if err != nil {
		return Translate(err)
	}
	defer conn.Close()
	// An open read transaction holds the copy to one state of the file; without it each write of another connection starts the copy anew.
	tx, err := conn.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return Translate(err)
	}
	defer tx.Rollback()
	var tables int
	if err := tx.QueryRowContext(ctx, "select count(*) from sqlite_schema").Scan(&tables); err != nil {
		return Translate(err)
	}
	if err := conn.Raw(func(driver any) error { return copyPages(ctx, driver, path) }); err != nil {
		return Translate(err)
	}
	return syncFolder(filepath.Dir(path))
}

func copyPages(ctx context.Context, driver any, path string) error {
	from, ok := driver.(interface {
		NewBackup(string) (*sqlite.Backup, error)
	})
	if !ok {
		return fmt.Errorf("backup: the driver %T has none", driver)
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	b, err := from.NewBackup((&url.URL{Scheme: "file", Opaque: url.PathEscape(abs)}).String())
	if err != nil {
		return err
	}
	for more := true; more; {
		if more, err = b.Step(backupPages); err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return errors.Join(err, b.Finish())
		}
	}
	return b.Finish()
}

// Recognise refuses a file that is no Tandem data file, or one that a newer program wrote. It opens the file for reading only.
func Recognise(ctx context.Context, path string) error {
	f, err := os.Open(path)
	if err != nil {
		return fault.Wrap(fault.Invalid, err, "%s cannot be read.", path)
	}
	defer f.Close()
	magic := make([]byte, 16)
	if _, err := io.ReadFull(f, magic); err != nil || string(magic) != "SQLite format 3\x00" {
		return fault.Invalidf("%s is not a Tandem data file.", path)
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	name := (&url.URL{Scheme: "file", Opaque: url.PathEscape(abs)}).String()
	db, err := sql.Open("sqlite", name+"?"+readerSettings)
	if err != nil {
		return err
	}
	defer db.Close()
	var version sql.NullInt64
	var tables int
	err = db.QueryRowContext(ctx, "select count(*) from sqlite_schema where type = 'table' and name in ('organization', 'property', 'import', 'goose_db_version')").Scan(&tables)
	if err == nil && tables == 4 {
		err = db.QueryRowContext(ctx, "select max(version_id) from goose_db_version").Scan(&version)
	}
	newest, e := newestMigration()
	switch {
	case err != nil:
		return fault.Wrap(fault.Invalid, err, "%s is damaged: it cannot be read as a Tandem data file.", path)
	case tables != 4:
		return fault.Invalidf("%s is not a Tandem data file.", path)
	case e != nil:
		return e
	case version.Int64 > newest:
		return fault.Invalidf("%s was written by a newer Tandem. Use that version or a later one.", path)
	}
	return nil
}

// syncFolder makes a new or renamed file of a folder survive a power cut.
func syncFolder(folder string) error {
	d, err := os.Open(folder)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
