-- What the sqlite3 command line is asked to do with the report that Tandem imports: the same file into a table with types, and one index.
create table report (
	reporting_starts text, reporting_ends text, day text,
	campaign text, campaign_id text, ad_set text, ad_set_id text, ad text, ad_id text,
	platform text, placement text,
	spend real, impressions integer, reach integer, clicks integer, link_clicks integer, results integer, result_indicator text,
	purchases integer, purchase_value real, landing_page_views integer, frequency real, cpm real, attribution text
);
.import --csv --skip 1 report.csv report
create index report_day on report (day, campaign_id);
