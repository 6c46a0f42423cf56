-- Grain: one row per publication that a document names as its own.
select
    publication_id,
    {{ most_common('publication') }} as name,
    {{ most_common('publication_uri') }} as uri,
    {{ most_common('publication_kind') }} as kind,
    {{ most_common('default_rating_scale') }} as default_rating_scale
from {{ ref('int_documents__described') }}
where publication_id is not null
group by publication_id
