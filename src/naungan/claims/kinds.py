"""The kinds of claim: the law's own, what people call them, whose programme they are, and what happened."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class ClaimKind(models.TextChoices):
    """What is claimed. The values are those of the law's parameters (`law.benefits.claims.kinds`)."""

    JKK = "jkk", _("Kecelakaan kerja: perawatan dan angkutan")
    JKK_STMB = "jkk_stmb", _("Kecelakaan kerja: tidak mampu bekerja (STMB)")
    JKK_DISABILITY = "jkk_disability", _("Kecelakaan kerja: cacat")
    JKK_DEATH = "jkk_death", _("Kecelakaan kerja: meninggal dunia")
    JKM = "jkm", _("Jaminan kematian")
    JHT_PENSION_AGE = "jht_pension_age", _("JHT: usia pensiun")
    JHT_RESIGN = "jht_resign", _("JHT: mengundurkan diri")
    JHT_DISMISSAL = "jht_dismissal", _("JHT: pemutusan hubungan kerja")
    JHT_PKWT_EXPIRED = "jht_pkwt_expired", _("JHT: perjanjian kerja berakhir")
    JHT_LEAVES_INDONESIA = "jht_leaves_indonesia", _("JHT: meninggalkan Indonesia")
    JHT_TOTAL_DISABILITY = "jht_total_disability", _("JHT: cacat total tetap")
    JHT_DEATH = "jht_death", _("JHT: meninggal dunia")
    JHT_PREPARATION = "jht_preparation", _("JHT sebagian: persiapan hari tua")
    JHT_HOUSING = "jht_housing", _("JHT sebagian: perumahan")
    JP_OLD_AGE = "jp_old_age", _("Pensiun hari tua")
    JP_DISABILITY = "jp_disability", _("Pensiun cacat")
    JP_WIDOW = "jp_widow", _("Pensiun janda atau duda")
    JP_CHILD = "jp_child", _("Pensiun anak")
    JP_PARENT = "jp_parent", _("Pensiun orang tua")
    JKP = "jkp", _("Jaminan kehilangan pekerjaan")
    SCHOLARSHIP = "scholarship", _("Beasiswa anak")


class Happened(StrEnum):
    """What an event does to the membership of the person."""

    DEATH = "death"
    ACCIDENT = "accident"
    JOB_ENDED = "job-ended"
    AGE = "age"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class KindFacts:
    """Of a kind: what its number begins with, what happened, and whether others than the worker are paid."""

    prefix: str
    happened: Happened
    heirs: bool = False


_K, _H = ClaimKind, Happened
KINDS: dict[ClaimKind, KindFacts] = {
    _K.JKK: KindFacts("JKK", _H.ACCIDENT),
    _K.JKK_STMB: KindFacts("JKK", _H.ACCIDENT),
    _K.JKK_DISABILITY: KindFacts("JKK", _H.ACCIDENT),
    _K.JKK_DEATH: KindFacts("JKK", _H.DEATH, heirs=True),
    _K.JKM: KindFacts("JKM", _H.DEATH, heirs=True),
    _K.JHT_PENSION_AGE: KindFacts("JHT", _H.AGE),
    _K.JHT_RESIGN: KindFacts("JHT", _H.JOB_ENDED),
    _K.JHT_DISMISSAL: KindFacts("JHT", _H.JOB_ENDED),
    _K.JHT_PKWT_EXPIRED: KindFacts("JHT", _H.JOB_ENDED),
    _K.JHT_LEAVES_INDONESIA: KindFacts("JHT", _H.JOB_ENDED),
    _K.JHT_TOTAL_DISABILITY: KindFacts("JHT", _H.NOTHING),
    _K.JHT_DEATH: KindFacts("JHT", _H.DEATH, heirs=True),
    _K.JHT_PREPARATION: KindFacts("JHT", _H.NOTHING),
    _K.JHT_HOUSING: KindFacts("JHT", _H.NOTHING),
    _K.JP_OLD_AGE: KindFacts("JP", _H.AGE),
    _K.JP_DISABILITY: KindFacts("JP", _H.NOTHING),
    _K.JP_WIDOW: KindFacts("JP", _H.DEATH, heirs=True),
    _K.JP_CHILD: KindFacts("JP", _H.DEATH, heirs=True),
    _K.JP_PARENT: KindFacts("JP", _H.DEATH, heirs=True),
    _K.JKP: KindFacts("JKP", _H.JOB_ENDED),
    _K.SCHOLARSHIP: KindFacts("BEA", _H.NOTHING, heirs=True),
}
