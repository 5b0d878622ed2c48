// Package annotation holds the days that people marked: an opening, a campaign, an outage. A mark explains a chart and changes no figure.
// Nothing of them is lost: how one stood before it was changed or removed is kept, since it belongs to the pages as reported then, which room past puts together.
//
// What may enter: the marks and who may see them. What stays out: how a flag is drawn, and why a value is missing as its source said it (an absence).
package annotation
