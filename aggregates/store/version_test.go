package store_test

import (
	"context"
	"errors"
	"testing"

	"tandem/aggregates/store"
	"tandem/aggregates/store/storetest"
)

func TestVersionRisesWithItsTransaction(t *testing.T) {
	db := storetest.Open(t)
	a, b := storetest.Organization(t, db, "a"), storetest.Organization(t, db, "b")
	ctx := context.Background()
	want := func(s store.Scope, n int64) {
		t.Helper()
		if v, err := store.Version(ctx, s); err != nil || v != n {
			t.Fatalf("version %d, want %d (%v)", v, n, err)
		}
	}
	want(a, 0)
	bump := func(tx *store.Tx) error { return store.Bump(ctx, tx) }
	for range 2 {
		if err := a.Write(ctx, bump); err != nil {
			t.Fatal(err)
		}
	}
	want(a, 2)
	want(b, 0)
	broken := errors.New("broken")
	if err := a.Write(ctx, func(tx *store.Tx) error { _ = bump(tx); return broken }); !errors.Is(err, broken) {
		t.Fatal(err)
	}
	want(a, 2) // a rolled back change is no new version
}
