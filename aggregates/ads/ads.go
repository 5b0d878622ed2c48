package ads

import (
	"context"

	"tandem/aggregates/period"
	"tandem/aggregates/store"
)

type Account struct { Channel int64; Currency string }
type Total struct { Currency string `json:"currency"` }
func Totals(context.Context, store.Source, []Account, period.Range) ([]Total, error) { return []Total{}, nil }
