"""The compiled engine finds what pySHACL finds."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, given, settings

from tests.shacl_engines import by_pyshacl, by_us
from tests.shacl_random import Pair, pairs

_MANY = bool(os.environ.get("GOVGRAPH_MANY"))


@settings(
    max_examples=3000 if _MANY else 60,
    deadline=None,
    derandomize=not _MANY,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(pairs())
def test_random_shapes_on_random_data_have_the_same_results_by_both(pair: Pair) -> None:
    """Whatever a shapes graph says of whatever data, both engines report the same."""
    data, shapes = pair.stores()
    assert by_us(data, shapes) == by_pyshacl(data, shapes)
