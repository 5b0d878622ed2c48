package ads

import (
	"context"
	"errors"
	"io"
	"strings"

	"tandem/aggregates/importers"
	"tandem/aggregates/importers/instant"
	"tandem/aggregates/importers/sheet"
)

const (
	neededDays   = "the days of the report"
	neededFigure = "a figure: money spent, impressions, people reached or results"
)

// targets are what a person can map the columns of a report to.
func targets() []importers.Target {
	list := []importers.Target{
		{Name: "day", Header: "Day", Label: "Day", Needed: neededDays, Cells: importers.Times},
		{Name: "starts", Header: "Reporting starts", Label: "First day of the row", Needed: neededDays, Cells: importers.Times, Hint: "Together with the last day."},
		{Name: "ends", Header: "Reporting ends", Label: "Last day of the row", Cells: importers.Times},
		{Name: "week", Header: "Week", Label: "Week", Needed: neededDays, Cells: importers.Times},
		{Name: "month", Header: "Month", Label: "Month", Needed: neededDays, Cells: importers.Times},
		{Name: "spend", Header: "Amount spent", Label: "Money spent", Needed: neededFigure, Cells: importers.Amounts, Hint: "Its currency is read off the header, as in “(EUR)”, or from a column of currencies."},
		{Name: "currency", Header: "Currency", Label: "Currency", Cells: importers.Words},
		{Name: "impressions", Header: "Impressions", Label: "Impressions", Needed: neededFigure, Cells: importers.Counts},
		{Name: "reach", Header: "Reach", Label: "People reached", Needed: neededFigure, Cells: importers.Counts},
		{Name: "clicks", Header: "Clicks (all)", Label: "Clicks", Cells: importers.Counts},
		{Name: "link_clicks", Header: "Link clicks", Label: "Link clicks", Cells: importers.Counts},
		{Name: "results", Header: "Results", Label: "Results", Needed: neededFigure, Cells: importers.Amounts},
		{Name: "result_kind", Header: "Result indicator", Label: "Kind of result", Cells: importers.Words},
		{Name: "purchases", Header: "Purchases", Label: "Purchases", Cells: importers.Counts},
		{Name: "purchase_value", Header: "Purchases conversion value", Label: "Value of purchases", Cells: importers.Amounts},
		{Name: "landing_page_views", Header: "Landing page views", Label: "Landing page views", Cells: importers.Counts},
		{Name: "budget", Header: "Budget", Label: "Budget", Cells: importers.Amounts},
		{Name: "budget_kind", Header: "Budget type", Label: "Kind of budget", Cells: importers.Words},
		{Name: "attribution", Header: "Attribution setting", Label: "Attribution setting", Cells: importers.Words},
		{Name: "delivery", Header: "Delivery", Label: "Delivery", Cells: importers.Words},
	}
	for _, object := range []struct{ name, header, label string }{{"account", "Account", "ad account"}, {"campaign", "Campaign", "campaign"},
		{"ad_set", "Ad set", "ad set"}, {"ad", "Ad", "ad"}} {
		list = append(list,
			importers.Target{Name: object.name, Header: object.header + " name", Label: "Name of the " + object.label, Cells: importers.Words},
			importers.Target{Name: object.name + "_id", Header: object.header + " ID", Label: "Id of the " + object.label, Cells: importers.IDs})
	}
	for _, b := range []struct{ name, header string }{{"platform", "Platform"}, {"placement", "Placement"}, {"age", "Age"}, {"gender", "Gender"},
		{"country", "Country"}, {"region", "Region"}, {"device", "Impression device"}} {
		list = append(list, importers.Target{Name: b.name, Header: b.header, Label: "Broken down by " + strings.ToLower(b.header), Cells: importers.Words})
	}
	return append(list, importers.Target{Name: "breakdown", Label: "Broken down by something else", Cells: importers.Words, Many: true,
		Hint: "Rows that share their names and days but differ here are parts of the same money."})
}

// isMapped knows the header row of a file that a person mapped.
func isMapped(folded []string) bool {
	return hasAny(folded, fieldStarts, fieldDay, fieldWeek, fieldMonth) && hasAny(folded, fieldSpend, fieldImpressions, fieldReach, fieldResults)
}

var errSeen = errors.New("the order is known")

// clock finds out how a mapped file writes its days. Reports of Ads Manager have one order; what somebody maps may have another.
func (p *plan) clock(ctx context.Context, f *sheet.File, said string) (*instant.Clock, error) {
	columns := [][]int{p.at[fieldDay], p.at[fieldStarts], p.at[fieldEnds], p.at[fieldWeek], p.at[fieldMonth]}
	var orders instant.Orders
	header := ""
	rows, err := f.Rows(ctx)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for err == nil {
		var row sheet.Row
		row, err = rows.Next()
		var bad *sheet.RowError
		if errors.As(err, &bad) {
			err = nil
			continue
		}
		if err != nil || row.Line <= p.headerLine {
			continue
		}
		for _, at := range columns {
			i, cell := first(row.Cells, at)
			if i < 0 {
				continue
			}
			header = p.names[i]
			from, to, _ := strings.Cut(cell, " - ")
			if orders.See(from) || orders.See(to) || said != "" {
				err = errSeen
			}
		}
	}
	if !errors.Is(err, errSeen) && !errors.Is(err, io.EOF) {
		return nil, err
	}
	order := said
	if order == "" {
		if order, err = orders.Order(said, header); err != nil {
			return nil, err
		}
	}
	c, err := instant.New("", order)
	return &c, err
}
