"""Where a claim is, in the words that its claimant reads: whose turn it is, what is promised, by when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext

from naungan.claims.checklist import kept_until
from naungan.claims.clock import Clock, clock_from
from naungan.claims.models import Claim, Decision, Outcome, Step
from naungan.claims.moves import READINGS, State
from naungan.claims.pages.paper_rows import label_of_paper
from naungan.claims.settings import rules
from naungan.claims.verify import asked_of, interview_of
from naungan.claims.whole import Whole, whole
from naungan.web.templatetags import formats

KINDS: Mapping[State, str] = {
    State.DRAFT: "neutral",
    State.SUBMITTED: "waiting",
    State.NEED_DOC: "warning",
    State.SCHEDULED: "waiting",
    State.VERIFYING: "waiting",
    State.INVESTIGATING: "waiting",
    State.CHECKING: "waiting",
    State.APPROVED: "good",
    State.PAYING: "good",
    State.RETURNED: "warning",
    State.PAID: "good",
    State.REJECTED: "danger",
    State.APPEALED: "waiting",
    State.CLOSED: "neutral",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One step of the way, as the claimant may read it."""

    at: datetime
    words: str | Promise
    said: str


@dataclass(frozen=True)
class Standing:
    """A claim as its claimant sees it. The database is asked once, for all that hangs on it."""

    claim: Claim

    @cached_property
    def whole(self) -> Whole:
        """What hangs on the claim."""
        return whole(self.claim)

    @cached_property
    def state(self) -> State:
        """Where it is."""
        return State(self.claim.state)

    @property
    def kind(self) -> str:
        """The look of the state."""
        return KINDS[self.state]

    @property
    def next_by(self) -> str | Promise:
        """Whose turn it is."""
        return READINGS[self.state].next_by

    @cached_property
    def clock(self) -> Clock:
        """The term of service."""
        return clock_from(self.claim, self.whole.sent_steps, self.whole.days_off, timezone.localdate())

    @cached_property
    def decision(self) -> Decision | None:
        """The decision that counts, once it is final."""
        found = self.whole.decisions[-1] if self.whole.decisions else None
        return found if found and found.final_at else None

    @cached_property
    def asked(self) -> tuple[tuple[str, ...], str]:
        """Which papers were asked for, by their codes, and why."""
        return asked_of(self.steps)

    @property
    def steps(self) -> list[Step]:
        """The log."""
        return self.whole.steps

    @cached_property
    def appeal_until(self) -> date | None:
        """The last day of an appeal against the decision."""
        decided = self.decision and self.decision.final_at
        return timezone.localdate(decided) + rules().appeal_within if decided else None

    @property
    def promise(self) -> str:
        """What is promised, with its day."""
        words = {"date": self._date(), "doc": self._documents(), "reason": self._reason(), "amount": self._amount()}
        return str(READINGS[self.state].promise).format(**words)

    @property
    def events(self) -> list[Event]:
        """The way so far, the latest first: what changed, and what was asked of the claimant."""
        moved = (step for step in self.steps if step.before != step.after or step.name == "open")
        told = [
            Event(one.at, State(one.after).label, one.said if one.name in ("ask_for", "return") else "")
            for one in moved
            if one.after != State.DRAFT
        ]
        return told[::-1]

    def _date(self) -> str:
        read: dict[State, Callable[[], date | datetime | str | None]] = {
            State.DRAFT: lambda: kept_until(self.claim),
            State.SCHEDULED: lambda: interview_of(self.steps),
            State.REJECTED: lambda: self.appeal_until,
            State.APPEALED: self._answered_by,
            State.PAID: lambda: self._last("arrive"),
        }
        found = read.get(self.state, lambda: self.clock.due_on)()
        if isinstance(found, str):
            return found
        return formats.when(found) if found else gettext("secepatnya")

    def _answered_by(self) -> date | None:
        return next((one.due_on for one in self.whole.appeals if not one.outcome), None)

    def _last(self, name: str) -> date | None:
        found = next((step.at for step in reversed(self.steps) if step.name == name), None)
        return timezone.localdate(found) if found else None

    def _documents(self) -> str:
        return ", ".join(label_of_paper(code) for code in self.asked[0]) or gettext("keterangan")

    def _reason(self) -> str:
        if self.state == State.RETURNED:
            return next((step.said for step in reversed(self.steps) if step.name == "return"), "") or gettext(
                "rekening tidak cocok"
            )
        if self.state == State.REJECTED and self.decision:
            return f"{self.decision.fact} ({self.decision.article})"
        return self.asked[1].rstrip(".")

    def _amount(self) -> str:
        granted = self.decision and self.decision.outcome == Outcome.APPROVED
        return formats.whole(self.decision.total) if granted and self.decision else ""
