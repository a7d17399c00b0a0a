-- Money that comes in. Each bill is paid in some month and in some way; `pays_in` is the number of that month.

CREATE TEMP TABLE sb_paid (payer_id bigint, code_month date, amount bigint, paid_on date, wrong_code boolean)
    ON COMMIT DROP;

-- Employers pay in the month after. Most are in time; some late, short once and the rest later, twice, in
-- advance, with a wrong code, much too late, only for a while, or never.
INSERT INTO sb_paid
WITH habit AS (
    SELECT b.payer_id, b.idx, b.amount, m.first_day, m.next_day,
           CASE WHEN e.for_show THEN 0 ELSE pg_temp.pick(e.id, 'habit', 100) END AS habit,
           1 + pg_temp.pick(e.id, 'odd month', 3) AS odd_month,
           2 + pg_temp.pick(e.id, 'day of payment ' || b.idx, 12)::int AS day,
           lag(b.amount) OVER (PARTITION BY b.payer_id ORDER BY b.idx) AS before,
           min(b.idx) OVER (PARTITION BY b.payer_id) AS since
    FROM sb_bill b JOIN sb_employer e ON e.id = b.payer_id JOIN sb_month m USING (idx)
), dated AS (
    SELECT h.*, h.idx - h.since = h.odd_month AS odd, h.idx - h.since = h.odd_month + 1 AS after_odd,
           CASE WHEN habit BETWEEN 76 AND 83 THEN next_day + 15 + day
                WHEN habit BETWEEN 90 AND 91 THEN first_day + 18 + day / 2
                WHEN habit BETWEEN 94 AND 95 THEN next_day + 45 + 3 * day
                ELSE next_day + day END AS paid_on
    FROM habit h
    WHERE habit < 96 OR habit < 98 AND h.idx - h.since < 2
)
SELECT payer_id, first_day, CASE WHEN habit BETWEEN 84 AND 87 AND odd THEN amount - amount / 10
           WHEN habit BETWEEN 84 AND 87 AND after_odd THEN amount + before / 10 ELSE amount END,
       paid_on + again, habit BETWEEN 92 AND 93 AND odd AND again = 0
FROM dated CROSS JOIN LATERAL generate_series(0, CASE
    WHEN habit BETWEEN 88 AND 89 AND odd THEN 1 WHEN habit BETWEEN 92 AND 93 AND odd THEN 1 ELSE 0 END) AS again
WHERE amount > 0;

-- Self-payers pay within the month. Who leaves or lapses has paid up to a month before; the others may be a
-- month behind (habits 86 to 95), pay twice, or be short once: never so far that their cover would end.
INSERT INTO sb_paid
WITH last_paid AS (
    SELECT c.payer_id, c.entered, c.starts, c.leaves IS NULL AS stays, pg_temp.pick(c.id, 'habit', 100) AS habit,
           coalesce(c.leaves - CASE WHEN c.lapses THEN pg_temp.months_to_lapse() ELSE 1 END,
               (SELECT max(idx) FROM sb_month)) AS last_month
    FROM sb_cover c WHERE c.kind = 'self'
), placed AS (
    SELECT b.payer_id, b.amount, b.idx, l.entered, l.starts, l.habit, l.stays, l.last_month,
           CASE WHEN habit BETWEEN 80 AND 85 THEN l.entered + (b.idx - l.entered) / 3 * 3
                WHEN habit BETWEEN 86 AND 93 AND (b.idx - l.entered) % 2 = 1 THEN least(b.idx + 1, l.last_month)
                WHEN habit BETWEEN 94 AND 95 AND stays AND b.idx > l.entered THEN b.idx + 1
                ELSE b.idx END AS pays_in
    FROM last_paid l JOIN sb_bill b ON b.payer_id = l.payer_id AND b.idx BETWEEN l.entered AND l.last_month
), summed AS (
    SELECT payer_id, pays_in, entered, starts, habit, stays, sum(amount)::bigint AS amount,
           bool_or(stays AND idx = entered + 1 AND last_month > idx) AS second,
           bool_or(stays AND idx = entered + 2) AS third
    FROM placed GROUP BY payer_id, pays_in, entered, starts, habit, stays
)
SELECT s.payer_id, m.first_day,
       s.amount + CASE WHEN habit >= 98 AND second THEN -5000 WHEN habit >= 98 AND third THEN 5000 ELSE 0 END,
       greatest(m.first_day + pg_temp.pick(s.payer_id, 'day of payment ' || m.idx, 14)::int
           + CASE WHEN habit BETWEEN 70 AND 79 THEN 13 ELSE 0 END, s.starts + 1) + again, false
FROM summed s JOIN sb_month m ON m.idx = s.pays_in
CROSS JOIN LATERAL generate_series(0, (habit BETWEEN 96 AND 97 AND second)::int) AS again;

-- Sponsors pay as long as there is money, every second one a quarter at once.
INSERT INTO sb_paid
WITH placed AS (
    SELECT b.payer_id, b.amount,
           CASE WHEN pg_temp.pick(s.id, 'quarters', 2) = 0 THEN b.idx / 3 * 3 ELSE b.idx END AS pays_in
    FROM sb_bill b JOIN sb_sponsor s ON s.id = b.payer_id JOIN sb_group g USING (number)
    WHERE g.lapse_at IS NULL OR b.idx <= g.lapse_at - pg_temp.months_to_lapse()
)
SELECT p.payer_id, m.first_day, sum(p.amount)::bigint,
       m.first_day + 4 + pg_temp.pick(p.payer_id, 'day of payment', 10)::int, false
FROM placed p JOIN sb_month m ON m.idx = p.pays_in
GROUP BY p.payer_id, m.idx, m.first_day;

-- A project pays what is due first within its month, which makes its workers participants; by wages it pays
-- later months by their due date.
INSERT INTO sb_paid
SELECT b.payer_id, m.first_day, b.amount,
       CASE WHEN b.idx = j.begins
                THEN greatest(m.first_day, j.registered_on) + pg_temp.pick(j.id, 'day of payment', 8)::int
            WHEN j.wages_known THEN m.next_day + 3 + pg_temp.pick(j.id, 'day of payment', 10)::int
            ELSE m.first_day + pg_temp.pick(j.id, 'day of payment', 25)::int END, false
FROM sb_bill b JOIN sb_project j ON j.id = b.payer_id JOIN sb_month m USING (idx)
WHERE j.kind = 'project' AND b.amount > 0;

-- A wrong code leaves the money without a payer, in suspense.
INSERT INTO contributions_payment (id, payment_code, payer_id, amount, paid_on, bank_reference)
SELECT number,
       CASE WHEN wrong_code THEN overlay(code PLACING ((substr(code, 13, 1)::int + 1) % 10)::text FROM 13)
            ELSE code END,
       CASE WHEN NOT wrong_code THEN payer_id END, amount, paid_on,
       'SBX' || to_char(paid_on, 'YYMMDD') || lpad(number::text, 9, '0')
FROM (
    SELECT row_number() OVER (ORDER BY paid_on, payer_id, amount, wrong_code, code_month) AS number,
           naungan_payment_code(payer_id, code_month) AS code, p.*
    FROM sb_paid p
) AS numbered
ORDER BY number;
