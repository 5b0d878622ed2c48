-- Forgets which days an import held.
delete from ads_cover where organization = :organization and import = :import
