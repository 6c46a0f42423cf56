-- Grain: one row per id of IMDb that identity gave to a film or person.
select
    members.kind,
    members.id,
    substr(members.member, length('{{ var('imdb_member_prefix') }}') + 1) as imdb_id
from {{ source('registry', 'members') }} as members
where members.member like '{{ var('imdb_member_prefix') }}%'
