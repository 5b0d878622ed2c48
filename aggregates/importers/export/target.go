package export

import (
	"tandem/aggregates/importers"
	"tandem/aggregates/metric"
)

// describing are the roles a person can map a column to.
var describing = map[Role]importers.Target{
	ID:         {Name: "id", Label: "Id of the post", Needed: "the ids of the posts", Cells: importers.IDs},
	Published:  {Name: "published", Label: "When it was published", Needed: "when the posts were published", Cells: importers.Times, Hint: "Meta writes it in US Pacific time."},
	AuthorID:   {Name: "author_id", Label: "Id of the Page or account", Cells: importers.IDs},
	AuthorName: {Name: "author", Label: "Name of the Page or account", Cells: importers.Words},
	Title:      {Name: "title", Label: "Title", Cells: importers.Words},
	Body:       {Name: "body", Label: "Text of the post", Cells: importers.Words},
	Duration:   {Name: "duration", Label: "Length in seconds", Cells: importers.Counts},
	Permalink:  {Name: "permalink", Label: "Link to the post", Cells: importers.Words},
	Crosspost:  {Name: "crosspost", Label: "Whether it was cross-posted", Cells: importers.Counts},
	Shared:     {Name: "shared", Label: "Whether it shares another post", Cells: importers.Counts},
	Type:       {Name: "type", Label: "Kind of post", Cells: importers.Words},
	Date:       {Name: "date", Label: "Lifetime, or the day of the figures", Cells: importers.Words},
}

// Targets are what a person can map the columns of such a file to, in the table's own order.
func (t *Table) Targets() (list []importers.Target) {
	for _, f := range t.Fields {
		if target, ok := describing[f.Role]; ok {
			target.Header = f.Headers[0]
			list = append(list, target)
		}
	}
	for _, f := range t.Figures {
		m, _ := metric.Find(f.Metric)
		list = append(list, importers.Target{Name: string(f.Metric), Header: f.Headers[0], Label: m.Label, Cells: importers.Counts})
	}
	return list
}
