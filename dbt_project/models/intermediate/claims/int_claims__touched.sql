{{ config(materialized='view') }}

-- Grain: one row per claim of a document in use that models have to look at again.
{{ identified_claims(touched_documents('document_id')) }}
