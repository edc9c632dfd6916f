{# The id of the adopted text; the texts of its process, which are the drafts and itself; and the texts of other processes that a
   stage of submissions was about. #}
{% set adopted = "(SELECT text_id FROM texts WHERE adopted)" %}
{% set of_the_review = "(SELECT * FROM texts WHERE of_the_review)" %}
{% set of_others = "(SELECT * FROM texts WHERE NOT of_the_review AND stage_id IS NOT NULL)" %}
