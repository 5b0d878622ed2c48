package main_test

import (
	"encoding/binary"
	"fmt"
	"strings"
	"unicode/utf16"
)

// Invented exports in Meta's own forms. The café of every test has these ids.
const (
	pageID    = "100000000000777"
	accountID = "17840000000000777"
)

const facebookHeader = "\ufeff" + `"Post ID","Page ID","Page name",Title,Description,"Duration (sec)","Publish time","Caption type",Permalink,"Is crosspost","Is share",` +
	`"Post type",Languages,"Custom labels","Funded content status","Data comment",Date,Views,Reach,"Reactions, Comments and Shares",Reactions,Comments,Shares,"Total clicks","Link Clicks"` + "\n"

// facebookPost is one record: cells are views, reach, the sum, reactions, comments, shares, clicks, link clicks.
func facebookPost(id, published, text, cells string) string {
	return fmt.Sprintf(`%s,%s,"Quayside Bakery",,"%s",0,%s,N/A,https://example.test/posts/%s,0,0,Photos,,,,,Lifetime,%s`+"\n", id, pageID, text, published, id, cells)
}

var facebookContent = facebookHeader +
	facebookPost("120000000000000041", "03/02/2025 09:30", "Bread from seven, every day", "500,400,17,10,4,3,25,9") +
	facebookPost("120000000000000042", "03/05/2025 12:00", "Rye is back", "300,200,6,5,1,0,11,2")

const instagramHeader = "\ufeff" + `"Post ID","Account ID","Account username","Account name",Description,"Duration (sec)","Publish time",Permalink,"Post type","Data comment",Date,` +
	`Views,Reach,Likes,Shares,Follows,Comments,Saves` + "\n"

func instagramPost(id, account, published, text, cells string) string {
	return fmt.Sprintf(`%s,%s,quayside.bakery,"Quayside Bakery","%s",0,"%s",https://example.test/p/%s/,"IG image",,Lifetime,%s`+"\n", id, account, text, published, id, cells)
}

var instagramContent = instagramHeader +
	instagramPost("18000000000000041", accountID, "03/02/2025 09:31", "Bread from seven, every day", "900,700,40,3,2,5,6") +
	instagramPost("18000000000000043", accountID, "03/09/2025 18:00", "Queue at seven", "100,90,4,0,0,1,0") +
	instagramPost("18000000000000049", "17840000000000999", "03/10/2025 18:00", "With the mill", "50,,4,0,,1,0")

const instagramStories = "\ufeff" + `"Post ID","Account ID","Account username","Account name",Description,"Duration (sec)","Publish time",Permalink,"Post type","Data comment",Date,` +
	`Views,Reach,Likes,Shares,"Profile visits",Replies,Navigation,"Sticker taps","Link clicks"` + "\n" +
	`18000000000000061,` + accountID + `,quayside.bakery,"Quayside Bakery",,0,"03/03/2025 09:30",https://example.test/s/1,"IG story",,Lifetime,90,80,3,1,2,4,70,5,6` + "\n"

// dayFile is a day file as Meta writes it: UTF-16, a hint for spreadsheets, a title, a line a day.
func dayFile(title string, days ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "sep=,\n\"%s\"\n\"Date\",\"Primary\"\n", title)
	for _, d := range days {
		day, value, _ := strings.Cut(d, "=")
		fmt.Fprintf(&b, "\"%sT00:00:00\",\"%s\"\n", day, value)
	}
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(b.String())) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return string(out)
}

const adsReport = `"Reporting starts","Reporting ends","Campaign name","Campaign delivery",Results,"Result indicator","Amount spent (EUR)",Impressions,Reach,"Link clicks","Platform"` + "\n" +
	`2025-03-01,2025-03-01,"Spring loaves",active,3,actions:link_click,1.23456789,1000,800,3,facebook` + "\n" +
	`2025-03-01,2025-03-01,"Spring loaves",active,5,actions:link_click,2.5,2000,1500,5,instagram` + "\n"

// pilesOfPosts is a large content export with n posts.
func pilesOfPosts(n int) string {
	var b strings.Builder
	b.WriteString(facebookHeader)
	for i := range n {
		b.WriteString(facebookPost(fmt.Sprintf("13%016d", i), fmt.Sprintf("%02d/%02d/2025 %02d:30", 1+i%12, 1+i%28, i%24), fmt.Sprintf("Loaf number %d, still warm", i), "500,400,17,10,4,3,25,9"))
	}
	return b.String()
}
