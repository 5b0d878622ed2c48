package facts

import (
	"fmt"
	"hash/maphash"

	"tandem/aggregates/importers"
	"tandem/aggregates/period"
)

// adsFigures is how many figures of an AdFact are columns of a row; the budget behind them belongs to the setting.
const adsFigures = importers.AdBudget

// adsRow is one record on its way to the table. Object, campaign and setting are positions in the chunk's lists, so that a million rows do not carry their
// names.
type adsRow struct {
	first, last              period.Day
	object, segment, setting int32
	line                     int32
	known                    uint16 // bit i set: figures[i] is known
	seen                     bool   // without ids: an equal row may have come before
	figures                  [adsFigures]int64
}

// adsChunk is what one transaction stores of a report.
type adsChunk struct {
	rows     []adsRow
	objects  interned[adsObject]
	segments interned[adsSegment]
	settings interned[adsSetting]
}

func (c *adsChunk) len() int { return len(c.rows) }

// adsObject is what a record says of the object it is about and of those above it.
type adsObject struct {
	campaignID, adSetID, adID       string
	campaignName, adSetName, adName string
}

type adsSegment struct{ key, platform, placement string }

type adsSetting struct {
	resultKind, budgetKind, attribution, delivery string
	budget                                        int64
	hasBudget                                     bool
}

// interned gives equal values of a chunk one position. The value of the record before is asked first: reports repeat themselves.
type interned[T comparable] struct {
	at   map[T]int32
	list []T
	last T
	pos  int32
}

// put gives the position of v; own makes the copy that is kept, because cells share the memory of the block they were read in.
func (in *interned[T]) put(v T, own func(T) T) int32 {
	if len(in.list) > 0 && v == in.last {
		return in.pos
	}
	pos, ok := in.at[v]
	if !ok {
		if in.at == nil {
			in.at = map[T]int32{}
		}
		v = own(v)
		pos = int32(len(in.list))
		in.at[v] = pos
		in.list = append(in.list, v)
	}
	in.last, in.pos = in.list[pos], pos
	return pos
}

// adsState is what a run remembers of its report from chunk to chunk. The reading goroutine owns cut, seen and spare's receiving end; all else belongs to the
// writing one.
type adsState struct {
	cut   importers.Cut
	seen  *keyFilter
	spare chan []adsRow // emptied row lists, used again

	writer adsWriter
}

// add puts a row into the chunk.
func (s *adsState) add(c *adsChunk, a *importers.AdFact) error {
	if s.cut.Level == "" {
		return fmt.Errorf("facts: an ads row came before its cut")
	}
	if len(c.rows) == 0 && cap(c.rows) == 0 {
		c.rows = s.emptyRows()
	}
	row := adsRow{first: a.First, last: a.Last, line: int32(a.Line), known: a.Known & (1<<adsFigures - 1), figures: [adsFigures]int64(a.Figures[:adsFigures])}
	row.object = c.objects.put(objectOf(a), adsObject.clone)
	row.segment = c.segments.put(adsSegment{a.Segment, a.Platform, a.Placement}, adsSegment.clone)
	row.setting = c.settings.put(settingOf(a), adsSetting.clone)
	if !s.cut.Ids {
		row.seen = s.note(a)
	}
	c.rows = append(c.rows, row)
	return nil
}

// note reports whether a row with an equal key may have been read before; false is certain.
func (s *adsState) note(a *importers.AdFact) bool {
	if s.seen == nil {
		s.seen = newKeyFilter()
	}
	return s.seen.add(a)
}

func (s *adsState) emptyRows() []adsRow {
	if s.spare == nil {
		s.spare = make(chan []adsRow, 3)
		return nil // the first grows by itself: most reports are far from filling it
	}
	select {
	case rows := <-s.spare:
		return rows[:0]
	default:
		return make([]adsRow, 0, chunkAds)
	}
}

// notes are the sentences of the import about what was stored of the report; to be asked when the run has ended.
func (s *adsState) notes() []string {
	n := s.writer.repeated
	if n == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%d %s the ids, days and breakdown of another record of this file; the larger of each counts.", n,
		plural(n, "record repeats", "records repeat"))}
}

// keyFilter says of a key whether it was certainly not seen before, in 4 MiB whatever the number of rows: a map of all keys would
// grow with the file. Where it says perhaps, the table is asked.
type keyFilter struct {
	seed maphash.Seed
	bits []uint64
}

const filterBits = 1 << 25

func newKeyFilter() *keyFilter {
	return &keyFilter{seed: maphash.MakeSeed(), bits: make([]uint64, filterBits/64)}
}

// add puts the key of a row in and reports whether it may have been in before.
func (f *keyFilter) add(a *importers.AdFact) bool {
	var h maphash.Hash
	h.SetSeed(f.seed)
	for _, s := range [...]string{either(a.CampaignID, a.CampaignName), either(a.AdSetID, a.AdSetName), a.AdName, a.Segment} {
		h.WriteString(s)
		h.WriteByte(0)
	}
	for _, d := range [...]period.Day{a.First, a.Last} {
		h.WriteByte(byte(d))
		h.WriteByte(byte(d >> 8))
		h.WriteByte(byte(d >> 16))
	}
	sum, before := h.Sum64(), true
	for range 3 {
		i := sum % filterBits
		before = before && f.bits[i/64]&(1<<(i%64)) != 0
		f.bits[i/64] |= 1 << (i % 64)
		sum = sum>>20 | sum<<44
	}
	return before
}
