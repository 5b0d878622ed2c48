package ads

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// field is what a column means to us: what a row is about, when, and its figures.
type field int

// The fields, in the order of the table below.
const (
	fieldNone field = iota
	fieldCampaignID
	fieldCampaignName
	fieldAdSetID
	fieldAdSetName
	fieldAdID
	fieldAdName
	fieldAccountID
	fieldAccountName
	fieldStarts
	fieldEnds
	fieldDay
	fieldWeek
	fieldMonth
	fieldCurrency
	fieldSpend
	fieldImpressions
	fieldReach
	fieldClicks
	fieldLinkClicks
	fieldResults
	fieldResultKind
	fieldPurchases
	fieldPurchaseValue
	fieldLandingPageViews
	fieldBudget
	fieldBudgetKind
	fieldAttribution
	fieldDelivery
	fields
)

// headers are the accepted spellings of each field as sheet.Header compares them, best first: of two columns of one field, the first filled cell counts.
// {money} stands for a currency in brackets. Other languages are dictionaries of the room language.
var headers = map[field][]string{
	fieldCampaignID:   {"campaign id"},
	fieldCampaignName: {"campaign name", "campaign", "campaigns"},
	fieldAdSetID:      {"ad set id", "adset id"},
	fieldAdSetName:    {"ad set name", "adset name", "ad set", "ad sets"},
	fieldAdID:         {"ad id"},
	fieldAdName:       {"ad name", "ad", "ads"},
	fieldAccountID:    {"account id", "ad account id"},
	fieldAccountName:  {"account name", "ad account name"},
	fieldStarts:       {"reporting starts", "date start"},
	fieldEnds:         {"reporting ends", "date stop"},
	fieldDay:          {"day", "date"},
	fieldWeek:         {"week"},
	fieldMonth:        {"month"},
	fieldCurrency:     {"currency", "account currency"},
	fieldSpend:        {"amount spent {money}", "amount spent"},
	fieldImpressions:  {"impressions"},
	fieldReach:        {"reach"},
	fieldClicks:       {"clicks (all)", "clicks"},
	fieldLinkClicks:   {"link clicks"},
	fieldResults:      {"results"},
	fieldResultKind:   {"result indicator", "result type"},
	fieldPurchases:    {"purchases", "website purchases"},
	fieldPurchaseValue: {"purchases conversion value {money}", "purchases conversion value", "purchase conversion value",
		"website purchases conversion value", "conversion value"},
	fieldLandingPageViews: {"landing page views", "website landing page views"},
	fieldBudget:           {"ad set budget", "campaign budget", "budget", "ad set budget {money}", "campaign budget {money}"},
	fieldBudgetKind:       {"ad set budget type", "campaign budget type", "budget type"},
	fieldAttribution:      {"attribution setting"},
	fieldDelivery:         {"campaign delivery", "ad set delivery", "ad delivery", "delivery status", "delivery"},
}

// byHeader is the table above by header, which no two fields share.
var byHeader = sync.OnceValue(func() map[string]field {
	by := map[string]field{}
	for f, list := range headers {
		for _, h := range list {
			by[h] = f
		}
	}
	return by
})

// fieldOf is what a folded header means; fieldNone for what is no field.
func fieldOf(folded string) field {
	if f, ok := byHeader()[folded]; ok || !strings.HasSuffix(folded, ")") {
		return f
	}
	return byHeader()[money.ReplaceAllString(folded, "{money}")]
}

// known are the English headers of all fields and breakdowns.
func known() []string {
	var all []string
	for f := field(1); f < fields; f++ {
		all = append(all, headers[f]...)
	}
	return append(all, slices.Sorted(maps.Keys(breakdowns))...)
}

// breakdowns are the columns that slice the same money, by header, with their name in a cut.
var breakdowns = map[string]string{
	"platform": "platform", "publisher platform": "platform",
	"placement": "placement", "platform position": "placement",
	"age": "age", "gender": "gender", "country": "country", "region": "region", "dma region": "dma", "comscore market": "market",
	"device platform": "device_platform", "impression device": "impression_device", "conversion device": "conversion_device",
	"time of day (viewer's time zone)": "hour_viewer", "time of day (ad account time zone)": "hour_account", "time of day": "hour",
	"product id": "product", "frequency value": "frequency", "destination": "destination", "business locations": "location",
	"post reaction type": "reaction_type", "video view type": "video_view_type", "video sound": "video_sound",
	"carousel card": "card", "image asset": "image_asset", "video asset": "video_asset", "text asset": "text_asset", "title asset": "title_asset",
	"call to action asset": "action_asset", "link asset": "link_asset", "description asset": "description_asset",
	"image, video and slideshow": "media_asset", "website url (ad settings)": "website", "headline (ad settings)": "headline", "text": "text",
	"call to action": "call_to_action", "media type": "media_type", "audience segments": "audience_segment", "brand": "brand", "category": "category",
}

// attributes are columns of words that describe a row and slice nothing. Those ending in * are beginnings.
var attributes = []string{
	"ends", "starts", "end date", "start date", "bid", "bid type", "bid strategy", "last significant edit", "quality ranking", "engagement rate ranking",
	"conversion rate ranking", "objective", "buying type", "delivery level", "schedule", "campaign status", "ad set status", "ad status", "status",
	"special ad category", "special ad categories", "tags", "date created", "date last edited", "created", "preview link", "ad preview link",
	"permalink", "instagram permalink url", "link (ad settings)", "url parameters", "url", "website url", "body (ad settings)", "headline", "page name",
	"ad creative *", "creative *", "optimisation*", "optimization*", "performance goal", "conversion location", "time zone", "timezone", "account status",
	"split test*", "a/b test*", "instagram account*", "page id", "pixel id", "post id", "story id", "learning phase", "errors", "ad set end date",
	"targeting*", "included *", "excluded *", "location", "custom audience*", "age range", "recommendations", "campaign end*", "campaign start*",
	"ad set start*", "ad set end*", "last edited*", "result value type",
}

// figures are columns of numbers that are known and not kept: ratios come from their parts, and the rest waits for a page that needs it. Those ending in *
// are beginnings.
var figures = []string{
	"cost per *", "cpc*", "cpm*", "ctr*", "cpp*", "frequency", "purchase roas*", "website purchase roas*", "outbound *", "unique *", "video *", "thruplay*",
	"3-second *", "2-second *", "post *", "page *", "messaging *", "total messaging *", "new messaging *", "instagram *", "follows *", "adds to cart*",
	"leads*", "checkouts*", "content views*", "registrations*", "estimated *", "budget remaining*", "amount spent *", "shop clicks", "reach *", "result rate",
	"website *", "mobile app *", "app *", "on-facebook *", "meta *", "likes", "photo views", "event responses", "check-ins", "social *", "direct *", "saves",
}

// money finds a currency in a folded header, "amount spent (eur)"; written is how the header must spell it: "Clicks (all)" is not in Albanian lek.
var (
	money   = regexp.MustCompile(`\([a-z]{3}\)$`)
	written = regexp.MustCompile(`\(([A-Z]{3})\)\s*$`)
)

// spells reports whether a folded header is the one wanted.
func spells(folded, want string) bool {
	return folded == want || strings.HasSuffix(want, "{money}") && strings.HasSuffix(folded, ")") && money.ReplaceAllString(folded, "{money}") == want
}
