-- title: What the authors of a submission kept, added and dropped from one submission to the next
-- row: one theme or claim in one submission of one of the authors, raised there or no longer raised; those of the submission asked for come first. Each submission is compared with the author's dated submission before it; a month or a year counts as its last possible day
-- parameters: id, grain, kind
-- parameter grain: themes | claims · what is compared: themes or claims
-- parameter kind: all | challenge | recommendation | position | achievement · the kind of points that are compared
-- columns submission: said, submission, submitted_on, step, kind, points, organisation, organisation_id, submission_id
-- columns submission: said_id
-- column organisation_id: text · id of the author, who also wrote the submission asked for
-- column submission_id: text · id of the submission by that author
-- column organisation: text · short name of the author
-- column said_id: text · id of the theme or claim
-- column said: text · title of the theme or claim
-- column kind: text · kind of these points; several if they are of more than one kind
-- column points: integer, points · number of the submission's points on it; 0 if it was dropped
-- column step: text · first if no submission came before; added, kept or dropped since the submission before; undated if the submission has no date
{% set said = "claim_id" if grain == "claims" else "theme_id" %}
WITH family AS (
    SELECT a.organisation_id, s.submission_id, s.date_to,
           row_number() OVER (PARTITION BY a.organisation_id
                              ORDER BY s.date_to NULLS LAST, s.date_from DESC, g.position, s.submission_id) AS place
    FROM signatories a
    JOIN signatories b ON b.organisation_id = a.organisation_id AND b.role = 'author'
    JOIN submissions s ON s.submission_id = b.submission_id
    JOIN stages g USING (stage_id)
    WHERE a.submission_id = $id AND a.role = 'author'
),
raised AS (
    SELECT submission_id, {{ said }} AS said_id,
           CASE WHEN count(DISTINCT kind) = 1 THEN min(kind) ELSE 'several' END AS kind, count(*) AS points
    FROM points
    WHERE {{ said }} IS NOT NULL AND submission_id IN (SELECT submission_id FROM family)
    {{ "AND kind = $kind" if kind != "all" }}
    GROUP BY ALL
),
held AS (SELECT f.*, r.said_id, r.kind, r.points FROM family f JOIN raised r USING (submission_id)),
steps AS (
    SELECT h.organisation_id, h.submission_id, h.place, h.said_id, h.kind, h.points,
           CASE WHEN h.date_to IS NULL THEN 'undated' WHEN h.place = 1 THEN 'first'
                WHEN b.said_id IS NULL THEN 'added' ELSE 'kept' END AS step
    FROM held h
    LEFT JOIN held b ON b.organisation_id = h.organisation_id AND b.said_id = h.said_id AND b.place = h.place - 1
    UNION ALL
    SELECT f.organisation_id, f.submission_id, f.place, b.said_id, b.kind, 0, 'dropped'
    FROM family f
    JOIN held b ON b.organisation_id = f.organisation_id AND b.place = f.place - 1
    WHERE f.date_to IS NOT NULL
      AND NOT EXISTS (FROM held h WHERE h.organisation_id = f.organisation_id AND h.place = f.place
                      AND h.said_id = b.said_id)
)
SELECT t.title AS said, f.title AS submission, f.submitted_on, s.step, s.kind, s.points, o.label AS organisation,
       s.organisation_id, s.submission_id, s.said_id
FROM steps s
JOIN {{ grain }} t ON t.{{ said }} = s.said_id
JOIN submissions f USING (submission_id)
JOIN organisations o ON o.organisation_id = s.organisation_id
ORDER BY s.organisation_id, s.submission_id <> $id, s.place, said, s.said_id
