package storetest

import (
	"database/sql"
	"regexp"
	"slices"
	"testing"

	"tandem/aggregates/store"
)

// growing are the tables that grow with history or with the number of properties.
var growing = []string{"absence", "ads_cover", "ads_figure", "ads_object", "ads_row", "ads_sum", "ads_total", "ads_window", "annotation", "annotation_version", "apart_figure", "audience_share", "best_post",
	"channel_link", "conversation", "dirty_day", "dirty_post", "figure", "figure_window", "import", "import_drop_file", "import_rejection", "message", "message_import", "post",
	"post_age", "post_observation", "same_post", "series_value", "twin", "twin_doubt", "twin_verdict_version"}

var (
	aliases = regexp.MustCompile(`(?i)\b(?:from|join|into|update)\s+([a-z_]+)(?:\s+(?:as\s+)?([a-z_]+))?`)
	walking = regexp.MustCompile(`^(?:SCAN|SEARCH) ([a-z_]+)(?: USING [A-Za-z0-9_ ]+?)?(?: \(organization=\?(?: AND channel=\?)?\))?(?: LEFT-JOIN)?$`)
)

// Walks fails the test for every query by which SQLite would walk all rows that an organization or a channel has in a growing table: what is asked for each file,
// each month or each page would cost more with every file there is. intended names the queries that mean to.
func Walks(t *testing.T, queries store.Queries, intended ...string) {
	t.Helper()
	db := Open(t)
	for name, q := range queries {
		tables := map[string][]string{}
		args := store.Args{}
		for _, p := range q.Params() {
			args[p] = 1
		}
		text, values, err := q.Bind(args)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, m := range aliases.FindAllStringSubmatch(text, -1) {
			tables[m[1]], tables[m[2]] = append(tables[m[1]], m[1]), append(tables[m[2]], m[1])
		}
		for _, step := range plan(t, db, text, values) {
			m := walking.FindStringSubmatch(step)
			if m == nil || slices.Contains(intended, name) || !slices.ContainsFunc(tables[m[1]], func(n string) bool { return slices.Contains(growing, n) }) {
				continue
			}
			t.Errorf("%s walks %s: %s", name, tables[m[1]], step)
		}
	}
}

// plan lists the steps by which SQLite would answer.
func plan(t *testing.T, db *store.DB, text string, values []any) (steps []string) {
	t.Helper()
	rows, err := db.Reader().Query("explain query plan "+text, values...)
	if err != nil {
		t.Fatal(text, err)
	}
	defer rows.Close()
	for rows.Next() {
		var id, parent, unused sql.NullInt64
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return steps
}
