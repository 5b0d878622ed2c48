-- Keeps why a record was rejected; n counts the rejections of the import from 0.
insert into import_rejection (organization, import, n, line, field, reason)
values (:organization, :import, :n, :line, :field, :reason)
