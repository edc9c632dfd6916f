-- title: The milestones of the review, and its texts
-- row: one dated event of a stage, or one draft or adopted text, whatever the filters are
-- column event: text · milestone or text
-- column stage_id: text · id of the stage that it belongs to; empty for a text that belongs to none
-- column stage: text · title of that stage
-- column short_stage: text · short title of that stage
-- column title: text · what happened, or the title of the text
-- column starts_on: date · first day, or the day of issue; empty if not found
-- column ends_on: date · last day; empty if it lasted one day, or the day is not known
-- column description: text · more about it
-- column source_url: text · address of the page that says this
{% from "shared/reported.sql" import of_the_review %}
WITH events AS (
    SELECT 'milestone' AS event, stage_id, title, starts_on, ends_on, description, source_url,
           starts_on AS place, 0 AS position
    FROM milestones
    UNION ALL
    SELECT 'text', stage_id, title, issued_on, NULL, description, source_url,
           max(issued_on) OVER (ORDER BY position ROWS UNBOUNDED PRECEDING), position
    FROM {{ of_the_review }}
)
SELECT e.event, e.stage_id, g.title AS stage, g.short_title AS short_stage, e.title, e.starts_on, e.ends_on,
       e.description, e.source_url
FROM events e
LEFT JOIN stages g USING (stage_id)
ORDER BY e.place NULLS FIRST, e.position, g.position, e.title
