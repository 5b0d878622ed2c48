package store_test

import (
	"context"
	"testing"
	"testing/fstest"

	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
)

func TestInsertManyWritesEveryRowOnceAndSaysWhatChanged(t *testing.T) {
	queries := store.Load(fstest.MapFS{
		"queries/kind.Keep.sql": {Data: []byte("-- fills nothing\ninsert into ads_result_kind (organization, name) select :organization, column1 from (values (:name)) where true on conflict do nothing")},
		"queries/kind.Bare.sql": {Data: []byte("-- fills nothing\ninsert into ads_result_kind (name, organization) select column1, column2 from (values (:name, :organization)) where true")},
	})
	ctx, db := context.Background(), storetest.Open(t)
	s := storetest.Organization(t, db, "one")
	storetest.Exec(t, db, `insert into ads_result_kind (organization, name) values (?, 'k3')`, s.Organization())
	row := func(i int, v []any) []any {
		return append(v, "k"+string(rune('0'+i%100/10))+string(rune('0'+i%10))+string(rune('0'+i/100)))
	}
	var total int64
	err := s.Write(ctx, func(tx *store.Tx) error {
		return tx.InsertMany(ctx, queries.Get("kind.Keep"), nil, 123, row, func(from, to int, rows int64) error {
			if rows > int64(to-from) {
				t.Errorf("%d rows changed by %d", rows, to-from)
			}
			total += rows
			return nil
		})
	})
	if err != nil || total != 123 || storetest.Count(t, db, "ads_result_kind") != 124 {
		t.Fatalf("%v, %d changed, %d stand", err, total, storetest.Count(t, db, "ads_result_kind"))
	}
	err = s.Write(ctx, func(tx *store.Tx) error { return tx.InsertMany(ctx, queries.Get("kind.Bare"), nil, 1, row, nil) })
	if err == nil {
		t.Error("an insert whose organization is not its own was accepted")
	}
}
