package store

import (
	"context"

	"tandem/aggregates/fault"
)

// The data version is a number in the file, because commands run beside a server: what is cached under it is dropped by both.
var (
	versionFind = parse("data version.Find", "-- the number an organization's caches rest on\n"+
		"select version from data_version where organization = :organization")
	versionBump = parse("data version.Bump", "-- one higher than before\n"+
		"insert into data_version (organization, version) values (:organization, 1)\n"+
		"on conflict (organization) do update set version = data_version.version + 1")
)

// Version is the organization's data version, 0 where nothing was stored yet.
func Version(ctx context.Context, src Source) (int64, error) {
	var v int64
	err := src.One(ctx, versionFind, nil, &v)
	if fault.Is(err, fault.NotFound) {
		return 0, nil
	}
	return v, err
}

// Bump raises the data version. Every transaction that changes what a page shows calls it once, so that the new version and the new
// rows appear together.
func Bump(ctx context.Context, tx *Tx) error {
	_, err := tx.Exec(ctx, versionBump, nil)
	return err
}
