-- title: How many submissions were added to the data on which day
-- row: one day on which selected submissions were added to the data, the last first
-- column added_on: date · day on which the submissions were added to the data
-- column submissions: integer, submissions · number of selected submissions added on that day
{% set submission_columns = "submission_key, added_on" %}
WITH {% include "shared/selection.sql" %}
SELECT added_on, count(*) AS submissions
FROM selected_submissions
GROUP BY ALL
ORDER BY added_on DESC
