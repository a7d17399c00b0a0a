"""The states of a claim and every move between them: one table, read by Python and by PostgreSQL.

The states are those of workflows.md 8.3 and three of our own: `checking`, in which one officer has decided and
others look again; `appealed`; and `closed`, a claim that its claimant took back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naungan.access.models import OF_A_PAYER, OF_A_PERSON, Role


class State(models.TextChoices):
    """How far a claim is."""

    DRAFT = "draft", _("Belum dikirim")
    SUBMITTED = "submitted", _("Diterima")
    NEED_DOC = "need-doc", _("Perlu dilengkapi")
    SCHEDULED = "scheduled", _("Wawancara dijadwalkan")
    VERIFYING = "verifying", _("Sedang diverifikasi")
    INVESTIGATING = "investigating", _("Pemeriksaan tambahan")
    CHECKING = "checking", _("Putusan sedang diperiksa ulang")
    APPROVED = "approved", _("Disetujui")
    PAYING = "paying", _("Sedang ditransfer")
    RETURNED = "returned", _("Transfer kembali")
    PAID = "paid", _("Sudah dibayar")
    REJECTED = "rejected", _("Ditolak")
    APPEALED = "appealed", _("Keberatan diperiksa")
    CLOSED = "closed", _("Ditarik pemohon")


class Party(StrEnum):
    """Who moves a claim: whoever asks, the branch, those above it, or the money itself."""

    CLAIMANT = "claimant"
    OFFICER = "officer"
    SENIOR = "senior"
    MONEY = "money"


# A guest, who claims without an account, has no role; the bank's answers have none either.
GUEST = "guest"
BANK = "bank"
PARTIES: dict[str, frozenset[Party]] = {
    **{role: frozenset({Party.CLAIMANT}) for role in (*OF_A_PERSON, *OF_A_PAYER)},
    Role.BRANCH: frozenset({Party.OFFICER}),
    Role.REGION: frozenset({Party.OFFICER, Party.SENIOR}),
    Role.HEAD_OFFICE: frozenset({Party.OFFICER, Party.SENIOR}),
    GUEST: frozenset({Party.CLAIMANT}),
    BANK: frozenset({Party.MONEY}),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """What the claimant reads in a state: whose turn it is, and what is promised.

    `promise` may hold {date} (of the clock), {doc}, {amount} and {reason}: the page fills them in.
    """

    next_by: str | Promise
    promise: str | Promise


@dataclass(frozen=True, slots=True)
class Move:
    """A move: from which states to which, and by whom. Without a target the claim stays where it is."""

    name: str
    words: str | Promise
    sources: tuple[State, ...]
    target: State | None
    by: tuple[Party, ...]


# fmt: off
S, DESK, ABOVE, MONEY = State, (Party.OFFICER,), (Party.SENIOR,), (Party.MONEY,)
EITHER = (Party.CLAIMANT, Party.OFFICER)
LOOKED_AT = (S.SUBMITTED, S.SCHEDULED, S.VERIFYING, S.INVESTIGATING)

MOVES = (
    Move("edit", _("mengisi"), (S.DRAFT,), None, EITHER),
    Move("attach", _("menambahkan berkas"), (S.DRAFT, S.NEED_DOC, *LOOKED_AT), None, EITHER),
    Move("submit", _("mengirim klaim"), (S.DRAFT,), S.SUBMITTED, EITHER),
    Move("withdraw", _("menarik kembali klaim"), (S.DRAFT, S.SUBMITTED, S.NEED_DOC, S.SCHEDULED),
         S.CLOSED, EITHER),
    Move("ask_for", _("meminta kelengkapan"), LOOKED_AT, S.NEED_DOC, DESK),
    Move("supply", _("melengkapi berkas"), (S.NEED_DOC,), None, EITHER),
    Move("answer", _("mengirim kelengkapan"), (S.NEED_DOC,), S.SUBMITTED, EITHER),
    Move("schedule", _("menjadwalkan wawancara"), LOOKED_AT, S.SCHEDULED, DESK),
    Move("reschedule", _("mengubah jadwal wawancara"), (S.SCHEDULED,), None, EITHER),
    Move("verify", _("memeriksa"), (S.SUBMITTED, S.SCHEDULED, S.INVESTIGATING),
         S.VERIFYING, DESK),
    Move("judge", _("menilai berkas"), LOOKED_AT, None, DESK),
    Move("amend", _("memperbaiki isi klaim"), (S.VERIFYING,), None, DESK),
    Move("investigate", _("meminta pemeriksaan tambahan"), (S.SUBMITTED, S.SCHEDULED, S.VERIFYING),
         S.INVESTIGATING, DESK),
    Move("decide", _("memutus"), (S.VERIFYING, S.INVESTIGATING), S.CHECKING, DESK),
    Move("agree", _("menyetujui putusan"), (S.CHECKING,), None, DESK),
    Move("disagree", _("tidak menyetujui putusan"), (S.CHECKING,), S.VERIFYING, DESK),
    Move("approve", _("menetapkan persetujuan"), (S.CHECKING,), S.APPROVED, DESK),
    Move("reject", _("menetapkan penolakan"), (S.CHECKING,), S.REJECTED, DESK),
    Move("pay", _("mengirim transfer"), (S.APPROVED, S.PAID), S.PAYING, MONEY),
    Move("return", _("menerima kembali transfer"), (S.PAYING, S.PAID), S.RETURNED, MONEY),
    Move("arrive", _("membayar"), (S.PAYING,), S.PAID, MONEY),
    Move("mend", _("memperbaiki rekening"), (S.RETURNED,), S.APPROVED, EITHER),
    Move("appeal", _("mengajukan keberatan"), (S.REJECTED, S.PAID), S.APPEALED, EITHER),
    Move("grant", _("mengabulkan keberatan"), (S.APPEALED,), S.VERIFYING, ABOVE),
    Move("dismiss", _("menolak keberatan"), (S.APPEALED,), S.REJECTED, ABOVE),
    Move("dismiss_paid", _("menolak keberatan atas jumlah"), (S.APPEALED,), S.PAID, ABOVE),
    Move("reopen", _("membuka kembali"), (S.REJECTED, S.PAID, S.CLOSED), S.VERIFYING, DESK),
)

READINGS = {
    S.DRAFT: Reading(_("Anda"), _("Tersimpan sampai {date}.")),
    S.SUBMITTED: Reading(_("Petugas"), _("Diperiksa paling lambat {date}.")),
    S.NEED_DOC: Reading(_("Anda"), _("Lengkapi {doc}: {reason}. Waktu berhenti dihitung sampai Anda menjawab.")),
    S.SCHEDULED: Reading(_("Anda dan petugas"), _("Wawancara {date}. Jadwal dapat diubah di sini.")),
    S.VERIFYING: Reading(_("Petugas"), _("Diputus paling lambat {date}.")),
    S.INVESTIGATING: Reading(_("Petugas"), _("Ini bukan penolakan. Selesai paling lambat {date}.")),
    S.CHECKING: Reading(_("Petugas lain"), _("Petugas kedua memeriksa putusan. Selesai paling lambat {date}.")),
    S.APPROVED: Reading(_("Bagian keuangan"), _("Rp{amount} akan ditransfer.")),
    S.PAYING: Reading(_("Bank"), _("Sampai di rekening paling lambat hari kerja berikutnya.")),
    S.RETURNED: Reading(_("Anda"), _("Bank mengembalikan transfer: {reason}. Perbaiki rekening di sini.")),
    S.PAID: Reading(_("Selesai"), _("Sudah masuk {date}. Lihat rinciannya.")),
    S.REJECTED: Reading(_("Anda"), _("{reason} Anda dapat mengajukan keberatan sampai {date}.")),
    S.APPEALED: Reading(_("Petugas di atas cabang"), _("Keberatan dijawab paling lambat {date}.")),
    S.CLOSED: Reading(_("Selesai"), _("Klaim ini ditarik. Anda dapat mengajukan klaim baru.")),
}
# fmt: on
BY_NAME = {move.name: move for move in MOVES}
# Writing into a claim is another move in each of these states, by others; elsewhere it is refused as `edit`.
WRITING = {S.DRAFT: "edit", S.NEED_DOC: "supply", S.VERIFYING: "amend"}
# In these it is not decided yet: whom to pay may be named or left out.
UNDECIDED = (S.DRAFT, S.SUBMITTED, S.NEED_DOC, S.SCHEDULED, S.VERIFYING, S.INVESTIGATING)
# No second claim for the same person, kind and event while one of these is there.
LIVE = tuple(state for state in State if state not in (S.DRAFT, S.REJECTED, S.CLOSED))
DECIDED = (S.APPROVED, S.PAYING, S.RETURNED, S.PAID)
# The term of service runs in these; it stands still in need-doc, and is over in all others.
RUNNING = (*LOOKED_AT, S.CHECKING, S.APPROVED, S.PAYING, S.RETURNED)


def moves_open(state: State, role: str) -> frozenset[str]:
    """The names of the moves that somebody of this role (or GUEST, BANK) can make from a state."""
    parties = PARTIES.get(role, frozenset())
    return frozenset(move.name for move in MOVES if state in move.sources and parties & set(move.by))


def pairs_sql(moves: Iterable[Move]) -> str:
    """The moves as SQL: pairs of state before and state after."""
    pairs = {(source.value, move.target.value) for move in moves if move.target for source in move.sources}
    return ", ".join(f"('{before}', '{after}')" for before, after in sorted(pairs))


def states_sql(states: Iterable[State]) -> str:
    """States as a list of SQL literals."""
    return ", ".join(f"'{state.value}'" for state in states)
