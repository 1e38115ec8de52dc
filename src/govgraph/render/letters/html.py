"""A letter, or a sheet of actions, as one page that asks for nothing from anywhere."""

from __future__ import annotations

from govgraph.render.letters.parts import Block, Entry, Marked, Page, Sheet
from govgraph.render.letters.signatory import TITLE
from govgraph.render.markup import Html, blocks, element, items, joined, page, sheets, table


def as_html(letter: Page) -> str:
    """Return a letter as a page: a table for each heading, notes linked to their places."""
    head = blocks(*(_line(label, values) for label, values in letter.head))
    main = [
        element("p", letter.draft, class_="draft"),
        element("dl", "\n", head, "\n", class_="head") if letter.head else "",
        element("h1", letter.subject),
        element("p", letter.salutation) if letter.salutation else "",
        *(element("p", text) for text in letter.opening),
    ]
    if letter.quoted:
        told = (
            (s.place, ": ", element("q", s.paragraph), *_bracketed(s.how)) for s in letter.quoted
        )
        main.append(items(joined(words) for words in told))
    main += [element("p", text) for text in letter.body]
    if letter.counts:
        main.append(items(letter.counts))
    main += [element("p", text, class_="ending") for text in letter.ending]
    if letter.blocks:
        main.append(element("h2", letter.annex, class_="annex"))
    main += [_block(block, letter.position) for block in letter.blocks]
    if letter.notes:
        numbered = (element("li", t, id=f"note-{n}") for n, t in enumerate(letter.notes, 1))
        main += [element("h2", "Notes"), element("ol", *numbered, class_="notes")]
    foot = element("footer", *(element("p", text) for text in letter.closing))
    body = blocks(element("main", "\n", blocks(*main), "\n"), foot, *_signatory(letter))
    return _page(letter.subject, body)


def sheet_as_html(sheet: Sheet) -> str:
    """Return a sheet as a page with one table."""
    rows = [element("tr", *(element("td", cell) for cell in row)) for row in sheet.rows]
    main = blocks(
        element("h1", sheet.title),
        *(element("p", text) for text in sheet.above),
        table(sheet.title, sheet.head, rows),
    )
    foot = element("footer", *(element("p", text) for text in sheet.below))
    return _page(sheet.title, blocks(element("main", "\n", main, "\n"), foot))


def _signatory(letter: Page) -> list[Html]:
    """Return the notes for whoever signs: on paper they are a page that is taken off."""
    if not letter.signatory:
        return []
    told = [element("h2", TITLE)]
    for aside in letter.signatory:
        told += [element("h3", aside.title), items(aside.lines)]
    return [element("aside", "\n", blocks(*told), "\n", class_="signatory")]


def _bracketed(how: Marked) -> tuple[Html | str, ...]:
    return (" (", _marked(how), ")") if how.text else ()


def _page(title: str, body: Html) -> str:
    return page(title, sheets("letter"), body)


def _line(label: str, values: tuple[Marked, ...]) -> Html:
    return joined((element("dt", label), *(element("dd", _marked(value)) for value in values)))


def _block(block: Block, position: str) -> Html:
    rows = (_entry(entry) for entry in block.entries)
    return blocks(
        element("h3", block.title),
        element("p", block.ask),
        table(block.title, ("Action", "Timing as given", position), rows)
        if any(entry.timings for entry in block.entries)
        else table(block.title, ("Commitment", position), rows),
    )


def _entry(entry: Entry) -> Html:
    told = [
        element("p", element("b", entry.reference)),
        element("blockquote", entry.text),
        element("p", _marked(entry.given), class_="quiet"),
        *(element("p", _marked(remark), class_="quiet") for remark in entry.remarks),
    ]
    for said in entry.said:
        how = (": ", _marked(said.how)) if said.how.text else ()
        told.append(element("p", said.place, *how, class_="place"))
        told.append(element("blockquote", said.paragraph, class_="later"))
    if entry.silence:
        told.append(element("p", entry.silence, class_="quiet"))
    cells = [element("td", blocks(*told))]
    if entry.timings:
        cells.append(element("td", blocks(*(element("p", _marked(t)) for t in entry.timings))))
    return element("tr", *cells, element("td", class_="position"))


def _marked(marked: Marked) -> Html:
    marks = [element("a", str(n), href=f"#note-{n}") for n in marked.notes]
    above = element("sup", joined(marks, ", ")) if marks else Html("")
    return joined((marked.text, above))
