"""A draft that was never sent is forgotten after its last day, with its photos; what was sent is kept."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from tests.claims.claiming import a_draft, a_sent, a_worker, by
from tests.claims.pages.walking import a_photo

from naungan.claims.draft_links import claim_of_link, draft_link
from naungan.claims.errors import NoSuchClaim
from naungan.claims.models import Claim, Paper, Payee, Step
from naungan.claims.papers import receive_paper
from naungan.claims.settings import rules
from naungan.claims.submit import submit, withdraw
from naungan.claims.tidy import AT_ONCE, kept_through, tidy
from naungan.operations.forgetting import forget_what_is_over
from naungan.web.templatetags.formats import day

pytestmark = pytest.mark.django_db


def opened(claim: Claim, days_ago: int, at: time = time(12)) -> Claim:
    """The same claim, as if it had been opened so many days ago."""
    moment = timezone.make_aware(datetime.combine(timezone.localdate() - timedelta(days=days_ago), at))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE claims_claim DISABLE TRIGGER USER")
        cursor.execute("UPDATE claims_claim SET opened_at = %s WHERE id = %s", [moment, claim.pk])
        cursor.execute("ALTER TABLE claims_claim ENABLE TRIGGER USER")
    return Claim.objects.get(pk=claim.pk)


def with_a_photo(claim: Claim, shade: int = 200) -> Path:
    return Path(receive_paper(claim.pk, by(None), "family_card", a_photo(shade)).file.path)


KEPT = rules().draft_kept.days
FIRST, LAST = time.min, time(23, 59, 59)


@pytest.mark.parametrize(("days", "at", "left"), [(KEPT, FIRST, 1), (KEPT, LAST, 1), (KEPT + 1, LAST, 0)])
def test_a_draft_is_there_until_the_end_of_the_day_that_was_told(days: int, at: time, left: int) -> None:
    draft = opened(a_draft(a_worker()), days, at)
    assert (timezone.localdate() <= kept_through(draft)) is bool(left)
    link = draft_link(draft.pk)
    if left:
        assert claim_of_link(link) == draft
    else:
        with pytest.raises(NoSuchClaim):
            claim_of_link(link)
    assert tidy() == 1 - left
    assert Claim.objects.count() == left


def test_everything_of_a_draft_goes_with_it_and_nothing_of_others() -> None:
    draft, fresh, sent = a_draft(a_worker()), a_draft(a_worker()), a_draft(a_worker())
    photos = [with_a_photo(one, shade) for shade, one in enumerate((draft, fresh, sent), 100)]
    submit(sent.pk, by(None))
    for one, days in ((draft, 400), (fresh, 1), (sent, 400)):
        opened(one, days)
    assert tidy() == 1
    kept = {fresh.pk, sent.pk}
    assert [photo.exists() for photo in photos] == [False, True, True]
    for model in (Paper, Payee, Step, Payee.pgh_event_model):  # type: ignore[attr-defined]
        assert set(model.objects.values_list("claim_id", flat=True)) == kept, model
    assert set(Claim.objects.values_list("pk", flat=True)) == kept
    assert set(Claim.pgh_event_model.objects.values_list("id", flat=True)) == kept  # type: ignore[attr-defined]


def test_a_draft_that_was_taken_back_was_never_sent_either_but_a_claim_taken_back_was() -> None:
    draft, sent = a_draft(a_worker()), a_sent(a_worker())
    for one in (draft, sent):
        withdraw(one.pk, by(None))
        opened(one, 400)
    assert tidy() == 1
    assert Claim.objects.get() == sent


def test_more_than_fit_into_one_transaction_all_go() -> None:
    model = opened(a_draft(a_worker()), 400)
    Claim.objects.bulk_create(
        Claim(
            number=f"JKM-2021-{number:06d}", kind="jkm", person_id=model.person_id, event_on=model.event_on,
            region_id=model.region_id, origin="officer", opened_at=model.opened_at,
        )
        for number in range(AT_ONCE)
    )  # fmt: skip
    assert (tidy(), Claim.objects.count()) == (AT_ONCE + 1, 0)


def test_a_photo_that_is_gone_already_stops_nothing() -> None:
    draft = a_draft(a_worker())
    with_a_photo(draft).unlink()
    opened(draft, 400)
    assert tidy() == 1


def test_a_file_that_a_kept_claim_shares_stays() -> None:
    draft, sent = a_draft(a_worker()), a_draft(a_worker())
    photo = with_a_photo(draft)
    with_a_photo(sent)
    with connection.cursor() as cursor:  # as a storage that keeps equal content once would have it
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE claims_paper DISABLE TRIGGER USER")
        cursor.execute("UPDATE claims_paper SET file = %s", [Paper.objects.get(claim=draft).file.name])
        cursor.execute("ALTER TABLE claims_paper ENABLE TRIGGER USER")
    submit(sent.pk, by(None))
    opened(draft, 400)
    assert (tidy(), photo.exists()) == (1, True)


def test_the_nightly_job_forgets_drafts_with_the_rest() -> None:
    opened(a_draft(a_worker()), 400)
    assert forget_what_is_over() == 1
    assert forget_what_is_over() == 0


@pytest.mark.parametrize("table", ["claim", "step", "payee", "paper"])
def test_the_database_deletes_nothing_of_a_claim_that_was_sent(table: str) -> None:
    claim = a_draft(a_worker())
    with_a_photo(claim)
    submit(claim.pk, by(None))
    said = pytest.raises(IntegrityError, match="that was sent is never deleted")
    with said, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM claims_{table}")


@pytest.mark.parametrize("table", ["claim", "step", "payee", "paper"])
def test_the_database_empties_no_table_of_claims(table: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE claims_{table} CASCADE")


def test_the_day_is_told_on_the_draft_and_its_address_leads_nowhere_afterwards(client: Client) -> None:
    draft = a_draft(a_worker())
    address = f"/klaim/isi/{draft_link(draft.pk)}/keluarga/"
    assert f"Tersimpan sampai {day(kept_through(draft))}." in client.get(address).content.decode()
    opened(draft, KEPT + 1)
    assert client.get(address).status_code == 404
