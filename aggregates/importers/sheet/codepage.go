package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// A file that lost its encoding shows only bytes. Which of the Windows code pages wrote them is decided by the words they make: letters of another
// alphabet make whole words of it in the right case, and accented letters make words that some language writes. Where two pages make believable words
// of the same bytes, the records that hold those bytes are refused: a letter that nobody wrote must not be stored as if somebody had.

// page is a Windows code page.
type page struct {
	name  string
	table *charmap.Charmap
}

var (
	western  = page{windows1252, charmap.Windows1252}
	central  = page{"windows-1250", charmap.Windows1250}
	cyrillic = page{"windows-1251", charmap.Windows1251}
	greek    = page{"windows-1253", charmap.Windows1253}
	turkish  = page{"windows-1254", charmap.Windows1254}
	baltic   = page{"windows-1257", charmap.Windows1257}
	pages    = []page{western, central, cyrillic, greek, turkish, baltic}
)

// tongue is how a language writes in its code page: the letters it has beside a to z, and those of them that no text of some length does without. Letters
// that are equal in every page are left out of the second.
type tongue struct {
	page           page
	letters, signs string
}

var tongues = []tongue{
	{western, "éèêëàâçîïôûùüœæÿ", "éèà"}, {western, "áéíóúüñºª", "íóñ"}, {western, "áàâãçéêíóôõúºª", "ãçáé"}, {western, "äöüß", "äöü"}, {western, "àèéìíîòóùºª", "èàù"},
	{western, "éëïóöüèáê", "éë"}, {western, "åäöé", "åäö"}, {western, "æøåé", "åøæ"}, {western, "áéíóúýþæöð", "íáð"}, {western, "àèéíïòóúüç", "óèà"},
	{western, "áéíóú", "áí"},
	{central, "áčďéěíňóřšťúůýž", "íáě"}, {central, "áäčďéíľňóôšťúýž", "áíč"}, {central, "ąćęłńóśźż", "łąę"}, {central, "áéíóöőúüű", "áéő"},
	{central, "ăâîşţ", "ăţ"}, {central, "čćđšž", "čšž"},
	{turkish, "çğıöşüâîİ", "ışğ"},
	{baltic, "ąčęėįšųūž", "ėšų"}, {baltic, "āčēģīķļņšūž", "āī"}, {baltic, "äöõüšž", "äõ"},
}

// vowels of all languages above, lower case.
const vowels = "aeiouyáàâãäåæéèêëěęėēíìîïīįıóòôõöøőœúùûüůűųūýÿąăāаеиоуыэюяіїєъαεηιουωάέήίόύώϊϋ"

// codepages collects the words with bytes beyond ASCII of a text that is not UTF-8.
type codepages struct {
	words map[string]int // shortened, and at most mostWords of them
	bytes [256]bool      // that occur
}

// mostWords bounds what is remembered of a file: more do not change the answer.
const mostWords = 20_000

// everywhere are the bytes that every page reads alike: signs such as quotes, dashes and the no-break space.
var everywhere = func() (same [256]bool) {
	for b := 0x80; b < 0x100; b++ {
		same[b] = true
		for _, p := range pages {
			same[b] = same[b] && p.table.DecodeByte(byte(b)) == western.table.DecodeByte(byte(b))
		}
	}
	return same
}()

// see takes in a part of the file.
func (c *codepages) see(b []byte) {
	start, high := -1, false
	for _, x := range b {
		c.bytes[x] = true
	}
	for i := 0; i <= len(b); i++ {
		if i < len(b) && (b[i] >= 0x80 && !everywhere[b[i]] || b[i]|0x20 >= 'a' && b[i]|0x20 <= 'z') {
			if start < 0 {
				start, high = i, false
			}
			high = high || b[i] >= 0x80
			continue
		}
		if start >= 0 && high && len(c.words) < mostWords {
			c.words[strings.Clone(string(b[start:min(i, start+40)]))]++
		}
		start = -1
	}
}

// decide names the page. Where none is certain it is the Western one, and every byte that the pages read differently is doubtful.
func (c *codepages) decide() (p page, doubtful [256]bool) {
	if c.dates() {
		return cyrillic, [256]bool{}
	}
	whole, all := 0, 0
	for w := range c.words {
		all++
		if pure(w) && len(w) >= 3 {
			whole++
		}
	}
	if whole*2 > all {
		return c.alphabet()
	}
	return c.latin()
}

// dates reports that all words are what Cyrillic programs write into dates: short names of months, and the letter behind a year.
func (c *codepages) dates() bool {
	for w := range c.words {
		if text := decode(cyrillic, w); !pure(w) || !strings.Contains(" яну фев мар апр май юни юли авг сеп окт ное дек янв июн июл сен ноя г ", " "+strings.ToLower(text)+" ") {
			return false
		}
	}
	return len(c.words) > 0
}

func pure(w string) bool {
	for i := 0; i < len(w); i++ {
		if w[i] < utf8.RuneSelf {
			return false
		}
	}
	return true
}

// unsure marks every byte that the pages do not read alike.
func unsure() (doubtful [256]bool) {
	for b := 0x80; b < 0x100; b++ {
		doubtful[b] = !everywhere[b]
	}
	return doubtful
}

// alphabet decides between pages of other alphabets. Hebrew in its own page reads as Cyrillic without capitals and without the letters of the last places.
func (c *codepages) alphabet() (page, [256]bool) {
	good, n, beyond := map[string]int{}, 0, false
	for w := range c.words {
		if !pure(w) || len(w) < 2 {
			continue
		}
		n++
		beyond = beyond || hasByte(w, 0xc0, 0xdf) || hasByte(w, 0xfb, 0xff)
		for _, p := range []page{cyrillic, greek} {
			if text := decode(p, w); scriptWord(text, p) {
				good[p.name]++
			}
		}
	}
	// Nearly all words must be possible in one alphabet, and several impossible in the other.
	fits := func(p, rival page) bool {
		return good[p.name]*100 >= n*95 && good[rival.name]*100 < n*90 && n-good[rival.name] > 1
	}
	switch {
	case fits(cyrillic, greek) && beyond:
		return cyrillic, [256]bool{}
	case fits(greek, cyrillic):
		return greek, [256]bool{}
	}
	return western, unsure()
}

func hasByte(w string, from, to byte) bool {
	for i := 0; i < len(w); i++ {
		if w[i] >= from && w[i] <= to {
			return true
		}
	}
	return false
}

// scriptWord reports letters of the page's alphabet only, no capital behind a small letter, and a vowel in what is longer than two.
func scriptWord(text string, p page) bool {
	script := unicode.Cyrillic
	if p == greek {
		script = unicode.Greek
	}
	small := false
	// Greek writes ς at the end of words and nowhere else, σ everywhere else, and next to no ΰ.
	if p == greek && (strings.ContainsRune(text, 'ΰ') || strings.HasSuffix(text, "σ") || strings.Contains(strings.TrimSuffix(text, "ς"), "ς")) {
		return false
	}
	for _, r := range text {
		if !unicode.Is(script, r) || !unicode.IsLetter(r) || small && unicode.IsUpper(r) {
			return false
		}
		small = small || unicode.IsLower(r)
	}
	return utf8.RuneCountInString(text) < 3 || strings.ContainsAny(strings.ToLower(text), vowels)
}

func decode(p page, w string) string {
	var b strings.Builder
	for i := 0; i < len(w); i++ {
		b.WriteRune(p.table.DecodeByte(w[i]))
	}
	return b.String()
}

// latin decides between pages of the Latin alphabet.
func (c *codepages) latin() (page, [256]bool) {
	var fits []tongue
	exclusive := map[string]int{}
	words := map[string]map[string]bool{} // word → pages in which some language writes it
	for _, t := range tongues {
		good := 0
		for w := range c.words {
			if t.writes(decode(t.page, w)) {
				good++
				if words[w] == nil {
					words[w] = map[string]bool{}
				}
				words[w][t.page.name] = true
			}
		}
		if good*100 >= len(c.words)*97 && c.signed(t) {
			fits = append(fits, t)
		}
	}
	if len(fits) > 0 {
		return c.agree(fits)
	}
	known := map[string]int{}
	for _, in := range words {
		for name := range in {
			known[name]++
			if len(in) == 1 {
				exclusive[name]++
			}
		}
	}
	// No single language wrote it, as in lists of places: one page must explain nearly all words, several of them alone, and every other page fail at many.
	for _, p := range []page{western, central, turkish, baltic} {
		rival := 0
		for name, n := range known {
			if name != p.name {
				rival = max(rival, n)
			}
		}
		if n := len(c.words); known[p.name]*100 >= n*97 && rival*100 <= n*90 && exclusive[p.name] >= 3 {
			return p, undefined(p)
		}
	}
	return western, unsure()
}

// agree takes the page of the first language that fits; a byte that another one of them reads as another letter is doubtful.
func (c *codepages) agree(fits []tongue) (page, [256]bool) {
	doubtful := undefined(fits[0].page)
	for w := range c.words {
		for i := 0; i < len(w); i++ {
			for _, t := range fits {
				doubtful[w[i]] = doubtful[w[i]] || t.page.table.DecodeByte(w[i]) != fits[0].page.table.DecodeByte(w[i])
			}
		}
	}
	return fits[0].page, doubtful
}

// undefined are the bytes that a page has no letter for.
func undefined(p page) (bytes [256]bool) {
	for b := 0x80; b < 0x100; b++ {
		r := p.table.DecodeByte(byte(b))
		bytes[b] = r == utf8.RuneError || unicode.IsControl(r)
	}
	return bytes
}

// signed reports whether a text of several accented letters has one of those that the language cannot do without.
func (c *codepages) signed(t tongue) bool {
	letters, found := 0, false
	for w := range c.words {
		for _, r := range strings.ToLower(decode(t.page, w)) {
			if r >= utf8.RuneSelf {
				letters++
				found = found || strings.ContainsRune(t.signs, r)
			}
		}
	}
	return found || letters < 3
}

// writes reports whether the language can write the word: its letters, signs only at the edges, no capital behind a small letter, no single consonant as a
// word, no accented consonant among three or more in a row, and no ń before a vowel.
func (t tongue) writes(word string) bool {
	runes := []rune(word)
	small, run, accented := false, 0, false
	for i, r := range runes {
		low := unicode.ToLower(r)
		vowel := strings.ContainsRune(vowels, low)
		switch {
		case r < utf8.RuneSelf:
		case !unicode.IsLetter(r) || r == 'º' || r == 'ª':
			if r == utf8.RuneError || unicode.IsControl(r) || i > 0 && i < len(runes)-1 {
				return false
			}
			continue
		case !strings.ContainsRune(t.letters, low) && !strings.ContainsRune(t.letters, r), small && unicode.IsUpper(r):
			return false
		}
		if vowel && i > 0 && runes[i-1] == 'ń' {
			return false
		}
		small = small || unicode.IsLower(r)
		if vowel {
			run, accented = 0, false
			continue
		}
		run++
		accented = accented || r >= utf8.RuneSelf
		if accented && t.page != western && (len(runes) == 1 || run > 2) {
			return false
		}
	}
	return true
}
