"""The class diagram as SVG: wide with lines, and narrow, without, for a phone."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.names import GOV
from govgraph.prose import capitalised
from govgraph.reference.layout import HEAD, Box, Column, Panel, columns
from govgraph.reference.ontology import Ontology
from govgraph.reference.routes import BUSY, EDGE, LANE, Bus, Stub, buses, lanes
from govgraph.render.markup import Html, element, joined

__all__ = ["BUSY", "drawn"]

_WIDE = (4, 276.0)
_NARROW = (1, 340.0)
_COLOURS = 6


def drawn(ontology: Ontology) -> Html:
    """Return the diagram twice; the style sheet shows the one that fits."""
    wide = _Drawing(ontology, columns(ontology, *_WIDE), _WIDE[1], lines=True)
    narrow = _Drawing(ontology, columns(ontology, *_NARROW), _NARROW[1], lines=False)
    return joined((wide.svg("wide"), narrow.svg("narrow")), "\n")


class _Drawing:
    def __init__(
        self, ontology: Ontology, found: list[Column], width: float, *, lines: bool
    ) -> None:
        self.ontology, self.columns, self.width = ontology, found, width
        self.buses: list[Bus] = buses(found) if lines else []
        self.colours = {bus.iri: n % _COLOURS for n, bus in enumerate(self.buses)}
        self.lanes = lanes(self.buses)
        # The gutter before each column, and one after the last.
        widths = [self._gutter(n) for n in range(len(found) + 1)]
        self.lefts = [sum(widths[: n + 1]) + n * width for n in range(len(found))]
        self.right = sum(widths) + len(found) * width
        self.gutters = [left - w for left, w in zip(self.lefts, widths, strict=False)]
        self.gutters.append(self.right - widths[-1])
        channels = [bus.channel for bus in self.buses if bus.channel is not None]
        self.top = min(channels, default=0.0) - EDGE if channels else 0.0

    def _gutter(self, number: int) -> float:
        used = [lane for (gutter, _), lane in self.lanes.items() if gutter == number]
        if used:
            return 2 * EDGE + LANE * max(used)
        return 1.0 if number in (0, len(self.columns)) else 2 * EDGE

    def svg(self, name: str) -> Html:
        height = max(column.height for column in self.columns) - self.top + 1
        title = f"diagram-{name}"
        parts = [
            element(
                "title",
                "The classes of the vocabulary and what leads from one to another",
                id=title,
            ),
            *(self._panel(n, p) for n, c in enumerate(self.columns) for p in c.panels),
            *(self._bus(bus) for bus in self.buses),
            *(self._box(n, box) for n, c in enumerate(self.columns) for box in c.boxes),
            *(self._ends(bus) for bus in self.buses),
        ]
        return element(
            "svg",
            "\n",
            joined(parts, "\n"),
            "\n",
            viewBox=f"0 {_n(self.top)} {_n(self.right)} {_n(height)}",
            role="group",
            aria_labelledby=title,
            class_=name,
        )

    def _panel(self, column: int, panel: Panel) -> Html:
        x = self.lefts[column]
        title = capitalised(panel.title)
        return element(
            "g",
            _rect(x, panel.y, self.width, panel.height, "panel"),
            _text(x + 10, panel.y + 16, title, "group"),
        )

    def _box(self, column: int, box: Box) -> Html:
        x = self.lefts[column] + box.x
        right, middle = x + box.width - 8, box.y + HEAD / 2
        kind = f"head bus-{self.colours[box.term.iri]}" if box.term.iri in self.colours else "head"
        parts = [
            _rect(x, box.y, box.width, box.height, "box"),
            _rect(x, box.y, box.width, HEAD, kind),
            self._link(
                box.term.iri, x + 8, middle, "name" if box.width > self.width / 2 else "chip"
            ),
        ]
        if box.note:
            parts.append(_text(right, middle, box.note, "note", end=True))
        for row in box.rows:
            parts.append(self._link(row.term.iri, x + 8, row.y, "row"))
            for iri in row.term.ranges:
                parts.append(self._link(iri, right, row.y, "range", end=True))
        return element("g", *parts)

    def _link(self, iri: str, x: float, y: float, kind: str, *, end: bool = False) -> Html:
        name = iri.removeprefix(GOV)
        if kind == "range" and iri in self.colours:
            kind += f" bus-{self.colours[iri]}"
        text = _text(x, y, name, kind, end=end)
        return element("a", text, href=f"terms.html#{name}") if iri in self.ontology.terms else text

    def _lane(self, gutter: int, iri: str) -> float:
        return self.gutters[gutter] + EDGE + LANE * self.lanes[gutter, iri]

    def _bus(self, bus: Bus) -> Html:
        kind = f"bus bus-{self.colours[bus.iri]}"
        return element("path", d=" ".join(self._path(bus)), class_=kind)

    def _path(self, bus: Bus) -> Iterator[str]:
        xs = {gutter: self._lane(gutter, bus.iri) for gutter in bus.gutters}
        for gutter, (top, bottom) in bus.gutters.items():
            yield f"M{_n(xs[gutter])} {_n(top)}V{_n(bottom)}"
        if bus.channel is not None:
            at = [xs[g] for g, (top, _) in bus.gutters.items() if top == bus.channel]
            yield f"M{_n(min(at))} {_n(bus.channel)}H{_n(max(at))}"
        for stub in bus.stubs:
            yield f"M{_n(xs[stub.gutter])} {_n(stub.y)}H{_n(self._edge(stub))}"

    def _edge(self, stub: Stub) -> float:
        left = self.lefts[stub.column]
        inset = self.columns[stub.column].boxes[0].x
        return left + inset if stub.gutter == stub.column else left + self.width - inset

    def _ends(self, bus: Bus) -> Html:
        marks = []
        for stub in bus.stubs:
            x, y = self._edge(stub), stub.y
            if not stub.arrow:
                marks.append(element("circle", cx=_n(x), cy=_n(y), r="2.5"))
                continue
            back = -7 if stub.gutter == stub.column else 7
            marks.append(element("path", d=f"M{_n(x)} {_n(y)}l{back} -4.5v9z"))
        return element("g", *marks, class_=f"end bus-{self.colours[bus.iri]}")


def _rect(x: float, y: float, width: float, height: float, kind: str) -> Html:
    return element(
        "rect", x=_n(x), y=_n(y), width=_n(width), height=_n(height), rx="4", class_=kind
    )


def _text(x: float, y: float, text: str, kind: str, *, end: bool = False) -> Html:
    anchor = {"text_anchor": "end"} if end else {}
    return element("text", text, x=_n(x), y=_n(y + 4), class_=kind, **anchor)


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
