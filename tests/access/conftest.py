"""The world that tests of access look at."""

from __future__ import annotations

import pytest
from tests.access.world import World, a_world


@pytest.fixture
def world(db: None) -> World:
    """Two provinces, a closed month."""
    return a_world()
