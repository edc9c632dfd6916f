-- title: What two coders made of the same submissions
-- row: a kind and theme that one coder gave a submission
-- column submission_id: text · the submission
-- column coder: text · A or B
-- column kind: text · achievement, challenge, recommendation or position
-- column theme_id: text · the theme
SELECT submission_id, coder, kind, theme_id FROM double_coding ORDER BY ALL
