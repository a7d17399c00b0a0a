"""What the REST face of claims takes and gives."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import StringConstraints

from naungan.claims.kinds import ClaimKind

Document = Annotated[str, StringConstraints(max_length=60, pattern=r"^[a-z0-9_]+$")]
WORDS = r"^[^\x00-\x1f\x7f]*$"  # a line of text in any language
LINES = r"^[^\x00-\x08\x0b-\x1f\x7f]*$"
LARGEST = 14 * 2**20  # characters of base64: 10 MB of content


class ClaimantIn(Schema):
    """Who asks; a worker about themselves leaves all of it out but `relation`: self."""

    name: str = Field("", max_length=200, pattern=WORDS)
    relation: str = Field("self", max_length=20, pattern=r"^[a-z_]*$")
    born_on: date | None = None
    phone: str = Field("", max_length=20, pattern=r"^[+0-9]*$")
    nik: str | None = Field(None, pattern=r"^[0-9]{16}$")


class Opening(Schema):
    """A claim to be opened; `facts` are the answers of its kind."""

    kind: ClaimKind
    event_on: date
    person_id: int | None = Field(None, ge=1, lt=2**63)
    claimant: ClaimantIn = Field(default_factory=lambda: ClaimantIn.model_validate({}))
    facts: dict[str, Any] = Field(default_factory=dict, max_length=40)


class Opened(Schema):
    """The number of a claim, which is its receipt, and its state."""

    number: str
    state: str


class ClaimShort(Schema):
    """A claim in a list."""

    number: str
    kind: str
    state: str
    state_words: str
    submitted_at: datetime | None


class Claims(Schema):
    """A page of claims; `next` is the cursor of the page after it."""

    claims: list[ClaimShort]
    next: str | None


class ClaimOut(ClaimShort):
    """Where a claim is: whose turn, and its clock. `net_days` are days as the promise counts them."""

    next_by: str
    event_on: date
    elapsed_days: int
    net_days: int
    due_on: date | None
    stopped: bool
    late: bool


class PaperIn(Schema):
    """A photo or PDF; `content` is base64, `kind` a document of the law's list or `other`."""

    kind: str = Field(max_length=60, pattern=r"^[a-z0-9_]+$")
    name: str = Field("", max_length=120, pattern=WORDS)
    content: str = Field(min_length=4, max_length=LARGEST, pattern=r"^[A-Za-z0-9+/]+={0,2}$")


class PaperOut(Schema):
    """A paper that was kept; `size` in bytes."""

    kind: str
    state: str
    size: int
    sha256: str


class PayeeIn(Schema):
    """Somebody to be paid; the account may come later."""

    name: str = Field(min_length=1, max_length=200, pattern=WORDS)
    relation: str = Field(min_length=1, max_length=20, pattern=r"^[a-z_]+$")
    born_on: date | None = None
    nik: str | None = Field(None, pattern=r"^[0-9]{16}$")
    guardian_name: str = Field("", max_length=200, pattern=WORDS)
    guardian_nik: str | None = Field(None, pattern=r"^[0-9]{16}$")
    bank_code: str = Field("", max_length=11, pattern=r"^[0-9A-Z]*$")
    account_number: str = Field("", max_length=34, pattern=r"^[0-9]*$")
    account_name: str = Field("", max_length=140, pattern=WORDS)


class PayeeOut(Schema):
    """A payee that was named."""

    id: int
    name: str
    relation: str


class Request(Schema):
    """What the claimant is asked for, and why."""

    documents: list[Document] = Field(default_factory=list, max_length=20)
    reason: str = Field(min_length=1, max_length=2_000, pattern=LINES)


class Said(Schema):
    """A note for whoever checks."""

    said: str = Field("", max_length=2_000, pattern=LINES)


class Check(Schema):
    """Whether one agrees; a no says why."""

    agrees: bool
    said: str = Field("", max_length=2_000, pattern=LINES)


class LineOut(Schema):
    """One part of the money, rupiah; negative for tax."""

    programme: str
    item: str
    amount: int
    article: str
    unverified: bool


class DecisionOut(Schema):
    """A decision; `steps` explain it, `checks_left` says how many others still have to agree."""

    id: int
    sequence: int
    outcome: str
    total: int
    final_on: date | None
    checks_left: int
    article: str
    fact: str
    next_step: str
    law_version: str
    lines: list[LineOut]
    steps: list[dict[str, Any]]
