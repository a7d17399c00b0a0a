"""What benefits and sponsors hold about one side: a claim with its heir, a pension, an event, a list."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from tests.disbursements.money import a_source, gathered
from tests.handovers.people import a_beneficiary, a_granted_claim, an_event
from tests.pensions.people import a_pension, an_officer

from naungan.claims.models import Claim, Decision, Paper
from naungan.matching.models import MatchRun, Pair
from naungan.registry.models import Payer, Person, Region
from naungan.sponsorship.models import Candidate, CandidateList, Scheme
from naungan.sponsorship.open_scheme import open_scheme


@dataclass(frozen=True)
class Dealings:
    """How addresses call the rows of one side, and what nobody of another side may read."""

    numbers: dict[str, str] = field(default_factory=dict)
    secrets: tuple[str, ...] = ()


def dealings(district: Region, sponsor: Payer, worker: Person) -> Dealings:
    """A granted claim in a batch, a pension, an event, a match to judge and a candidate list of a side."""
    heir = a_granted_claim(f"Xaverius Waris {district.code}", region=district, person=worker)
    officer = an_officer(region=district)
    event = an_event(officer)
    beneficiary = a_beneficiary(event, payee=heir)
    claim = heir.claim
    for state in ("checking", "approved"):
        claim.state, claim.version = state, claim.version + 1
        claim.save()
    award = a_pension(region=district, person=worker)
    batch = gathered(officer, a_source(f"77{district.pk:08d}", district), date(2022, 12, 31))
    candidate, pair = _candidate(district, sponsor), _pair(worker)
    return Dealings(
        {
            "claim_id": str(claim.pk),
            "number": claim.number,
            "paper_id": str(_paper(claim).pk),
            "decision_id": str(Decision.objects.get(claim=claim).pk),
            "batch_id": str(batch.pk),
            "batch_number": batch.number,
            "transfer_id": str(batch.transfers.get().pk),
            "event": str(event.pk),
            "beneficiary": str(beneficiary.pk),
            "award": str(award.pk),
            "pension": str(award.pk),
            "run_id": str(pair.run_id),
            "pair_id": str(pair.pk),
            "scheme": str(candidate.listing.scheme_id),
            "listing": str(candidate.listing_id),
            "candidate": str(candidate.pk),
        },
        (heir.name, str(heir.nik), heir.account_number, claim.number, candidate.name, candidate.nik),
    )


def _paper(claim: Claim) -> Paper:
    return Paper.objects.create(
        claim=claim, kind="death_certificate", name="akta.pdf", content_type="application/pdf", size=9,
        sha256="0" * 64, file="klaim/akta.pdf",
    )  # fmt: skip


def _candidate(district: Region, sponsor: Payer) -> Candidate:
    scheme: Scheme = open_scheme(sponsor, name="Rentan", first_month=date(2022, 10, 1), months=3)
    listing = CandidateList.objects.create(
        scheme=scheme, payer=sponsor, name="calon.csv", sha256=f"{sponsor.pk:064d}", source="Desa",
        given_by="Sekretaris desa", rows=1, header_row=1, columns={},
    )  # fmt: skip
    return Candidate.objects.create(
        listing=listing, line=2, nik=f"{district.code.replace('.', '')}014203850007",
        name=f"Xaverius Calon {district.code}", born="2 Maret 1985", born_on=date(1985, 3, 2), sex="P",
        region=district,
    )  # fmt: skip


def _pair(worker: Person) -> Pair:
    run = MatchRun.objects.create(list="calon.csv", model_version="1", same_from=0.9, unsure_from=0.1, lines=1)
    line = {"nik": None, "name": worker.name, "born_on": "1985-03-02", "sex": "L", "village": "", "district": None}
    return Pair.objects.create(
        run=run, reference="2", line={**line, "mother": ""}, person=worker, probability=0.5, evidence=[],
        verdict="unsure",
    )  # fmt: skip
