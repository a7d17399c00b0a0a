"""Sessions end: after a while without use, after a working day at the latest, when told, when a role ends."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import a_person, a_region
from tests.signing_in import BACKEND, sign_in

from naungan.access.models import Account, Grant, Role, Session
from naungan.access.sessions import PERSON_SESSION, STAFF_SESSION, Lasting, goes_on

MOMENTS = st.lists(st.integers(0, 2000), min_size=1, max_size=40)


def aged(client: Client, idle: float = 0, whole: float = 0) -> None:
    """Let time pass: since the session was last used, and since it began."""
    session = client.session
    session["seen"] -= idle
    session["began"] -= whole
    session.save()


@pytest.fixture
def staff(client: Client, db: None) -> Client:
    sign_in(client, Role.BRANCH, region=a_region())
    client.get("/akun/")
    return client


def is_in(client: Client) -> bool:
    return client.get("/akun/").status_code == 200


def test_staff_are_signed_out_after_fifteen_minutes_without_use(staff: Client) -> None:
    aged(staff, idle=14 * 60)
    assert is_in(staff)
    aged(staff, idle=15 * 60 + 1)
    answer = staff.get("/akun/?a=1")
    assert answer.headers["Location"] == "/masuk/?next=/akun/%3Fa%3D1"
    assert "Demi keamanan Anda keluar otomatis" in staff.get("/masuk/").content.decode()
    assert not is_in(staff)


def test_a_page_that_asks_by_itself_keeps_nobody_signed_in(staff: Client) -> None:
    aged(staff, idle=10 * 60)
    staff.get("/akun/", headers={"Naungan-By-Itself": "1"})
    aged(staff, idle=6 * 60)
    assert not is_in(staff)


def test_a_working_day_is_the_longest_even_when_used_all_the_time(staff: Client) -> None:
    aged(staff, whole=10 * 3600 + 1)
    assert not is_in(staff)


def test_workers_have_longer_but_not_for_ever(client: Client, db: None) -> None:
    sign_in(client, Role.WORKER, person=a_person())
    client.get("/akun/")
    aged(client, idle=50 * 60)
    assert is_in(client)
    aged(client, idle=61 * 60)
    assert not is_in(client)


def test_what_a_form_sent_too_late_wanted_is_not_done(staff: Client) -> None:
    aged(staff, idle=16 * 60)
    assert staff.post("/akun/sesi/lain/akhiri/").headers["Location"] == "/masuk/?next=/"


def test_keeping_a_session_begins_its_time_without_use_anew(staff: Client) -> None:
    aged(staff, idle=14 * 60)
    assert staff.post("/akun/sesi/").json() == {"seconds": 15 * 60}


def test_keeping_does_not_stretch_the_working_day(staff: Client) -> None:
    aged(staff, whole=10 * 3600 - 60)
    assert 0 < staff.post("/akun/sesi/").json()["seconds"] <= 60


def test_every_page_of_somebody_signed_in_knows_when_to_warn(staff: Client) -> None:
    page = staff.get("/akun/").content.decode()
    assert 'data-warned="120"' in page
    assert 'role="alertdialog"' in page


def test_one_can_sign_out_everywhere_else(staff: Client, client: Client) -> None:
    account = Account.objects.get()
    other = Client()
    other.force_login(account, backend=BACKEND)
    assert Session.objects.filter(account_id=account.pk).count() == 2
    staff.post("/akun/sesi/lain/akhiri/")
    assert is_in(staff)
    assert not is_in(other)


def test_a_role_that_ends_ends_at_the_next_page(staff: Client) -> None:
    assert staff.get("/akun/nik/1/").status_code == 404
    ended = Grant.objects.get()
    ended.during = type(ended.during)(ended.during.lower, ended.during.lower, "[)")
    ended.save()
    assert staff.get("/akun/nik/1/").status_code == 403


def test_a_closed_account_is_out_at_the_next_page(staff: Client) -> None:
    Account.objects.update(is_active=False)
    assert not is_in(staff)


def test_the_cookie_is_kept_from_scripts_and_dies_with_the_browser(client: Client, db: None) -> None:
    sign_in(client, Role.WORKER, person=a_person())
    client.get("/akun/")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert client.session.get_expire_at_browser_close()


@given(gaps=MOMENTS, length=st.sampled_from([STAFF_SESSION, PERSON_SESSION]))
def test_a_session_never_outlives_its_lengths(gaps: list[int], length: Lasting) -> None:
    session, now, last = SessionBase(), 1e9, 1e9
    assert goes_on(session, length, now)
    for gap in gaps:
        now += gap
        if goes_on(session, length, now):
            assert now - 1e9 <= length.whole
            # Use is noted once a minute, so a session may end that much early and never late.
            assert now - last <= length.idle
            last = now
        else:
            assert now - 1e9 > length.whole or now - last > length.idle - 60
            return
