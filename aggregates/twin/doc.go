// Package twin is what people say of pairs of posts: that two are the same content, or that they are not, and what they are asked about.
//
// A verdict is a fact, keyed by the posts' own ids, so that it holds over undo and re-import; saying it matches the property's posts anew in the same transaction. What may
// enter: verdicts, doubtful pairs, candidates for a post. What stays out: matching (rollup), what a twin's figures are together (content).
package twin
