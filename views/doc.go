// Package views holds what a browser is given: pages drawn by templ from finished
// view models. This package itself is only the map of its rooms.
//
// Views import views, static, templ and the standard library, and go-echarts in
// charts. They never query, never read a clock, never decide what may be seen. A page
// lives in views/<room>/ as page.templ beside model.go, and is built from:
//
// format: Count, Signed, Short, ShortAlways, Percent, Change, Interval, IntervalExact,
// Bytes, Duration, Plural; Money, SignedMoney, ShortMoney, Decimals; Day, DayYear,
// Weekday, Month, Moment, MomentYear, Range, RangeShort, Days, Ago; Minus, Thin, Dash.
//
// parts, component ← model:
//
//	Card ← CardModel{ID, Title, Subtitle, Mark, Link, Foot, Flush} with children; CardHead, CardFoot, More ← LinkModel
//	NumberBand ← []BandItem{Key, Label, Href, Selected, Figure, Interval, Delta, Sub, Why, Chip}; Hint(word, rest, sentence)
//	FigureText ← Figure by Known, Maybe, Amount, People; Reason ← ReasonModel by ReasonFor(code)
//	Delta ← DeltaModel; Interval ← IntervalModel; Chip ← ChipModel (ToneNeutral, ToneNew, ToneSoon, ToneLoss, ToneRefused)
//	Mark, MarkAlone, MarkNamed, MarkMissing ← channel (Facebook, Instagram, Together, NotBrokenDown); ChannelName
//	Bars, Split ← BarsModel; Sparkline ← SparkModel; Against ← AgainstModel; Curve ← CurveModel{Lines, Flags}
//	Bridge ← BridgeModel; BridgeSign ← state (BridgeWhole and its siblings)
//	TableHead ← []HeadModel; NumberCell(label, Figure); Pager ← PagerModel
//	Empty, Failed ← StateModel; Loading(note); Stale(text); Actions ← []Action; ActionLink ← Action
//	Field ← FieldModel with children; Input ← InputModel; Select ← SelectModel; Checkbox ← CheckboxModel; Submit ← ButtonModel; CSRF(token)
//	Flash ← FlashModel; Dialog ← DialogModel with children, DialogButton(id, text, icon, kind), DialogCancel(id)
//	Menu ← MenuModel; MenuItems ← []MenuItem; Segments(label, []Segment); CopyField(id, text)
//	Gallery with Tile ← TileModel as children; Thumb(format, seed); Initials(name); Icon(name), IconForFormat(kind), IconNames
//	DropZone ← DropModel; Progress ← ProgressModel
//
// charts: Chart ← Large{Buckets, Channels, Together, TogetherUpper, Previous, Gaps, Seams, Flags, Settling, ...}; Flags ← []Flag; Option.
//
// shell: Page ← Frame with children; BarePage ← Bare with children; FaultPage ← Fault;
// PeriodPicker ← Period; PropertyRooms(base, query, mayImport), PortfolioRoom(n).
//
// Classes for layout: "stack" (a column with gutters), "row", "row spread", "grid-2",
// "grid-3", "grid-wide" (two thirds and one), "toolbar", "form", "form-grid", "facts"
// (a dl), "steps" (a numbered ol). Tables: "table", and "table-blocks" for rows that
// become blocks at 360 pixels; in them "whole" (a cell as wide as its block), "num", "title-cell", "bars-cell", "strong",
// "leg" (tr), "total" (tr), "wide-only"; inside a title cell "piece" and "piece-text"
// with "sub". Text: "muted", "small", "clip", "nowrap", "figure", "figure-key", "hush"
// (for those who do not see).
package views
