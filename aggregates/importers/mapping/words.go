package mapping

import (
	"slices"
	"strings"
	"unicode"
)

// words are how tools call what a target is, the plainest first, each as words without endings. Meta's own words, in all its languages, are in the room language.
var words = map[string][]string{
	"id":                 {"id", "post id", "status id", "media id", "object id", "story id", "tweet id", "fbid", "uid"},
	"published":          {"published", "publish time", "published at", "publish date", "created time", "created at", "create time", "creation time", "posted", "posted at", "post date", "date published", "timestamp", "taken at", "datetime", "date time", "created", "time", "date"},
	"author_id":          {"page id", "account id", "author id", "from id", "profile id", "user id", "owner id", "channel id"},
	"author":             {"page name", "account name", "author", "username", "user name", "page", "account", "profile", "from", "from name", "owner", "channel"},
	"type":               {"type", "post type", "media type", "content type", "format", "kind", "media product type"},
	"title":              {"title", "headline", "name"},
	"body":               {"message", "caption", "text", "body", "content", "description", "post message", "post text", "copy"},
	"permalink":          {"permalink", "permalink url", "post url", "url", "link", "post link"},
	"duration":           {"duration", "duration sec", "length", "video length"},
	"views":              {"view", "plays", "play", "video view", "view count"},
	"impressions":        {"impression"},
	"reach":              {"reach", "reached", "people reached", "unique view", "unique impression"},
	"engaged":            {"engaged user", "engaged"},
	"interactions":       {"interaction", "engagement", "total interaction", "total engagement"},
	"reactions":          {"reaction", "like", "favorite", "favourite"},
	"comments":           {"comment", "commentary"},
	"shares":             {"share", "repost", "shared", "resharing"},
	"saves":              {"save", "saved", "bookmark"},
	"clicks":             {"click", "total click", "post click", "click all"},
	"link_clicks":        {"link click", "url click", "website click", "inline link click"},
	"follows":            {"follow", "new follower", "new follow"},
	"unfollows":          {"unfollow"},
	"followers":          {"follower", "total follower", "fan", "page fan"},
	"visits":             {"visit", "profile visit", "page visit", "profile view", "page view"},
	"viewers":            {"viewer"},
	"video_views":        {"3 second video view", "video view 3"},
	"replies":            {"reply", "replie"},
	"date":               {"date", "day"},
	"day":                {"day", "date"},
	"starts":             {"date start", "start", "start date", "reporting start", "from"},
	"ends":               {"date stop", "end", "end date", "reporting end", "stop", "to"},
	"week":               {"week"},
	"month":              {"month"},
	"spend":              {"spend", "spent", "amount spent", "cost", "ad spend", "total spent"},
	"currency":           {"currency", "account currency"},
	"results":            {"result", "conversion"},
	"result_kind":        {"result type", "result indicator", "objective"},
	"purchases":          {"purchase"},
	"purchase_value":     {"purchase value", "conversion value", "revenue"},
	"budget":             {"budget", "daily budget", "lifetime budget"},
	"delivery":           {"delivery", "delivery status", "effective status"},
	"account":            {"account name", "account"},
	"account_id":         {"account id", "ad account id"},
	"campaign":           {"campaign name", "campaign"},
	"campaign_id":        {"campaign id"},
	"ad_set":             {"ad set name", "adset name", "ad set", "adset", "ad group"},
	"ad_set_id":          {"ad set id", "adset id"},
	"ad":                 {"ad name", "ad"},
	"ad_id":              {"ad id"},
	"platform":           {"platform", "publisher platform"},
	"placement":          {"placement", "platform position"},
	"age":                {"age", "age group"},
	"gender":             {"gender", "sex"},
	"country":            {"country"},
	"region":             {"region", "state"},
	"device":             {"device", "impression device"},
	"profile_visits":     {"profile visit"},
	"landing_page_views": {"landing page view"},
}

// fillers say nothing about what a column is.
var fillers = map[string]bool{"num": true, "number": true, "no": true, "nr": true, "count": true, "counts": true, "total": true, "sum": true, "of": true, "the": true,
	"post": true, "status": true, "media": true, "lifetime": true, "all": true, "n": true, "qty": true, "statistic": true, "stat": true, "metric": true}

// Scores of likeness. From clear on nobody would take the header for something else.
const (
	equal = 100
	clear = 70
)

// likeness is how well a folded header names a target, from 0 to equal.
func likeness(folded, target string) int {
	full := tokens(folded)
	bare := slices.DeleteFunc(slices.Clone(full), func(w string) bool { return fillers[w] })
	best := 0
	for i, phrase := range words[target] {
		want := strings.Fields(phrase)
		switch {
		case slices.Equal(full, want):
			best = max(best, equal-i)
		case slices.Equal(bare, want):
			best = max(best, equal-10-i)
		case len(want) > 1 && contains(full, want):
			best = max(best, clear-3*(len(full)-len(want)))
		case len(want) == 1 && len(bare) == 2 && slices.Contains(bare, want[0]) && i == 0:
			best = max(best, clear-20)
		}
	}
	return best
}

// contains reports whether all words of want are in full, in their order.
func contains(full, want []string) bool {
	for len(want) > 0 && len(full) > 0 {
		if full[0] == want[0] {
			want = want[1:]
		}
		full = full[1:]
	}
	return len(want) == 0
}

// tokens are the words of a header without plural endings: "num_Likes" is num and like.
func tokens(s string) []string {
	list := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for i, w := range list {
		if len(w) > 3 && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && !strings.HasSuffix(w, "us") {
			list[i] = strings.TrimSuffix(w, "s")
		}
	}
	return list
}
