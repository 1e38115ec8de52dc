"""What comes of another mistake is told once that one is mended; what is told helps to mend it."""

from __future__ import annotations

import re
from pathlib import Path

from govgraph.lookup import action_names
from govgraph.validate import Check, check
from govgraph.validate.details import Details
from tests.conftest import BOARDS
from tests.mistakes import Spoil, append, block, change, codes, drop, left_over, made, read

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


def test_an_entry_without_its_place_stands_under_no_wrong_heading(tmp_path: Path) -> None:
    """Where the offsets are yet to be written, lists and headings say nothing."""
    board = read(BOARDS / "parish")
    text = block(board, MINUTES, ":q-noor-pike")[1]
    offsets = re.findall(r"gov:(?:start|end) (\d+)", text)
    assert len(offsets) == 2
    spoils = [
        change(MINUTES, ":q-noor-pike", f"gov:start {offsets[0]} ", "gov:start 0 "),
        change(MINUTES, ":q-noor-pike", f"gov:end {offsets[1]} ", "gov:end 1 "),
    ]
    found = spoilt(tmp_path, *spoils)
    assert codes(found.findings) == {"GG302"}
    assert "GG330" in codes(found.held)


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
    assert hint == "Did you mean ':q-ada-byrne'?"


def test_the_other_entry_of_a_person_who_is_listed_twice_is_named(tmp_path: Path) -> None:
    """One entry cannot be chosen without seeing the other."""
    quoted = change(MINUTES, ":present-rolf-quill", ":q-rolf-quill", ":q-ada-byrne")
    spoil = change(MINUTES, ":present-rolf-quill", "person:rolf-quill", "person:ada-byrne")
    hint = hints(spoilt(tmp_path, quoted, spoil))["GG120"]
    assert hint == "The other entry is :present-ada-byrne."


def test_an_entry_that_names_somebody_else_is_not_to_be_taken_away(tmp_path: Path) -> None:
    """Of a copied entry it is said whom it names, and not that the person is there twice."""
    spoil = change(MINUTES, ":present-rolf-quill", "person:rolf-quill", "person:ada-byrne")
    found = spoilt(tmp_path, spoil)
    assert codes(found.findings) == {"GG311"}
    assert "The entry names person:rolf-quill." in found.findings[0].message
    assert codes(found.held) >= {"GG118", "GG120"}


def test_a_prefix_that_was_left_over_is_one_finding(tmp_path: Path) -> None:
    """A file that names another record's things is told so at its prefix, and nothing else."""
    found = spoilt(tmp_path, left_over("data/2040-03-20-minutes.ttl", MINUTES))
    assert [(f.code, f.line, f.column) for f in found.findings] == [("GG014", 1, 9)]
    assert "Here that is <https://example.org/parish/record/2040-03-20-minutes#>." in (
        found.findings[0].message
    )


def test_a_source_of_another_record_is_told_before_its_words(tmp_path: Path) -> None:
    """Where the digest is that of another file, that file is named, and no quotation is."""
    other = change(MINUTES, f"record:{MINUTES}", f'"{MINUTES}.txt"', '"2040-03-20-minutes.txt"')
    found = spoilt(tmp_path, other)
    told = {f.code: f for f in found.findings}
    # That nothing names the file any more is seen apart.
    assert set(told) == {"GG301", "GG471"}
    assert told["GG301"].path == "gov:sourceFile"
    assert f'write gov:sourceFile "{MINUTES}.txt".' in told["GG301"].message


def test_the_digest_of_a_file_is_given(tmp_path: Path) -> None:
    """Whoever has checked the quotations need not work it out."""
    spoil = change(MINUTES, f"record:{MINUTES}", 'sha256 "5', 'sha256 "6')
    (finding,) = spoilt(tmp_path, spoil).findings
    assert finding.code == "GG301"
    assert "Its SHA-256 is now 5351" in finding.message


def test_what_compares_days_waits_for_the_day_of_the_meeting(tmp_path: Path) -> None:
    """A meeting on the wrong day is one finding, which says both days and the likely meeting."""
    spoil = change(MINUTES, f"record:{MINUTES}", "2040-01-10-parish", "2040-03-20-parish")
    found = spoilt(tmp_path, spoil)
    told = hints(found)
    assert told["GG041"] == (
        "meeting:2040-03-20-parish was held on 2040-03-20. Did you mean meeting:2040-01-10-parish?"
    )
    assert not set(told) & {"GG077", "GG183", "GG225", "GG226", "GG319"}


def test_a_passage_that_lacks_its_own_name_is_named_once(tmp_path: Path) -> None:
    """The second of two passages under one name is told with the name that nothing has."""
    board = read(BOARDS / "parish")
    name = f"data/{MINUTES}.ttl"
    board[name] = board[name].replace("\n:p1.2\n", "\n:p1.1\n", 1)
    for source in [n for n in board if n.startswith("sources/2040-0") and n[14] in "56789"]:
        del board[source]
    found = check(made(tmp_path, board)).findings
    (finding,) = [f for f in found if f.code in ("GG013", "GG003")]
    assert finding.code == "GG013"
    assert f"Nothing has the name record:{MINUTES}#p1.2, which is used " in finding.message


def test_another_number_is_no_other_spelling(tmp_path: Path) -> None:
    """Whoever refers to a third action did not misspell the second."""
    spoil = change(MINUTES, ":statement-2", ":action-2", ":action-3")
    assert hints(spoilt(tmp_path, spoil))["GG003"] == ""


def test_two_statements_of_one_action_are_named_where_another_has_none(tmp_path: Path) -> None:
    """A statement that is put down to the action above leaves that below without one."""
    spoil = change(MINUTES, ":statement-2", ":action-2", ":action-1")
    again = change("2040-02-14-letter", ":statement-2", "m4001:action-2", "m4001:action-1")
    hint = hints(spoilt(tmp_path, spoil, again))["GG138"]
    assert hint == ":statement-1 and :statement-2 both word :action-1; one may be meant for it."


def test_a_statement_that_quotes_the_line_above_is_one_finding(tmp_path: Path) -> None:
    """The line that has all its words is named."""
    spoil = change(MINUTES, ":statement-2", "gov:evidence :p-action-2", "gov:evidence :p-action-1")
    found = [f for f in spoilt(tmp_path, spoil).findings if f.code == "GG310"]
    assert [(f.path, f.value) for f in found] == [("gov:evidence", f"record:{MINUTES}#p-action-1")]
    assert f"All its words stand in the quotation record:{MINUTES}#p-action-2." in found[0].message


def test_the_other_statement_of_a_number_is_named(tmp_path: Path) -> None:
    """Two statements of one number are told together."""
    spoil = change(MINUTES, ":statement-2", '"2"', '"1"')
    assert hints(spoilt(tmp_path, spoil))["GG149"] == "The other statement is :statement-1."


def test_a_day_that_the_calendar_does_not_have_is_called_so(tmp_path: Path) -> None:
    """The form of 30 February is right."""
    spoil = change(MINUTES, ":holding-ada-byrne", "2040-01-10", "2040-02-30")
    assert hints(spoilt(tmp_path, spoil))["GG103"] == "There is no such day."


def test_where_the_text_parts_from_the_exact_words_is_told(tmp_path: Path) -> None:
    """A no-break space cannot be seen."""
    spoil = change(MINUTES, ":q-ada-byrne", 'gov:text "Ada Byrne', 'gov:text "Ada\u00a0Byrne')
    (message,) = (f.message for f in spoilt(tmp_path, spoil).findings if f.code == "GG303")
    assert "(U+0020 against U+00A0)" in message


def test_another_year_than_the_printed_one_is_no_year_left_out(tmp_path: Path) -> None:
    """Words that print a year are not said to print none; both years are told."""
    spoil = change(MINUTES, ":statement-1", '"2040-01-31"', '"2041-01-31"')
    found = {f.code: f for f in spoilt(tmp_path, spoil).findings}
    assert found["GG332"].value == "2041-01-31"
    assert found["GG332"].message == ("The words print 2040, and gov:dueBy has 2041: put it right.")


def test_an_action_is_named_also_where_its_number_is_no_string(tmp_path: Path) -> None:
    """What people are shown never says None."""
    board = read(BOARDS / "parish")
    text = board[f"data/{MINUTES}.ttl"]
    assert 'gov:number "1"' in text
    board[f"data/{MINUTES}.ttl"] = text.replace('gov:number "1"', "gov:number 1")
    names = action_names(check(made(tmp_path, board)).facts.store)
    assert "2040-01-10/1" in names.values()
    assert "None" not in names.values()
