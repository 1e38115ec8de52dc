"""A proof as Markdown."""

from __future__ import annotations

from govgraph.render.reasons import follows, nature, numbered, parts, place
from govgraph.render.reasons import standing as stands
from govgraph.render.story import double
from govgraph.render.tables import escape
from govgraph.why import Reason


def as_markdown(reason: Reason) -> str:
    """Return a proof as a numbered list of statements; a step names those that it rests on."""
    numbers = numbered(reason)
    lines = [f"# {escape(reason.sentence)}", ""]
    lines += [nature(reason), ""]
    for part in parts(reason):
        lines.append(f"{numbers[part.fact]}. **{escape(part.sentence)}**")
        if part.rule is not None:
            needed = ", ".join(str(numbers[p.fact]) for p in part.premises)
            lines.append(f"   Follows from {needed}, {escape(follows(part))}.")
        elif part.ground is not None:
            where = place(part.ground)
            lines.append(f"   {escape(stands(part.ground))}" + (f" (`{where}`)" if where else ""))
            for quote in part.ground.quotes:
                text = f"{double(quote.text)} – {quote.source}"
                lines += ["", f"   > {escape(text)}"]
        lines.append("")
    return "\n".join(lines)
