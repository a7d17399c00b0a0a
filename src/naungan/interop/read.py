"""Read a file of a bank, whatever its format, into statements or answers: whole and sound, or refused."""

from __future__ import annotations

import hashlib

from naungan.interop.bank_lines import BankFile, Kind
from naungan.interop.camt import kind_of, read_camt
from naungan.interop.controls import adds_up
from naungan.interop.errors import BankFileRefused
from naungan.interop.mt940_file import looks_like_mt940, read_mt940
from naungan.interop.pain002 import is_pain002, read_pain002
from naungan.interop.safe_xml import read_xml
from naungan.saying import gettext as _


def read_bank_file(content: bytes, name: str) -> BankFile:
    """The file, recognised by what is in it and never by its name.

    Raises BankFileRefused for an unknown format, a broken or hostile file, and one that does not add up.
    """
    digest, size = hashlib.sha256(content).hexdigest(), len(content)
    if not content.strip():
        raise BankFileRefused(_("%(name)s kosong. Unduh ulang dari bank.") % {"name": name})
    if looks_like_mt940(content):
        file = BankFile(name, Kind.MT940, digest, size, read_mt940(content, name))
    else:
        root = read_xml(content, name)
        kind = kind_of(root)
        if kind is not None:
            file = BankFile(name, kind, digest, size, read_camt(root, kind))
        elif is_pain002(root):
            file = BankFile(name, Kind.PAIN002, digest, size, report=read_pain002(root))
        else:
            raise BankFileRefused(
                _("%(name)s: %(namespace)s tidak dikenal. Yang dibaca: camt.053, camt.054, pain.002 dan MT940.")
                % {"name": name, "namespace": root.namespace}
            )
    adds_up(file)
    return file
