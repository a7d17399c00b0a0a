"""Whose protection runs out next: sponsored people first, the others beside them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from naungan.access.doors import page
from naungan.access.looks import looked_at_many
from naungan.desk import look_words
from naungan.desk.counting import keep_counts
from naungan.desk.lapsing import PersonInGrace, payers_in_grace, people_in_grace
from naungan.desk.pages.common import READERS, actor_of, state_now
from naungan.web.downloads import Column, Kind, as_xlsx
from naungan.web.pages import show
from naungan.web.templatetags.formats import nik_masked

WHOSE = {"penanggung": True, "mandiri": False}
SHOWN, EXPORTED = 50, 20_000


@page(*READERS)
@require_GET
def grace(request: HttpRequest) -> HttpResponseBase:
    """Payers with people in the months of grace, and the people of those with the least time left."""
    state = state_now()
    keep_counts(state, timezone.now())
    whose = request.GET.get("siapa", "penanggung")
    sponsored = WHOSE.get(whose, True)
    if request.GET.get("unduh") == "xlsx":
        return _xlsx(request, people_in_grace(sponsored, EXPORTED))
    people = people_in_grace(sponsored, SHOWN)
    looked_at_many(actor_of(request), [one.person_id for one in people], look_words.GRACE)
    facts = {
        "state": state,
        "whose": whose if whose in WHOSE else "penanggung",
        "payers": payers_in_grace(sponsored),
        "people": people,
        "shown": SHOWN,
    }
    return show(request, "desk/grace.html", facts)


def _xlsx(request: HttpRequest, people: list[PersonInGrace]) -> HttpResponseBase:
    columns = [
        Column(gettext("Nama"), width=32),
        Column(gettext("NIK (disamarkan)")),
        Column(gettext("Telepon")),
        Column(gettext("Kode pembayar")),
        Column(gettext("Pembayar"), width=36),
        Column(gettext("Bulan belum dibayar"), Kind.WHOLE),
        Column(gettext("Sisa bulan tenggang"), Kind.WHOLE),
    ]
    looked_at_many(actor_of(request), [one.person_id for one in people], look_words.GRACE_FILE)
    rows = [
        (one.name, nik_masked(one.nik), one.phone, one.payer_code, one.payer, one.unpaid_months, one.months_left)
        for one in people
    ]
    return as_xlsx("masa-tenggang", columns, rows)
