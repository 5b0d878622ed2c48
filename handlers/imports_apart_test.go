package handlers_test

import (
	"strings"
	"testing"

	"tandem/aggregates/imports"
)

func TestImportsShowWhatIsKeptApart(t *testing.T) {
	d := openDesk(t)
	d.drop("videos.csv", "Video asset ID,Universal video ID,Page ID,Page name,Title,Duration (sec),Publish time,Date,Reach,3-second video views\n"+
		"7001,,"+pageID+",Corner Cafe,\"The <oven>\",30,11/03/2026 12:00,Lifetime,5210,400\n7002,,"+pageID+",Corner Cafe,,30,11/04/2026 12:00,Lifetime,,41\n").Status(200)
	id := d.id(imports.Staged)
	d.send("/store", "import", id, "all", "1")
	body := string(d.c.Get(d.path + "/" + id).Status(200).Body)
	for _, want := range []string{"Kept apart", "The &lt;oven&gt;", "7002", "5,210", "in no total"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
	if got := d.views(); got != -1 {
		t.Errorf("%d views are counted", got)
	}
}
