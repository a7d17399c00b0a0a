"""A few people worth looking at: their NIKs, and why."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from naungan.sandbox.errors import SandboxMissing


@dataclass(frozen=True, slots=True)
class Sample:
    """A person of the sandbox and what is worth seeing of them."""

    nik: str
    name: str
    why: str


# One row a kind and turn, so that a short list shows different lives.
KINDS = """
WITH joined AS (
    SELECT person_id, count(*) AS times, count(DISTINCT segment) AS segments, bool_or(segment = 2) AS alone,
           bool_or(segment = 3) AS building, bool_or(left_because = 'died') AS died
    FROM registry_participation GROUP BY person_id
), sponsored AS (
    SELECT DISTINCT p.person_id FROM registry_participation p JOIN registry_sponsor s ON s.payer_id = p.payer_id
), kinds AS (
    SELECT j.person_id, CASE
        WHEN died THEN 'meninggal'
        WHEN segments > 1 THEN 'berpindah segmen'
        WHEN s.person_id IS NOT NULL THEN 'pekerja rentan, iuran ditanggung'
        WHEN alone THEN 'peserta mandiri (BPU)'
        WHEN building THEN 'pekerja konstruksi'
        WHEN times > 1 THEN 'penerima upah, lebih dari satu pemberi kerja'
        ELSE 'penerima upah' END AS why
    FROM joined j LEFT JOIN sponsored s USING (person_id)
)
SELECT h.nik, h.name, k.why
FROM (SELECT *, row_number() OVER (PARTITION BY why ORDER BY person_id) AS turn FROM kinds) AS k
JOIN registry_person h ON h.id = k.person_id
WHERE h.nik IS NOT NULL AND k.turn <= %(people)s
ORDER BY k.turn, array_position(%(order)s::text[], k.why), h.id
LIMIT %(people)s
"""
ORDER = (
    "penerima upah",
    "peserta mandiri (BPU)",
    "pekerja rentan, iuran ditanggung",
    "penerima upah, lebih dari satu pemberi kerja",
    "berpindah segmen",
    "pekerja konstruksi",
    "meninggal",
)


def some_people(people: int = 3) -> tuple[Sample, ...]:
    """Up to `people` persons with a NIK, of different kinds as far as they go. Raises SandboxMissing."""
    with connection.cursor() as cursor:
        cursor.execute(KINDS, {"people": people, "order": list(ORDER)})
        found = tuple(Sample(*row) for row in cursor.fetchall())
    if not found:
        raise SandboxMissing(
            "Basis data ini belum berisi orang. Bangun dahulu: "
            "naungan sandbox build --scale 0.01 --from 2022-10 --to 2023-03"
        )
    return found
