"""A letter, or a sheet of actions, as Markdown."""

from __future__ import annotations

from govgraph.render.letters.page import BLANK
from govgraph.render.letters.parts import Block, Entry, Marked, Page, Sheet
from govgraph.render.letters.signatory import TITLE
from govgraph.render.naming import quoted
from govgraph.render.tables import escape, markdown_row


def as_markdown(page: Page) -> str:
    """Return a letter as Markdown: quotations as block quotes, notes in brackets."""
    lines = [f"**{escape(page.draft)}**", ""]
    for label, values in page.head:
        lines.append(f"- {label}: {'; '.join(map(_marked, values))}")
    lines += [""] if page.head else []
    lines += [f"# {escape(page.subject)}", ""]
    lines += [escape(page.salutation), ""] if page.salutation else []
    lines += [part for text in page.opening for part in (escape(text), "")]
    for said in page.quoted:
        how = f" ({_marked(said.how)})" if said.how.text else ""
        lines.append(f"- {escape(said.place)}: {escape(quoted(said.paragraph))}{how}")
    lines += [""] if page.quoted else []
    lines += [part for text in page.body for part in (escape(text), "")]
    lines += [f"- {escape(text)}" for text in page.counts]
    lines += [""] if page.counts else []
    lines += [part for text in page.ending for part in (escape(text), "")]
    if page.blocks:
        lines += [f"# {escape(page.annex)}", ""]
    for block in page.blocks:
        lines += _block(block, page.position)
    if page.notes:
        lines += ["## Notes", ""]
        lines += [f"{n}. {escape(text)}" for n, text in enumerate(page.notes, 1)]
        lines += [""]
    lines += [part for text in page.closing for part in (escape(text), "")]
    if page.signatory:
        lines += ["---", "", f"# {TITLE}", ""]
    for aside in page.signatory:
        lines += [f"## {escape(aside.title)}", "", *(f"- {escape(t)}" for t in aside.lines), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def sheet_as_markdown(sheet: Sheet) -> str:
    """Return a sheet as a Markdown page with one table (GitHub's form)."""
    lines = [f"# {escape(sheet.title)}", ""]
    lines += [part for text in sheet.above for part in (escape(text), "")]
    lines += [markdown_row(sheet.head), markdown_row("---" for _ in sheet.head)]
    for row in sheet.rows:
        lines.append(markdown_row(escape(" ".join(cell.split())) for cell in row))
    lines += ["", *(part for text in sheet.below for part in (escape(text), ""))]
    return "\n".join(lines).rstrip("\n") + "\n"


def _block(block: Block, position: str) -> list[str]:
    lines = [f"## {escape(block.title)}", "", escape(block.ask), ""]
    for entry in block.entries:
        lines += _entry(entry, position)
    return lines


def _entry(entry: Entry, position: str) -> list[str]:
    lines = [f"### {escape(entry.reference)}", "", f"> {escape(quoted(entry.text))}", ""]
    lines.append(f"- {_marked(entry.given)}")
    if entry.timings:
        lines.append("- Timing as given")
        lines += [f"  - {_marked(line)}" for line in entry.timings]
    lines += [f"- {_marked(remark)}" for remark in entry.remarks]
    for said in entry.said:
        how = f": {_marked(said.how)}" if said.how.text else ""
        lines += [f"- {escape(said.place)}{how}", "", f"  > {escape(quoted(said.paragraph))}", ""]
    if entry.silence:
        lines.append(f"- {escape(entry.silence)}")
    return [*lines, f"- **{escape(position)}:** {escape(BLANK)}", ""]


def _marked(marked: Marked) -> str:
    return escape(marked.text) + "".join(f" \\[{n}\\]" for n in marked.notes)
