"""Places in a row or a column: none upon another, and each near to where it is wanted."""

from __future__ import annotations

from collections.abc import Sequence


def spaced(wanted: Sequence[float], offsets: Sequence[float]) -> list[float]:
    """Return a place for each wanted one.

    Least squares under the condition that each is at least as far from the one before it as
    their offsets are apart: pooled adjacent violators.
    """
    pools: list[tuple[float, int]] = []
    for place, offset in zip(wanted, offsets, strict=True):
        pools.append((place - offset, 1))
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            (one, n), (other, m) = pools[-2], pools[-1]
            pools[-2:] = [((one * n + other * m) / (n + m), n + m)]
    shifts = [shift for shift, times in pools for _ in range(times)]
    return [offset + shift for offset, shift in zip(offsets, shifts, strict=True)]


def mean(values: Sequence[float], otherwise: float) -> float:
    """Return the mean of some values, and of none another value."""
    return sum(values) / len(values) if values else otherwise
