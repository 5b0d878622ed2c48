package ads

import (
	"testing"

	"tandem/aggregates/importers/importertest"
)

func FuzzReport(f *testing.F) {
	importertest.Fuzz(f, Layouts()[0],
		"Reporting starts,Reporting ends,Campaign name,Amount spent (EUR),Impressions,Reach,Results,Result indicator\n2026-05-01,2026-05-31,,5.5,9,7,,\n"+
			"2026-05-01,2026-05-31,Autumn,5.50000001,9,7,3,actions:link_click\n",
		"Day,Platform,Placement,Ad ID,Amount spent (USD),Impressions\n2026-05-01,facebook,feed,120000000000000001,1.5,9\n2026-05-02,Total,,,1.5,9\n",
		"Campaign name,Month,Age,Gender,Amount spent (GBP),Link clicks\nSpring,2026-05-01 - 2026-05-11,25-34,female,1,2\nSpring,2026-06,65+,male,1E-05,\n")
}
