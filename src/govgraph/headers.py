"""The header of a query: what it declares, and whether that fits the query below it.

A header is made of ``#+ key: value`` lines:

``summary``, ``description``, ``tags``
    for people; ``tags`` are separated by commas.
``param``
    ``NAME | ?VARIABLE | CLASS | description``, one line a parameter. The variable's name ends
    in its kind (``_iri``, ``_date``, ``_integer``, ``_string``); two leading underscores make
    it optional. CLASS (of an ``_iri``) is where a label is looked up.
``example``
    ``NAME=VALUE``, for each parameter that must be given.
``closure``
    ``yes`` where the query asks for what follows from the data too.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from govgraph.errors import QueryError
from govgraph.model import Parameter
from govgraph.names import GOV, VOCABULARIES, did_you_mean
from govgraph.prose import join
from govgraph.sparql.bound import sub_selects
from govgraph.sparql.tokens import SparqlText, Token, lines

KEYS = ("summary", "description", "tags", "param", "example", "closure")
_KINDS = ("iri", "date", "integer", "string")
_FORM = "NAME | ?_VARIABLE | CLASS | description"


class Header(NamedTuple):
    """What a header declares; ``given``: whether there is one, ``places``: where parameters are."""

    given: bool
    fields: dict[str, str]
    parameters: tuple[Parameter, ...]
    example: dict[str, str]
    places: dict[str, str]


def read_header(source: SparqlText) -> Header:
    """Return the header of a query.

    Raises:
        QueryError: a line of it means nothing, or does not fit the query.
    """
    fields: dict[str, str] = {}
    declared: dict[str, tuple[Parameter, str]] = {}
    examples: dict[str, tuple[str, str]] = {}
    given = False
    for number, line in enumerate(lines(source.text), start=1):
        if not line.startswith("#+"):
            continue
        given, where = True, f"{source.where}:{number}"
        key, colon, value = (part.strip() for part in line[2:].partition(":"))
        if not colon or key not in KEYS:
            hint = did_you_mean(key, KEYS) if colon else "A line is written '#+ key: value'."
            raise _bad(f"'{line}' is no header line.", where, hint or f"Keys: {', '.join(KEYS)}.")
        if key == "param":
            parameter = _parameter(value, where)
            _refuse_twice(parameter, declared, where)
            declared[parameter.name] = parameter, where
        elif key == "example":
            name, equals, sample = (part.strip() for part in value.partition("="))
            if not equals or name in examples:
                raise _bad("an example is written NAME=VALUE, once a parameter.", where)
            examples[name] = sample, where
        elif key == "closure" and value != "yes":
            raise _bad(f"'closure' is to be 'yes', not '{value}'.", where, "Or leave it out.")
        else:
            fields[key] = f"{fields[key]} {value}" if key in fields else value
    for name, (_, where) in examples.items():
        if name not in declared:
            hint = did_you_mean(name, declared)
            raise _bad(f"the example is for '{name}', which is not declared.", where, hint)
    if given:
        _refuse_misfits(source, {p.variable: (p, where) for p, where in declared.values()})
    parameters = tuple(p for p, _ in declared.values())
    given_examples = {n: sample for n, (sample, _) in examples.items()}
    places = {p.name: where for p, where in declared.values()}
    return Header(given, fields, parameters, given_examples, places)


def refuse_unreached(source: SparqlText, parameters: Collection[Parameter]) -> None:
    """Refuse a condition on a parameter that stands where its value does not reach.

    Not part of reading a header, since it takes the whole grammar.

    Raises:
        QueryError: with the place.
    """
    # Most queries have no parameters.
    from govgraph.sparql.parser import Node, deeply, parse
    from govgraph.sparql.reach import ungrouped, unreached

    tree = parse(source)
    names = {p.variable for p in parameters}
    if isinstance(tree, Node):
        for token in deeply(list)(unreached(source, tree, names)):
            message = f"the value of {token.text} does not reach this inner group."
            hint = "Move the FILTER or BIND to the outer group."
            raise _bad(message, source.place(token.start), hint)
        for token in ungrouped(source, tree):
            if token.text[1:] in names:
                message = f"{token.text} has no value here, after grouping."
                hint = f"Add it to what is grouped by: GROUP BY {token.text}."
                raise _bad(message, source.place(token.start), hint)


def _bad(message: str, where: str, hint: str = "") -> QueryError:
    return QueryError("bad-header", message, where, hint)


def _parameter(value: str, where: str) -> Parameter:
    parts = [p.strip() for p in value.split("|")]
    if len(parts) != 4 or not parts[1].startswith("?_"):
        raise _bad(f"a parameter is to be written '{_FORM}'.", where)
    name, variable, cls, description = parts
    if not re.fullmatch(r"[\w-]+", name):
        raise _bad(f"'{name}' is no name for a parameter.", where, "Use letters, digits and '_'.")
    kind = variable.rpartition("_")[2]
    if kind not in _KINDS:
        endings = join([f"_{k}" for k in _KINDS], "or")
        raise _bad(f"'{variable}' does not end in its kind: {endings}.", where)
    if kind == "iri" and not cls:
        raise _bad(f"'{name}' names no class in which a label is looked up.", where)
    return Parameter(name, variable[1:], kind, cls and _class_iri(cls, where), description)


def _class_iri(curie: str, where: str) -> str:
    prefix, colon, local = curie.partition(":")
    if not colon:
        hint = "Write it with its prefix, such as gov:Action."
        raise _bad(f"'{curie}' is no class.", where, hint)
    if prefix not in VOCABULARIES:
        raise _bad(f"'{curie}' has an unknown prefix.", where, did_you_mean(prefix, VOCABULARIES))
    if not re.fullmatch(r"[\w.-]+", local):
        raise _bad(f"'{curie}' is no class: {_after(prefix, local)}.", where)
    return VOCABULARIES[prefix] + local


def _after(prefix: str, local: str) -> str:
    return f"'{local}' cannot follow '{prefix}:'" if local else f"nothing follows '{prefix}:'"


def refuse_unknown_classes(source: SparqlText) -> None:
    """Refuse a parameter whose class is none, of the vocabularies that the ontology declares.

    Not part of reading a header, since it takes the ontology.

    Raises:
        QueryError: with the place and the class that may be meant.
    """
    header = read_header(source)
    if not any(p.cls for p in header.parameters):
        return
    from govgraph.classes import classes

    known = classes()
    names = {iri.removeprefix(GOV) for iri in known if iri.startswith(GOV)}
    for parameter in header.parameters:
        if parameter.cls.startswith(GOV) and parameter.cls not in known:
            local = parameter.cls.removeprefix(GOV)
            hint = (
                did_you_mean(local, sorted(names)).replace("'", "", 2).replace("mean ", "mean gov:")
            )
            message = f"there is no class 'gov:{local}'."
            raise _bad(message, header.places[parameter.name], hint)


def _refuse_twice(
    parameter: Parameter, declared: dict[str, tuple[Parameter, str]], where: str
) -> None:
    if parameter.name in declared:
        raise _bad(f"the parameter '{parameter.name}' is declared twice.", where)
    if parameter.variable in (p.variable for p, _ in declared.values()):
        raise _bad(f"?{parameter.variable} is the variable of two parameters.", where)


def _refuse_misfits(source: SparqlText, declared: dict[str, tuple[Parameter, str]]) -> None:
    """Refuse parameters that the query does not use, or uses where no value reaches them."""
    used: set[str] = set()
    inner = list(sub_selects(source, declared))
    selected = range(source.first, source.head or source.first) if source.form == "SELECT" else ()
    for at, token in enumerate(source.tokens):
        if token.kind != "var":
            continue
        name = token.text[1:]
        if name not in declared:
            if name.startswith("_"):
                raise _undeclared(source, token, declared)
            continue
        used.add(name)
        within = [s for s in inner if s.first <= at < s.end]
        if within and name not in within[-1].reached:
            message = f"the parameter {token.text} stands in a sub-SELECT, which its value does"
            hint = "Use it in the outer WHERE, or let the sub-SELECT select it too, without LIMIT."
            raise _bad(f"{message} not reach.", _line(source, token), hint)
        if source.tokens[at - 1].key == "AS":
            message = f"the parameter {token.text} is given a value by the query itself."
            raise _bad(message, _line(source, token), "Use another variable after AS.")
        if at in selected and _bare(source, at):
            message = f"the parameter {token.text} is selected."
            hint = f"Select an expression instead: (STR({token.text}) AS ?name)."
            raise _bad(message, _line(source, token), hint)
    for name, (parameter, where) in declared.items():
        if name not in used:
            message = f"the parameter '{parameter.name}' is declared and ?{name} stands nowhere."
            raise _bad(message, where, did_you_mean(name, _underscored(source)))
    if declared:
        _refuse_nowhere_to_bind(source)


def _refuse_nowhere_to_bind(source: SparqlText) -> None:
    first = source.tokens[source.first]
    if source.form == "SELECT" and any(
        source.tokens[i].text == "*" and _bare(source, i)
        for i in range(source.first, source.head or source.first)
    ):
        message = "SELECT * would select the parameters too."
        raise _bad(message, _line(source, first), "Name the columns.")
    if source.head is None:
        message = f"this {source.form} has no WHERE of its own in which parameters are bound."
        hint = "Write CONSTRUCT { … } WHERE { … }." if source.form == "CONSTRUCT" else ""
        raise _bad(message, _line(source, first), hint)


def _undeclared(
    source: SparqlText, token: Token, declared: dict[str, tuple[Parameter, str]]
) -> QueryError:
    hint = did_you_mean(token.text[1:], declared).replace("'", "'?", 1)
    message = f"{token.text} is written as a parameter and not declared in the header."
    return _bad(message, _line(source, token), hint or f"Add the line '#+ param: {_FORM}'.")


def _underscored(source: SparqlText) -> set[str]:
    return {t.text[1:] for t in source.tokens if t.kind == "var" and t.text[1] == "_"}


def _line(source: SparqlText, token: Token) -> str:
    return source.place(token.start)


def _bare(source: SparqlText, at: int) -> bool:
    """Whether a token of the SELECT clause stands outside every bracket."""
    before = [t.key for t in source.tokens[source.first : at]]
    return before.count("(") == before.count(")")
