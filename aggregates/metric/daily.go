package metric

// Leading stand for an account's own days, best first: where one is known, or a file of it covers the day, it says whether the day is saved. People are no such series:
// Meta counts them by another pipeline, and a file of people alone does not save a day.
var Leading = [][]Name{Epochs(Views), {Interactions}}

// InDayFiles are the figures of an account of which Meta gives a file each, in the order of the pages. Levels are not among them: of followers the last known day stands for
// those after it, so that a missing one takes nothing from a figure.
var InDayFiles = []Name{Views, Reach, Viewers, Interactions, LinkClicks, Visits, Follows}
