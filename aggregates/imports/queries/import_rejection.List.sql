-- Fills Rejections in file order.
select line, field, reason from import_rejection where organization = :organization and import = :import
order by n limit :limit offset :offset
