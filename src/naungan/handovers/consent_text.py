"""The words that somebody agrees to, by version: a consent keeps which it was given to (UU 27/2022 art. 20-25)."""

from __future__ import annotations

VERSION = "2026-1"
TEXTS = {
    "2026-1": {
        "id": (
            "Saya setuju hadir dalam penyerahan simbolis dan setuju bahwa yang saya tandai di bawah ini boleh "
            "disebut atau ditampilkan pada acara itu. Uang manfaat sudah atau akan ditransfer ke rekening, tidak "
            "menunggu acara ini dan tidak bergantung pada persetujuan ini. Saya dapat menarik persetujuan ini kapan "
            "saja di kantor cabang; sejak itu nama saya tidak dicantumkan lagi. Wajah anak tidak pernah ditampilkan. "
            "NIK dan nomor rekening tidak pernah dicantumkan."
        ),
        "en": (
            "I agree to attend the symbolic handover, and that what I have ticked below may be mentioned or shown at "
            "that event. The benefit has been or will be transferred to the account; it neither waits for the event "
            "nor depends on this consent. I can withdraw this consent at any time at the branch; from then on my "
            "name is no longer printed. The face of a child is never shown. The NIK and account number are never "
            "printed."
        ),
    }
}


def words(version: str, language: str) -> str:
    """The words of a version. Raises KeyError for one that never was."""
    return TEXTS[version][language]
