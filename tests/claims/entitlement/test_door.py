"""The door `naungan claim`: one claim from opening to its check, what it prints, and what it refuses."""

from __future__ import annotations

import json
from datetime import date

import pytest
from tests.factories import a_participation, a_region, an_employer
from typer.testing import CliRunner

from naungan.access.grants import Over, account_of, grant
from naungan.access.models import Role
from naungan.claims.commands import DecisionDiffers, app
from naungan.claims.errors import NoSuchClaim, SamePerson, WrongMove
from naungan.claims.models import Claim, Decision
from naungan.errors import WrongUse

pytestmark = pytest.mark.django_db
RINA, YUSUF = "rina@contoh.test", "yusuf@contoh.test"
FACTS = '{"family": {"spouse": 1}}'


@pytest.fixture
def officers() -> None:
    a_region("64", "Kalimantan Timur")
    a_region()
    grant(account_of(RINA, "Rina"), Role.BRANCH, Over("64.71"), None)
    grant(account_of(YUSUF, "Yusuf"), Role.HEAD_OFFICE, Over(), None)


def say(*words: str) -> str:
    done = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def a_sent_claim() -> str:
    nik = a_participation(an_employer(), since=date(2018, 1, 1)).person.nik
    told = ["--as", RINA, "--nik", str(nik), "--event-on", "2022-12-20", "--facts", FACTS]
    number = say("open", "jkm", *told, "--name", "Aminah", "--relation", "spouse", "--born-on", "1985-04-02").split()[
        1
    ]
    say(
        "payee",
        number,
        "--as",
        RINA,
        "--name",
        "Aminah",
        "--relation",
        "spouse",
        "--bank",
        "009",
        "--account",
        "12345678",
    )
    say("send", number, "--as", RINA)
    say("verify", number, "--as", RINA)
    return number


@pytest.mark.usefixtures("officers")
def test_a_claim_from_opening_to_its_check() -> None:
    number = a_sent_claim()
    assert say("decide", number, "--as", RINA) == (
        f"Putusan {number}: Rp\u00a042.000.000. Menunggu 1 pemeriksa lain.\n"
    )
    assert say("check", number, "--as", YUSUF) == f"Putusan {number}: final.\n"
    assert Claim.objects.get(number=number).state == "approved"
    assert number in say("list", "--state", "approved")
    shown = say("show", number)
    assert "Santunan sekaligus JKM" in shown
    assert "Rp\u00a042.000.000" in shown
    assert json.loads(say("show", number, "--json"))["basis"]["total"] == 42_000_000
    assert say("recompute", number).endswith(f"{number}: sama.\n")
    assert say("recompute", "--all") == "1 putusan dihitung lagi, 0 berbeda.\n"


@pytest.mark.usefixtures("officers")
def test_who_decided_does_not_check() -> None:
    number = a_sent_claim()
    say("decide", number, "--as", RINA)
    with pytest.raises(SamePerson):
        say("check", number, "--as", RINA)


@pytest.mark.usefixtures("officers")
def test_a_decision_that_comes_to_something_else_is_an_error() -> None:
    number = a_sent_claim()
    say("decide", number, "--as", RINA)
    made = Decision.objects.get()
    wrong = made.basis | {"total": made.total + 1}
    Decision.objects.create(
        claim=made.claim, sequence=2, outcome="approved", total=made.total + 1, eligible=True, basis=wrong,
        law_version=made.law_version, engine_version="1", made_by=made.made_by, needed_checks=1,
    )  # fmt: skip
    with pytest.raises(DecisionDiffers):
        say("recompute", number)


@pytest.mark.usefixtures("officers")
@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("show", "JKM-2022-999999"), NoSuchClaim),
        (("recompute",), WrongUse),
        (("recompute", "JKM-2022-000001", "--all"), WrongUse),
        (("list", "--state", "apa"), WrongUse),
        (("open", "jkm", "--as", RINA, "--nik", "1", "--event-on", "2022-12-20"), NoSuchClaim),
        (("verify", "JKM-2022-999999", "--as", RINA), NoSuchClaim),
    ],
)
def test_what_cannot_be_is_refused_with_words(words: tuple[str, ...], error: type[Exception]) -> None:
    with pytest.raises(error):
        say(*words)


@pytest.mark.usefixtures("officers")
def test_facts_must_be_json_and_the_officer_known() -> None:
    nik = str(a_participation(an_employer()).person.nik)
    with pytest.raises(WrongUse):
        say("open", "jkm", "--as", RINA, "--nik", nik, "--event-on", "2022-12-20", "--facts", "[1]")
    with pytest.raises(WrongMove):
        say("open", "jkm", "--as", "siapa@contoh.test", "--nik", nik, "--event-on", "2022-12-20")
