"""Rows as data frames of pandas, which is no dependency."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from govgraph.errors import GovgraphError

if TYPE_CHECKING:
    import pandas

# A column of which nothing is known would else be one of numbers.
_TYPES = {"string": "string", "int": "int64", "boolean": "bool"}
_DAYS = frozenset({"date", "until"})


def frame(rows: Iterable[Mapping[str, Any]], columns: Mapping[str, str]) -> pandas.DataFrame:
    """Return rows as a data frame, indexed by ``id``, with the same types whatever the rows.

    Args:
        rows: column → value.
        columns: column → its type as GraphML names it.

    Raises:
        GovgraphError: pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        raise GovgraphError(
            "no-pandas", "pandas is not installed.", hint="Run 'pip install pandas'."
        ) from error
    table = pandas.DataFrame(list(rows), columns=list(columns))
    for name, kind in columns.items():
        if name in _DAYS:
            days = pandas.to_datetime(table[name], format="%Y-%m-%d")
            table[name] = days.astype("datetime64[s]")
        else:
            table[name] = table[name].astype(_TYPES[kind])
    return table.set_index("id")
