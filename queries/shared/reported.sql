{# What public pages report the texts of the review to say: how many passages `p` are new, strengthened and so on against the text
   before, and the id of the adopted text. #}
{% set changes %}
count(*) FILTER (p.change = 'new') AS new, count(*) FILTER (p.change = 'strengthened') AS strengthened,
       count(*) FILTER (p.change = 'weakened') AS weakened, count(*) FILTER (p.change = 'removed') AS removed,
       count(*) FILTER (p.change = 'kept') AS kept
{%- endset %}
{% set adopted = "(SELECT text_id FROM texts ORDER BY document_symbol IS NULL, position DESC LIMIT 1)" %}
