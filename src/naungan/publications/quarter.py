"""The quarter's pack for the Ministry of Home Affairs: cover, what was paid for whom, duties, indicators, sources."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import override

from naungan.coverage.report import figures_of
from naungan.coverage.scale import population_scale, told
from naungan.law.months import last_day, month_of
from naungan.mandates.facts import evidence_kinds
from naungan.mandates.overview import Government, government
from naungan.mandates.templatetags.mandate_words import standing_words
from naungan.publications.books import Leaf, workbook
from naungan.publications.errors import NoSuchReport
from naungan.publications.keep import Draft, Made
from naungan.publications.leaves import coverage_leaf, sources_leaf
from naungan.publications.models import Kind as Published
from naungan.publications.money import Billed, quarter_of, sponsored
from naungan.publications.traced import Trail
from naungan.registry.models import Region
from naungan.saying import gettext as _
from naungan.web.downloads import Column, Kind
from naungan.web.templatetags.formats import day, rupiah, whole

REPORT_DAY = 10  # SE Mendagri 842.2/5193/SJ: of the month after the quarter


def quarter_draft(region_code: str, as_of: date | None) -> Draft:
    """The pack of a province or district for the quarter that a day lies in, up to its last closed month.

    Raises NoSuchReport for another region, NotComputedYet where the month is not closed.
    """
    figures = figures_of(as_of, "bpjs-eligible", "active-or-grace")
    region = Region.objects.filter(code=region_code, level__in=(1, 2)).order_by("-id").first()
    if region is None:
        raise NoSuchReport(
            _("Laporan triwulan dibuat untuk provinsi atau kabupaten dan kota, bukan %(region_code)s.")
            % {"region_code": repr(region_code)}
        )
    with override("id"):
        trail = Trail()
        first, last = quarter_of(figures.day)
        found = government(region, figures.day)
        paid = sponsored(region_code, first, last, figures.day)
        leaves = [
            coverage_leaf(figures, region_code, trail),
            _sponsored(paid, trail, region_code),
            _duties(found),
            _indicators(found, trail),
            sources_leaf(trail),
        ]
        about = _about(region, figures.day, last)
    told_all = json.dumps([about, [[leaf.name, leaf.rows] for leaf in leaves]], default=str, sort_keys=True)
    name = f"laporan-triwulan-{region_code}-{first.year}-Q{(first.month + 2) // 3}"

    def files(reference: str) -> Sequence[Made]:
        return [workbook(name, {"Nomor": reference, **about}, leaves, figures.day)]

    digest = hashlib.sha256(told_all.encode()).hexdigest()
    title = f"Laporan triwulan {region.name}"
    return Draft(Published.QUARTER, region, figures.day, title, trail, digest, files)


def _about(region: Region, on: date, last: date) -> dict[str, str]:
    after = last_day(month_of(last))
    due = date(after.year + after.month // 12, after.month % 12 + 1, REPORT_DAY)
    sample = told(population_scale())
    note = {"Perhatian": f"Basis data contoh ({sample}): orang di dalamnya tidak nyata."} if sample else {}
    return note | {
        "Laporan": f"Jaminan sosial ketenagakerjaan {region.name}",
        "Kepada": "Menteri Dalam Negeri melalui Direktorat Jenderal Bina Keuangan Daerah",
        "Dasar": "SE Mendagri 842.2/5193/SJ (11 November 2021); Inpres 2/2021",
        "Keadaan per": day(on),
        "Paling lambat": day(due),
        "Cakupan": "Peserta aktif atau dalam masa tenggang, dibagi pekerja yang dapat menjadi peserta menurut BP "
        "Jamsostek. Dasar lain memberi angka lain; keduanya tidak dikurangkan.",
        "Ditanggung": "Tagihan dan pembayaran penanggung yang berkedudukan di wilayah ini, rupiah.",
        "Non-ASN": "Jumlahnya diisi pemerintah daerah sebagai indikator; tanpa penyebut tidak dapat dihitung.",
        "Kewajiban": "Hanya yang terlihat di sumbernya. Nomor diktum yang tidak terlihat tidak ditulis.",
    }


def _sponsored(paid: Sequence[Billed], trail: Trail, region_code: str) -> Leaf:
    columns = (
        Column("Kode penanggung"), Column("Penanggung", width=40), Column("Sumber dana"), Column("Bulan", Kind.MONTH),
        Column("Pekerja", Kind.WHOLE), Column("Ditagih", Kind.RUPIAH), Column("Dibayar", Kind.RUPIAH),
        Column("Tagihan menunggak", Kind.WHOLE),
    )  # fmt: skip
    source = trail.source("Tagihan dan alokasi pembayaran penanggung", f"/cakupan/{region_code}/")
    for one in paid:
        trail.number(f"{one.name} {one.month:%Y-%m}: pekerja", whole(one.people), source)
        trail.number(f"{one.name} {one.month:%Y-%m}: ditagih", rupiah(one.billed), source)
    rows = [(o.code, o.name, o.kind.upper(), o.month, o.people, o.billed, o.paid, o.late) for o in paid]
    return Leaf("Ditanggung", columns, rows)


def _duties(found: Government) -> Leaf:
    columns = (
        Column("Kode"), Column("Kewajiban", width=60), Column("Masa"), Column("Jatuh tempo", Kind.DAY),
        Column("Keadaan", width=30), Column("Bukti", width=60),
    )  # fmt: skip
    kinds = evidence_kinds()
    rows = [
        (
            one.duty.code, one.duty.words["id"], one.obligation.period, one.obligation.due_on,
            standing_words(one.standing),
            "; ".join(f"{kinds[p.kind].words['id']} {p.number} ({p.dated_on.isoformat()})" for p in one.evidence),
        )
        for one in found.asked
    ]  # fmt: skip
    return Leaf("Kewajiban", columns, rows)


def _indicators(found: Government, trail: Trail) -> Leaf:
    columns = (
        Column("Indikator", width=40), Column("Masa"), Column("Nilai"), Column("Pembilang", Kind.WHOLE),
        Column("Sumber pembilang", width=40), Column("Penyebut", Kind.WHOLE), Column("Sumber penyebut", width=40),
    )  # fmt: skip
    return Leaf("Indikator", columns, [_indicator(one, found, trail) for one in found.indicators])


def _indicator(one: Any, found: Government, trail: Trail) -> tuple[Any, ...]:
    value = "tidak dapat dihitung" if one.value is None else f"{one.value}"
    source = trail.source(f"Mandat {found.region.name}", f"/mandat/{found.region.code}/")
    trail.number(one.indicator.words["id"], value, source)
    above, below = one.above, one.below
    return (
        one.indicator.words["id"], one.period, value, above.value if above else None, above.source if above else "",
        below.value if below else None, below.source if below else "",
    )  # fmt: skip
