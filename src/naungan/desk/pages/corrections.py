"""Forms that propose a correction: of a person's data, a death, a wage, the days of a participation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from naungan.access.doors import page
from naungan.access.looks import looked
from naungan.desk import look_words
from naungan.desk.changes import dates, death, person, wage
from naungan.desk.changes.handling import Proposal
from naungan.desk.errors import ProposalRefused
from naungan.desk.labels import labelled
from naungan.desk.pages.common import OFFICERS, Form, actor_of, key_of, new_key, today
from naungan.desk.propose import propose
from naungan.errors import Refused
from naungan.intake.correct_wage import wage_in_force
from naungan.registry.errors import NikNotConfirmed
from naungan.registry.models import Participation, Person
from naungan.registry.participate import Leaving
from naungan.web.forms import read_day, read_month, read_nik, read_phone, read_rupiah, read_text
from naungan.web.pages import show

# Findings about a NIK that a person may confirm, having seen the paper (workflows.md 3.2).
CONFIRMABLE = ("N03", "N04")


@page(*OFFICERS)
@require_http_methods(["GET", "POST"])
def correct_person(request: HttpRequest, person_id: int, what: str) -> HttpResponse:
    """Propose a correction of a person: data, meninggal or batal-meninggal."""
    readers: dict[str, Callable[[Form, Person], Proposal | None]] = {
        "data": _person,
        "meninggal": _death,
        "batal-meninggal": lambda form, found: death.proposal(found, None),
    }
    if what not in readers:
        raise Http404(what)
    found = get_object_or_404(Person.objects.select_related("region"), pk=person_id)
    looked(actor_of(request), found.pk, look_words.CORRECTION)
    facts = {"person": found, "what": what}
    return _asked(
        request, f"desk/correct_{what.replace('-', '_')}.html", facts, lambda form: readers[what](form, found)
    )


@page(*OFFICERS)
@require_http_methods(["GET", "POST"])
def correct_participation(request: HttpRequest, participation_id: int, what: str) -> HttpResponse:
    """Propose a correction of a participation: upah or masa."""
    rows = Participation.objects.select_related("person", "payer")
    found = get_object_or_404(rows, pk=participation_id)
    looked(actor_of(request), found.person_id, look_words.CORRECTION)
    facts: dict[str, Any] = {
        "participation": found,
        "person": found.person,
        "what": what,
        "reasons": labelled(Leaving.choices),
    }
    if what == "masa":
        return _asked(request, "desk/correct_masa.html", facts, lambda form: _dates(form, found))
    if what != "upah":
        raise Http404(what)
    month = Form(request.GET.dict()).read_if_given("bulan", read_month)
    if month:
        facts |= {"month": month, "known": wage_in_force(found, month)}
    return _asked(request, "desk/correct_upah.html", facts, lambda form: _wage(form, found))


def _asked(
    request: HttpRequest, template: str, facts: Mapping[str, Any], read: Callable[[Form], Proposal | None]
) -> HttpResponse:
    """Show the form; when it was sent, propose what it says, or show it again with what is wrong."""
    form = Form(request.POST.dict())
    if request.method == "POST":
        proposal = read(form)
        if proposal is not None and not form.errors:
            try:
                command = propose(
                    actor=actor_of(request),
                    proposal=proposal,
                    reason=form.text("reason"),
                    evidence=form.text("evidence"),
                    key=key_of(request),
                    today=today(),
                )
            except NikNotConfirmed as no:
                form.refuse("nik", str(no))
                facts = {**facts, "confirmable": True}
            except ProposalRefused as no:
                form.refuse(no.field, str(no))
            except Refused as no:
                form.refuse("", str(no))
            else:
                messages.success(request, gettext("Usulan dicatat dan menunggu keputusan petugas lain."))
                return redirect("desk:command", command.pk)
    told = {**facts, "form": form, "key": form.text("key") or new_key(), "today": today()}
    return show(request, template, told, 422 if form.errors else 200)


def _person(form: Form, found: Person) -> Proposal | None:
    name = form.read("name", read_text)
    born_on = form.read("born_on", read_day)
    nik = form.read_if_given("nik", read_nik)
    phone = form.read_if_given("phone", read_phone)
    mother = form.read_if_given("mother_name", read_text)
    if form.errors or born_on is None:
        return None
    changes = {"name": name, "born_on": born_on.isoformat(), "sex": form.text("sex")}
    # A NIK or phone that is left empty stays as it is: neither is shown in the form.
    changes |= {key: value for key, value in (("nik", nik), ("phone", phone), ("mother_name", mother)) if value}
    return person.proposal(found, changes, CONFIRMABLE if form.text("confirmed") else ())


def _death(form: Form, found: Person) -> Proposal | None:
    died_on = form.read("died_on", read_day)
    return death.proposal(found, died_on) if died_on else None


def _wage(form: Form, found: Participation) -> Proposal | None:
    month = form.read("month", read_month)
    amount = form.read("wage", read_rupiah)
    back_pay = form.read_if_given("back_pay", read_rupiah) or 0
    return wage.proposal(found, month, amount, back_pay) if month and amount is not None else None


def _dates(form: Form, found: Participation) -> Proposal | None:
    since = form.read("since", read_day)
    until = form.read_if_given("until", read_day)
    return dates.proposal(found, since, until, form.text("because")) if since else None
