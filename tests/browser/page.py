"""Uses the page of the board that ships in headless Chromium, as a reader would.

Not collected by pytest: it needs Chromium, playwright and axe-core. Prints a line for each check,
and raises at the first that does not hold.

Usage: page.py AXE.JS [CHROMIUM]
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from govgraph import open as open_board
from govgraph.action_lines import action_lines
from govgraph.page.content import content
from govgraph.page.document import filled
from govgraph.workspace import find_workspace

ACTION = "2022-06-24/13"
DESKTOP, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
PARTS = ("#actions", f"#action/{ACTION}", "#network", "#people", "#about", "#actions?q=zzz")
# No service of Chromium's own may ask for anything either.
OPTIONS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Opened:
    """A page in a browser, and what must not happen in it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.faults: list[str] = []
        page.on("console", lambda m: self.faults.append(f"console: {m.text}"))
        page.on("pageerror", lambda e: self.faults.append(f"error: {e}"))
        page.on("request", self._asked)
        page.set_default_timeout(5_000)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.faults.append(f"request: {request.url}")

    def go(self, part: str) -> None:
        """Open the page anew at a part of it."""
        self.page.goto("about:blank")
        self.page.goto(self.address + part)
        self.page.wait_for_selector("html[data-ready]", state="attached")

    def texts(self, selector: str) -> list[str]:
        return [" ".join(t.split()) for t in self.page.locator(selector).all_text_contents()]

    def heading(self) -> str:
        return " ".join(self.page.locator("main h1:visible").inner_text().split())


@contextmanager
def opened(browser: Browser, address: str, **context: Any) -> Iterator[Opened]:
    """Open a context; whatever went wrong in it is an error at its end."""
    inner = browser.new_context(**{"viewport": DESKTOP, **context})
    page = Opened(inner.new_page(), address)
    try:
        yield page
        assert not page.faults, page.faults
    finally:
        inner.close()


def words_of_the_source() -> tuple[str, str]:
    """Return the minutes of the action, white space folded, and the words of the action there."""
    path = find_workspace(None).root / "sources" / "2022-06-24-minutes.txt"
    text = path.read_text(encoding="utf-8")
    found = re.search(r"Action 13: (.*?)\s*(?=Action \d+:|\n\s*\n|\Z)", text, re.DOTALL)
    assert found
    return " ".join(text.split()), " ".join(found.group(1).split())


def search_leads_to_the_action(on: Opened) -> None:
    """Search "handcuff" → the action → its quote is what the source says."""
    source, words = words_of_the_source()
    on.go("")
    on.page.get_by_label("Search").fill("handcuff")
    rows = on.page.locator("#rows tr")
    assert [rows.nth(n).get_attribute("data-action") for n in range(rows.count())] == [
        ACTION,
        "2023-08-31/1",
    ]
    on.page.locator(f'[data-action="{ACTION}"] .title').click()
    assert on.heading() == "Data connecting the use of handcuffing with stop and search"
    first = on.page.locator(".times > li").first
    lit = [" ".join(t.split()) for t in first.locator("mark").all_text_contents()]
    assert words in lit, lit
    assert all(text in source for text in lit)
    on.page.go_back()
    assert on.page.get_by_label("Search").input_value() == "handcuff"


def every_action_of_the_sources_is_there(on: Opened) -> None:
    """Each numbered line of the minutes as received has its row: none is lost on the way."""
    on.go("#actions")
    sources = find_workspace(None).root / "sources"
    printed = [
        f"{path.name[:10]}/{line.number}"
        for path in sorted(sources.glob("*-minutes.txt"))
        for line in action_lines(path.read_text(encoding="utf-8"))
    ]
    assert _rows(on) == printed, set(printed) ^ set(_rows(on))


def filters_keep_what_fits(on: Opened, data: dict[str, Any]) -> None:
    """Each filter keeps the rows that the data say, and no others; order goes both ways."""
    on.go("#actions")
    everything = [a["id"] for a in data["actions"]]
    for name, fits in (
        ("owner", lambda a, v: v in a["owners"]),
        ("topic", lambda a, v: v in a["topics"]),
        ("status", lambda a, v: a["status"] == v),
    ):
        box = on.page.locator(f"#filter-{name}")
        value = box.locator("option").nth(1).get_attribute("value")
        box.select_option(value)
        wanted = [a["id"] for a in data["actions"] if fits(a, value)]
        assert wanted
        assert wanted != everything
        assert _rows(on) == wanted, (name, value)
        on.page.locator("#clear").click()
        assert _rows(on) == everything
    on.page.get_by_role("button", name="Action", exact=True).click()
    assert _rows(on) == everything[::-1]
    on.page.get_by_label("Search").fill("zzz")
    assert on.page.get_by_text("No action on file fits").is_visible()


def _rows(on: Opened) -> list[str]:
    found: list[str] = on.page.locator("#rows tr").evaluate_all(
        "rows => rows.map(row => row.dataset.action)"
    )
    return found


def links_go_deep(on: Opened, data: dict[str, Any]) -> None:
    """Each action has an address of its own; an unknown one is told, not passed over."""
    for action in data["actions"]:
        on.go(f"#action/{action['id']}")
        assert on.heading() == " ".join(action["title"].split())
        assert action["text"] in on.texts("#wording")
    on.go("#action/1999-01-01/1")
    assert on.heading() == "Not on file"


def the_keyboard_is_enough(on: Opened) -> None:
    """From the skip link to a story and through the network, without a pointer."""
    press = on.page.keyboard.press
    focused = "document.activeElement.id || document.activeElement.className"
    on.go("")
    press("Tab")
    assert on.page.evaluate(focused) == "skip"
    press("Enter")
    assert on.page.evaluate(focused) == "main"
    press("/")
    on.page.keyboard.type("handcuff")
    press("ArrowDown")
    press("ArrowDown")
    press("ArrowUp")
    outline = on.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    press("Enter")
    on.page.wait_for_selector(".times")
    assert on.heading().startswith("Data connecting")
    assert on.page.evaluate("document.activeElement.tagName") == "H1"
    on.go("#network")
    on.page.locator("svg.picture").focus()
    seen = set()
    for key in ("ArrowRight", "ArrowRight", "ArrowDown"):
        press(key)
        seen.add(on.page.locator("#detail h2").inner_text())
    assert len(seen) == 3, seen
    press("Escape")
    assert "Nothing is chosen" in on.page.locator("#detail").inner_text()


def the_network_can_be_moved(on: Opened) -> None:
    """Choosing shows the neighbours; zoom and drag move the picture; the table says the same."""
    on.go("#network")
    ground = on.page.locator("svg.picture > g")
    on.page.get_by_label("Find in the picture").fill("Use of handcuffs")
    on.page.get_by_label("Find in the picture").press("Enter")
    detail = on.page.locator("#detail")
    assert detail.locator("h2").inner_text() == "Use of handcuffs"
    assert "2 neighbours" in detail.inner_text()
    assert on.page.locator(".node:not(.off)").count() == 3
    places = [ground.get_attribute("transform")]
    on.page.get_by_role("button", name="Nearer").click()
    places.append(ground.get_attribute("transform"))
    box = on.page.locator("svg.picture").bounding_box()
    assert box
    on.page.mouse.move(box["x"] + 300, box["y"] + 200)
    on.page.mouse.down()
    on.page.mouse.move(box["x"] + 340, box["y"] + 260, steps=4)
    on.page.mouse.up()
    places.append(ground.get_attribute("transform"))
    assert len(set(places)) == 3
    on.page.get_by_text("The same as a table").click()
    edges = on.page.evaluate(
        "JSON.parse(document.getElementById('data').textContent).networks[0].edges.length"
    )
    rows = on.page.locator("#as-table tbody tr")
    rows.first.wait_for()  # The table is made when its fold has opened, a moment later.
    assert rows.count() == edges


def a_citation_can_be_copied(on: Opened) -> None:
    """What is copied has the words, the record and the place in it."""
    on.go(f"#action/{ACTION}")
    on.page.locator(".times figure", has_text="4.3").get_by_text("Copy citation 1").click()
    on.page.locator("#said", has_text="Citation copied.").wait_for(state="attached")
    on.page.keyboard.press("/")
    on.page.keyboard.press("Control+V")
    pasted = on.page.get_by_label("Search").input_value()
    assert pasted.startswith("“The DMPC noted that MOPAC had not yet received"), pasted
    assert pasted.endswith(
        "Minutes of 31 August 2023, 4.3. Record 2023-08-31-minutes. Published address not known."
    ), pasted


def nothing_is_in_the_way(on: Opened, axe: str, size: str) -> None:
    """axe-core finds no serious fault in any part, and no part is wider than the window."""
    for part in PARTS:
        on.go(part)
        if part == "#network":
            on.page.locator("#as-table summary").click()
        wider = on.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wider <= 0, (part, size, wider)
        on.page.evaluate(axe)
        found = on.page.evaluate("axe.run().then(r => r.violations)")
        serious = [
            (f["id"], [n["target"] for n in f["nodes"]][:3])
            for f in found
            if f["impact"] in ("serious", "critical")
        ]
        assert not serious, (part, size, json.dumps(serious))


def used(browser: Browser, file: Path, data: dict[str, Any]) -> None:
    """Use a page that is to show the data."""
    with opened(browser, file.as_uri()) as on:
        checks: list[Callable[[], None]] = [
            lambda: every_action_of_the_sources_is_there(on),
            lambda: filters_keep_what_fits(on, data),
            lambda: search_leads_to_the_action(on),
            lambda: links_go_deep(on, data),
            lambda: the_keyboard_is_enough(on),
            lambda: the_network_can_be_moved(on),
            lambda: a_citation_can_be_copied(on),
        ]
        for check in checks:
            check()


def of_others(browser: Browser, folder: Path) -> None:
    """Every part of the pages of other boards opens: invented ones, and one without a record."""
    empty = folder / "empty"
    (empty / "data").mkdir(parents=True)
    (empty / "govgraph.toml").write_text('[workspace]\nname = "New"\n', encoding="utf-8")
    boards = Path(__file__).parents[1] / "boards"
    for board in (boards / "harbour", boards / "library", empty):
        data = content(open_board(board).source)
        file = folder / "other.html"
        file.write_text(filled(data), encoding="utf-8")
        with opened(browser, file.as_uri()) as on:
            for part in (*PARTS, *(f"#action/{a['id']}" for a in data["actions"])):
                on.go(part)
                assert on.heading(), (board, part)


def looked_at(browser: Browser, file: Path, axe: str) -> None:
    """Look at a page in both colour schemes, on a desk and on a phone."""
    papers = set()
    for scheme in ("light", "dark"):
        for size, viewport in (("desktop", DESKTOP), ("phone", PHONE)):
            # axe-core is put into the page, which its policy forbids.
            look = {"color_scheme": scheme, "viewport": viewport, "bypass_csp": True}
            with opened(browser, file.as_uri(), **look) as on:
                nothing_is_in_the_way(on, axe, f"{size}, {scheme}")
                papers.add(on.page.evaluate("getComputedStyle(document.body).backgroundColor"))
                if size == "phone":
                    every_holder_stands_under_a_post(on)
    assert len(papers) == 2, papers


def every_holder_stands_under_a_post(on: Opened) -> None:
    """Where a row is a card of its own, a second holder's card names the post too."""
    on.go("#people")
    names = on.page.locator(".posts tbody th, .posts tbody th span")
    widths = names.evaluate_all("all => all.map(e => e.getBoundingClientRect().width)")
    assert min(widths, default=0) > 20, widths


def main(axe: str, chromium: str = "/usr/bin/chromium") -> None:
    """Check the page, and that the checks see where an action is missing."""
    data = content(open_board().source)
    actions = data["actions"]
    with tempfile.TemporaryDirectory() as name, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=OPTIONS)
        file = Path(name) / "board.html"
        file.write_text(filled(data), encoding="utf-8")
        used(browser, file, data)
        print("the page does what it says: search, filters, links, keyboard, network, citations")
        of_others(browser, Path(name))
        print("pages of other boards open, also where nothing is on file")
        looked_at(browser, file, Path(axe).read_text(encoding="utf-8"))
        print("light and dark, desktop and phone: no serious fault, no request, no error")
        for missing in (actions[0]["id"], ACTION, actions[-1]["id"]):
            less = {**data, "actions": [a for a in actions if a["id"] != missing]}
            file.write_text(filled(less), encoding="utf-8")
            try:
                used(browser, file, data)
            except AssertionError:
                continue
            raise SystemExit(f"{missing} was taken out of the data, and no check saw it.")
        print("where an action of the data is missing, the checks see it")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
