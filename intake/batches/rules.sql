-- What must be true of the rows of a batch, beyond what must be true of every row (schema.sql and rules.sql in data/).
-- The form is that of data/rules.sql. `latest_day` has one row: the day that it is where days begin first.

-- submissions.submitted_on: must not be in the future
SELECT submissions.rowid FROM submissions, latest_day
WHERE try_cast(submitted_on || substr('2000-01-01', length(submitted_on) + 1) AS DATE) > latest_day.day;

-- submissions.added_on: must not be in the future
SELECT submissions.rowid FROM submissions, latest_day WHERE added_on > latest_day.day;

-- signatories.signed_on: must not be in the future
SELECT signatories.rowid FROM signatories, latest_day
WHERE try_cast(signed_on || substr('2000-01-01', length(signed_on) + 1) AS DATE) > latest_day.day;
