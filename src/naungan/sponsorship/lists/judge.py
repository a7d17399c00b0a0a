"""Judge a list: every row by itself, within the list, against the registry, other lists and other payers."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from naungan.matching.find import find, twice_within
from naungan.matching.lines import Found, Line, Twice
from naungan.matching.lines import Verdict as Match
from naungan.registry.models import Person, Region
from naungan.registry.nik import LENGTH
from naungan.saying import gettext
from naungan.sponsorship.errors import NoSuchThing
from naungan.sponsorship.lists.known import covers, on_other_lists, reasons_of_lists, reasons_of_person
from naungan.sponsorship.lists.reasons import Reason, verdict_of
from naungan.sponsorship.lists.row_rules import Rules, reasons_of_row
from naungan.sponsorship.models import Candidate, CandidateList, Scheme, Verdict

AT_ONCE = 1_000
KEPT = ("verdict", "reasons", "person", "covered_by", "twin", "judged_at")


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a list: rows by verdict, and by reason."""

    listing: CandidateList
    verdicts: Mapping[str, int]
    reasons: Mapping[str, int]


def judge_list(listing_id: int) -> Judged:
    """Judge the rows of a list that nobody has ruled on and no decree holds. Judging again is harmless.

    Must see all people and lists: call it as the system. Raises NoSuchThing.
    """
    with transaction.atomic():
        listing = CandidateList.objects.select_for_update(of=("self",)).filter(pk=listing_id).first()
        if listing is None:
            raise NoSuchThing(gettext("Daftar nomor %(listing_id)s tidak ada.") % {"listing_id": listing_id})
        scheme = Scheme.objects.select_related("payer").get(pk=listing.scheme_id)
        every = list(Candidate.objects.filter(listing=listing).select_related("region").order_by("line"))
        settled = set(
            Candidate.objects.filter(listing=listing, rulings__isnull=False).values_list("pk", flat=True)
        ) | set(Candidate.objects.filter(listing=listing, decreed__isnull=False).values_list("pk", flat=True))
        _judge(scheme, listing, every, settled)
    return summary(listing)


def _found(judged: list[Candidate], lines: list[Line]) -> dict[int, Found]:
    """Who of the registry each candidate is.

    Where both have a NIK of their own a human eye must look, and with birth days of their own they are two.
    """
    found = {int(one.reference): one for one in find(lines)}
    people = Person.objects.in_bulk({one.person_id for one in found.values() if one.person_id})
    for one in judged:
        match = found.get(one.pk)
        person = people.get(match.person_id or 0) if match else None
        if match and person and _own_niks(one.nik, person.nik):
            alike = one.born_on is None or one.born_on == person.born_on
            found[one.pk] = dataclasses.replace(match, verdict=Match.UNSURE if alike else Match.DIFFERENT)
    return found


def summary(listing: CandidateList) -> Judged:
    """The counts of a judged list."""
    rows = list(Candidate.objects.filter(listing=listing).values_list("verdict", "reasons"))
    verdicts = Counter(verdict for verdict, _ in rows)
    reasons = Counter(code for _, kept in rows for code in {one["code"] for one in kept})
    return Judged(listing, dict(verdicts), dict(reasons.most_common()))


def rules_of(scheme: Scheme) -> Rules:
    """A scheme's rules with the districts of its sponsor: its own, or those of its province."""
    home = scheme.payer.region_id
    return Rules(scheme, frozenset(Region.objects.filter(parent_id=home).values_list("pk", flat=True)) | {home})


def _judge(scheme: Scheme, listing: CandidateList, every: list[Candidate], settled: set[int]) -> None:
    rules, now = rules_of(scheme), timezone.now()
    lines = [line_of(one) for one in every]
    judged = [one for one in every if one.pk not in settled]
    found = _found(judged, lines)
    for one in judged:
        match = found.get(one.pk)
        one.person_id = match.person_id if match and match.verdict is not Match.DIFFERENT else None
    Candidate.objects.bulk_update(judged, ["person"], batch_size=AT_ONCE)
    people = Person.objects.in_bulk({one.person_id for one in judged if one.person_id})
    covered = covers(people, scheme)
    elsewhere = on_other_lists(listing.pk, scheme)
    twins = _twins(twice_within(lines), every)
    for one in judged:
        reasons = [*reasons_of_row(rules, one), *_of_match(one, found.get(one.pk), people)]
        if one.person_id and found[one.pk].verdict is Match.SAME:
            reasons = [reason for reason in reasons if reason.code != "nik-missing"]
            reasons += reasons_of_person(people[one.person_id], covered.get(one.person_id, ()), scheme)
        reasons += reasons_of_lists(one, elsewhere)
        one.twin = None
        if one.pk in twins:
            one.twin, sure = twins[one.pk]
            reasons.append(Reason("twice" if sure else "twice-unsure", {"line": one.twin.line, "list": listing.name}))
        one.covered_by_id = next((cover.payer_id for cover in covered.get(one.person_id or 0, ())), None)
        one.verdict, one.reasons, one.judged_at = verdict_of(reasons), [r.as_json() for r in reasons], now
    Candidate.objects.bulk_update(judged, KEPT, batch_size=AT_ONCE)


def line_of(one: Candidate) -> Line:
    """A candidate as matching reads it."""
    return Line(
        reference=str(one.pk),
        nik=one.nik or None,
        name=one.name,
        born_on=one.born_on,
        sex=one.sex or None,
        village=one.place,
        district_code=one.region.code if one.region else "",
        mother_name=one.mother_name,
    )


def _of_match(one: Candidate, match: Found | None, people: Mapping[int, Person]) -> Iterable[Reason]:
    if match is None or match.person_id is None or match.verdict is Match.DIFFERENT:
        return
    evidence = " ".join(match.evidence)
    if match.verdict is Match.UNSURE:
        person = people[match.person_id]
        yield Reason(
            "person-unsure",
            {"name": person.name, "percent": round(match.probability * 100), "evidence": evidence},
        )
    elif not one.nik:
        yield Reason("found", {"evidence": evidence})


def _own_niks(one: str | None, other: str | None) -> bool:
    """Whether two people have each a NIK that can be one: then nobody but a human eye makes them the same."""
    return bool(one and other and one != other and len(one) == len(other) == LENGTH)


def _twins(pairs: Iterable[Twice], every: Iterable[Candidate]) -> dict[int, tuple[Candidate, bool]]:
    """The earlier row that a later one repeats, and whether it is sure; a sure one goes before an unsure."""
    rows = {one.pk: one for one in every}
    found: dict[int, tuple[Candidate, bool]] = {}
    for pair in pairs:
        first, second = sorted((rows[int(pair.first)], rows[int(pair.second)]), key=lambda one: one.line)
        own = _own_niks(first.nik, second.nik)
        if own and first.born_on != second.born_on:
            continue
        sure = pair.verdict is Match.SAME and not own
        if pair.verdict is not Match.DIFFERENT and (second.pk not in found or sure):
            found[second.pk] = (first, sure)
    return found


def counts_by_verdict(judged: Judged) -> tuple[int, int, int]:
    """Eligible, for review, rejected."""
    of = judged.verdicts
    return (of.get(Verdict.ELIGIBLE, 0), of.get(Verdict.REVIEW, 0), of.get(Verdict.REJECTED, 0))
