"""The planner's reasons as sentences."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naungan.law.months import first_day
from naungan.sponsorship.planner.goals import Wanted
from naungan.sponsorship.planner.request import Group, Objective
from naungan.sponsorship.planner.why import Binding, Bound, Why
from naungan.web.templatetags.formats import month, rupiah, whole

OBJECTIVES = {
    Objective.MOST: gettext_lazy("Orang terbanyak"),
    Objective.POOREST: gettext_lazy("Yang termiskin dahulu"),
    Objective.RISK: gettext_lazy("Yang paling berisiko dahulu"),
    Objective.FAIR: gettext_lazy("Merata antar kabupaten/kota"),
    Objective.NO_LAPSE: gettext_lazy("Tidak ada yang terputus"),
}


def group_words(group: Group) -> str:
    """A group of people in a few words."""
    told = {"occupation": group.occupation, "district": group.district, "decile": group.decile}
    if group.decile:
        return _("%(occupation)s, desil %(decile)d, %(district)s") % told
    return _("%(occupation)s, %(district)s") % told


def binding_words(bound: Bound) -> str:
    """What binds, as a sentence."""
    told = {"month": month(first_day(bound.month)) if bound.month else "", "district": bound.district}
    return {
        Binding.MONEY: _("Uangnya habis: sisanya tidak cukup untuk perbaikan terkecil."),
        Binding.RELEASE: _("Uang yang sudah cair sampai %(month)s habis pada bulan itu."),
        Binding.QUOTA: _("Kuota %(district)s penuh."),
        Binding.PEOPLE: _("Semua orang terlindungi sepanjang masa rencana; uang lebih tidak menambah apa pun."),
        Binding.LENGTH: _("Tidak ada masa yang memenuhi bulan paling sedikit."),
    }[bound.kind] % told


def reasons(found: Why) -> Iterator[str]:
    """Why the plan is as it is, a sentence at a time."""
    yield from (binding_words(bound) for bound in found.binding)
    if found.lacking:
        yield _("Melindungi %(people)s orang sepanjang %(months)d bulan berharga %(price)s: kurang %(lacking)s.") % {
            "people": whole(found.plan.asked.open),
            "months": found.plan.asked.months,
            "price": rupiah(found.full_price),
            "lacking": rupiah(found.lacking),
        }
    if found.next_step:
        yield _next_words(found)
    left_out = found.left_out
    if left_out and left_out.people:
        yield _("Yang pertama tertinggal: %(people)s orang (%(group)s). Melindungi mereka perlu %(cost)s lagi.") % {
            "people": whole(left_out.people),
            "group": group_words(left_out.group),
            "cost": rupiah(left_out.lacking),
        }
    elif left_out:
        yield _("Yang pertama berhenti sebelum akhir: %(group)s. Melanjutkan mereka perlu %(cost)s lagi.") % {
            "group": group_words(left_out.group),
            "cost": rupiah(left_out.lacking),
        }
    if found.marginal_step and found.next_step:
        more = found.marginal
        yield _("Tambahan %(rupiah)s membawa %(people)s orang dan %(months)s orang-bulan lagi.") % {
            "rupiah": rupiah(more.rupiah),
            "people": whole(more.people),
            "months": whole(more.person_months),
        }


def _next_words(found: Why) -> str:
    step = found.next_step
    if step is None:
        return ""
    what = {
        Wanted.PEOPLE: _("satu orang lagi"),
        Wanted.MONTHS: _("satu bulan lagi bagi satu orang"),
        Wanted.SAVINGS: _("satu bulan JHT lagi"),
        Wanted.WAITING: _("mulai sebulan lebih awal"),
    }[step.wanted]
    return _("Perbaikan terkecil berikutnya (%(what)s) perlu %(rupiah)s lagi.") % {
        "what": what,
        "rupiah": rupiah(step.rupiah),
    }
