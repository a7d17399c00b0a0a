"""The list to call: who owes, filtered and in order, with the last call and whom to ask for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy

from naungan.desk.models import Call, Outcome, Owing
from naungan.registry.models import PayerKind

# How long, by the age of what is owed (K08): the address's word, what it is called, which sums it is.
AGES = {
    "1-3": (gettext_lazy("1 sampai 3 bulan"), Q(age_1__gt=0)),
    "4-6": (gettext_lazy("4 sampai 6 bulan"), Q(age_2__gt=0)),
    "7-12": (gettext_lazy("7 sampai 12 bulan"), Q(age_3__gt=0)),
    "12-": (gettext_lazy("lebih dari 12 bulan"), Q(age_4__gt=0)),
}
KINDS = {
    "pemberi-kerja": PayerKind.EMPLOYER,
    "mandiri": PayerKind.SELF,
    "penanggung": PayerKind.SPONSOR,
    "proyek": PayerKind.PROJECT,
}
NEVER = "belum"  # no call yet
ORDERS = {
    "rupiah": (gettext_lazy("rupiah terbesar"), ("-total", "payer_id")),
    "lama": (gettext_lazy("tunggakan terlama"), ("oldest", "-total", "payer_id")),
    "nama": (gettext_lazy("nama"), ("name", "payer_id")),
}

# Of each payer the last call, and one contact: noted at the desk, else somebody who signs in for it.
BESIDE = """
SELECT y.id, c.at, c.outcome, c.note, c.next_on, c.account_name, t.name, t.phone
FROM unnest(%(payers)s::bigint[]) AS y (id)
LEFT JOIN LATERAL (
    SELECT at, outcome, note, next_on, account_name FROM desk_call
    WHERE payer_id = y.id ORDER BY id DESC LIMIT 1
) c ON true
LEFT JOIN LATERAL (
    SELECT name, phone FROM desk_contact WHERE payer_id = y.id AND ended_at IS NULL ORDER BY id DESC LIMIT 1
) t ON true
"""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; empty means all. `due`: those to come back to by a day."""

    age: str = ""
    kind: str = ""
    region: int | None = None
    called: str = ""
    due: date | None = None
    words: str = ""
    order: str = "rupiah"

    @property
    def key(self) -> tuple[str, ...]:
        """The order as fields."""
        return ORDERS[self.order][1]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known beside the debt: the last call, and whom to ask for."""

    called_at: datetime | None
    outcome: str
    note: str
    next_on: date | None
    caller: str
    contact: str
    phone: str

    @property
    def outcome_words(self) -> str:
        """What came of the last call, in words."""
        return str(Outcome(self.outcome).label) if self.outcome else ""


def owing_filtered(filters: Filters) -> QuerySet[Owing]:
    """The payers that owe and fit the filters; in no order yet."""
    rows = Owing.objects.all()
    if filters.age:
        rows = rows.filter(AGES[filters.age][1])
    if filters.kind:
        rows = rows.filter(kind=KINDS[filters.kind])
    if filters.region:
        rows = rows.filter(region_id=filters.region)
    if filters.words:
        rows = rows.filter(Q(name__icontains=filters.words) | Q(code__istartswith=filters.words))
    if filters.due:
        rows = rows.annotate(come_back=_last_call("next_on")).filter(come_back__lte=filters.due)
    if filters.called:
        last = rows.annotate(last_outcome=_last_call("outcome"))
        rows = (
            last.filter(last_outcome__isnull=True)
            if filters.called == NEVER
            else last.filter(last_outcome=filters.called)
        )
    return rows


def _last_call(field: str) -> Subquery:
    return Subquery(Call.objects.filter(payer=OuterRef("pk")).order_by("-id").values(field)[:1])


def beside(payers: Iterable[int]) -> Mapping[int, Beside]:
    """The last call and a contact of each of some payers."""
    with connection.cursor() as cursor:
        cursor.execute(BESIDE, {"payers": list(payers)})
        return {
            payer: Beside(at, outcome or "", note or "", next_on, caller or "", name or "", phone or "")
            for payer, at, outcome, note, next_on, caller, name, phone in cursor.fetchall()
        }
