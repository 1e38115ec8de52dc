"""What comes of another mistake is told once that one is mended; what is told helps to mend it."""

from __future__ import annotations

from pathlib import Path

from govgraph.lookup import action_names
from govgraph.validate import Check, check
from govgraph.validate.details import Details
from tests.conftest import BOARDS
from tests.mistakes import Spoil, append, change, codes, drop, made, read

MINUTES = "2040-01-10-minutes"
AGAIN = """:q-ada-byrne
    a gov:Quotation ;
    gov:quotedFrom record:2040-01-10-minutes ;
    gov:exact "10 January 2040" ;
    gov:text "10 January 2040" ;
    gov:start 26 ;
    gov:end 41 ."""


def spoilt(folder: Path, *spoils: Spoil) -> Check:
    board = read(BOARDS / "parish")
    data = "".join(text for name, text in board.items() if name.startswith("data/"))
    for name in [name for name in board if name.startswith("sources/")]:
        # Some wait for the examples of rules.
        if name.removeprefix("sources/") not in data:
            del board[name]
    for spoil in spoils:
        spoil(board)
    return check(made(folder, board))


def hints(checked: Check) -> dict[str, str]:
    details = Details(checked, {})
    return {f.code: details.of(f).hint for f in checked.findings}


def test_two_things_under_one_name_are_one_finding(tmp_path: Path) -> None:
    """A second block for another thing is named, with the first one's line, and nothing else is."""
    found = spoilt(tmp_path, append(MINUTES, AGAIN))
    (finding,) = found.findings
    text = found.texts[finding.file or ""].splitlines()
    assert (finding.code, finding.node) == ("GG013", f"record:{MINUTES}#q-ada-byrne")
    assert finding.line == len(text) - AGAIN.count("\n")
    first = text.index(":q-ada-byrne") + 1
    assert f"The first stands at line {first} of this file." in finding.message
    assert {f.code for f in found.held} >= {"GG051", "GG053"}


def test_two_things_under_one_name_in_two_files(tmp_path: Path) -> None:
    """The other file is named."""
    other = 'person:ada-byrne\n    a gov:Person ;\n    skos:prefLabel "Ada Brown" .'
    found = spoilt(tmp_path, append(MINUTES, other))
    assert codes(found.findings) == {"GG013"}
    assert "people.ttl." in found.findings[0].message


def test_two_blocks_that_agree_are_no_finding(tmp_path: Path) -> None:
    """Turtle may say of one thing in two places; only what contradicts itself is at fault."""
    again = ":present-ada-byrne\n    a gov:Presence ;\n    gov:attendee person:ada-byrne ."
    assert not codes(spoilt(tmp_path, append(MINUTES, again)).findings)


def test_what_a_misspelt_property_leaves_out_is_not_asked_for_beside_it(tmp_path: Path) -> None:
    """The property that is meant is named once; it is not reported missing as well."""
    misspelt = change(MINUTES, ":present-ada-byrne", "gov:attendee", "gov:atendee")
    found = spoilt(tmp_path, misspelt)
    assert codes(found.findings) == {"GG001"}
    assert "GG110" in codes(found.held)
    without = spoilt(tmp_path / "b", drop(MINUTES, ":present-ada-byrne", "gov:attendee"))
    assert "GG110" in codes(without.findings)


def test_wrong_offsets_say_nothing_of_the_passage(tmp_path: Path) -> None:
    """Words that are not where the offsets say are told, and no passage beside it."""
    spoil = change("2040-01-10-minutes", ":q-ada-byrne", "gov:start 59", "gov:start 58")
    named = change(
        "2040-01-10-minutes",
        ":q-ada-byrne",
        "gov:end 82 .",
        "gov:end 82 ;\n    gov:inPassage :p1.1 .",
    )
    assert codes(spoilt(tmp_path, spoil, named).findings) == {"GG302"}


def test_characters_that_look_alike_are_named_by_their_code_points(tmp_path: Path) -> None:
    """A no-break space in the place of a space is told from it."""
    spoil = change(MINUTES, ":q-ada-byrne", 'gov:exact "Ada Byrne', 'gov:exact "Ada\u00a0Byrne')
    found = {f.code: f.message for f in spoilt(tmp_path, spoil).findings}
    assert "(U+0020 against U+00A0)" in found["GG302"]


def test_only_a_thing_of_a_fitting_class_may_have_been_meant(tmp_path: Path) -> None:
    """An entry's quotation is not guessed to be an entry with a name alike."""
    spoil = change(MINUTES, ":present-ada-byrne", ":q-ada-byrne", ":present-ada-birne")
    assert hints(spoilt(tmp_path, spoil))["GG003"] == ""
    spoil = change(MINUTES, ":present-ada-byrne", ":q-ada-byrne", ":q-ada-birne")
    hint = hints(spoilt(tmp_path / "b", spoil))["GG003"]
    assert hint == f"Did you mean 'record:{MINUTES}#q-ada-byrne'?"


def test_the_other_entry_of_a_person_who_is_listed_twice_is_named(tmp_path: Path) -> None:
    """One entry cannot be chosen without seeing the other."""
    spoil = change(MINUTES, ":present-rolf-quill", "person:rolf-quill", "person:ada-byrne")
    hint = hints(spoilt(tmp_path, spoil))["GG120"]
    assert hint == f"The other entry is record:{MINUTES}#present-ada-byrne."


def test_an_action_is_named_also_where_its_number_is_no_string(tmp_path: Path) -> None:
    """What people are shown never says None."""
    board = read(BOARDS / "parish")
    text = board[f"data/{MINUTES}.ttl"]
    assert 'gov:number "1"' in text
    board[f"data/{MINUTES}.ttl"] = text.replace('gov:number "1"', "gov:number 1")
    names = action_names(check(made(tmp_path, board)).facts.store)
    assert "2040-01-10/1" in names.values()
    assert "None" not in names.values()
