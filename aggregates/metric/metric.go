package metric

// Name is a metric's canonical name, the same in tables, URLs, API and exports.
type Name string

// The metrics. The comment says what one unit of it is.
const (
	Views            Name = "views"        // times content was shown or played, repeats included
	Impressions      Name = "impressions"  // the epoch of Views before Meta replaced impressions (see Epochs)
	Reach            Name = "reach"        // estimated people who saw something at least once
	Viewers          Name = "viewers"      // estimated people by the newer media-view definition; never merged into Reach
	Engaged          Name = "engaged"      // estimated people who interacted or clicked
	Interactions     Name = "interactions" // reactions + comments + shares + saves as far as the channel counts them
	Reactions        Name = "reactions"    // Instagram likes are reactions
	Comments         Name = "comments"
	Shares           Name = "shares"
	Saves            Name = "saves"
	Clicks           Name = "clicks" // all clicks on a post, link clicks included
	LinkClicks       Name = "link_clicks"
	Follows          Name = "follows" // new follows; on old files new likes of the Page
	Unfollows        Name = "unfollows"
	Stayed           Name = "stayed"     // of those who began to follow on a day, how many still did when the archive was made
	Visits           Name = "visits"     // visits of the Page or profile
	Followers        Name = "followers"  // accounts that follow, a level
	PageLikes        Name = "page_likes" // the epoch of Followers when Pages had fans
	Replies          Name = "replies"    // stories
	Navigation       Name = "navigation" // stories: taps forward, back, next, out
	ProfileVisits    Name = "profile_visits"
	StickerTaps      Name = "sticker_taps"
	VideoViews       Name = "video_views" // plays of at least 3 seconds
	SecondsViewed    Name = "seconds_viewed"
	NegativeFeedback Name = "negative_feedback"
	PaidImpressions  Name = "paid_impressions" // the part of Impressions that was paid for; only exports of old Pages tell it
	Posts            Name = "posts"            // pieces published on one channel
	KnownDays        Name = "days"             // days on which any series of the account is known; not a figure of its own
	Spend            Name = "spend"            // millionths of the major unit of its currency
)

// Unit is what a value counts.
type Unit uint8

// The units.
const (
	Count  Unit = iota + 1
	People      // estimated unique accounts
	Money       // millionths of the major unit; the currency stands beside it
	Seconds
)

// Kind says how a metric may be added over days, posts and channels.
type Kind uint8

// The kinds.
const (
	Flow   Kind = iota + 1 // add
	Unique                 // never added: an interval
	Stock                  // last known value; over channels "accounts, not people"
	Ratio                  // from its parts, never averaged
)

// Scope is what a stored figure describes.
type Scope string

// The scopes.
const (
	Activity Scope = "activity" // the whole account, as Meta counts it per day
	Post     Scope = "post"     // own posts, by the day they were published
	Story    Scope = "story"    // own stories, by the day they were published
	Collab   Scope = "collab"   // posts of other accounts that carry this one as co-author
)

// Channel names as stored.
const (
	Facebook  = "facebook"
	Instagram = "instagram"
	Ads       = "ads"
)

// Metric is one entry of the catalogue.
type Metric struct {
	Name  Name
	Label string // as written above a figure, sentence case
	Unit  Unit
	Kind  Kind
	// EpochOf names the metric this one is an older definition of; empty for a metric of its own.
	EpochOf Name
	// Offered lists where Meta offers the metric at all, as scope/channel. Elsewhere a missing value has the reason not_offered.
	Offered []Place
}

// Place is where a metric is offered.
type Place struct {
	Scope   Scope
	Channel string
}

func on(scope Scope, channels ...string) []Place {
	var out []Place
	for _, c := range channels {
		out = append(out, Place{scope, c})
	}
	return out
}

func join(lists ...[]Place) []Place {
	var out []Place
	for _, l := range lists {
		out = append(out, l...)
	}
	return out
}

// Catalogue is every metric, in the order in which pages and exports list them.
var Catalogue = []Metric{
	{Views, "Views", Count, Flow, "", everywhere},
	{Impressions, "Impressions", Count, Flow, Views, join(on(Activity, Facebook), on(Post, Facebook), on(Collab, Facebook))},
	{Reach, "People reached", People, Unique, "", everywhere},
	{Viewers, "Viewers", People, Unique, "", on(Activity, Facebook, Instagram)},
	{Engaged, "People engaged", People, Unique, "", join(on(Activity, Facebook), on(Post, Facebook))},
	{Interactions, "Interactions", Count, Flow, "", everywhere},
	{Reactions, "Reactions", Count, Flow, "", published},
	{Comments, "Comments", Count, Flow, "", join(on(Post, Facebook, Instagram), on(Collab, Facebook, Instagram))},
	{Shares, "Shares", Count, Flow, "", published},
	{Saves, "Saves", Count, Flow, "", join(on(Post, Instagram), on(Collab, Instagram))},
	{Clicks, "Clicks", Count, Flow, "", join(on(Activity, Facebook), on(Post, Facebook), on(Collab, Facebook))},
	{LinkClicks, "Link clicks", Count, Flow, "", join(on(Activity, Facebook, Instagram), on(Post, Facebook), on(Collab, Facebook), on(Story, Facebook, Instagram))},
	{Follows, "New follows", Count, Flow, "", join(on(Activity, Facebook, Instagram), on(Post, Instagram), on(Collab, Instagram), on(Story, Instagram))},
	{Unfollows, "Unfollows", Count, Flow, "", on(Activity, Facebook, Instagram)},
	{Stayed, "Follows that stayed", Count, Flow, "", on(Activity, Instagram)},
	{Visits, "Visits", Count, Flow, "", on(Activity, Facebook, Instagram)},
	{Followers, "Followers", Count, Stock, "", on(Activity, Facebook, Instagram)},
	{PageLikes, "Page likes", Count, Stock, Followers, on(Activity, Facebook)},
	{Replies, "Replies", Count, Flow, "", on(Story, Facebook, Instagram)},
	{Navigation, "Navigation", Count, Flow, "", on(Story, Facebook, Instagram)},
	{ProfileVisits, "Profile visits", Count, Flow, "", on(Story, Instagram)},
	{StickerTaps, "Sticker taps", Count, Flow, "", on(Story, Instagram)},
	{VideoViews, "3-second video views", Count, Flow, "", join(on(Activity, Facebook), on(Post, Facebook), on(Collab, Facebook))},
	{SecondsViewed, "Seconds viewed", Seconds, Flow, "", join(on(Post, Facebook), on(Collab, Facebook))},
	{NegativeFeedback, "Negative feedback", Count, Flow, "", join(on(Post, Facebook), on(Collab, Facebook))},
	{PaidImpressions, "Paid impressions", Count, Flow, "", nil}, // known of old posts, offered for none
	{Posts, "Posts", Count, Flow, "", published},
	{Spend, "Ad spend", Money, Flow, "", on(Activity, Ads)},
}

var (
	published  = join(on(Post, Facebook, Instagram), on(Collab, Facebook, Instagram), on(Story, Facebook, Instagram))
	everywhere = join(on(Activity, Facebook, Instagram), published)
)

// OfPost lists the metrics that are columns of a post, in column order. Adding one is a migration.
var OfPost = []Name{Views, Impressions, Reach, Engaged, Reactions, Comments, Shares, Saves, Clicks, LinkClicks, Follows,
	Replies, Navigation, ProfileVisits, StickerTaps, VideoViews, SecondsViewed, NegativeFeedback, PaidImpressions}

// Find is the catalogue entry of a name; ok is false for a name that is not in it.
func Find(n Name) (Metric, bool) {
	for _, m := range Catalogue {
		if m.Name == n {
			return m, true
		}
	}
	return Metric{}, false
}

// IsOffered reports whether Meta offers the metric for a scope of a channel.
func IsOffered(n Name, s Scope, channel string) bool {
	m, _ := Find(n)
	for _, p := range m.Offered {
		if p.Scope == s && p.Channel == channel {
			return true
		}
	}
	return false
}

// Interacting lists what Interactions is the sum of, for posts and stories of a channel.
func Interacting(s Scope, channel string) []Name {
	var out []Name
	for _, n := range []Name{Reactions, Comments, Shares, Saves} {
		if IsOffered(n, s, channel) {
			out = append(out, n)
		}
	}
	return out
}
