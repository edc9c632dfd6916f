{# The id of the adopted text; the texts of its process, which are the drafts and itself; and the texts of other processes that a
   stage of submissions was about. #}
{% set last = "FROM texts ORDER BY document_symbol IS NULL, position DESC LIMIT 1" %}
{% set adopted = "(SELECT text_id " ~ last ~ ")" %}
{% set of_the_review = "(SELECT * FROM texts WHERE process = (SELECT process " ~ last ~ "))" %}
{% set of_others = "(SELECT * FROM texts WHERE process <> (SELECT process " ~ last ~ ") AND stage_id IS NOT NULL)" %}
