"""Rules that judge all rows of a file in one statement: a table of SQL, each row of it one rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from naungan.intake.catalogue import CATALOGUE
from naungan.intake.stage import Cursor
from naungan.intake.uploads import Policy, Receipt
from naungan.intake.words_sql import parts_sql, text


@dataclass(frozen=True, slots=True)
class SetRule:
    """A rule in SQL: `found` is what follows FROM and yields one line for each row it finds.

    `row` and `read` are SQL expressions over those lines; `parts` fill the sentences of the catalogue.
    A rule about the whole file has row 0. `only_if` names a flag among the parameters without which
    the rule cannot find anything and need not be asked.
    """

    code: str
    column: str
    found: str
    row: str = "row"
    read: str = "''"
    parts: Mapping[str, str] = field(default_factory=dict)
    only_if: str = ""

    def statement(self, policy: Policy) -> str:
        """The statement that writes what the rule finds into the record of the upload."""
        rule = CATALOGUE[self.code]
        waits = policy.waits(rule) and self.row != "0"
        return f"""
            INSERT INTO intake_finding (upload_id, row, level, code, "column", read, words, advice, parts, waits)
            SELECT %(upload)s, {self.row}, {text(rule.level.value)}, {text(self.code)}, {text(self.column)},
                   left(coalesce({self.read}, ''), 200), {text(rule.words)}, {text(rule.advice)},
                   {parts_sql(self.parts)}, {str(waits).lower()}
            FROM {self.found}
        """


def judge(
    cursor: Cursor, rules: Iterable[SetRule], receipt: Receipt, policy: Policy, parameters: Mapping[str, Any]
) -> None:
    """Run the rules in order; a file that confirms is not asked about itself as a whole again."""
    bound = {**parameters, "upload": receipt.upload_id}
    for rule in rules:
        if (receipt.new or rule.row != "0") and (not rule.only_if or bound[rule.only_if]):
            cursor.execute(rule.statement(policy), bound)


# A file that confirms: only its waiting rows are judged anew, by the registry as it is now.
_CONFIRMING = """
SELECT row FROM intake_finding WHERE upload_id = %(upload)s AND row > 0
GROUP BY row HAVING bool_or(waits) AND NOT bool_or(level = 'hard')
"""
_FORGET = """
DELETE FROM intake_finding
WHERE upload_id = %(upload)s AND code = ANY(%(codes)s) AND row IN (SELECT row FROM confirming)
"""
_CONFIRMED = """
UPDATE intake_finding SET waits = false
WHERE upload_id = %(upload)s AND waits AND row IN (SELECT row FROM confirming)
"""


def only_confirmed(cursor: Cursor, staged: str, rules: Iterable[SetRule], receipt: Receipt) -> int:
    """Keep of the staged rows those that waited, mark them confirmed, forget what the rules said; rows kept."""
    bound = {"upload": receipt.upload_id, "codes": [rule.code for rule in rules]}
    cursor.execute("DROP TABLE IF EXISTS pg_temp.confirming")
    cursor.execute(f"CREATE TEMP TABLE confirming ON COMMIT DROP AS {_CONFIRMING}", bound)
    kept = int(cursor.rowcount)
    cursor.execute(f"DELETE FROM {staged} WHERE row NOT IN (SELECT row FROM confirming)")
    cursor.execute(_FORGET, bound)
    cursor.execute(_CONFIRMED, bound)
    return kept
