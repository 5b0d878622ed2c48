// Package takeout reads the JSON documents of a "Download your information" archive: posts, reels, stories, past insights, followers and messages of Instagram
// and Facebook.
//
// Documents are told apart by what stands in them; the tree of the archive only says which of its entries are worth opening, and of which platform a
// conversation is. Each is read as a stream in memory that does not grow with it. Pictures and films are never opened.
// What may enter: the shapes of these documents and their repair. What stays out: ZIP and folders (whoever gives the bundle), and the
// question which post of another export a post of an archive is (the room rollup).
package takeout
