"""Queries, saved and of one's own: read, bind, run.

A saved query is a ``queries/NAME.rq``; :mod:`govgraph.headers` says what its header holds. A
query of one's own is any other text; its header may be left out. A parameter is bound by one
``VALUES`` row at the head of the outer ``WHERE``; it is never pasted into the text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
    parse_query_results,
)

from govgraph.errors import InconsistencyError, QueryError
from govgraph.headers import read_header, refuse_unknown_classes, refuse_unreached
from govgraph.load import INFERRED
from govgraph.model import Query, Table, Term
from govgraph.names import VOCABULARIES, did_you_mean
from govgraph.rdfio import read_text
from govgraph.sparql.bound import bind_text, narrow_text
from govgraph.sparql.engine import Result, check, solve
from govgraph.sparql.reading import refuse_too_long, refuse_what_does_not_read
from govgraph.sparql.tokens import SparqlText
from govgraph.workspace import resources

RESULT_FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "json": QueryResultsFormat.JSON,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
_STDIN = "-"
_IRIS = ("iri", "name", "prefix")


def query_names() -> list[str]:
    """Return the names of the saved queries that ship."""
    return sorted(p.stem for p in (resources() / "queries").glob("*.rq"))


def get_query(name: str) -> Query:
    """Return a saved query by name.

    Raises:
        QueryError: there is none of that name, or its header is wrong.
    """
    names = query_names()
    if name not in names:
        hint = did_you_mean(name, names) or "See 'govgraph query --list'."
        if Path(f"{name}.rq").is_file():
            hint = f"To run the file write '{name}.rq'."
        raise QueryError("unknown-query", f"there is no saved query '{name}'.", hint=hint)
    return read_query(resources() / "queries" / f"{name}.rq")


def read_query(path: Path) -> Query:
    """Return the saved query in a file.

    Raises:
        QueryError: the header is wrong or does not fit, or the query does more than read.
    """
    query = _query(path.stem, path, read_text(path))
    if not query.summary:
        raise QueryError("bad-header", "the header has no summary.", str(path))
    return query


def is_own(name: str) -> bool:
    """Whether people mean a file (or ``-``, stdin) by what they type, not a saved query."""
    return name == _STDIN or name.endswith(".rq") or "/" in name or "\\" in name


def own_query(name: str, text: str, known: Mapping[str, str] = VOCABULARIES) -> Query:
    """Return a query of one's own; its header may be left out.

    Args:
        name: the file's name in messages, or ``-`` for stdin.
        text: what the file holds.
        known: prefixes that people may have forgotten to declare, with their namespaces.

    Raises:
        QueryError: the header is wrong or does not fit, or the query does more than read.
        SparqlError: the text is no query.
    """
    shown = "stdin" if name == _STDIN else name
    refuse_too_long(text, shown)
    query = _query(shown, Path(shown), text.removeprefix("\ufeff"))
    # Saved queries start without the grammar.
    from govgraph.sparql.joins import refuse_crowded

    source = source_of(query.text, str(query.path))
    refuse_crowded(source)
    refuse_unknown_classes(source)
    with _engine(query, known):
        # The text as written is read first: a bound parameter would shift the places.
        check(query.text)
    if query.parameters:
        refuse_unreached(source, query.parameters)
    return query


def _query(name: str, path: Path, text: str) -> Query:
    source = source_of(text, str(path))
    refuse_what_does_not_read(source)
    header = read_header(source)
    fields = header.fields
    tags = tuple(t.strip() for t in fields.get("tags", "").split(",") if t.strip())
    return Query(
        name,
        path,
        text,
        fields.get("summary", ""),
        fields.get("description", ""),
        tags,
        header.parameters,
        header.example,
        "closure" in fields,
    )


@lru_cache(maxsize=64)
def source_of(text: str, where: str) -> SparqlText:
    """Return a query's text with its tokens; ``where`` is the file's name in messages."""
    return SparqlText(text, where)


def slow_places(query: Query) -> list[str]:
    """Return a line for each place of a query that takes long on a large board."""
    # Saved queries run without the grammar.
    from govgraph.sparql.slow import slow

    return slow(source_of(query.text, str(query.path)))


def form_of(query: Query) -> str:
    """Return ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``."""
    return source_of(query.text, str(query.path)).form


def bound_text(query: Query, arguments: Mapping[str, Term]) -> str:
    """Return the SPARQL text with its parameters bound.

    One ``VALUES`` row goes to the head of the outer ``WHERE`` and of sub-SELECTs that project it:
    right on every engine, where an engine's own substitution leaves ``BOUND`` false.

    Raises:
        QueryError: the query has parameters but no outer ``WHERE``.
    """
    return bind_text(_bindable(query, arguments), arguments)


def narrowed(query: Query, variables: Sequence[str], values: Iterable[Sequence[Term]]) -> Query:
    """Return a query that gives only the rows in which variables have one of some rows of values.

    Raises:
        QueryError: the query has no outer ``WHERE``.
    """
    return query._replace(text=narrow_text(_bindable(query, variables), variables, values))


def _bindable(query: Query, names: Collection[str]) -> SparqlText:
    source = source_of(query.text, str(query.path))
    if names and source.head is None:
        raise QueryError("no-where", "the query has no outer WHERE to bind in.", str(query.path))
    return source


def run(query: Query, store: Store, arguments: Mapping[str, Term]) -> Table:
    """Run a SELECT over the union of a store's graphs.

    Args:
        query: the query.
        store: the data.
        arguments: what :func:`govgraph.parameters.bind` returned.

    Raises:
        QueryError: the query is no SELECT, or the engine does not take it.
    """
    with _engine(query):
        solutions = _solve(query, store, arguments)
        if not isinstance(solutions, QuerySolutions):
            raise QueryError("not-select", "the query is no SELECT.", str(query.path))
        columns = tuple(v.value for v in solutions.variables)
        return Table(columns, tuple(tuple(row) for row in solutions))


def ask(query: Query, store: Store, arguments: Mapping[str, Term]) -> bool:
    """Run an ASK over the union of a store's graphs; see :func:`run`."""
    with _engine(query):
        answer = _solve(query, store, arguments)
        if not isinstance(answer, QueryBoolean):
            raise QueryError("not-ask", "the query is no ASK.", str(query.path))
        return bool(answer)


def construct(query: Query, store: Store, arguments: Mapping[str, Term]) -> tuple[Triple, ...]:
    """Run a CONSTRUCT or DESCRIBE over the union of a store's graphs; see :func:`run`."""
    with _engine(query):
        triples = _solve(query, store, arguments)
        if not isinstance(triples, QueryTriples):
            raise QueryError("not-construct", "the query is no CONSTRUCT.", str(query.path))
        return tuple(triples)


def run_serialized(
    query: Query, store: Store, arguments: Mapping[str, Term], result_format: str
) -> bytes:
    """Run a SELECT or an ASK and return its result in a W3C format.

    Args:
        query: the query.
        store: the data.
        arguments: what :func:`govgraph.parameters.bind` returned.
        result_format: a key of ``RESULT_FORMATS``.

    Raises:
        QueryError: the query is of another form, or the engine does not take it.
    """
    with _engine(query):
        result = _solve(query, store, arguments)
        if isinstance(result, QueryTriples):
            raise QueryError("not-select", "the query gives triples, no rows.", str(query.path))
        return result.serialize(format=RESULT_FORMATS[result_format]) or b""


def is_empty(result: bytes, result_format: str) -> bool:
    """Whether a result of :func:`run_serialized` has no row, or is a no."""
    if result_format in ("csv", "tsv"):
        return result.count(b"\n") < 2
    parsed = parse_query_results(result, format=RESULT_FORMATS[result_format])
    return not parsed if isinstance(parsed, QueryBoolean) else next(parsed, None) is None


def columns(query: Query) -> tuple[str, ...]:
    """Return the columns of a SELECT, in order; none for another form."""
    with _engine(query):
        result = solve(Store(), query.text)
        return tuple(v.value for v in getattr(result, "variables", ()))


def _solve(query: Query, store: Store, arguments: Mapping[str, Term]) -> Result:
    closes = query.closure and not store.contains_named_graph(INFERRED)
    pool = with_what_follows(store) if closes else store
    about = any(isinstance(term, NamedNode) for term in arguments.values())
    return solve(pool, bind_text(_bindable(query, arguments), arguments, by_rows=about))


def with_what_follows(store: Store) -> Store:
    """Return a new store that holds, beside the graphs of another, what follows from them.

    Raises:
        InconsistencyError: the data contradicts the ontology.
    """
    # Few queries reason.
    from govgraph.infer import infer, with_closure
    from govgraph.load import open_ontology

    closure = infer(store, open_ontology())
    if not closure.is_consistent:
        raise InconsistencyError("the data contradicts the ontology: see 'govgraph infer'.", "")
    return with_closure(store, closure)


@contextmanager
def _engine(query: Query, known: Mapping[str, str] = VOCABULARIES) -> Iterator[None]:
    """Turn what the engine raises, at once or between two rows, into errors with a place."""
    try:
        yield
    except SyntaxError as error:
        raise _syntax_error(query, error, known) from error
    except (RuntimeError, OSError) as error:
        source = source_of(query.text, str(query.path))
        # A function that it does not know is the one thing of which it names the IRI.
        named = (t for t in source.tokens if t.kind in _IRIS and f"<{source.iri(t)}>" in str(error))
        place = next((source.place(t.start) for t in named), str(query.path))
        raise QueryError("not-run", f"the engine cannot run it: {error}.", place) from error


def _syntax_error(query: Query, refusal: SyntaxError, known: Mapping[str, str]) -> QueryError:
    # The grammar is read only to say what is wrong.
    from govgraph.sparql.faults import syntax_error

    try:
        check(query.text)
    except SyntaxError as error:
        return syntax_error(source_of(query.text, str(query.path)), error, known)
    message = f"with its parameters bound it is no query: {refusal.msg}."
    return QueryError("bad-query", message, str(query.path))
