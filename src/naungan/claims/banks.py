"""Banks to choose from: their three-digit clearing code and name, those that pay most in Kalimantan first.

The codes are Bank Indonesia's, from own knowledge: no official list was read. What a bank refuses comes back with
its reason, and the account is mended.
"""

from __future__ import annotations

BANKS: dict[str, str] = {
    "002": "BRI",
    "008": "Bank Mandiri",
    "009": "BNI",
    "014": "BCA",
    "200": "BTN",
    "451": "Bank Syariah Indonesia (BSI)",
    "124": "Bankaltimtara",
    "122": "Bank Kalsel",
    "123": "Bank Kalbar",
    "125": "Bank Kalteng",
    "011": "Bank Danamon",
    "013": "Bank Permata",
    "016": "Maybank Indonesia",
    "019": "Bank Panin",
    "022": "CIMB Niaga",
    "028": "OCBC Indonesia",
    "110": "Bank BJB",
    "114": "Bank Jatim",
    "147": "Bank Muamalat",
    "153": "Bank Sinarmas",
    "213": "SMBC Indonesia (BTPN)",
    "426": "Bank Mega",
    "490": "Bank Neo Commerce",
    "535": "SeaBank Indonesia",
    "542": "Bank Jago",
}


def bank_name(code: str) -> str:
    """What people call a bank; its code where it is not in the list."""
    return BANKS.get(code, code)
