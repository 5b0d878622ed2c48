package facts

import (
	"strconv"
	"strings"

	"tandem/aggregates/importers"
)

func objectOf(a *importers.AdFact) adsObject {
	return adsObject{a.CampaignID, a.AdSetID, a.AdID, a.CampaignName, a.AdSetName, a.AdName}
}

func (o adsObject) clone() adsObject {
	return adsObject{strings.Clone(o.campaignID), strings.Clone(o.adSetID), strings.Clone(o.adID),
		strings.Clone(o.campaignName), strings.Clone(o.adSetName), strings.Clone(o.adName)}
}

func (s adsSegment) clone() adsSegment {
	return adsSegment{strings.Clone(s.key), strings.Clone(s.platform), strings.Clone(s.placement)}
}

func settingOf(a *importers.AdFact) adsSetting {
	s := adsSetting{resultKind: a.ResultKind, budgetKind: a.BudgetKind, attribution: a.Attribution, delivery: a.Delivery}
	if a.Has(importers.AdBudget) {
		s.budget, s.hasBudget = a.Figures[importers.AdBudget], true
	}
	return s
}

func (s adsSetting) clone() adsSetting {
	s.resultKind, s.budgetKind = strings.Clone(s.resultKind), strings.Clone(s.budgetKind)
	s.attribution, s.delivery = strings.Clone(s.attribution), strings.Clone(s.delivery)
	return s
}

// key spells the setting as one text; a missing budget differs from a budget of 0.
func (s adsSetting) key() string {
	budget := ""
	if s.hasBudget {
		budget = strconv.FormatInt(s.budget, 10)
	}
	return strings.Join([]string{s.resultKind, budget, s.budgetKind, s.attribution, s.delivery}, importers.Separator)
}

// level is one of the objects a record names: the one it is about or one above it.
type level struct {
	name      string // account campaign ad_set ad
	key       string
	shownName string
}

// levels are the objects that a record names, from the campaign down to the level of the cut; an object that the report does not name is left out, the last
// one never is. Names stand with those above them: an ad set's name says little without its campaign's.
func (o adsObject) levels(deepest string) []level {
	var out []level
	add := func(name, id, shown string, path ...string) {
		switch {
		case id != "":
			out = append(out, level{name, "id:" + id, shown})
		case shown != "" || name == deepest:
			out = append(out, level{name, "name:" + strings.Join(path, importers.Separator), shown})
		}
	}
	switch deepest {
	case "account":
		add("account", "", "")
		return out
	case "campaign":
		add("campaign", o.campaignID, o.campaignName, o.campaignName)
		return out
	}
	campaign, adSet := either(o.campaignID, o.campaignName), either(o.adSetID, o.adSetName)
	add("campaign", o.campaignID, o.campaignName, o.campaignName)
	add("ad_set", o.adSetID, o.adSetName, campaign, o.adSetName)
	if deepest == "ad" {
		add("ad", o.adID, o.adName, campaign, adSet, o.adName)
	}
	return out
}

func either(id, name string) string {
	if id != "" {
		return id
	}
	return name
}
