package content

import (
	"tandem/views/parts"
	"tandem/views/shell"
)

// PairsModel is the page of pairs that could be a twin. Empty stands instead of Pairs.
type PairsModel struct {
	Frame shell.Frame
	Back  parts.LinkModel
	Pairs []Pair
	Empty *parts.StateModel
	// More says how many are not shown; empty where all are.
	More string
}

// Pair is one question. Title says how near the two come; Sides are the posts, Facebook first. Deeds are the answers, none for those who may not give one.
type Pair struct {
	Title string
	Sides []PairSide
	Deeds []parts.DeedModel
}

// PairSide is one of the two posts.
type PairSide struct {
	Channel, Sub, Words, Href string
}
