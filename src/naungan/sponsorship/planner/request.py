"""What the planner is asked: groups of people, money, a period, and what matters most."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from django.utils.translation import gettext_noop

from naungan.errors import Refused
from naungan.saying import gettext as _

MOST_MONTHS = 24
MOST_GROUPS = 50_000
MOST_PEOPLE = 100_000_000
MOST_MONEY = 10**15
RISKS = (5, 4, 3, 2, 1)
DECILES = tuple(range(1, 11))
UNKNOWN_DECILE = 0


class BadPlan(Refused):
    """Something asked of the planner that cannot be; `field` is which."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class Objective(StrEnum):
    """What matters most."""

    MOST = "terbanyak"
    POOREST = "termiskin"
    RISK = "berisiko"
    FAIR = "merata"
    NO_LAPSE = "tanpa-putus"


class Package(StrEnum):
    """Which programmes a person gets."""

    BASIC = "JKK+JKM"
    SAVINGS = "JKK+JKM+JHT"


@dataclass(frozen=True, slots=True)
class Group:
    """People who are alike: district (Kemendagri code), occupation, decile (0: not known), risk 1 to 5.

    Of `people`, `covered` have another payer; of the rest, `continuing` are paid for by this sponsor already.
    """

    district: str
    occupation: str
    decile: int
    risk: int
    people: int
    covered: int = 0
    continuing: int = 0
    sector: str = "other"

    @property
    def open(self) -> int:
        """How many may be protected: nobody else pays for them."""
        return self.people - self.covered

    @property
    def rank(self) -> tuple[int, int, str, str]:
        """The order in which equals are served: the poorer first, then the higher risk."""
        return (self.decile or 11, -self.risk, self.district, self.occupation)


@dataclass(frozen=True, slots=True)
class Request:
    """A question to the planner. Money in rupiah; `first_month` is year x 12 + month - 1.

    Everybody who is protected is so for `least` to `months` months in a row, and with `to_end` until the
    period ends. `quota` is the most people of a district. `released` is how much of the money may have been
    spent by the end of each month (empty: all of it from the first).
    """

    groups: tuple[Group, ...]
    money: int
    first_month: int
    months: int = 12
    least: int = 1
    objective: Objective = Objective.MOST
    packages: tuple[Package, ...] = (Package.BASIC,)
    paid_by: str = "APBD"
    to_end: bool = False
    quota: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    released: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        for broken, what, said in _RULES:
            if broken(self):
                raise BadPlan(what, _(said) % _LIMITS)
        for group in self.groups:
            _judge(group)

    @property
    def open(self) -> int:
        """How many people could be protected at all."""
        return sum(group.open for group in self.groups)

    @property
    def people(self) -> int:
        """Everybody in the groups."""
        return sum(group.people for group in self.groups)


_LIMITS = {"most_groups": MOST_GROUPS, "most_money": MOST_MONEY, "most_months": MOST_MONTHS}
_RULES: tuple[tuple[Callable[[Request], bool], str, str], ...] = (
    (
        lambda asked: not asked.groups,
        "groups",
        gettext_noop("Tidak ada orang untuk direncanakan. Pilih daftar atau isi kelompok."),
    ),
    (
        lambda asked: len(asked.groups) > MOST_GROUPS,
        "groups",
        gettext_noop("Kelompoknya terlalu banyak; paling banyak %(most_groups)s. Gabungkan yang sejenis."),
    ),
    (
        lambda asked: not 0 <= asked.money <= MOST_MONEY,
        "money",
        gettext_noop("Uang harus bilangan bulat rupiah dari 0 sampai %(most_money)s."),
    ),
    (
        lambda asked: not 1 <= asked.months <= MOST_MONTHS,
        "months",
        gettext_noop("Masa rencana harus 1 sampai %(most_months)s bulan."),
    ),
    (
        lambda asked: not 1 <= asked.least <= asked.months,
        "least",
        gettext_noop("Paling sedikit bulan tiap orang harus 1 sampai panjang masa rencana."),
    ),
    (
        lambda asked: not asked.packages or len(set(asked.packages)) != len(asked.packages),
        "packages",
        gettext_noop("Pilih satu paket atau lebih, masing-masing sekali."),
    ),
    (
        lambda asked: any(most < 0 for most in asked.quota.values()),
        "quota",
        gettext_noop("Kuota tidak boleh kurang dari nol."),
    ),
    (
        lambda asked: (
            bool(asked.released)
            and (len(asked.released) != asked.months or list(asked.released) != sorted(asked.released))
        ),
        "released",
        gettext_noop("Pencairan diisi satu jumlah kumulatif untuk tiap bulan rencana, tidak boleh menurun."),
    ),
)


def _judge(group: Group) -> None:
    what = f"{group.district} {group.occupation}"
    if not 0 <= group.people <= MOST_PEOPLE or group.covered < 0 or group.continuing < 0:
        raise BadPlan(
            "groups",
            _("%(what)s: jumlah orang harus dari 0 sampai %(most)s.") % {"what": what, "most": MOST_PEOPLE},
        )
    if group.covered + group.continuing > group.people:
        raise BadPlan(
            "groups",
            _("%(what)s: %(covered)s sudah terlindungi dan %(continuing)s dilanjutkan melebihi %(people)s orang.")
            % {"what": what, "covered": group.covered, "continuing": group.continuing, "people": group.people},
        )
    if group.decile not in (UNKNOWN_DECILE, *DECILES) or group.risk not in RISKS:
        raise BadPlan(
            "groups",
            _("%(what)s: desil harus 1 sampai 10 (0: tidak diketahui) dan risiko 1 sampai 5.") % {"what": what},
        )
