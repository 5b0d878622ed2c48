package handlers_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"github.com/valyala/fasthttp"

	"tandem/aggregates/period"
	"tandem/aggregates/store/storetest"
	"tandem/handlers/pagetest"
)

// busy is a world with a property that publishes thousands of posts a year on each of two channels, two of five as twins, and the cookie of its owner.
func busy(t testing.TB, perYear, years int) (w *pagetest.World, path, cookie string, last period.Day) {
	t.Helper()
	w = pagetest.Open(t)
	s := w.Organization("northgate")
	p := w.Property(s, "Quayside Bakery")
	last = period.DayOf(w.Now()) - 1
	for n, kind := range []string{"facebook", "instagram"} {
		channel := storetest.Exec(t, w.DB, `insert into channel (organization, property, kind) values (?, ?, ?)`, s.Organization(), p.ID, kind)
		storetest.Exec(t, w.DB, `insert into post (id, organization, property, channel, external_id, day, published_at, format, title, body, duration, as_of, views, reactions, interactions)
			with recursive n (i) as (select 0 union all select i + 1 from n where i + 1 < ?5)
			select 2 * i + ?6 + 1, ?1, ?2, ?3, i, ?4 - i * 365 / ?7, (?4 - i * 365 / ?7) * 86400000 + (7 + i * 37 % 14) * 3600000,
				case i % 5 when 0 then 'reel' when 1 then 'reel' when 2 then 'link' else 'photo' end, '', 'Post number ' || i || ' ' || substr(
				'with a caption of some length as people write it, about bread and the weather, open from eight, come and see us at the quay #bread #rolls', 1, 20 + i * 31 % 120),
				case when i % 5 < 2 then 5 + i * 13 % 90 end, ?4, 100 + i * 7919 % 5000, 10 + i * 6151 % 400, 10 + i * 6151 % 400
			from n`, s.Organization(), p.ID, channel, int64(last), perYear*years, n, perYear)
	}
	storetest.Exec(t, w.DB, `insert into post_age (organization, post, age, at, views, interactions)
		select organization, post.id, age.value, age.value, views * age.value / 30, interactions * age.value / 30 from post, json_each('[1,3,7,28]') age where as_of - day >= age.value`)
	storetest.Exec(t, w.DB, `insert into twin (organization, property, facebook, instagram, confidence, day)
		select organization, property, id, id + 1, 95, day from post where id % 2 = 1 and id / 2 % 5 in (1, 3)`)
	storetest.Exec(t, w.DB, `analyze`)
	u, err := url.Parse(w.URL)
	if err != nil {
		t.Fatal(err)
	}
	for _, k := range w.SignIn("owner@northgate.test").Jar.Cookies(u) {
		cookie += k.Name + "=" + k.Value + "; "
	}
	return w, "/p/" + strconv.FormatInt(p.ID, 10) + "/content", cookie, last
}

// BenchmarkWorks measures the views that put a year of posts side by side, as BenchmarkOverview does: 4,000 a year on each channel, of one year and of ten.
func BenchmarkWorks(b *testing.B) {
	for _, years := range []int{1, 10} {
		w, path, cookie, last := busy(b, 4000, years)
		handler := w.Site.App.Handler()
		for _, ask := range []struct {
			view string
			days int
		}{{"works", 28}, {"carry", 28}, {"carry", 365}} {
			b.Run(fmt.Sprintf("view=%s/days=%d/years=%d", ask.view, ask.days, years), func(b *testing.B) {
				bytes := 0
				before := processCPU(b)
				for range b.N {
					var ctx fasthttp.RequestCtx
					ctx.Request.SetRequestURI(w.URL + path + daysBefore(last, ask.days) + "&view=" + ask.view)
					ctx.Request.Header.Set("Cookie", cookie)
					ctx.Request.Header.Set("Accept-Encoding", "gzip")
					handler(&ctx)
					if ctx.Response.StatusCode() != http.StatusOK {
						b.Fatalf("status %d: %.300s", ctx.Response.StatusCode(), ctx.Response.Body())
					}
					bytes = len(ctx.Response.Body())
				}
				b.ReportMetric(float64(processCPU(b)-before)/float64(b.N)/1e6, "cpu-ms/op")
				b.ReportMetric(float64(bytes), "bytes")
			})
		}
	}
}
