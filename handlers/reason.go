package handlers

import (
	"tandem/aggregates/metric"
	"tandem/aggregates/period"
	"tandem/views/parts"
)

// reasonOf words a reason for a metric: a retired one says since when, on the first of the channels that Meta ended it for.
func reasonOf(r metric.Reason, n metric.Name, channels ...string) parts.ReasonModel {
	out := parts.ReasonFor(string(r))
	if r != metric.Retired {
		return out
	}
	for _, c := range channels {
		if day, ok := metric.RetiredOn(n, c); ok {
			return out.Since(day.Time())
		}
	}
	return out
}

// lateUntil words a day that is not there yet, and says by when it should be.
func lateUntil(d period.Day) parts.ReasonModel {
	return parts.ReasonFor(string(metric.Late)).Expected((d + metric.Settles + 1).Time())
}
