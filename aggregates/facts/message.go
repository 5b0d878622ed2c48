package facts

import (
	"context"
	"strings"

	"tandem/aggregates/importers"
	"tandem/aggregates/store"
)

// threadKey names a conversation.
type threadKey struct{ platform, thread string }

// storeMessages keeps messages. One that stands already, from this or another import, is unchanged; that this import holds it too is kept all the same, so that
// undoing the other loses nothing.
func (w *Writer) storeMessages(ctx context.Context, tx *store.Tx, c *chunk) (stored, unchanged int64, err error) {
	for _, t := range c.threads {
		id, err := w.conversation(ctx, tx, threadKey{t.Platform, t.Thread})
		if err != nil {
			return 0, 0, err
		}
		if _, err := tx.Exec(ctx, queries.Get("conversation_import.Keep"), store.Args{"import": w.target.Import, "conversation": id, "title": t.Title, "box": t.Box}); err != nil {
			return 0, 0, err
		}
	}
	ids := map[threadKey]int64{}
	for i := range c.messages {
		k := threadKey{c.messages[i].Platform, c.messages[i].Thread}
		if ids[k] == 0 {
			if ids[k], err = w.conversation(ctx, tx, k); err != nil {
				return 0, 0, err
			}
		}
	}
	key := func(m *importers.MessageFact, values []any) []any {
		return append(values, ids[threadKey{m.Platform, m.Thread}], m.At.UnixMilli(), m.Sender, m.Content)
	}
	if err := tx.InsertMany(ctx, queries.Get("message.Make"), nil, len(c.messages), func(i int, values []any) []any {
		m := &c.messages[i]
		return append(key(m, values), m.Body, strings.Join(m.Attachments, ","))
	}, func(from, to int, rows int64) error {
		stored += rows
		unchanged += int64(to-from) - rows
		return nil
	}); err != nil {
		return 0, 0, err
	}
	return stored, unchanged, tx.InsertMany(ctx, queries.Get("message_import.Keep"), store.Args{"import": w.target.Import}, len(c.messages), func(i int, values []any) []any {
		m := &c.messages[i]
		var own any
		if m.Own != nil {
			own = flag(*m.Own)
		}
		return append(key(m, values), own)
	}, nil)
}

func (w *Writer) conversation(ctx context.Context, tx *store.Tx, k threadKey) (id int64, err error) {
	channel, err := w.channel(k.platform)
	if err != nil {
		return 0, err
	}
	return id, tx.One(ctx, queries.Get("conversation.Ensure"), store.Args{"channel": channel, "thread": k.thread}, &id)
}
