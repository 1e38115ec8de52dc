"""The one door to the engine: no text goes through it in which the engine finds a SERVICE.

:mod:`govgraph.sparql.reading` refuses what its tokens show, with its place. That the engine cuts
a text into the same tokens is likely and not certain, and a request to another machine cannot be
taken back. So a text in which the letters stand at all, were it in a comment, is first read with
another letter in their place. The new word is as good as the old one in a string, a comment, an
IRI or a name, and is no keyword: a text that the engine reads either way has none there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples, Store, Variable

from govgraph.model import Term

Result = QuerySolutions | QueryBoolean | QueryTriples

# The engine wants no blanks around a keyword, and knows capitals of ASCII only.
_REFUSED = re.compile(r"s(?=ervice)|f(?=rom)", re.ASCII | re.IGNORECASE)
# No keyword has one of these letters.
_STAND_INS = "qjk"


def check(text: str) -> None:
    """Have the engine read a query; nothing is asked of any data, nor of another machine.

    Raises:
        SyntaxError: it is no query, or one in which SERVICE or FROM is a keyword.
    """
    Store().query(_without_keywords(text))


def solve(store: Store, text: str, of: Mapping[str, Term] | None = None) -> Result:
    """Run a query over the union of a store's graphs.

    Args:
        store: the data.
        text: the query.
        of: the name of a variable → what stands in its place throughout.

    Raises:
        SyntaxError: as :func:`check` does.
    """
    if _without_keywords(text) != text:
        check(text)
    if not of:
        return store.query(text, use_default_graph_as_union=True)
    given = {Variable(name): term for name, term in of.items()}
    return store.query(text, use_default_graph_as_union=True, substitutions=given)


def _without_keywords(text: str) -> str:
    lowered = text.lower()
    # Two names must not become one.
    free = (c for c in _STAND_INS if f"{c}ervice" not in lowered and f"{c}rom" not in lowered)
    letter = next(free, _STAND_INS[0])
    return _REFUSED.sub(lambda m: letter.upper() if m.group().isupper() else letter, text)
