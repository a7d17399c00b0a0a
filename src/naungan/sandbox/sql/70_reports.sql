-- Wage reports: nine employers in ten report a month, with everybody of whom they know by then.

INSERT INTO contributions_month (month) SELECT first_day FROM sb_month ON CONFLICT DO NOTHING;

INSERT INTO intake_wagereport (id, payer_id, for_month, reported_at)
SELECT row_number() OVER (ORDER BY m.idx, e.id), e.id, m.first_day,
       (m.next_day + pg_temp.pick(e.id, 'day of report ' || m.idx, 10)::int + time '14:00')
           AT TIME ZONE 'Asia/Makassar'
FROM sb_employer e CROSS JOIN sb_month m
WHERE CASE WHEN e.for_show THEN m.idx < e.silent_from ELSE pg_temp.pick(e.id, 'reports ' || m.idx, 100) >= 10 END
  AND EXISTS (SELECT 1 FROM sb_life l WHERE l.payer_id = e.id AND l.entered <= m.idx);

INSERT INTO intake_wageline (for_month, payer_id, participation_id, report_id, wage, month_wage, back_pay)
SELECT r.for_month, c.payer_id, c.id, r.id, w.wage,
       CASE WHEN c.starts > m.first_day AND pg_temp.pick(c.payer_id, 'pays part months', 2) = 0
            THEN w.wage * (m.next_day - c.starts) / (m.next_day - m.first_day) END,
       CASE WHEN pg_temp.pick(c.id, 'back pay ' || m.idx, 250) = 0 THEN w.wage / 10 ELSE 0 END
FROM sb_month m
JOIN intake_wagereport r ON r.for_month = m.first_day
JOIN sb_cover c ON c.payer_id = r.payer_id AND c.kind = 'pu' AND c.starts < m.next_day
 AND (c.ends IS NULL OR c.ends > m.first_day) AND c.recorded_on < m.next_day + 10
JOIN sb_place h USING (region_id)
CROSS JOIN LATERAL (SELECT pg_temp.month_wage(
    c.draw, c.permille, m.idx, h.wage_2022, h.wage_2023, extract(year FROM m.first_day)::int) AS wage) AS w
ORDER BY r.id, c.id;
