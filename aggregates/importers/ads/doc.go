// Package ads reads reports of Ads Manager: its table export and the raw data of Reporting, as CSV or XLSX.
//
// A report has the columns its maker chose, in any order. What may enter: header names as data, how a header becomes a cut, how a record becomes an
// AdFact, which rows are totals. What stays out: the store, choosing between reports, and figures of content.
//
// Decisions worth knowing: the level is the deepest of campaign, ad set and ad whose names or ids are filled; a column nobody knows is a breakdown if its
// cells are words, and a figure of the maker's own if they are numbers; a row with a blank where others have a name, a day or a breakdown value is a total
// of the report, which is compared with the sum of the rows and never stored. A report that holds nothing but its total therefore stores nothing and
// says so; a report without any name column is of the ad account as a whole, and its rows are data.
package ads
