package facts

import (
	"context"
	"slices"

	"tandem/aggregates/store"
)

// maxCached bounds how many ids of a kind a run keeps in memory; beyond it they are forgotten and asked for again.
const maxCached = 20_000

// adsIDs finds the ids of what repeats: by memory, else by the table.
type adsIDs struct {
	channel, run int64
	objects      map[adsObject]objectIDs
	levels       map[string]int64
	segments     map[adsSegment]segmentID
	settings     map[adsSetting]settingID
	platforms    []string // those seen so far
}

type objectIDs struct{ object, campaign int64 }

type segmentID struct {
	id       int64
	platform int32 // position in platforms
}

type settingID struct{ id, kind int64 }

// adsPositions are the ids of a chunk's lists, by position.
type adsPositions struct {
	objects  []objectIDs
	segments []segmentID
	settings []settingID
}

func newAdsIDs(channel, run int64) adsIDs {
	return adsIDs{channel: channel, run: run, objects: map[adsObject]objectIDs{}, levels: map[string]int64{},
		segments: map[adsSegment]segmentID{}, settings: map[adsSetting]settingID{}}
}

// resolve gives the ids of everything a chunk names, in the order of its lists.
func (a *adsIDs) resolve(ctx context.Context, tx *store.Tx, c *adsChunk, deepest string) (out adsPositions, err error) {
	if out.objects, err = each(c.objects.list, a.objects, func(o adsObject) (objectIDs, error) { return a.object(ctx, tx, o, deepest) }); err != nil {
		return out, err
	}
	if out.segments, err = each(c.segments.list, a.segments, func(s adsSegment) (v segmentID, err error) {
		v.platform = a.platform(s.platform)
		return v, tx.One(ctx, queries.Get("ads_segment.Ensure"), store.Args{"channel": a.channel, "key": s.key, "platform": s.platform,
			"placement": s.placement}, &v.id)
	}); err != nil {
		return out, err
	}
	out.settings, err = each(c.settings.list, a.settings, func(s adsSetting) (settingID, error) { return a.setting(ctx, tx, s) })
	return out, err
}

// each looks a list up in a memory that never grows beyond its bound.
func each[K comparable, V any](list []K, memory map[K]V, find func(K) (V, error)) ([]V, error) {
	out := make([]V, len(list))
	for i, k := range list {
		v, ok := memory[k]
		if !ok {
			var err error
			if v, err = find(k); err != nil {
				return nil, err
			}
			if len(memory) >= maxCached {
				clear(memory)
			}
			memory[k] = v
		}
		out[i] = v
	}
	return out, nil
}

// object finds or makes the objects a record names, and keeps what this import says of them.
func (a *adsIDs) object(ctx context.Context, tx *store.Tx, o adsObject, deepest string) (objectIDs, error) {
	var campaign, adSet, last any
	var out objectIDs
	for _, l := range o.levels(deepest) {
		id, known := a.levels[l.name+l.key]
		if !known {
			if err := tx.One(ctx, queries.Get("ads_object.Ensure"), store.Args{"channel": a.channel, "level": l.name, "key": l.key}, &id); err != nil {
				return out, err
			}
			args := store.Args{"object": id, "import": a.run, "name": l.shownName, "campaign": campaign, "ad_set": adSet}
			if _, err := tx.Exec(ctx, queries.Get("ads_object_name.Keep"), args); err != nil {
				return out, err
			}
			if len(a.levels) >= maxCached {
				clear(a.levels)
			}
			a.levels[l.name+l.key] = id
		}
		switch last = id; l.name {
		case "campaign":
			campaign, out.campaign = id, id
		case "ad_set":
			adSet = id
		}
	}
	out.object = last.(int64)
	return out, nil
}

func (a *adsIDs) setting(ctx context.Context, tx *store.Tx, s adsSetting) (out settingID, err error) {
	if s.resultKind != "" {
		if err := tx.One(ctx, queries.Get("ads_result_kind.Ensure"), store.Args{"name": s.resultKind}, &out.kind); err != nil {
			return out, err
		}
	}
	args := store.Args{"channel": a.channel, "key": s.key(), "result_kind": out.kind, "budget": nil, "budget_kind": s.budgetKind,
		"attribution": s.attribution, "delivery": s.delivery}
	if s.hasBudget {
		args["budget"] = s.budget
	}
	return out, tx.One(ctx, queries.Get("ads_setting.Ensure"), args, &out.id)
}

// platform is the position of a platform in the list of those seen. A report knows a handful; in one that misuses the column, all further ones stand in the
// list once for each segment that names them.
func (a *adsIDs) platform(name string) int32 {
	if i := slices.Index(a.platforms[:min(len(a.platforms), 100)], name); i >= 0 {
		return int32(i)
	}
	a.platforms = append(a.platforms, name)
	return int32(len(a.platforms) - 1)
}
