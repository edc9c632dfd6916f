{# The strengths in their order, the firmest first. #}
{% set firmest_first = "['decides', 'requests-or-calls-upon', 'urges-or-commits', 'encourages-or-invites', 'recognises-or-reaffirms', 'welcomes', 'notes-or-recalls', 'none']" %}
{% set verdicts_in_order = "['taken-up', 'partly', 'contrary', 'silent']" %}
