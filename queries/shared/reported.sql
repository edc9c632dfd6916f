{# What public pages report the texts of the review to say: how many passages `p` are new, strengthened and so on against the text
   before; the id of the adopted text; the texts of its process, which are the drafts and itself; and what became of a stage whose
   text is of another process. #}
{% set changes %}
count(*) FILTER (p.change = 'new') AS new, count(*) FILTER (p.change = 'strengthened') AS strengthened,
       count(*) FILTER (p.change = 'weakened') AS weakened, count(*) FILTER (p.change = 'removed') AS removed,
       count(*) FILTER (p.change = 'kept') AS kept
{%- endset %}
{% set last = "FROM texts ORDER BY document_symbol IS NULL, position DESC LIMIT 1" %}
{% set adopted = "(SELECT text_id " ~ last ~ ")" %}
{% set of_the_review = "(SELECT * FROM texts WHERE process = (SELECT process " ~ last ~ "))" %}
{% set of_others = "(SELECT * FROM texts WHERE process <> (SELECT process " ~ last ~ ") AND stage_id IS NOT NULL)" %}
