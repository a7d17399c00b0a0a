"""Whole numbers of people under limits, best for one goal after another: mixed-integer programming by HiGHS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

import highspy
import numpy as np
from django.utils.translation import gettext_noop

from naungan.errors import Refused
from naungan.saying import gettext

SECONDS = 20.0  # for one goal; the best found until then is taken, and said to be unproven
WHOLE = 0.5  # counts are whole: a plan nearer to the bound than this is the best
NEAR, NEARBY = 1e-7, 3  # what doubles may have lost of a share; how many whole people under the bound are tried
IMPOSSIBLE = gettext_noop(
    "Tidak ada rencana yang memenuhi semua batas. Longgarkan kuota, pencairan, atau bulan paling sedikit."
)


class NoPlan(Refused):
    """No plan satisfies the limits."""


@dataclass(frozen=True, slots=True)
class Limit:
    """`least` <= sum of weight x number <= `most`; weights by the place of what is numbered."""

    weights: Mapping[int, int]
    least: int | None = None
    most: int | None = None


class _Quiet(highspy.Highs):
    """A solver that does not announce itself on the standard output, where a command answers in JSON."""

    def enableCallbacks(self) -> None:  # noqa: N802
        self.silent()
        super().enableCallbacks()  # type: ignore[no-untyped-call]


class Programme:
    """Numbers from 0 to `most` each, under limits that goals add to.

    Every question goes to a new solver: one that was asked before keeps what it believed then.
    """

    def __init__(self, most: Sequence[int], limits: Iterable[Limit]) -> None:
        self.most = tuple(most)
        self.limits = list(limits)
        self.proven = True

    def add(self, limit: Limit) -> None:
        """One more limit."""
        self.limits.append(limit)

    def best(self, goal: Mapping[int, int], *, least: bool = False) -> list[int]:
        """The whole numbers for which the weighted sum is greatest (or least). Raises NoPlan."""
        if not self.most:
            return []
        weights = np.zeros(len(self.most))
        for place, weight in goal.items():
            weights[place] = -weight if not least else weight
        return [round(number) for number in self._run(self._solver(weights, WHOLE))]

    def fairest(self, shares: Sequence[tuple[Sequence[int], int]]) -> Fraction:
        """How great the smallest share can be at most; shares: (places that count, of how many). Raises NoPlan.

        Without asking for whole people the bound is found at once; the best share of whole people is one of the
        few that lie just under it.
        """
        solver = self._solver(np.zeros(len(self.most)), WHOLE, whole=False)
        solver.addCol(-1.0, 0.0, 1.0, 0, [], [])
        for places, of in shares:
            rows = np.array([*places, len(self.most)], dtype=np.int32)
            solver.addRow(0.0, highspy.kHighsInf, len(rows), rows, np.array([*([1.0] * len(places)), -float(of)]))
        bound = self._run(solver)[-1] + NEAR
        deep = NEARBY
        while True:
            nearby = ((min(int(bound * of), of) - less, of) for _, of in shares for less in range(deep))
            candidates = sorted({Fraction(max(number, 0), of) for number, of in nearby})
            fits = [-1, len(candidates)]
            while fits[1] - fits[0] > 1:
                middle = sum(fits) // 2
                fits[0 if self._has(shares, candidates[middle]) else 1] = middle
            if fits[0] >= 0:
                return candidates[fits[0]]
            if not candidates[0]:
                raise NoPlan(gettext(IMPOSSIBLE))
            deep *= NEARBY

    def _has(self, shares: Sequence[tuple[Sequence[int], int]], share: Fraction) -> bool:
        """Whether whole people can reach a share everywhere."""
        most = [(places, ceil(share * of)) for places, of in shares]
        tried = Programme(self.most, [*self.limits, *(Limit(dict.fromkeys(one, 1), least=n) for one, n in most)])
        try:
            tried.best({})
        except NoPlan:
            return False
        return True

    def _solver(self, weights: np.ndarray, gap: float, *, whole: bool = True) -> highspy.Highs:
        """A solver that knows the limits and what little is wanted of (weights by place)."""
        solver, size = _Quiet(), len(self.most)  # type: ignore[no-untyped-call]
        for name, value in (
            ("threads", 1), ("time_limit", SECONDS), ("mip_rel_gap", 0.0), ("mip_abs_gap", gap),
        ):  # fmt: skip
            solver.setOptionValue(name, value)
        places = np.arange(size, dtype=np.int32)
        solver.addVars(size, np.zeros(size), np.array(self.most, dtype=np.float64))
        if whole:
            kinds = np.full(size, int(highspy.HighsVarType.kInteger), dtype=np.uint8)
            solver.changeColsIntegrality(size, places, kinds)
        solver.changeColsCost(size, places, weights)
        for limit in self.limits:
            solver.addRow(
                -highspy.kHighsInf if limit.least is None else float(limit.least),
                highspy.kHighsInf if limit.most is None else float(limit.most),
                len(limit.weights),
                np.array(list(limit.weights), dtype=np.int32),
                np.array(list(limit.weights.values()), dtype=np.float64),
            )
        return solver

    def _run(self, solver: highspy.Highs) -> list[float]:
        solver.run()
        status = solver.getModelStatus()
        found = solver.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        if status == highspy.HighsModelStatus.kTimeLimit and found:
            self.proven = False
        elif status != highspy.HighsModelStatus.kOptimal:
            raise NoPlan(gettext(IMPOSSIBLE))
        return list(solver.getSolution().col_value)
