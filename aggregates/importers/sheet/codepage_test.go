package sheet

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

// coded writes text as a program saves it in a code page.
func coded(t *testing.T, c *charmap.Charmap, text string) string {
	t.Helper()
	out, err := c.NewEncoder().String(text)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return out
}

func TestTheCodePageIsFoundByTheWordsItMakes(t *testing.T) {
	for name, c := range map[string]struct {
		page *charmap.Charmap
		text string
	}{
		"French":              {charmap.Windows1252, "Crème brûlée à la crèmerie,été"},
		"one French word":     {charmap.Windows1252, "très,bon"},
		"Spanish":             {charmap.Windows1252, "¿Qué?,Año nuevo en la montaña: canción"},
		"one Spanish word":    {charmap.Windows1252, "señor,uno"},
		"Portuguese":          {charmap.Windows1252, "Promoções,São João não é só pão"},
		"Italian":             {charmap.Windows1252, "Il caffè è già qui,più"},
		"German":              {charmap.Windows1252, "Größe,süß"},
		"Swedish place":       {charmap.Windows1252, "Åkersberga,€"},
		"Danish":              {charmap.Windows1252, "Rødgrød,på øen"},
		"Russian":             {charmap.Windows1251, "Привет из кафе,Скоро открытие"},
		"Bulgarian":           {charmap.Windows1251, "Добро утро кафе и суп,Ново меню от днес"},
		"one Bulgarian month": {charmap.Windows1251, "4.яну,31.12.2025 г."},
		"Bulgarian months":    {charmap.Windows1251, "3.апр,1.юни,8.яну,9.авг,8.сеп"},
		"Ukrainian":           {charmap.Windows1251, "Їжа її,Смачна кава щодня"},
		"Greek":               {charmap.Windows1253, "Καλημέρα από το καφέ,Νέα γεύση"},
		"Polish":              {charmap.Windows1250, "Zażółć gęślą jaźń,dziękuję było"},
		"Czech":               {charmap.Windows1250, "Příliš žluťoučký kůň,dobrý den"},
		"Hungarian":           {charmap.Windows1250, "Őszi kedvezmény,ősz és tűz"},
		"Turkish":             {charmap.Windows1254, "İyi günler,Yeni ürün çıktı: ağustos şimdi"},
		"Lithuanian":          {charmap.Windows1257, "Ačiū už žinutę,Šiandien naujiena: gėlės"},
		"letters of no page":  {charmap.Windows1252, "plain,text — with “quotes”…"},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Open(write(t, coded(t, c.page, "a,b\r\n"+c.text+"\r\n")))
			if err != nil {
				t.Fatal(err)
			}
			rows, err := all(t, f)
			if err != nil || len(rows) != 2 || strings.Join(rows[1].Cells, ",") != c.text {
				t.Errorf("as %s: %v %v", f.Form().Encoding, rows, err)
			}
		})
	}
}

func TestLettersOfAnUncertainCodePageAreRefusedWithTheirRecordAlone(t *testing.T) {
	for name, content := range map[string]string{
		"Hebrew":       "a,b\r\n1,2\r\n" + coded(t, charmap.Windows1255, "שלום עולם,קפה טוב\r\n") + "3,4\r\n",
		"Arabic":       "a,b\r\n1,2\r\n" + coded(t, charmap.Windows1256, "مرحبا بكم,قهوة طازجة\r\n") + "3,4\r\n",
		"another code": "a,b\r\n1,2\r\n" + coded(t, charmap.KOI8R, "Привет из кафе,Скоро открытие\r\n") + "3,4\r\n",
		"one letter":   "a,b\r\n1,2\r\n" + coded(t, charmap.Windows1250, "večer,den\r\n") + "3,4\r\n",
		"two that fit": "a,b\r\n1,2\r\n" + coded(t, charmap.Windows1250, "čas,čaj\r\n") + "3,4\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Open(write(t, content))
			if err != nil {
				t.Fatal(err)
			}
			rows, err := all(t, f)
			if err != nil || len(rows) != 4 || !strings.HasPrefix(rows[2].Cells[0], "!") || !strings.Contains(rows[2].Cells[0], "code page") {
				t.Errorf("as %s: %v %v", f.Form().Encoding, rows, err)
			}
			if len(f.Form().Repairs) != 1 || !strings.Contains(f.Form().Repairs[0], "rejected") {
				t.Errorf("%q", f.Form().Repairs)
			}
		})
	}
}

func TestADoubtfulByteBehindTheBeginningOfALongWordIsRefusedToo(t *testing.T) {
	f, err := Open(write(t, "a,b\r\ncaf\xe9,1\r\n"+strings.Repeat("x", 60)+"\x81,2\r\n3,4\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := all(t, f)
	if err != nil || len(rows) != 4 || !strings.HasPrefix(rows[2].Cells[0], "!") || rows[1].Cells[0] != "café" {
		t.Errorf("%v %v", rows, err)
	}
}
