-- Lists the result kind of each setting of an ad account.
select s.id, s.result_kind, coalesce(k.name, '') from ads_setting s
left join ads_result_kind k on k.organization = s.organization and k.id = s.result_kind
where s.organization = :organization and s.channel = :channel
