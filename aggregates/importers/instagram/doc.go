// Package instagram knows the content exports of an Instagram account: posts with reels, and stories.
//
// What may enter: Meta's headers for them and what their columns mean. What stays out: what both platforms' exports share (the room export) and
// day files (the room insights).
package instagram
