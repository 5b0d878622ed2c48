// Package annotation holds the days that people marked: an opening, a campaign, an outage. A mark explains a chart and changes no figure.
//
// What may enter: the marks and who may see them. What stays out: how a flag is drawn, and why a value is missing as its source said it (an absence).
package annotation
