package settings

import (
	"strings"

	"tandem/views/parts"
)

// tokenChoices are what a token may open: everything, or one property.
func tokenChoices(o Organization) []parts.Option {
	list := []parts.Option{{Value: "", Text: "Every property"}}
	for _, p := range o.Properties {
		list = append(list, parts.Option{Value: p.ID, Text: p.Name})
	}
	return list
}

// ChannelWord names a kind of channel for people.
func ChannelWord(kind string) string {
	switch kind {
	case "facebook":
		return "Facebook"
	case "instagram":
		return "Instagram"
	case "ads":
		return "Ads"
	}
	return strings.ToUpper(kind)
}
