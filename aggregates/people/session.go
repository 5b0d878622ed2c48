package people

import (
	"context"
	"time"

	"tandem/aggregates/fault"
	"tandem/aggregates/store"
)

// FindSession gives the data kept under the hash of a session's token; ok is false where there is none or it ran out.
func (p *People) FindSession(ctx context.Context, token string) (data []byte, ok bool, err error) {
	err = p.machinery().One(ctx, queries.Get("session.Find"), store.Args{"token": token, "now": p.now()}, &data)
	if fault.Is(err, fault.NotFound) {
		return nil, false, nil
	}
	return data, err == nil, err
}

// KeepSession writes a session. user is 0 before sign-in, else whose it is, so that one person's sessions can be ended.
func (p *People) KeepSession(ctx context.Context, token string, data []byte, expiry time.Time, user int64) error {
	return p.machinery().Write(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, queries.Get("session.Commit"), store.Args{"token": token, "data": data, "expiry": expiry.UnixMilli(), "user": user})
		return err
	})
}

// EndSession ends one session; ending it twice is fine.
func (p *People) EndSession(ctx context.Context, token string) error {
	return p.machinery().Write(ctx, func(tx *store.Tx) error {
		_, err := tx.Exec(ctx, queries.Get("session.Delete"), store.Args{"token": token})
		return err
	})
}

// EndSessions ends every session of a person.
func (p *People) EndSessions(ctx context.Context, user int64) error {
	return p.machinery().Write(ctx, func(tx *store.Tx) error { return endSessions(ctx, tx, user) })
}

func endSessions(ctx context.Context, tx *store.Tx, user int64) error {
	_, err := tx.Exec(ctx, queries.Get("session.EndOfUser"), store.Args{"user": user})
	return err
}

// Sweep clears sessions that ran out and failures that are forgotten; to be called now and then.
func (p *People) Sweep(ctx context.Context) error {
	return p.machinery().Write(ctx, func(tx *store.Tx) error {
		if _, err := tx.Exec(ctx, queries.Get("session.DeleteExpired"), store.Args{"now": p.now()}); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("failure.DeleteOld"), store.Args{"quiet": p.now() - quiet.Milliseconds()})
		return err
	})
}
