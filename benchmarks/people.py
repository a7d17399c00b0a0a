"""Who uses the site in the load script: people of every role, signed in, with the pages they open."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import connection
from django.test import Client
from load import Person
from tests.signing_in import sign_in

from naungan.access.models import Role
from naungan.bench.claims_filling import fill_jkm
from naungan.claims.models import Claim
from naungan.registry.models import Payer, PayerKind
from naungan.registry.models import Person as Participant

PUBLIC = (
    "/", "/cakupan/", "/cakupan/?by=district", "/cakupan/64/", "/cakupan/64.72/", "/cakupan/64/asal/",
    "/hitung/", "/hitung/perlindungan/", "/klaim/",
)  # fmt: skip
CLAIMS = 2_000  # that wait to be decided, sent in the last two weeks: several times what a country of these has
WORKER = ("/saya/", "/saya/bulan/", "/saya/jht/", "/saya/kartu/", "/saya/dilihat/", "/saya/laporan/", "/klaim/saya/")
EMPLOYER = (
    "/perusahaan/", "/perusahaan/2022-12/perubahan/", "/perusahaan/2022-12/upah/", "/perusahaan/2022-12/periksa/",
    "/perusahaan/riwayat/", "/perusahaan/2022-11/tagihan/", "/perusahaan/surat/",
)  # fmt: skip
DESK = (
    "/kantor/", "/kantor/tunggakan/", "/kantor/tenggang/", "/kantor/laporan/", "/kantor/titipan/",
    "/kantor/usulan/", "/kantor/tutup-bulan/", "/kantor/pekerjaan/", "/kantor/definisi/",
    "/kantor/pembayar/{payer}/", "/kantor/orang/{person}/", "/klaim/kantor/", "/klaim/kantor/{claim}/",
    "/klaim/kantor/putusan/", "/klaim/kantor/waktu-layanan/", "/pembayaran-manfaat/", "/pensiun/", "/penyerahan/",
    "/padanan/", "/mandat/", "/laporan/",
)  # fmt: skip
SPONSOR = ("/penanggung/{payer}/", "/penanggung/{payer}/rencana/", "/mandat/")
# Of twenty: how many are what.
SHARES = (("public", 6), ("worker", 5), ("employer", 3), ("branch", 4), ("head office", 1), ("sponsor", 1))
LATELY = """
SET session_replication_role = replica;
UPDATE claims_claim SET submitted_at = now() - make_interval(days => (id % 14)::int);
SET session_replication_role = DEFAULT;
"""
LARGE = """
SELECT payer_id FROM registry_participation WHERE segment = 1 GROUP BY 1 ORDER BY abs(count(*) - %s), 1 LIMIT %s
"""


def people_of(number: int) -> list[Person]:
    """So many people, in the shares above, each signed in to this database."""
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    if not Claim.objects.exists():
        fill_jkm(CLAIMS)
        with connection.cursor() as cursor:
            cursor.execute(LATELY)
    made: list[Person] = []
    for role, share in SHARES:
        made += [_person(role, place) for place in range(max(1, round(share * number / 20)))]
    return made[:number]


def _person(role: str, place: int) -> Person:
    if role == "public":
        return Person(role, "", PUBLIC)
    if role == "worker":
        worker = Participant.objects.filter(participations__segment=1, died_on__isnull=True).order_by("id")[
            place * 97
        ]
        return Person(role, _session(Role.WORKER, person=worker), WORKER)
    if role == "sponsor":
        payer = Payer.objects.get(code="PEMDA-64.72")
        return Person(role, _session(Role.SPONSOR, payer=payer), tuple(one.format(payer=payer.pk) for one in SPONSOR))
    payer = Payer.objects.get(pk=_employers(500, place + 1)[place])
    if role == "employer":
        return Person(role, _session(Role.EMPLOYER_MAKER, payer=payer), EMPLOYER)
    claim = Claim.objects.order_by("id")[place * 97]
    payer = Payer.objects.filter(region=claim.region, kind=PayerKind.EMPLOYER).order_by("id")[place]
    worker = payer.participations.order_by("id")[0].person_id
    pages = tuple(page.format(payer=payer.pk, person=worker, claim=claim.pk) for page in DESK)
    if role == "head office":
        return Person(role, _session(Role.HEAD_OFFICE), pages)
    return Person(role, _session(Role.BRANCH, region=claim.region), pages)


def _employers(people: int, number: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(LARGE, [people, number])
        return [payer for (payer,) in cursor.fetchall()]


def _session(role: Role, **scope: Any) -> str:
    client = Client()
    sign_in(client, role, **scope)
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)
