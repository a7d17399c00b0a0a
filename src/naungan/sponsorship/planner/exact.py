"""The plan in whole rupiah: every limit asked again in integers, and what a solver's doubles got wrong mended."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from naungan.sponsorship.planner.choices import Alike, Choice
from naungan.sponsorship.planner.request import Request


def allowances(asked: Request) -> tuple[int, ...]:
    """How much may have been spent by the end of each month, rupiah."""
    return tuple(min(one, asked.money) for one in asked.released) or (asked.money,) * asked.months


def spent(found: Sequence[Choice], numbers: Sequence[int], months: int) -> tuple[int, ...]:
    """What has been spent by the end of each month, rupiah."""
    used = [(one, number) for one, number in zip(found, numbers, strict=True) if number]
    return tuple(sum(one.spent[month] * number for one, number in used) for month in range(months))


def mended(asked: Request, people: Sequence[Alike], found: Sequence[Choice], numbers: Sequence[int]) -> list[int]:
    """The numbers, less whoever is beyond the people there are, a quota, or the money; last come first out."""
    kept = [max(number, 0) for number in numbers]
    for weights, most in _limits(asked, people, found):
        _lower(found, people, kept, weights, most)
    return kept


def _limits(asked: Request, people: Sequence[Alike], found: Sequence[Choice]) -> Iterator[tuple[dict[int, int], int]]:
    of_alike: dict[int, dict[int, int]] = defaultdict(dict)
    of_district: dict[str, dict[int, int]] = defaultdict(dict)
    for place, one in enumerate(found):
        of_alike[one.alike][place] = 1
        of_district[people[one.alike].district][place] = 1
    for alike, weights in of_alike.items():
        yield weights, people[alike].people
    for district, most in asked.quota.items():
        yield of_district.get(district, {}), most
    for month, allowed in enumerate(allowances(asked)):
        yield {place: one.spent[month] for place, one in enumerate(found) if one.spent[month]}, allowed


def _lower(
    found: Sequence[Choice], people: Sequence[Alike], numbers: list[int], weights: dict[int, int], most: int
) -> None:
    over = sum(weight * numbers[place] for place, weight in weights.items()) - most
    last_first = sorted(
        weights, key=lambda place: (people[found[place].alike].tier, found[place].first_served), reverse=True
    )
    for place in last_first:
        if over <= 0:
            return
        gone = min(numbers[place], -(-over // weights[place]))
        numbers[place] -= gone
        over -= gone * weights[place]
