package store

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// rowsAtOnce are how many rows one statement of InsertMany holds, the most first. Measured on the rows of an ads report (19 columns, WITHOUT ROWID): 1 row a statement
// 0.28 M rows/s, 10 rows 0.42, 50 rows 0.46, 100 rows 0.43, 250 rows 0.35. Ten matter too: most files of a folder hold fewer than fifty records.
var rowsAtOnce = [...]int{50, 10, 1}

// InsertMany runs an insert for n rows, up to fifty a statement: one row a statement costs twice the time. The text is
//
//	insert into … select :organization, :same, column1, column2 from (values (:first, :second)) where true …
//
// Parameters before the tuple are the same for all rows and stand in same; :organization is set here and must be among them. row appends the values of row i in the
// order of the tuple's parameters. changed, where not nil, is told after each statement which rows it held and how many it changed.
func (t *Tx) InsertMany(ctx context.Context, q *Query, same Args, n int, row func(i int, values []any) []any, changed func(from, to int, rows int64) error) error {
	at, err := q.tuple()
	if err != nil {
		return err
	}
	values := make([]any, 0, at+rowsAtOnce[0]*(len(q.params)-at))
	for _, p := range q.params[:at] {
		v, ok := same[p]
		if p == "organization" {
			v, ok = t.organization, t.organization > 0
		}
		if !ok {
			return fmt.Errorf("query %s: no value for :%s", q.Name, p)
		}
		values = append(values, v)
	}
	for from := 0; from < n; {
		size := rowsAtOnce[slices.IndexFunc(rowsAtOnce[:], func(rows int) bool { return rows <= n-from })]
		values = values[:at]
		for i := range size {
			values = row(from+i, values)
		}
		rows, err := t.runMany(ctx, q, at, size, values)
		if err != nil {
			return fmt.Errorf("%s: %w", q.Name, Translate(err))
		}
		t.rows += int64(size)
		if changed != nil {
			if err := changed(from, from+size, rows); err != nil {
				return err
			}
		}
		from += size
	}
	return nil
}

// tuple is the position of the first parameter inside (values (…)), which must hold parameters only and be the last to hold any.
func (q *Query) tuple() (at int, err error) {
	at = slices.IndexFunc(q.parts, func(p string) bool { return strings.HasSuffix(strings.TrimRight(p, " \n\t"), "(values (") })
	last := len(q.parts) - 1
	if at < 0 || at == last || !strings.HasPrefix(q.parts[last], "))") || !slices.Contains(q.params[:at], "organization") {
		return 0, fmt.Errorf("query %s is not an insert of one tuple for an organization", q.Name)
	}
	for _, p := range q.parts[at+1 : last] {
		if strings.TrimSpace(p) != "," {
			return 0, fmt.Errorf("query %s: its tuple holds more than parameters", q.Name)
		}
	}
	return at, nil
}

// repeated is the text with its tuple written rows times.
func (q *Query) repeated(at, rows int) string {
	tuple := "(" + strings.TrimSuffix(strings.Repeat("?,", len(q.params)-at), ",") + ")"
	head := strings.TrimSuffix(strings.TrimRight(strings.Join(q.parts[:at+1], "?"), " \n\t"), "(")
	return head + strings.TrimSuffix(strings.Repeat(tuple+",", rows), ",") + q.parts[len(q.parts)-1][1:]
}
