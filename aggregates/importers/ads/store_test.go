package ads_test

import (
	"testing"

	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
)

// account makes an ad account and an import into it with an as-of day.
func account(t testing.TB, s store.Scope, property int64, asOf int64) (channel, run int64) {
	t.Helper()
	channel = storetest.Exec(t, s.DB(), `insert into channel (organization, property, kind, currency) values (?, ?, 'ads', 'EUR')`, s.Organization(), property)
	run = storetest.Exec(t, s.DB(), `insert into import (organization, property, via, source, file, state, as_of, created_at)
		values (?, ?, 'command', 'file', 'x.csv', 'running', ?, 1)`, s.Organization(), property, asOf)
	return channel, run
}
