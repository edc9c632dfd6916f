-- title: What two coders made of the same submissions
-- row: a kind and theme that one coder gave a submission
-- columns: submission_id, coder, kind, theme_id
-- column coder: text · A or B
SELECT submission_id, coder, kind, theme_id FROM double_coding ORDER BY ALL
