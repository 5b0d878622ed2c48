// Package facebook knows the content exports of a Page: posts, stories and videos.
//
// What may enter: Meta's headers for them and what their columns mean. What stays out: what both platforms' exports share (the room export), legacy Page
// Insights files (the room legacy) and day files (the room insights).
package facebook
