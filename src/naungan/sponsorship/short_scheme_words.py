"""The warnings before a short scheme as sentences."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from naungan.sponsorship.short_scheme import ShortScheme
from naungan.web.templatetags.formats import rupiah


def short_words(scheme: ShortScheme) -> Iterator[str]:
    """What whoever signs must have read; nothing where no waiting time applies."""
    if not scheme.waiting:
        return
    told = {"months": scheme.waiting, "early": rupiah(scheme.early), "full": rupiah(scheme.full)}
    if scheme.too_short:
        yield (
            _(
                "Skema ini terlalu pendek: peserta baru yang meninggal mendapat %(early)s, bukan %(full)s, karena "
                "manfaat JKM penuh baru berlaku setelah %(months)d bulan kepesertaan."
            )
            % told
        )
    else:
        yield (
            _(
                "Peserta baru yang meninggal sebelum %(months)d bulan kepesertaan mendapat %(early)s, "
                "sesudahnya %(full)s."
            )
            % told
        )
    if scheme.unverified:
        yield _("Aturan %(months)d bulan ini belum terverifikasi pada naskahnya: pastikan pada kantor cabang.") % told
