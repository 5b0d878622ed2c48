// Package legacy reads the exports of the classic Page Insights, which Meta closed in 2023: posts, video posts and the Page by day.
//
// All three share one form: names in the first row, descriptions in the second, data from the third on; thousands of columns in a Page file, and
// some names twice, told apart by the description alone. What may enter: these columns and what they mean in Tandem's metrics. What stays out:
// today's Business Suite exports (rooms facebook, instagram and insights) and everything about tables.
//
// Two families of a Page file are left out on purpose. Stories by story type (fan, page post, mention, checkin) and positive feedback by type count
// other things than reactions, comments and shares of the Page's own posts, so no interactions come from a Page file. Impressions by week and by 28 days are
// sums of the daily ones; reach and engaged people are not, and keep their three windows.
package legacy
