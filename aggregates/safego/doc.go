// Package safego starts goroutines that cannot take the process down.
//
// What may enter: starting, recovering, logging. What stays out: pools, queues and retries.
package safego
