//go:build !linux

package store

// localDisk cannot be told here; SQLite's own locking errors remain the guard.
func localDisk(string) error { return nil }
