-- title: Milestones of the review, and its texts
-- row: one dated event of a stage, or one text of the review, whatever the filters
-- column event: text · milestone or text
-- column stage_id: text · the stage it belongs to; empty for a text that no stage answered to
-- column stage: text · that stage's title
-- column short_stage: text · that stage's short title
-- column title: text · what happened, or the text's title
-- column starts_on: date · its first day, or the day of issue; empty where not found
-- column ends_on: date · its last day; empty where it is one day or not known
-- column description: text · more on it
-- column source_url: text · the page that says so
WITH events AS (
    SELECT 'milestone' AS event, stage_id, title, starts_on, ends_on, description, source_url,
           starts_on AS place, 0 AS position
    FROM milestones
    UNION ALL
    SELECT 'text', stage_id, title, issued_on, NULL, description, source_url,
           max(issued_on) OVER (ORDER BY position ROWS UNBOUNDED PRECEDING), position
    FROM texts
)
SELECT e.event, e.stage_id, g.title AS stage, g.short_title AS short_stage, e.title, e.starts_on, e.ends_on,
       e.description, e.source_url
FROM events e
LEFT JOIN stages g USING (stage_id)
ORDER BY e.place NULLS FIRST, e.position, g.position, e.title
