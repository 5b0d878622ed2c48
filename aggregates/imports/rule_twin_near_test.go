package imports_test

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"tandem/aggregates/imports"
	"tandem/aggregates/rollup"
)

// shelf is an invented pair of exports: post 1xx of Facebook and 2xx of Instagram are the same content where xx is the same, below 50; the others are single.
type shelf struct{ facebook, instagram []rec }

// near are 40 cross-posted pieces, as people write them twice, and 20 single posts that come close to each other or to a piece.
func near() (s shelf) {
	begin := time.Date(2025, time.March, 3, 9, 0, 0, 0, time.UTC)
	put := func(n int, facebook, instagram string, at, later time.Duration) {
		when := func(d time.Duration) string { return begin.Add(d).Format("01/02/2006 15:04") }
		if facebook != "-" {
			s.facebook = append(s.facebook, onFacebook(fmt.Sprint(100+n), when(at), facebook, nil))
		}
		if instagram != "-" {
			s.instagram = append(s.instagram, onInstagram(fmt.Sprint(200+n), when(at+later), instagram, nil))
		}
	}
	const day = 24 * time.Hour
	for n := range 40 {
		text := fmt.Sprintf("Bread number %d comes out of the oven at seven, with %s and a little salt", n+1, []string{"rye", "walnuts", "seeds", "figs"}[n%4])
		at := time.Duration(n) * day
		switch n % 8 {
		case 0:
			put(n, text, text, at, 0)
		case 1:
			put(n, text, strings.ToUpper(text)+"!", at, time.Minute)
		case 2:
			put(n, text, text+" #bread #oven"+fmt.Sprint(n), at, 6*time.Hour)
		case 3:
			put(n, text+" https://example.test/bread", text+" @corner", at, -3*time.Hour)
		case 4:
			put(n, text, "🍞 "+text+" 🍞", at, 20*time.Hour)
		case 5:
			put(n, text+".", text+", see you", at, 10*time.Minute) // other words at the end, at once
		case 6:
			put(n, text, text+"\n\n#bread", at, 2*time.Minute)
		case 7:
			put(n, strings.ReplaceAll(text, ",", " –"), text, at, -5*time.Minute)
		}
	}
	// the same text a week apart
	put(50, "Closed on the public holiday", "-", 0, 0)
	put(51, "-", "Closed on the public holiday", 7*day, 0)
	// one figure apart, a few minutes later
	put(52, "A table by the window costs 18 euros, with soup, bread and a coffee after it", "-", 10*day, 0)
	put(53, "-", "A table by the window costs 24 euros, with soup, bread and a coffee after it", 10*day+5*time.Minute, 0)
	// other words in the same minute
	put(54, "The mill stands still today", "-", 2*day, 0)
	put(55, "-", "Who knows this old machine", 2*day, 0)
	put(56, "A seat at the window is free", "-", 4*day+30*time.Minute, 0)
	put(57, "-", "Three questions to our baker", 4*day+30*time.Minute, 0)
	// in the very minute of pieces, so that three and four posts stand in one
	put(58, "Another thing altogether", "-", 0, 0)
	put(59, "-", "And one more that nobody asked for", 0, 0)
	put(60, "-", "Good morning", 8*day, 0)
	put(61, "Good evening", "-", 8*day, 0)
	// without a text, in one minute
	put(62, "", "-", 3*day, 0)
	put(63, "-", "", 3*day, 0)
	put(64, "#bread", "-", 5*day, 0)
	put(65, "-", "🍞🍞", 5*day, 0)
	// similar, but later than people post twice
	put(66, "The stall on the market has two new cakes, apple with cinnamon and plum with crumbs", "-", 6*day+time.Hour, 0)
	put(67, "-", "The stall on the market has two new cakes, apple with cinnamon and plum with cream", 6*day+3*time.Hour, 0)
	// the piece's own text again, a day and more after it
	put(68, "Bread number 1 comes out of the oven at seven, with rye and a little salt", "-", 2*day, 0)
	put(69, "-", "Bread number 2 comes out of the oven at seven, with walnuts and a little salt", 4*day, 0)
	return s
}

// TestTwinsAmongNearMisses prints precision and recall of what is found and accepts no false pair. Neither the order of records nor that of files matters, nor that
// they come again.
func TestTwinsAmongNearMisses(t *testing.T) {
	alone(t)
	s := near()
	if len(s.facebook) != 50 || len(s.instagram) != 50 {
		t.Fatalf("%d and %d posts, want 40 pieces and 20 single posts", len(s.facebook), len(s.instagram))
	}
	rng := rand.New(rand.NewPCG(4, 40))
	var first map[string]string
	for round := range 4 {
		b := checked(t)
		rng.Shuffle(len(s.facebook), func(i, j int) { s.facebook[i], s.facebook[j] = s.facebook[j], s.facebook[i] })
		rng.Shuffle(len(s.instagram), func(i, j int) { s.instagram[i], s.instagram[j] = s.instagram[j], s.instagram[i] })
		files := [][2]string{{"f.csv", facebookFile(s.facebook...)}, {"i.csv", instagramFile(s.instagram...)}, {"half.csv", facebookFile(s.facebook[:25]...)}}
		rng.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
		for _, f := range append(files, files[0]) {
			b.put(f[0], f[1], imports.Choice{})
		}
		if err := rollup.Rebuild(t.Context(), b.scope); err != nil {
			t.Fatal(err)
		}
		found, right := twinsOf(b), 0
		for f, i := range found {
			if f[1:] == i[1:] {
				right++
			} else {
				t.Errorf("%s and %s are taken for the same", f, i)
			}
		}
		if round == 0 {
			first = found
			t.Logf("precision %d of %d, recall %d of 40", right, len(found), right)
			if right < 40 {
				t.Errorf("%d of 40 pieces are found", right)
			}
		} else if fmt.Sprint(found) != fmt.Sprint(first) {
			t.Errorf("in another order other twins: %v, before %v", found, first)
		}
	}
}

// twinsOf are all twins, Instagram's id by Facebook's.
func twinsOf(b bench) map[string]string {
	b.Helper()
	rows, err := b.desk.DB.Reader().Query(`select f.external_id, i.external_id from twin t join post f on f.id = t.facebook join post i on i.id = t.instagram`)
	if err != nil {
		b.Fatal(err)
	}
	defer rows.Close()
	out := map[string]string{}
	for rows.Next() {
		var f, i sql.NullString
		if err := rows.Scan(&f, &i); err != nil {
			b.Fatal(err)
		}
		out[f.String] = i.String
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
	return out
}
