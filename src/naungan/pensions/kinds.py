"""The kinds of pension, and why a month is withheld."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class AwardKind(models.TextChoices):
    """What is paid month by month. The values are those of the claims that grant it."""

    OLD_AGE = "jp_old_age", _("Pensiun hari tua")
    DISABILITY = "jp_disability", _("Pensiun cacat")
    WIDOW = "jp_widow", _("Pensiun janda atau duda")
    CHILD = "jp_child", _("Pensiun anak")
    PARENT = "jp_parent", _("Pensiun orang tua")


# Whose limits hold only if the law says so (jp.survivors_within_limits).
SURVIVORS = (AwardKind.WIDOW, AwardKind.CHILD, AwardKind.PARENT)


class Why(models.TextChoices):
    """Why a month is withheld; nothing: it is paid."""

    PAID = "", _("Dibayar")
    LIFE = "life", _("Bukti masih hidup sudah lewat waktunya")
    SUSPENDED = "suspended", _("Ditahan petugas")


def kinds_sql(kinds: Iterable[AwardKind]) -> str:
    """Kinds as a list of SQL literals."""
    return ", ".join(f"'{kind.value}'" for kind in kinds)
