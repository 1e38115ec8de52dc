"""SVG: a picture with whole texts where one points, for light and dark pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from govgraph.drawing import labels
from govgraph.drawing.boxes import LINE, Box, title
from govgraph.drawing.labels import rows
from govgraph.drawing.legend import Legend
from govgraph.drawing.picture import Picture, laid_out
from govgraph.drawing.ways import Way
from govgraph.drawing.wrapping import wrapped
from govgraph.exports import Format
from govgraph.graph import View
from govgraph.palette import Style
from govgraph.render.markup import Html, element, joined

_MARGIN = 28.0
_HEAD = 64.0
_LEGEND = 28.0
_CHARACTER = 5.6
_INK = "#000000"
_CSS = """
text{font-family:"Helvetica Neue",Helvetica,Arial,"Liberation Sans",sans-serif;font-size:12px}
.page{fill:#ffffff}.ink{fill:#1b1f24}.soft{fill:#57606a}.halo{stroke:#ffffff}
.title{font-size:18px;font-weight:600}.small{font-size:10.5px}.note,.label{font-size:11px}
.label{paint-order:stroke;stroke-width:4px;stroke-linejoin:round}
.frame{stroke:#5f6b7a;stroke-width:1}.dash{stroke-dasharray:5 4}
.way{fill:none;stroke-width:1.4;opacity:.75}.line:hover .way{opacity:1;stroke-width:2.6}
.plain{stroke:#1b1f24}.head{fill:#1b1f24}
@media (prefers-color-scheme:dark){.page{fill:#14181d}.ink{fill:#e8ebef}.soft{fill:#a9b3be}
.halo{stroke:#14181d}.way{opacity:1;filter:brightness(1.6)}.plain{stroke:#e8ebef}.head{fill:#e8ebef}}
"""


def _write(view: View, out: BinaryIO) -> None:
    out.write(drawn(laid_out(view)).encode("utf-8") + b"\n")


def drawn(picture: Picture) -> Html:
    """Return a picture as an SVG document."""
    view = picture.view
    note = wrapped(view.note, max(int(max(picture.width, 640.0) / _CHARACTER), 40), 3)
    head = _HEAD + (len(note) - 1) * LINE
    foot = _legend_height(picture.legend, picture.width)
    width = max(picture.width, 640.0) + 2 * _MARGIN + 40
    height = head + picture.height + foot + 2 * _MARGIN
    body = [
        element("title", view.title, id="title"),
        element("desc", view.note, id="desc"),
        element("style", Html(_CSS)),
        element("defs", *_heads(picture)),
        element("rect", width="100%", height="100%", class_="page"),
        _text(_MARGIN, _MARGIN + 14, view.title, "title ink"),
        *(_text(_MARGIN, _MARGIN + 36 + n * LINE, row, "note soft") for n, row in enumerate(note)),
        element(
            "g",
            *(_way(way) for way in picture.ways),
            *(_box(box) for box in picture.boxes),
            *(_label(way) for way in picture.ways if way.line.label),
            transform=f"translate({_n(_MARGIN)} {_n(head + _MARGIN)})",
        ),
    ]
    if picture.legend is not None:
        body.append(_legend(picture.legend, picture.width, head + picture.height + 2 * _MARGIN))
    return element(
        "svg",
        "\n",
        joined(body, "\n"),
        "\n",
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_n(width)} {_n(height)}",
        width=_n(width),
        height=_n(height),
        role="img",
        aria_labelledby="title desc",
    )


def _heads(picture: Picture) -> Iterator[Html]:
    for colour in sorted({w.line.colour for w in picture.ways if w.line.directed}):
        look = {"class_": "head"} if colour == _INK else {"fill": colour}
        path = element("path", d="M0 0L9 4.5L0 9z", **look)
        yield element(
            "marker",
            path,
            id=_head_id(colour),
            viewBox="0 0 9 9",
            refX="8.5",
            refY="4.5",
            markerWidth="9",
            markerHeight="9",
            markerUnits="userSpaceOnUse",
            orient="auto",
        )


def _head_id(colour: str) -> str:
    return f"head-{colour[1:]}"


def _way(way: Way) -> Html:
    line = way.line
    look = {
        "class_": "way plain" if line.colour == _INK else "way",
        "d": f"M{_p(way.curve[0])}C{' '.join(map(_p, way.curve[1:]))}",
    }
    if line.colour != _INK:
        look["stroke"] = line.colour
    if line.dashed:
        look["class_"] += " dash"
    if line.directed:
        look["marker_end"] = f"url(#{_head_id(line.colour)})"
    if line.weight > 1:
        # A hundred passages are no hundred times as wide as one.
        look["style"] = f"stroke-width:{_n(min(1.4 + 0.35 * (line.weight - 1), 4))}px"
    return element(
        "g",
        element("title", line.title),
        element("path", **look),
        class_="line",
        data_source=line.source,
        data_target=line.target,
        data_kind=", ".join(line.kinds),
    )


def _label(way: Way) -> Html:
    shown = rows(way.line.label)
    x, y = way.label
    top = y - (len(shown) - 1) * labels.LINE / 2 + 3.5
    return joined(
        _text(x, top + n * labels.LINE, row, "label halo ink", middle=True)
        for n, row in enumerate(shown)
    )


def _box(box: Box) -> Html:
    shown = [*((row, "") for row in box.rows), *([(box.small, "small")] if box.small else ())]
    first = box.y - (len(shown) - 1) * LINE / 2 + 4
    texts = [
        element(
            "text",
            row,
            x=_n(box.x),
            y=_n(first + n * LINE),
            text_anchor="middle",
            fill=box.style.ink,
            **({"class_": kind} if kind else {}),
        )
        for n, (row, kind) in enumerate(shown)
    ]
    return element(
        "g",
        element("title", title(box.node)),
        _frame(box.x, box.y, box.width, box.height, box.style, dashed=not box.node.on_file),
        *texts,
        class_="node",
        data_id=box.node.id,
        data_kind=box.node.kind,
    )


def _frame(
    x: float, y: float, width: float, height: float, style: Style, *, dashed: bool = False
) -> Html:
    kind = "frame dash" if dashed else "frame"
    if style.shape == "octagon":
        cut, w, h = min(9.0, height / 3), width / 2, height / 2
        corners = ((-w + cut, -h), (w - cut, -h), (w, -h + cut), (w, h - cut))
        points = [*corners, *((-a, -b) for a, b in corners)]
        return element(
            "polygon",
            points=" ".join(_p((x + a, y + b)) for a, b in points),
            fill=style.fill,
            class_=kind,
        )
    radius = {"ellipse": min(height / 2, 22.0), "hexagon": 14.0}.get(style.shape, 3.0)
    return element(
        "rect",
        x=_n(x - width / 2),
        y=_n(y - height / 2),
        width=_n(width),
        height=_n(height),
        rx=_n(radius),
        fill=style.fill,
        class_=kind,
    )


def _legend_height(found: Legend | None, width: float) -> float:
    if found is None:
        return 0.0
    return 40 + _LEGEND * len(_rows(found, width))


def _rows(found: Legend, width: float) -> list[list[tuple[str, Html, float]]]:
    """Return the entries of a legend in rows that fit the picture."""
    entries = [(w, _swatch(style, dashed)) for w, style, dashed in found.nodes]
    entries += [(w, _stroke(colour, dashed)) for w, colour, dashed in found.lines]
    result: list[list[tuple[str, Html, float]]] = [[]]
    used = 0.0
    for words, mark in entries:
        size = 56 + 5.9 * len(words)
        if used + size > max(width, 640.0) and result[-1]:
            result.append([])
            used = 0.0
        result[-1].append((words, mark, used))
        used += size
    return result


def _legend(found: Legend, width: float, top: float) -> Html:
    parts = []
    for number, row in enumerate(_rows(found, width)):
        for words, mark, x in row:
            place = f"translate({_n(_MARGIN + x)} {_n(top + number * _LEGEND)})"
            parts.append(element("g", mark, _text(32, 4, words, "ink"), transform=place))
    return element("g", *parts, class_="legend")


def _swatch(style: Style, dashed: bool) -> Html:
    return _frame(12, 0, 24, 15, style, dashed=dashed)


def _stroke(colour: str, dashed: bool) -> Html:
    kind = "way dash" if dashed else "way"
    if colour == _INK:
        return element("path", d="M0 0H25", class_=f"{kind} plain")
    return element("path", d="M0 0H25", stroke=colour, class_=kind)


def _text(x: float, y: float, text: str, kind: str, *, middle: bool = False) -> Html:
    anchor = {"text_anchor": "middle"} if middle else {}
    return element("text", text, x=_n(x), y=_n(y), class_=kind, **anchor)


def _p(point: tuple[float, float]) -> str:
    return f"{_n(point[0])} {_n(point[1])}"


def _n(number: float) -> str:
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


FORMAT = Format(
    name="svg",
    suffix=".svg",
    media_type="image/svg+xml",
    help="a picture with whole texts where one points, for light and dark pages",
    write=_write,
    picture=True,
    legend=True,
)
