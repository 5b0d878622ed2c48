// Package metric is the catalogue: every figure of the product, what it means, in which unit, how it may be added and where it is offered.
//
// What may enter: definitions, epochs, seams, reasons. What stays out: values, queries, labels of pages that are not the metric's own.
// The rules of adding come from the facts about Meta's metrics: flows add, unique people never do, stocks show their last known value.
package metric
