"""Rule on a candidate that was for a human eye."""

from __future__ import annotations

from django.db import transaction

from naungan.registry.models import Person
from naungan.saying import gettext as _
from naungan.sponsorship.errors import NoSuchThing, NotNow
from naungan.sponsorship.lists.known import covers, reasons_of_person
from naungan.sponsorship.lists.reasons import Weight, words_of
from naungan.sponsorship.models import Candidate, DecreeLine, Ruling, Verdict
from naungan.web.forms import read_text


def rule(
    candidate_id: int,
    *,
    eligible: bool,
    reason: str,
    who: str,
    same_person: bool | None = None,
    account_id: int | None = None,
) -> Candidate:
    """Decide on a row that waits for review; it may be decided otherwise until a decree holds it.

    `same_person` answers whether the candidate is the person of the registry that was found. Raises NoSuchThing;
    NotNow where nothing is to be decided or the registry itself forbids it; Missing without a reason.
    """
    said = read_text(reason, 500)
    with transaction.atomic():
        one = Candidate.objects.select_for_update(of=("self",)).filter(pk=candidate_id).first()
        if one is None:
            raise NoSuchThing(_("Calon nomor %(candidate_id)s tidak ada.") % {"candidate_id": candidate_id})
        if DecreeLine.objects.filter(candidate=one).exists():
            raise NotNow(_("%(one)s sudah ada dalam SK. Gantikan dari daftar SK-nya.") % {"one": one.name})
        if one.verdict != Verdict.REVIEW and not one.rulings.exists():
            raise NotNow(_("%(one)s sudah dinilai dengan pasti; tidak ada yang diputuskan.") % {"one": one.name})
        unsure = any(kept["code"] == "person-unsure" for kept in one.reasons)
        if unsure and same_person is None:
            raise NotNow(
                _("Jawab dahulu: apakah %(one)s orang yang ditemukan di daftar peserta?") % {"one": one.name}
            )
        if same_person is False:
            one.person = one.covered_by = None
        if eligible:
            _refuse_what_the_registry_forbids(one)
        one.verdict = Verdict.ELIGIBLE if eligible else Verdict.REJECTED
        one.save(update_fields=["verdict", "person", "covered_by"])
        Ruling.objects.create(
            candidate=one, account_id=account_id, who=who, verdict=one.verdict, same_person=same_person, reason=said
        )
    return one


def _refuse_what_the_registry_forbids(one: Candidate) -> None:
    if not one.nik and not (one.person and one.person.nik):
        raise NotNow(
            _("%(one)s belum ber-NIK: tanpa NIK tidak dapat didaftarkan. Mintakan NIK, unggah lagi.")
            % {"one": one.name}
        )
    if one.person_id is None:
        return
    scheme, person = one.listing.scheme, Person.objects.get(pk=one.person_id)
    covered = covers([person.pk], scheme).get(person.pk, ())
    for reason in reasons_of_person(person, covered, scheme):
        if reason.weight is Weight.REJECTS:
            raise NotNow(f"{person.name}: {words_of(reason.as_json())}")
