// Package importers is the contract between a file and the facts: what a layout can recognise and read, and the normalised facts it hands on.
//
// Below it lies one room a platform (facebook, instagram, ads, insights for the day files both platforms share, and takeout for the
// documents of "Download your information" archives) and sheet, which turns bytes into rows. A layout knows Meta's columns and nothing of tables,
// properties or pages; the room facts stores what it emits, the room imports runs it. What may enter here: fact types, layout contract, header names shared by layouts. What stays out: SQL and requests.
package importers
