package parts

import (
	"maps"
	"slices"
)

// iconPaths are our own strokes on a 16 by 16 grid, one path each. They share a
// 1.4 line, round ends and a free margin of about one and a half units.
var iconPaths = map[string]string{
	"overview":  "M3 9.5v4M8 2.5v11M13 6.5v7",
	"content":   "M4.5 2h7M3.3 4.7h9.4M2 7.5h12v6.5H2z",
	"audience":  "M6 7.5a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2M1.5 14c0-2.7 1.8-4.2 4.5-4.2s4.5 1.5 4.5 4.2M11 2.6a2.6 2.6 0 0 1 0 4.6M12 10c1.6.5 2.5 1.9 2.5 4",
	"ads":       "M8 14.3A6.3 6.3 0 1 0 8 1.7a6.3 6.3 0 0 0 0 12.6M8 11.3a3.3 3.3 0 1 0 0-6.6 3.3 3.3 0 0 0 0 6.6M8 8v.01",
	"inbox":     "M2 3h12v8.5H6.5L3.5 14v-2.5H2z",
	"planner":   "M2 3.5h12V14H2zM2 7h12M5 1.8v3M11 1.8v3",
	"bridge":    "M4 2v7.5a2 2 0 1 0 .01 0M12 14V6.5a2 2 0 1 0-.01 0M4 5h3.5a2 2 0 0 1 2 2v2",
	"imports":   "M8 2v8M4.8 7 8 10.2 11.2 7M2 10.5V14h12v-3.5",
	"reports":   "M3 1.8h6.5L13 5.3v8.9H3zM9.3 2v3.5h3.5M5.5 8.5h5M5.5 11h5",
	"settings":  "M2 5h6.5M12 5h2M10.2 6.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6M2 11h2M7.5 11H14M5.8 12.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6",
	"portfolio": "M8 1.8 14.3 5 8 8.2 1.7 5zM1.7 8.2 8 11.4l6.3-3.2M1.7 11.2 8 14.4l6.3-3.2",
	"help":      "M8 14.3A6.3 6.3 0 1 0 8 1.7a6.3 6.3 0 0 0 0 12.6M6.2 6.3C6.3 5.2 7 4.6 8 4.6s1.8.7 1.8 1.7c0 1.3-1.8 1.4-1.8 2.7M8 11.2v.01",
	"search":    "M7 12.2A5.2 5.2 0 1 0 7 1.8a5.2 5.2 0 0 0 0 10.4M10.8 10.8l3.4 3.4",
	"export":    "M8 10V2M4.8 5 8 1.8 11.2 5M2 10.5V14h12v-3.5",
	"download":  "M8 2v8M4.8 7 8 10.2 11.2 7M2 10.5V14h12v-3.5",
	"calendar":  "M2 3.5h12V14H2zM2 7h12M5 1.8v3M11 1.8v3M5 10h.01M8 10h.01M11 10h.01",
	"left":      "M9.8 3.5 5.5 8l4.3 4.5",
	"right":     "M6.2 3.5 10.5 8l-4.3 4.5",
	"down":      "M3.5 6.2 8 10.5l4.5-4.3",
	"up":        "M3.5 9.8 8 5.5l4.5 4.3",
	"updown":    "M5 6 8 3l3 3M5 10l3 3 3-3",
	"arrow":     "M2.5 8h11M9.5 4l4 4-4 4",
	"menu":      "M2 4h12M2 8h12M2 12h12",
	"more":      "M3 8h.01M8 8h.01M13 8h.01",
	"reel":      "M2.2 6.5h11.6V14H2.2zM2.2 6.3l-.4-2.5L13 1.9l.4 2.5zM5.5 3.2l1.3 2.3M9.3 2.5l1.3 2.4",
	"carousel":  "M8 2.5h6v11H8zM5 3.5v9M2 4.5v7",
	"photo":     "M2 2.5h12v11H2zM2 11l3.5-3.5 3 3 2-2 3.5 3.5M10.3 5.5h.01",
	"link":      "M6.5 11.3H5A3.3 3.3 0 0 1 5 4.7h1.5M9.5 4.7H11a3.3 3.3 0 0 1 0 6.6H9.5M5.5 8h5",
	"event":     "M2 3.5h12V14H2zM2 7h12M5 1.8v3M11 1.8v3M8 12.3 6.3 10.7a1 1 0 0 1 1.7-1 1 1 0 0 1 1.7 1z",
	"story":     "M4 2h8v12H4zM1.5 4v8M14.5 4v8",
	"video":     "M2 3.5h8.5v9H2zM10.5 7l3.5-2v6l-3.5-2z",
	"text":      "M2.5 3.5h11M2.5 6.5h11M2.5 9.5h11M2.5 12.5h6",
	"post":      "M3 1.8h10v12.4H3zM5.5 5h5M5.5 8h5M5.5 11h3",
	"warning":   "M8 2 14.5 13.5h-13zM8 6.5v3M8 11.5v.01",
	"info":      "M8 14.3A6.3 6.3 0 1 0 8 1.7a6.3 6.3 0 0 0 0 12.6M8 7.3v4M8 4.7v.01",
	"clock":     "M8 14.3A6.3 6.3 0 1 0 8 1.7a6.3 6.3 0 0 0 0 12.6M8 4.5V8l2.3 1.7",
	"file":      "M3 1.8h6.5L13 5.3v8.9H3zM9.3 2v3.5h3.5",
	"trash":     "M2.5 4h11M6 4V2h4v2M4 4l.7 10h6.6L12 4M6.8 6.8v4.5M9.2 6.8v4.5",
	"undo":      "M5.5 2.5 2.5 5.5l3 3M2.7 5.5h6.8a4 4 0 0 1 0 8H5.5",
	"check":     "M2.8 8.5l3.5 3.5 7-8",
	"x":         "M3.5 3.5l9 9M12.5 3.5l-9 9",
	"plus":      "M8 3v10M3 8h10",
	"user":      "M8 7.8a3 3 0 1 0 0-6 3 3 0 0 0 0 6M2.5 14.2c0-3 2.2-4.7 5.5-4.7s5.5 1.7 5.5 4.7",
	"key":       "M10.3 9a3.4 3.4 0 1 0-3.2-2.3L2 11.8V14h2.5v-1.7h1.7v-1.7l1.4-1.4A3.4 3.4 0 0 0 10.3 9M11 5h.01",
	"lock":      "M3 7h10v7H3zM5.2 7V5a2.8 2.8 0 0 1 5.6 0v2",
	"copy":      "M5.5 5.5H14V14H5.5zM10.5 5.5V2H2v8.5h3.5",
	"sun":       "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7",
	"moon":      "M13.8 9.8A6.2 6.2 0 0 1 6.2 2.2a6.2 6.2 0 1 0 7.6 7.6z",
	"signout":   "M6.5 2H2.5v12h4M6 8h8M11 5l3 3-3 3",
	"flag":      "M3.5 14.5v-12M3.5 3h9l-2.2 3 2.2 3h-9",
	"grid":      "M2 2h5v5H2zM9 2h5v5H9zM2 9h5v5H2zM9 9h5v5H9z",
	"table":     "M2 2.5h12v11H2zM2 6h12M6.5 2.5v11",
	"filter":    "M2 3.5h12M4.5 8h7M6.8 12.5h2.4",
}

// iconPath gives the strokes of a name; an unknown name is an empty square, so that
// a slip is seen and the page still stands.
func iconPath(name string) string {
	if path, ok := iconPaths[name]; ok {
		return path
	}
	return "M2.5 2.5h11v11h-11z"
}

// IconForFormat names the icon of a kind of post ("reel", "carousel", "photo",
// "video", "link", "event", "story", "text"); others get the plain sheet.
func IconForFormat(kind string) string {
	switch kind {
	case "reel", "carousel", "photo", "video", "link", "event", "story", "text":
		return kind
	case "photos", "album":
		return "carousel"
	case "status":
		return "text"
	}
	return "post"
}

// IconNames lists all icons in order.
func IconNames() []string {
	return slices.Sorted(maps.Keys(iconPaths))
}
