-- title: What two automated coders gave the same submissions
-- row: one kind and theme that one coder gave one submission
-- columns: submission_id, coder, kind, theme_id
-- column coder: text · the coder: A or B
SELECT submission_id, coder, kind, theme_id FROM double_coding ORDER BY ALL
