package importers

import (
	"context"
	"errors"

	"tandem/aggregates/importers/sheet"
)

// The kinds of files, as they stand in JSON and tables.
const (
	FacebookContent  = "facebook_content"
	FacebookStories  = "facebook_stories"
	FacebookVideos   = "facebook_videos"
	InstagramContent = "instagram_content"
	InstagramStories = "instagram_stories"
	InsightsDays     = "insights_days"
	InsightsAudience = "insights_audience"
	InsightsFormats  = "insights_formats"
	AdsReport        = "ads_report"
	LegacyPosts      = "legacy_posts"
	LegacyPage       = "legacy_page"
	LegacyVideos     = "legacy_videos"
	Takeout          = "takeout"
	PostTable        = "post_table" // posts as another tool lists them, through a mapping
)

// Layout is one kind of file: how it is recognised and how its rows become facts.
type Layout struct {
	Kind string
	// Label is what a person calls it: "Facebook content export".
	Label string
	// Platform is metric.Facebook, metric.Instagram, metric.Ads, or '' where only the file or a person can say.
	Platform string
	// DayRule is whose midnight the file's days use: pacific or account.
	DayRule string
	// Asks lists the header cells it looks for, for the refusal of an unknown file, as an English export writes them.
	Asks []string
	// Headers are the English headers that it reads, titles of blocks among them: what a dictionary may translate to and a person may map to. {money} stands
	// for a currency in brackets. nil where it knows neither.
	Headers []string
	// Unread are English headers that it knows and leaves out; those ending in * are beginnings.
	Unread []string
	// Words are the English words of cells that it knows.
	Words []string
	// Targets are what a person can map columns to where a file's headers are unknown; nil for a kind that cannot be mapped. Read then gets Options.Columns.
	Targets []Target
	// Recognise looks at the first rows (at most HeadRows) and says whether the file is of this kind. It must be exact enough that at most one layout says yes.
	Recognise func(head []sheet.Row) bool
	// Read passes over the whole file and hands facts to the sink. One bad record is sink.Reject and goes on; a returned error refuses the whole
	// file (fault.Invalid with file position, reason and what to do). Reading must be repeatable: preview and store both call it.
	Read func(ctx context.Context, f *sheet.File, o Options, s Sink) error
	// RecogniseBundle and ReadBundle are the same for a layout over a set of documents. A layout has either pair, and the other is nil.
	RecogniseBundle func(b Bundle) bool
	ReadBundle      func(ctx context.Context, b Bundle, o Options, s Sink) error
}

// HeadRows is how many rows Recognise gets to see.
const HeadRows = 12

// Options are what a person said beside the file.
type Options struct {
	// Platform answers the question of day files that do not name theirs; '' if nobody was asked yet.
	Platform string
	// Several says that Platform answers for all files of a drop that ask: a file that names its own is right, and not refused because of it.
	Several bool
	// Columns is what a person mapped by hand: folded headers as written (sheet.Header) to the English headers that the layout knows. nil for
	// nothing; a header that is not in it is not read.
	Columns map[string]string
	// Timezone is the IANA name of the zone that a mapped file's times are in; '' where nobody said. Meta's own layouts have theirs and do not ask.
	Timezone string
	// Dates is DayFirst or MonthFirst where a person said how a mapped file writes days such as 3/4/2026; '' where nobody was asked.
	Dates string
}

// The orders of day and month in dates such as 3/4/2026.
const (
	DayFirst   = "day_first"
	MonthFirst = "month_first"
)

// ErrColumns marks the refusal of a file whose columns (or the order of day and month in them) only a person can tell. The cause of a fault.Invalid: where
// somebody can be asked, the file waits for a mapping instead.
var ErrColumns = errors.New("the columns are not known")

// Sink takes what a layout read, in file order. Facts with the same Line belong to one data record. Methods that return an error return it when reading must
// stop (the store failed, the person cancelled); the layout passes it on unchanged.
type Sink interface {
	// Post, Value, Share, Apart and Ad take one fact each.
	Post(PostFact) error
	Value(ValueFact) error
	Share(ShareFact) error
	Apart(ApartFact) error
	Ad(*AdFact) error
	// Conversation says of what the messages that follow are part; Message takes one of them.
	Conversation(ConversationFact) error
	Message(MessageFact) error
	// Cut must be called once before the first Ad.
	Cut(Cut) error
	// Absent records why values are missing.
	Absent(AbsenceFact) error
	// Account says which ad account and currency (ISO 4217) an ads report is of; either may be ''.
	Account(id, name, currency string) error
	// NeedsPlatform says that the file does not name its platform and nobody was asked; preview turns it into a question, store refuses.
	NeedsPlatform() error
	// Reject counts the record at line as rejected. field is the header of the cell at fault, '' for the whole record.
	Reject(line int, field, reason string) error
	// Skip counts the record at line as read but without anything to store, and says why once per reason in the notes.
	Skip(line int, reason string) error
	// Total takes the file's own total row, which is a check and not data. It is not a data record.
	Total(*AdFact) error
	// Note adds a sentence to the import's notes; equal sentences are kept once.
	Note(sentence string)
	// Read says how many bytes of the file were consumed, for progress. Call it about every thousand records.
	Read(bytes int64)
}
