"""Reading ahead changes neither what comes nor in which order."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naungan.intake.ahead import ahead


@given(st.lists(st.integers()), st.integers(1, 8))
def test_everything_comes_in_order(items: list[int], depth: int) -> None:
    with ThreadPoolExecutor(1) as pool:
        assert list(ahead(pool, items, depth)) == items


def test_it_is_read_in_another_thread_and_only_so_far_ahead() -> None:
    seen: list[int] = []

    def items() -> Iterator[str]:
        for number in range(100):
            seen.append(number)
            yield threading.current_thread().name

    with ThreadPoolExecutor(1, "reader") as pool:
        coming = ahead(pool, items(), 3)
        assert next(coming).startswith("reader")
        pool.submit(lambda: None).result()
        assert len(seen) == 4


def test_an_error_comes_where_its_item_would_have() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("rusak")

    with ThreadPoolExecutor(1) as pool:
        coming = ahead(pool, items())
        assert next(coming) == 1
        with pytest.raises(ValueError, match="rusak"):
            next(coming)
