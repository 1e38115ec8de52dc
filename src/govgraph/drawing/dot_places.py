"""The DOT language: a picture in which everything has its place, for Graphviz to draw."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.drawing.boxes import Box
from govgraph.drawing.dot_text import FONT, attributes, look
from govgraph.drawing.labels import LINE, rows, width
from govgraph.drawing.legend import Legend
from govgraph.drawing.picture import Picture
from govgraph.drawing.routes import Curve, Point, straight
from govgraph.drawing.ways import Way
from govgraph.drawing.wrapping import wrapped
from govgraph.drawing.xml_text import escaped
from govgraph.graph import View
from govgraph.palette import Style

_ARROW = 6.0
_CHARACTER = 5.6
_SAMPLE = 26.0
_ROW = 30.0


def placed(picture: Picture) -> Iterator[str]:
    """Yield the lines of a picture as a graph in which everything has its place."""
    names = {box.node.id: f"n{n}" for n, box in enumerate(picture.boxes)}
    height = picture.height
    yield "digraph {"
    yield (
        f"  graph [splines=true, bgcolor=white, dpi=144, pad=0.3, labelloc=t, labeljust=l, "
        f"outputorder=edgesfirst, label={_heading(picture.view, picture.width)}, "
        f'fontname="{FONT}"];'
    )
    yield f'  node [fontname="{FONT}", fontsize=11, color="#5f6b7a", fixedsize=true];'
    yield f'  edge [fontname="{FONT}", arrowsize=0.6];'
    for box in picture.boxes:
        yield f"  {names[box.node.id]} [{_box(box, height)}];"
    for way in picture.ways:
        ends = f"{names[way.line.source]} -> {names[way.line.target]}"
        yield f"  {ends} [{_line(way, height)}];"
    # Words are nodes of their own, since these are drawn upon all lines.
    for number, way in enumerate(w for w in picture.ways if w.line.label):
        yield f"  words{number} [{_words(way, height)}];"
    if picture.legend is not None:
        yield from _legend(picture.legend, max(picture.width, 640.0))
    yield "}"


def _heading(view: View, wide: float) -> str:
    note = wrapped(view.note, max(int(max(wide, 640.0) / _CHARACTER), 40), 4)
    rest = "".join(f'{escaped(row)}<br align="left"/>' for row in note)
    title = escaped(" ".join(view.title.split()))
    return (
        f'<<font point-size="16">{title}</font><br align="left"/>'
        f'<font point-size="10">{rest}<br/></font>>'
    )


def _line(way: Way, height: float) -> str:
    line = way.line
    curve = _shortened(way.curve) if line.directed else way.curve
    points = " ".join(_point(p, height) for p in curve)
    return attributes(
        {
            "pos": f"e,{_point(way.curve[-1], height)} {points}" if line.directed else points,
            "color": line.colour,
            "style": "dashed" if line.dashed else "solid",
        }
    )


def _shortened(curve: Curve) -> Curve:
    """Return a curve that ends before the head of its arrow, which needs a direction."""
    (x, y), (a, b) = curve[-1], curve[-2]
    length = max(((x - a) ** 2 + (y - b) ** 2) ** 0.5, 1.0)
    back = (x - (x - a) / length * _ARROW, y - (y - b) / length * _ARROW)
    return (*curve[:-1], back)


def _words(way: Way, height: float) -> str:
    shown = rows(way.line.label)
    return attributes(
        {
            "label": "\n".join(shown),
            "pos": _point(way.label, height),
            "width": f"{(width(way.line.label) * 0.86 + 4) / 72:.3f}",
            "height": f"{len(shown) * LINE / 72:.3f}",
            "shape": "box",
            "style": "filled",
            "fillcolor": "#ffffffd8",
            "penwidth": "0",
            "fontsize": "9",
        }
    )


def _box(box: Box, height: float) -> str:
    shown = [*box.rows, *([box.small] if box.small else ())]
    return attributes(
        {
            "label": "\n".join(shown),
            "pos": _point((box.x, box.y), height),
            "width": f"{box.width / 72:.3f}",
            "height": f"{box.height / 72:.3f}",
            **_rounded(box.style, dashed=not box.node.on_file),
        }
    )


def _rounded(style: Style, *, dashed: bool) -> dict[str, str]:
    values = look(style, dashed=dashed)
    if style.shape == "ellipse":
        # An ellipse has less room for words than the box round it.
        values |= {"shape": "box", "style": f"{values['style']},rounded"}
    return values


def _legend(legend: Legend, wide: float) -> Iterator[str]:
    """Yield the entries, a sample with its words, in rows below the picture."""
    entries: list[tuple[str, Style | None, str, bool]] = [
        (words, style, "", dashed) for words, style, dashed in legend.nodes
    ]
    entries += [(words, None, colour, dashed) for words, colour, dashed in legend.lines]
    x, y = 0.0, -40.0
    for number, (words, style, colour, dashed) in enumerate(entries):
        size = _SAMPLE + 26 + _CHARACTER * len(words)
        if x and x + size > wide:
            x, y = 0.0, y - _ROW
        if style is not None:
            values = {"label": "", "pos": _at((x + _SAMPLE / 2, y)), "width": "0.36"}
            values |= {"height": "0.22", **_rounded(style, dashed=dashed)}
            yield f"  sample{number} [{attributes(values)}];"
        else:
            yield from _stroke(number, (x, y), colour, dashed)
        yield f"  entry{number} [{attributes(_entry(words, (x, y)))}];"
        x += size


def _stroke(number: int, start: Point, colour: str, dashed: bool) -> Iterator[str]:
    end = (start[0] + _SAMPLE, start[1])
    for mark, point in (("from", start), ("to", end)):
        values = {"pos": _at(point), "style": "invis", "width": "0.01", "height": "0.01"}
        yield f"  {mark}{number} [{attributes({'label': '', **values})}];"
    values = {
        "pos": " ".join(map(_at, (start, *straight(start, end)))),
        "color": colour,
        "style": "dashed" if dashed else "solid",
        "dir": "none",
    }
    yield f"  from{number} -> to{number} [{attributes(values)}];"


def _entry(words: str, start: Point) -> dict[str, str]:
    wide = 4.9 * len(words)
    return {
        "label": words,
        "pos": _at((start[0] + _SAMPLE + 6 + wide / 2, start[1])),
        "width": f"{wide / 72:.3f}",
        "height": "0.25",
        "margin": "0.03",
        "shape": "plaintext",
        "fontsize": "10",
    }


def _point(point: Point, height: float) -> str:
    return _at((point[0], height - point[1]))


def _at(point: Point) -> str:
    return f"{point[0]:.1f},{point[1]:.1f}"
