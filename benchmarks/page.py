"""How large the page of a board is and how soon a reader can use it, in headless Chromium.

Usage: page.py [CHROMIUM]. It needs playwright, which is no dependency.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

from playwright.sync_api import Browser, sync_playwright

# Run as a script, Python looks for modules beside this file only.
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.generate import write
from govgraph import open as open_board
from govgraph.page.document import page
from tests.browser.page import DESKTOP, OPTIONS

RUNS = 7
PARTS = ("#actions", "#network", "#people")
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"
# Typing, until the rows that fit have their places.
SEARCHED = """() => {
  const before = performance.now();
  const field = document.getElementById("search");
  field.value = "report";
  field.dispatchEvent(new Event("input"));
  document.body.getBoundingClientRect();
  return performance.now() - before;
}"""


def measured(browser: Browser, address: str, part: str) -> tuple[float, float]:
    """Return the milliseconds to the end of loading, and those of a search in the register."""
    context = browser.new_context(viewport=DESKTOP)
    opened = context.new_page()
    opened.goto(address + part)
    opened.wait_for_selector("html[data-ready]", state="attached")
    loaded = opened.evaluate(LOADED)
    searched = opened.evaluate(SEARCHED) if part == "#actions" else 0.0
    context.close()
    return loaded, searched


def main(chromium: str = "/usr/bin/chromium") -> None:
    """Measure the board that ships and one of 100 meetings."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        folder = Path(name)
        write(folder / "hundred", 100)
        browser = play.chromium.launch(executable_path=chromium, args=OPTIONS)
        for title, board in (("shipped", None), ("100 meetings", folder / "hundred")):
            before = perf_counter()
            file = folder / "page.html"
            file.write_text(page(open_board(board).source), encoding="utf-8")
            took = perf_counter() - before
            print(f"{title}: {file.stat().st_size / 1e6:.2f} MB, written in {took:.1f} s")
            for part in PARTS:
                runs = [measured(browser, file.as_uri(), part) for _ in range(RUNS)]
                loaded = [r[0] for r in runs]
                print(
                    f"  {part}: loaded after {median(loaded):.0f} ms (most {max(loaded):.0f}),"
                    f" search {median(r[1] for r in runs):.0f} ms"
                )
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
