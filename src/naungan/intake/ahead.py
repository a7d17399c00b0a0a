"""Read ahead: an iterator runs in a thread of its own while its consumer is busy with something else."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import TypeVar

T = TypeVar("T")
DEPTH = 8
_END = object()


def ahead(pool: Executor, items: Iterable[T], depth: int = DEPTH) -> Iterator[T]:
    """The same items in the same order, read from this moment on, at most `depth` of them waiting.

    `pool` has one worker. An error of the iterator is raised where its item would have come. `items`
    must not touch the database: a connection belongs to its thread.
    """
    iterator = iter(items)
    return _in_order(pool, iterator, deque(pool.submit(next, iterator, _END) for _ in range(depth)))


def _in_order(pool: Executor, iterator: Iterator[T], waiting: deque[Future[object]]) -> Iterator[T]:
    while (item := waiting.popleft().result()) is not _END:
        waiting.append(pool.submit(next, iterator, _END))
        yield item  # type: ignore[misc]
