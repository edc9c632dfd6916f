{# The submissions that two or more bodies wrote or signed which are independent of each other: a part of an organisation
   counts as one with the whole. `joint` (submission_key). -#}
joint AS (
    SELECT x.submission_key
    FROM signatories x
    LEFT JOIN organisation_parents p USING (organisation_id)
    GROUP BY x.submission_key
    HAVING count(DISTINCT coalesce(p.parent_id, x.organisation_id)) > 1
)
