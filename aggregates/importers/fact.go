package importers

import (
	"time"

	"tandem/aggregates/metric"
	"tandem/aggregates/period"
)

// Values are the figures of one post, by position in metric.OfPost plus Interactions as reported. Blank cells are not set; nothing defaults to 0.
type Values struct {
	v     [32]int64
	known uint32
}

// positions are the places of the metrics in Values: those in metric.OfPost, and behind them the reported sum of interactions.
var positions = func() map[metric.Name]int {
	at := map[metric.Name]int{metric.Interactions: len(metric.OfPost)}
	for i, n := range metric.OfPost {
		at[n] = i
	}
	return at
}()

func position(n metric.Name) int {
	i, ok := positions[n]
	if !ok {
		panic("importers: " + string(n) + " is not a metric of a post")
	}
	return i
}

// Set stores a known value.
func (v *Values) Set(n metric.Name, value int64) {
	i := position(n)
	v.v[i], v.known = value, v.known|1<<i
}

// Get is the value of n; ok is false where the file does not say it.
func (v *Values) Get(n metric.Name) (value int64, ok bool) {
	i := position(n)
	return v.v[i], v.known&(1<<i) != 0
}

// Any reports whether any value is known.
func (v *Values) Any() bool { return v.known != 0 }

// PostFact is what one record says of one post.
type PostFact struct {
	Line      int    // where the record starts in the file, from 1
	ID        string // Meta's id as text; for Facebook what follows the last _; of an archive, which has none, a key of ours that begins with t
	Platform  string // metric.Facebook or metric.Instagram; '' for the one platform that the import is of
	AuthorID  string // the Page or account that published it; '' where the file does not say
	Author    string // its name
	Story     bool
	Published time.Time // UTC instant; zero where the file does not say
	Raw       string    // the publish time as written
	Format    string    // photo carousel reel video link text event story other; '' unknown
	Title     string
	Body      string
	Permalink string
	Duration  *int64 // seconds; nil for no video or unknown
	Crosspost bool
	Shared    bool
	// Day is the day the figures are of, in Pacific days; nil for lifetime figures.
	Day    *period.Day
	Values Values
}

// ValueFact is one value of one metric for one window of days, both ends included.
type ValueFact struct {
	Line        int
	Platform    string // metric.Facebook or metric.Instagram
	Metric      metric.Name
	First, Last period.Day
	Value       int64
}

// ShareFact is one entry of an audience breakdown.
type ShareFact struct {
	Line      int
	Platform  string
	Dimension string // city country age_gender page
	Label     string // 'Lisbon, Portugal'; '25-34|women'
	Position  int
	Share     int64 // thousandths of a percent
}

// ApartFact is one figure of an object that is no post, kept apart because posts say the same again: it is shown with its import and never counted.
type ApartFact struct {
	Line      int
	Platform  string
	Subject   string // video format
	Name      string // Meta's id of the video; the format as written
	Title     string
	AuthorID  string // the Page; '' where the file does not say
	Author    string
	Published time.Time // zero where the file does not say
	Metric    string    // a metric.Name, or posts: how many were published
	Value     int64
}

// Cut is how an ads report slices the money. It is the same for the whole file.
type Cut struct {
	Level     string // account campaign ad_set ad
	Breakdown string // sorted names joined by comma: 'placement,platform'; '' for none
	Step      string // day week month span
	// Ids says that rows are told apart by Meta's ids of that level. Without ids equal names in equal windows are different rows of one file.
	Ids bool
}

// Indexes of the integer figures of an AdFact.
const (
	AdSpend            = iota // millionths of the currency
	AdImpressions             //
	AdReach                   // people, never added
	AdClicks                  // all clicks
	AdLinkClicks              //
	AdResults                 // millionths: some results are fractions
	AdPurchases               //
	AdPurchaseValue           // millionths
	AdLandingPageViews        //
	AdBudget                  // millionths
	AdFigures                 // how many there are
)

// AdFact is one row of an ads report. The sink copies what it keeps: the fact may be reused for the next row.
type AdFact struct {
	Line                                          int
	First, Last                                   period.Day // days of the ad account
	CampaignID, AdSetID, AdID                     string     // '' where the report has no ids
	CampaignName, AdSetName, AdName               string
	Segment                                       string // 'placement=feed␟platform=facebook', sorted by name; '' for no breakdown
	Platform, Placement                           string // '' = not broken down
	ResultKind, BudgetKind, Attribution, Delivery string
	Figures                                       [AdFigures]int64
	Known                                         uint16 // bit i set: Figures[i] is known
}

// Set stores a known figure.
func (a *AdFact) Set(i int, v int64) { a.Figures[i], a.Known = v, a.Known|1<<i }

// Has reports whether figure i is known.
func (a *AdFact) Has(i int) bool { return a.Known&(1<<i) != 0 }

// ConversationFact is a conversation that messages belong to. It comes before them.
type ConversationFact struct {
	Platform string // metric.Facebook or metric.Instagram
	Thread   string // what Meta calls it, without the box it lies in
	Title    string // names of the others; '' where the archive does not say
	Box      string // inbox, archived_threads, message_requests …; '' unknown
}

// MessageFact is one message of a conversation. Archives give messages no ids: thread, time, sender and content are the key.
type MessageFact struct {
	Line        int
	Platform    string // metric.Facebook or metric.Instagram
	Thread      string
	At          time.Time // UTC, to the millisecond
	Sender      string
	Own         *bool // written by the business; nil where the archive does not say
	Body        string
	Attachments []string // kinds, sorted: audio call file gif photo share sticker video
	Content     string   // hash of text and attachments
}

// AbsenceFact says why a metric has no value over some days, where the file itself said so.
type AbsenceFact struct {
	Platform    string
	Metric      metric.Name
	First, Last period.Day
	Reason      metric.Reason
}

// Separator parts the names inside a Segment.
const Separator = "\x1f"
