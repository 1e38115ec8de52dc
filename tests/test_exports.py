"""Formats of export: each is read again by somebody else's code, and says the same there."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
import zipfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from random import Random
from shutil import which
from xml.etree import ElementTree

import networkx
import pytest
import rdflib
from jsonschema import Draft202012Validator
from pyoxigraph import Store

from govgraph import exports
from govgraph.board import VIEWS, Board
from govgraph.drawing import graphviz
from govgraph.drawing.boxes import Box
from govgraph.drawing.passes import passes
from govgraph.drawing.picture import laid_out
from govgraph.drawing.routes import at
from govgraph.drawing.wrapping import wrapped
from govgraph.errors import GovgraphError
from govgraph.exports import Format
from govgraph.graph import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    Edge,
    Node,
    Source,
    Value,
    View,
    edge_values,
    node_values,
)
from govgraph.load import open_store
from govgraph.plugins import discover
from govgraph.rdflib_bridge import to_rdflib
from govgraph.workspace import Workspace, find_workspace
from tests.conftest import BOARDS, ROOT, Result, copied
from tests.hostile import LABELS, spoil
from tests.ontologies import how_many

FORMATS = {f.name: f for f in discover(exports, Format)}
NAMES = sorted(VIEWS)
FOCUS = {"thread": "2022-06-24/13"}
Call = Callable[..., Result]
Values = dict[str, Value]


@pytest.fixture(scope="module")
def opened(store: Store, shipped: Workspace) -> Board:
    return Board(Source(store, shipped.base, shipped.name, "0" * 64))


@pytest.fixture(scope="module")
def views(opened: Board) -> dict[str, View]:
    return {name: opened.view(name, focus=FOCUS.get(name)) for name in NAMES}


@pytest.fixture(scope="module")
def on_file(store: Store) -> set[tuple[str, ...]]:
    """The statements of the shipped board, as N3 writes their terms."""
    return {tuple(t.n3() for t in triple) for triple in to_rdflib(store)}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> tuple[View, dict[str, str]]:
    board = copied(tmp_path_factory.mktemp("hostile") / "board")
    labels = spoil(board)
    workspace = find_workspace(board)
    opened = Board(Source(open_store(workspace), workspace.base, workspace.name))
    return opened.view("actions", focus="2022-06-24/13", depth=1), labels


def written(name: str, view: View) -> bytes:
    out = io.BytesIO()
    FORMATS[name].write(view, out)
    return out.getvalue()


def three(items: tuple[Node, ...] | tuple[Edge, ...], seed: str) -> list[Node | Edge]:
    return Random(seed).sample(list(items), min(3, len(items)))


def values(item: Node | Edge) -> Values:
    return dict(node_values(item) if isinstance(item, Node) else edge_values(item))


def check(view: View, nodes: dict[str, Values], edges: dict[str, Values]) -> None:
    """Hold what a consumer has read to a view: counts, and three of each on every attribute."""
    assert len(nodes) == len(view.nodes)
    assert len(edges) == len(view.edges)
    for read, items in ((nodes, view.nodes), (edges, view.edges)):
        for item in three(items, view.name):
            assert read[item.id] == values(item)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["graphml", "yed"])
def test_networkx_reads_graphml(form: str, name: str, views: dict[str, View]) -> None:
    """networkx finds every node, parallel edge and typed attribute in GraphML."""
    view = views[name]
    graph = networkx.read_graphml(io.BytesIO(written(form, view)), force_multigraph=True)
    read_nodes = {i: {"id": i, **d} for i, d in graph.nodes(data=True)}
    read_edges = {
        key: {"id": key, "source": a, "target": b, **d}
        for a, b, key, d in graph.edges(keys=True, data=True)
    }
    for found in (*read_nodes.values(), *read_edges.values()):
        for drawn in ("shape_type", "x", "y", "width", "height", "source_port"):
            found.pop(drawn, None)
    if form == "yed":
        # networkx takes the words in the shape for the label; they are wrapped there.
        labels = {n.id: n.label for n in view.nodes}
        for i, found in read_nodes.items():
            assert "".join(str(found["label"]).split())[:20] == "".join(labels[i].split())[:20]
            found["label"] = labels[i]
        for edge in view.edges:
            # Every line has words in yEd; without words of its own they are its kind.
            if not edge.label:
                assert read_edges[edge.id].pop("label") == edge.kind
    check(view, read_nodes, read_edges)


@pytest.mark.parametrize("name", NAMES)
def test_networkx_reads_gexf(name: str, views: dict[str, View]) -> None:
    """networkx finds every node and edge in GEXF, with days and attributes."""
    view = views[name]
    graph = networkx.MultiDiGraph(
        networkx.read_gexf(io.BytesIO(written("gexf", view)), version="1.3")
    )
    read_nodes, read_edges = {}, {}
    for i, data in graph.nodes(data=True):
        read_nodes[i] = {"id": i, **{k: v for k, v in data.items() if k in NODE_COLUMNS}}
    for a, b, data in graph.edges(data=True):
        own = {k: v for k, v in data.items() if k in EDGE_COLUMNS}
        read_edges[data["id"]] = {**own, "source": a, "target": b, "weight": int(data["weight"])}
    starts = {i: d.get("start") for i, d in graph.nodes(data=True)}
    assert starts == {n.id: n.date for n in view.nodes}
    for edge in view.edges:
        # GEXF has a label for every edge; without one of its own it is the kind.
        if not edge.label:
            assert read_edges[edge.id].pop("label") == edge.kind
    check(view, read_nodes, read_edges)


def test_days_in_gexf(views: dict[str, View]) -> None:
    """A meeting lasts its day, a person from first to last day on record; an action has no end."""

    def days(name: str) -> dict[str, tuple[str | None, str | None]]:
        graph = networkx.read_gexf(io.BytesIO(written("gexf", views[name])), version="1.3")
        return {i: (d.get("start"), d.get("end")) for i, d in graph.nodes(data=True)}

    people = days("people")
    assert people["meeting:2022-06-24-performance-and-risk"] == ("2022-06-24", "2022-06-24")
    assert people["person:sophie-linden"] == ("2022-06-24", "2023-08-31")
    assert days("actions")["2022-06-24/13"] == ("2022-06-24", None)
    roles = networkx.read_gexf(io.BytesIO(written("gexf", views["roles"])), version="1.3")
    held = {
        (d["start"], d["end"])
        for a, b, d in roles.edges(data=True)
        if (a, b) == ("person:mark-rowley", "role:mps-commissioner")
    }
    assert ("2023-08-31", "2023-08-31") in held
    assert all(start == end for start, end in held)


@pytest.mark.parametrize("name", NAMES)
def test_networkx_reads_node_link_json(name: str, views: dict[str, View]) -> None:
    """networkx reads the JSON for D3 as the graph that the Python API gives."""
    view = views[name]
    document = json.loads(written("d3", view))
    read = networkx.node_link_graph(document, edges="links")
    assert isinstance(read, networkx.MultiDiGraph)
    own = view.to_networkx()
    known = {i: {k: v for k, v in d.items() if v is not None} for i, d in read.nodes(data=True)}
    assert known == dict(own.nodes(data=True))
    assert {
        (a, b, k): {n: v for n, v in d.items() if v is not None}
        for a, b, k, d in read.edges(keys=True, data=True)
    } == {(a, b, k): d for a, b, k, d in own.edges(keys=True, data=True)}


@pytest.mark.parametrize("form", ["d3", "cyjs"])
def test_json_is_what_its_schema_says(form: str, views: dict[str, View]) -> None:
    """Each JSON export fits its schema, which has no room for anything else."""
    schema = json.loads((ROOT / "schemas" / f"export-{form}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    for view in views.values():
        Draft202012Validator(schema).validate(json.loads(written(form, view)))


@pytest.mark.parametrize("name", NAMES)
def test_cyjs_has_the_elements(name: str, views: dict[str, View]) -> None:
    """The elements of Cytoscape JSON are the nodes and edges of the view."""
    document = json.loads(written("cyjs", views[name]))
    elements = document["elements"]
    read = [{e["data"]["id"]: e["data"] for e in elements[k]} for k in ("nodes", "edges")]
    check(views[name], read[0], read[1])


@pytest.mark.parametrize("name", NAMES)
def test_csv_tables_read_back(name: str, views: dict[str, View]) -> None:
    """The two tables hold what the view holds, as text."""
    tables = FORMATS["csv"].tables
    assert tables is not None
    for part, raw in tables(views[name]).items():
        table = {r["id"]: r for r in csv.DictReader(io.StringIO(raw.decode("utf-8"), newline=""))}
        items = views[name].nodes if part == "-nodes" else views[name].edges
        assert len(table) == len(items)
        for item in three(items, name):
            known = {k: v for k, v in table[item.id].items() if v}
            wanted = {
                k: v if isinstance(v, str) else str(v).lower() for k, v in values(item).items()
            }
            assert known == wanted


def test_csv_as_a_zip_holds_both_tables(views: dict[str, View]) -> None:
    """Where there is one stream only, both tables stand in one ZIP, without a day of today."""
    with zipfile.ZipFile(io.BytesIO(written("csv", views["people"]))) as archive:
        assert archive.namelist() == ["people-nodes.csv", "people-edges.csv"]
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("form", ["trig", "nquads", "jsonld"])
def test_rdflib_reads_the_whole_dataset(
    form: str, views: dict[str, View], store: Store, on_file: set[tuple[str, ...]]
) -> None:
    """rdflib reads every statement on file, and no other, out of each format of statements."""
    raw = written(form, views["all"])
    if form == "jsonld":
        read = rdflib.Graph().parse(data=raw, format="json-ld")
        own = {tuple(t.n3() for t in triple) for triple in read}
    else:
        dataset = rdflib.Dataset()
        dataset.parse(data=raw, format=form)
        own = {
            tuple(t.n3() for t in (s, p, o))
            for s, p, o, graph in dataset.quads()
            if graph not in (None, rdflib.URIRef("urn:x-rdflib:default"))
        }
        named = {str(g) for *_, g in dataset.quads() if g is not None}
        assert {g.value for g in store.named_graphs() if hasattr(g, "value")} <= named
    assert own == on_file


def test_void_counts_what_is_there(views: dict[str, View]) -> None:
    """The description in VoID says how many statements, classes and properties there are."""
    dataset = rdflib.Dataset()
    dataset.parse(data=written("trig", views["all"]), format="trig")
    void = rdflib.Namespace("http://rdfs.org/ns/void#")
    told = rdflib.Graph()
    data = rdflib.Graph()
    for s, p, o, graph in dataset.quads():
        inner = graph is None or str(graph) == "urn:x-rdflib:default"
        (told if inner else data).add((s, p, o))
    (described,) = told.subjects(rdflib.RDF.type, void.Dataset)
    assert int(str(told.value(described, void.triples))) == len(data)
    assert int(str(told.value(described, void.properties))) == len(set(data.predicates()))
    counted = {
        str(told.value(part, void["class"])): int(str(told.value(part, void.entities)))
        for part in told.objects(described, void.classPartition)
    }
    assert counted == {
        str(c): len(set(data.subjects(rdflib.RDF.type, c)))
        for c in set(data.objects(None, rdflib.RDF.type))
    }


@pytest.mark.parametrize("name", [n for n in NAMES if n != "all"])
@pytest.mark.parametrize("form", ["trig", "nquads", "jsonld"])
def test_statements_of_a_view_are_on_file(
    form: str, name: str, views: dict[str, View], on_file: set[tuple[str, ...]]
) -> None:
    """Of a part of the data the statements are some of those on file, with their quotations."""
    raw = written(form, views[name])
    if form == "jsonld":
        read = rdflib.Graph().parse(data=raw, format="json-ld")
    else:
        dataset = rdflib.Dataset()
        dataset.parse(data=raw, format=form)
        read = rdflib.Graph()
        for s, p, o, graph in dataset.quads():
            if graph is not None and str(graph) != "urn:x-rdflib:default":
                read.add((s, p, o))
    assert len(read)
    if name != "ontology":
        assert {tuple(t.n3() for t in x) for x in read} <= on_file


def svg(view: View) -> ElementTree.Element:
    return ElementTree.fromstring(written("svg", view))


SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", NAMES)
def test_svg_draws_every_node_and_line(name: str, views: dict[str, View]) -> None:
    """Each node is a box with a tooltip; each drawn edge is in the tooltip of a line."""
    view = views[name]
    root = svg(view)
    boxes = {g.get("data-id"): g for g in root.iter(f"{SVG}g") if g.get("class") == "node"}
    assert set(boxes) == {n.id for n in view.nodes}
    for node in view.nodes:
        title = boxes[node.id].findtext(f"{SVG}title") or ""
        assert node.id in title
        assert all(" ".join(q.text.split())[:40] in title for q in node.quotes)
    lines = {
        (g.get("data-source"), g.get("data-target"))
        for g in root.iter(f"{SVG}g")
        if g.get("class") == "line"
    }
    assert lines == {(e.source, e.target) for e in view.edges if e.kind not in view.undrawn}


@pytest.mark.parametrize("name", NAMES)
def test_no_box_lies_upon_another(name: str, views: dict[str, View]) -> None:
    """In a picture no two boxes share room, and all stand inside."""
    boxes = sorted(laid_out(views[name]).boxes, key=lambda box: box.top)
    for n, one in enumerate(boxes):
        assert one.x - one.width / 2 >= -0.1
        assert one.top >= -0.1
        for other in boxes[n + 1 :]:
            if other.top >= one.top + one.height:
                break
            apart_x = abs(one.x - other.x) >= (one.width + other.width) / 2 - 0.1
            apart_y = abs(one.y - other.y) >= (one.height + other.height) / 2 - 0.1
            assert apart_x or apart_y, (one.node.id, other.node.id)


@pytest.mark.parametrize(
    ("name", "drawer"), [*((n, "graphviz") for n in NAMES), ("ontology", "python")]
)
def test_no_line_runs_through_a_box(
    name: str, drawer: str, views: dict[str, View], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A line touches the boxes at its ends, and goes round all others."""
    if drawer == "python":
        monkeypatch.setattr(graphviz, "_run", lambda command, given: None)
    picture = laid_out(views[name])
    columns: dict[float, list[Box]] = {}
    for box in sorted(picture.boxes, key=lambda box: box.top):
        columns.setdefault(box.x, []).append(box)
    for way in picture.ways:
        steps = max(20, 3 * (len(way.curve) // 3))
        for x, y in (at(way.curve, n / steps) for n in range(steps + 1)):
            for middle, column in columns.items():
                if abs(x - middle) >= column[0].width / 2 - 2:
                    continue
                found = column[max(bisect_right(column, y, key=lambda box: box.top) - 1, 0)]
                ends = (way.line.source, way.line.target)
                inside = abs(y - found.y) < found.height / 2 - 2
                assert not inside or found.node.id in ends, (*ends, found.node.id)


def test_lines_in_one_room_lie_apart(views: dict[str, View]) -> None:
    """No two lines that skip a column pass through it at one height."""
    picture = laid_out(views["all"])
    boxes = {box.node.id: box for box in picture.boxes}
    number = {x: n for n, x in enumerate(sorted({box.x for box in picture.boxes}))}
    column = {i: number[box.x] for i, box in boxes.items()}
    routes = passes([way.line for way in picture.ways], boxes, column)
    heights = Counter((found.left, found.y) for r in routes.values() for found in r.passes)
    assert len(heights) > 500
    assert max(heights.values()) == 1


def test_lines_of_a_busy_box_come_in_apart(views: dict[str, View]) -> None:
    """A box is as high as its lines need, so that no two of a side end at one place."""
    ends: dict[tuple[str, float], list[float]] = {}
    for way in laid_out(views["topics"]).ways:
        ends.setdefault((way.line.target, way.curve[-1][0]), []).append(way.curve[-1][1])
    for heights in ends.values():
        apart = [b - a for a, b in pairwise(sorted(heights))]
        assert min(apart, default=9.0) >= 8.9


def test_a_day_stays_on_one_line() -> None:
    """Words in a box are broken into rows of like length, and never within a day."""
    assert wrapped("Performance and Risk Oversight Board, 14 October 2022", 29, 3) == [
        "Performance and Risk",
        "Oversight Board,",
        "14 October 2022",
    ]


@pytest.mark.parametrize("name", ["ontology", "all"])
def test_pictures_without_graphviz(
    name: str, views: dict[str, View], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Graphviz pictures are laid out in Python, and PNG says what is missing."""
    monkeypatch.setattr(graphviz, "_run", lambda command, given: None)
    root = svg(views[name])
    boxes = [g for g in root.iter(f"{SVG}g") if g.get("class") == "node"]
    assert len(boxes) == len(views[name].nodes)
    with pytest.raises(GovgraphError, match="apt install graphviz"):
        written("png", views[name])


def test_readings_are_dashed_in_pictures(views: dict[str, View]) -> None:
    """A line is dashed exactly where it is an editor's reading, and the legend says so."""
    root = svg(views["thread"]._replace(legend=True))
    dashed = {
        (g.get("data-source"), g.get("data-target"))
        for g in root.iter(f"{SVG}g")
        if g.get("class") == "line" and "dash" in (g.find(f"{SVG}path").get("class") or "")  # type: ignore[union-attr]
    }
    assert dashed == {(e.source, e.target) for e in views["thread"].edges if e.basis != "stated"}
    legend = "".join(
        "".join(g.itertext()) for g in root.iter(f"{SVG}g") if g.get("class") == "legend"
    )
    assert "dashed: an editor's reading" in legend
    assert "known by mention, not on file" in legend


def test_pictures_do_not_judge(views: dict[str, View]) -> None:
    """None of the words that accuse stands in any export of a commitment."""
    words = re.compile(r"\b(overdue|failed|broken|ignored|late|still|excuse)\b", re.IGNORECASE)
    for form in ("svg", "mermaid"):
        text = written(form, views["thread"]).decode("utf-8")
        own = re.sub(r"“[^”]*”", "", text)
        assert not words.search(own)


def test_mermaid_refuses_what_it_does_not_draw(views: dict[str, View]) -> None:
    """A view beyond Mermaid's limits is refused, with what would fit."""
    with pytest.raises(GovgraphError, match=r"Mermaid draws 500 lines.*--focus"):
        written("mermaid", views["all"])


@pytest.mark.parametrize("name", [n for n in NAMES if n != "all"])
def test_mermaid_has_a_line_for_each_line(name: str, views: dict[str, View]) -> None:
    """A flow chart has each node and each line of the picture."""
    text = written("mermaid", views[name]).decode("utf-8")
    assert len(re.findall(r"^    n\d+(?:\[|\(\[|\{\{)", text, re.M)) == len(views[name].nodes)
    ways = laid_out(views[name]).ways
    assert len(re.findall(r" (?:-->|-\.->|---|-\.-)(?:\||\s)", text)) == len(ways)


def test_legends_of_text_formats(views: dict[str, View], tmp_path: Path) -> None:
    """With a legend DOT and Mermaid show each colour of nodes and lines, and what dashes mean."""
    view = views["thread"]._replace(legend=True)
    for form in ("dot", "mermaid"):
        plain = written(form, view._replace(legend=False)).decode("utf-8")
        text = written(form, view).decode("utf-8")
        assert "What it shows" in text
        assert "What it shows" not in plain
        for words in ("letter, minutes", "known by mention, not on file", "next, recipient"):
            assert f'"{words}"' in text
            assert f'"{words}"' not in plain
        assert "dashed: an editor" in text


def test_a_legend_is_refused_where_there_is_none(govgraph: Call) -> None:
    """--legend with a format that has none is refused, with those that have one."""
    done = govgraph("export", "--view", "roles", "--legend", "--format", "graphml")
    assert (done.code, done.out) == (2, "")
    assert "dot, mermaid, png, svg" in done.err


def test_a_suffix_of_another_format_than_the_tool_reads_is_refused(
    govgraph: Call, tmp_path: Path
) -> None:
    """Gephi would not open GEXF that is named as a picture; yEd reads GraphML of its own."""
    picture = tmp_path / "people.svg"
    done = govgraph("export", "--view", "people", "--for", "gephi", "-o", picture)
    assert (done.code, picture.exists()) == (2, False)
    assert "--for gephi wants gexf, and by its suffix" in done.err
    for more in (("--for", "gephi", "-f", "gexf"), ("--for", "yed")):
        name = picture if "gephi" in more else picture.with_suffix(".graphml")
        assert govgraph("export", "--view", "people", *more, "-o", name).code == 0


@pytest.mark.parametrize("name", ["x.pdf", "x.jpg", "x.v1.PDF"])
def test_a_suffix_of_no_format_is_refused(name: str, govgraph: Call, tmp_path: Path) -> None:
    """A file that is named as no format is would open in no tool: nothing is written."""
    result = govgraph("export", "-o", tmp_path / name)
    assert result.code == 2
    assert f"no format has the suffix '{Path(name).suffix}'" in result.err
    assert ".svg" in result.err
    assert not list(tmp_path.iterdir())
    assert govgraph("export", "-f", "dot", "-o", tmp_path / name).code == 0
    assert govgraph("export", "-o", tmp_path / "none").code == 0


def test_a_picture_of_too_much_is_refused(views: dict[str, View]) -> None:
    """What no picture can show is refused, with what would fit."""
    node = views["all"].nodes[0]
    many = tuple(node._replace(id=f"n{n}") for n in range(701))
    with pytest.raises(GovgraphError, match=r"701 nodes.*--for gephi"):
        written("svg", views["all"]._replace(nodes=many, edges=()))


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_hostile_labels_are_escaped(form: str, hostile: tuple[View, dict[str, str]]) -> None:
    """Quotes, tags, formulas, line ends, emoji and turned text stand for themselves everywhere."""
    view, labels = hostile
    raw = written(form, view)
    if form == "png":
        assert raw.startswith(b"\x89PNG")
        return
    text = raw.decode("utf-8") if form != "csv" else ""
    shown = {n.iri: n.label for n in view.nodes if n.iri in labels}
    assert len(shown) == len(LABELS)
    if form in ("graphml", "gexf", "yed"):
        root = ElementTree.fromstring(text)
        read = {t for e in root.iter() for t in (e.text, e.get("value"), e.get("label")) if t}
        for label in shown.values():
            assert re.sub(r"[\x00-\x1f]", "\ufffd", label) in read
    elif form in ("d3", "cyjs"):
        assert "<" not in text
        read = set(_strings(json.loads(text)))
        assert set(shown.values()) <= read
    elif form == "csv":
        tables = FORMATS["csv"].tables
        assert tables is not None
        for table in tables(view).values():
            for row in csv.reader(io.StringIO(table.decode("utf-8"), newline="")):
                assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)
    elif form == "svg":
        assert "<script" not in text
        assert "\u202e" not in text
        ElementTree.fromstring(text)
    elif form == "dot" and which("dot"):
        done = subprocess.run(["dot", "-Tdot_json"], input=raw, capture_output=True, check=True)
        read = {
            re.sub(r"\\(.)", lambda m: "\n" if m[1] == "n" else m[1], o["full_label"])
            for o in json.loads(done.stdout, strict=False)["objects"]
        }
        assert set(shown.values()) <= read
    elif form == "mermaid":
        assert "</script>" not in text
        assert '"no"' not in text
    elif form in ("trig", "nquads", "jsonld"):
        name = {"trig": "trig", "nquads": "nquads", "jsonld": "json-ld"}[form]
        dataset = rdflib.Dataset()
        dataset.parse(data=raw, format=name)
        read = {str(o) for _, _, o, _ in dataset.quads()}
        assert set(labels.values()) <= read


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [s for v in inner for s in _strings(v)]


def test_bytes_do_not_hang_on_the_hash_seed(tmp_path: Path) -> None:
    """Every format of two views is the same, byte by byte, under two seeds of the hash."""
    script = (
        "import io, sys\n"
        "from hashlib import sha256\n"
        "from govgraph import exports, open\n"
        "from govgraph.exports import Format\n"
        "from govgraph.plugins import discover\n"
        "board = open(sys.argv[1])\n"
        "for name in ('all', 'people', 'ontology'):\n"
        "    for redact in (False, True):\n"
        "        view = board.view(name, redact_people=redact, legend=True)\n"
        "        for form in discover(exports, Format):\n"
        "            if form.name in ('png', 'mermaid') or redact and form.statements:\n"
        "                continue\n"
        "            if name == 'all' and form.picture:\n"
        "                continue\n"
        "            if (form.whole or form.name == 'ics') and (name != 'all' or redact):\n"
        "                continue\n"
        "            out = io.BytesIO()\n"
        "            form.write(view, out)\n"
        "            print(name, redact, form.name, sha256(out.getvalue()).hexdigest())\n"
    )
    board = ROOT if how_many(0, 1) else BOARDS / "harbour"
    runs = [
        subprocess.run(
            [sys.executable, "-c", script, str(board)],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src"), "PATH": "/usr/bin:/bin"},
            capture_output=True,
            check=True,
            cwd=tmp_path,
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert runs[0].count(b"\n") > 30


def test_networkx_api(opened: Board) -> None:
    """The Python API gives a networkx graph with parallel edges, ready for analysis."""
    graph = opened.view("roles").to_networkx()
    assert isinstance(graph, networkx.MultiDiGraph)
    assert graph.number_of_edges("person:sophie-linden", "role:mopac-deputy-mayor") > 1
    assert graph.nodes["person:sophie-linden"]["label"] == "Sophie Linden"
    assert None not in {v for _, d in graph.nodes(data=True) for v in d.values()}


def test_pandas_is_asked_for_in_words(opened: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without pandas one is told what to install."""
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(GovgraphError, match="pip install pandas"):
        opened.view("threads").to_pandas()


@pytest.mark.parametrize("name", NAMES)
def test_data_frames(name: str, views: dict[str, View]) -> None:
    """With pandas a view is two frames of the same types whatever is known, edges among nodes."""
    pytest.importorskip("pandas", reason="pandas is not installed; .ci/run has it")
    for view in (views[name], views[name]._replace(nodes=(), edges=())):
        nodes, edges = view.to_pandas()
        assert [str(t) for t in nodes.dtypes] == [_frame_type(c) for c in NODE_COLUMNS if c != "id"]
        assert [str(t) for t in edges.dtypes] == [_frame_type(c) for c in EDGE_COLUMNS if c != "id"]
        assert (len(nodes), len(edges)) == (len(view.nodes), len(view.edges))
        assert {*edges["source"], *edges["target"]} <= set(nodes.index)
        for table, items in ((nodes, view.nodes), (edges, view.edges)):
            for item in three(items, name):
                known = table.loc[item.id].dropna().to_dict()
                days = {k: f"{v:%Y-%m-%d}" for k, v in known.items() if k in ("date", "until")}
                assert {"id": item.id, **known, **days} == values(item)


def _frame_type(column: str) -> str:
    if column in ("date", "until"):
        return "datetime64[s]"
    return {"weight": "int64", "on_file": "bool", "directed": "bool", "dashed": "bool"}.get(
        column, "string"
    )


def test_a_curve_begins_and_ends_at_its_ends() -> None:
    """A point at 0 and at 1 of a curve is its first and its last."""
    curve = ((0.0, 0.0), (1.0, 5.0), (2.0, 5.0), (3.0, 1.0))
    assert at(curve, 0) == (0.0, 0.0)
    assert at(curve, 1) == (3.0, 1.0)


@pytest.mark.parametrize("name", [n for n in NAMES if n != "all"])
def test_the_pictures_of_the_readme_are_current(
    name: str, views: dict[str, View], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pictures that the documentation shows are those that the program draws."""
    # Graphviz draws what has no columns a little otherwise from version to version.
    monkeypatch.setattr(graphviz, "_run", lambda command, given: None)
    drawn = written("svg", views[name]._replace(legend=True))
    assert (ROOT / "docs" / "images" / f"{name}.svg").read_bytes() == drawn
