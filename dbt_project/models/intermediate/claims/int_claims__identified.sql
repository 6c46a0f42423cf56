{{ config(materialized='view') }}

-- Grain: one row per claim of a document in use.
{{ identified_claims() }}
