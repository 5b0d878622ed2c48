// Package property holds the businesses of an organization: name, time zone, currency and the channels linked to each.
//
// What may enter: rules about properties, channels and Meta's ids for them. What stays out: who may see a property (people), and
// any figure of it (content, activity, ads).
package property
