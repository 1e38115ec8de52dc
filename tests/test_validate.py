"""Validation: each rule on a small invented board, and how new data is checked."""

from __future__ import annotations

import re
import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import Store

from govgraph.errors import ValidationError, WorkspaceError
from govgraph.model import Finding
from govgraph.names import VOCABULARIES
from govgraph.rdfio import load_turtle
from govgraph.validate import rules, validate
from govgraph.validate.facts import Facts
from govgraph.validate.rules import Rule
from govgraph.validate.shapes import load_shapes, read_shapes
from govgraph.validate.sources import Sources
from govgraph.validate.vocabulary import vocabulary
from govgraph.workspace import Workspace, find_workspace
from tests.conftest import BOARDS, edit
from tests.engines import by_both_engines, codes_of, opened, together
from tests.mistakes import (
    Board,
    Mistake,
    Spoil,
    add,
    append,
    change,
    codes,
    drop,
    left_over,
    lose,
    made,
    move,
    put,
    read,
    rename,
    with_mistakes,
)

BASE = "https://example.org/parish/"
PREFIXES = f"""@prefix : <{BASE}record/RECORD#> .
@prefix forum: <{BASE}forum/> .
@prefix gov: <https://w3id.org/govgraph/ns#> .
@prefix l4002: <{BASE}record/2040-02-14-letter#> .
@prefix m4001: <{BASE}record/2040-01-10-minutes#> .
@prefix m4003: <{BASE}record/2040-03-20-minutes#> .
@prefix meeting: <{BASE}meeting/> .
@prefix organization: <{BASE}organization/> .
@prefix person: <{BASE}person/> .
@prefix record: <{BASE}record/> .
@prefix role: <{BASE}role/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix thread: <{BASE}thread/> .
@prefix topic: <{BASE}topic/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""


def with_prefixes(board: Board) -> Board:
    """Return a board in whose every file each prefix is declared, for mistakes to use."""
    return {
        name: PREFIXES.replace("RECORD", Path(name).stem) + text.split("\n\n", 1)[1]
        if name.endswith(".ttl")
        else text
        for name, text in board.items()
    }


def encoded(board: Board) -> Board:
    """Return a board without the sources that are there for examples of rules only."""
    return {
        name: text
        for name, text in board.items()
        if not name.startswith("sources/") or f"data/{Path(name).stem}.ttl" in board
    }


PARISH = with_prefixes(encoded(read(BOARDS / "parish")))
M1, LETTER, M3 = "2040-01-10-minutes", "2040-02-14-letter", "2040-03-20-minutes"
M1_FILE = "2040-01-10-minutes.ttl"


SOURCE = PARISH[f"sources/{M1}.txt"]
# The checksum of the first source without its last line end.
UNENDED = sha256(SOURCE.rstrip("\n").encode()).hexdigest()
ANOTHER_PRESENCE = """:present-ada-byrne-again
    a gov:Presence ;
    gov:attendee person:ada-byrne ;
    gov:inCapacityOf :holding-ada-byrne ;
    gov:titleAsPrinted "Acting Clerk" ;
    gov:basis gov:stated ;
    gov:confidence gov:certain ;
    gov:evidence :q-ada-byrne ."""
ANOTHER_MEETING = """meeting:2039-12-05-village
    a gov:Meeting ;
    skos:prefLabel "Village Council, 5 December 2039"@en ;
    gov:forum forum:parish ;
    gov:heldOn "2039-12-05"^^xsd:date ;
    gov:knownByMention true ;
    gov:evidence m4001:p1.2 ."""
ANOTHER_ACTION = """:action-9
    a gov:Action ;
    skos:prefLabel "Nothing in particular"@en ;
    gov:arisesFrom :item-1 ."""
ANOTHER_LINK = """:link-9
    a gov:ActionLink ;
    gov:followUpTarget m4003:action-1 ;
    gov:basis gov:editorInferred ;
    gov:confidence gov:possible ;
    gov:rationale "The wrong way round." ;
    gov:evidence :p-action-2 ;
    gov:evidence m4003:p-action-1 ."""
ANOTHER_QUOTATION = """:q-elsewhere
    a gov:Quotation ;
    gov:quotedFrom record:2040-01-10-minutes ;
    gov:exact "Parish" ;
    gov:text "Parish" ;
    gov:start 0 ;
    gov:end 6 ."""

OWL_SAME_AS = "<http://www.w3.org/2002/07/owl#sameAs> person:rolf-quill"

MISTAKES: list[Mistake] = [
    ("GG000", [append("forums", "forum:parish a gov:Forum gov:Forum .")]),
    ("GG001", [add(M1, ":action-1", "gov:folowsUp :action-2")]),
    ("GG001", [change(M1, ":action-1", "a gov:Action ", "a gov:Actoin ")]),
    ("GG001", [append("forums", 'forum:x a gov:Fourm ; skos:prefLabel "x"@en .')]),
    ("GG001", [change("forums", "forum:parish", "a gov:Forum", 'a gov:Forum, "Forum"')]),
    ("GG002", [append("forums", 'forum:loose skos:prefLabel "loose"@en .')]),
    ("GG002", [drop("roles", "role:warden", "a gov:Role")]),
    ("GG003", [add(M1, ":action-2", "gov:topic topic:nowhere")]),
    ("GG003", [change(M1, ":present-ada-byrne", "person:ada-byrne", "person:ada-bryne")]),
    ("GG004", [add(M1, ":action-2", 'gov:heldOn "2040-01-10"^^xsd:date')]),
    ("GG005", [add(M1, ":action-2", "gov:topic [ a gov:Topic ]")]),
    ("GG005", [append("topics", "[] a gov:Topic .")]),
    ("GG005", [append("topics", "_:a a gov:Topic ; gov:topic _:b . _:b gov:topic _:a .")]),
    ("GG014", [left_over(f"data/{M1}.ttl", "2040-03-20-minutes")]),
    ("GG013", [append(M1, ':action-1 a gov:Action ; skos:prefLabel "Once more"@en .')]),
    ("GG006", [move(f"data/{LETTER}.ttl", "data/2040-02-15-letter.ttl")]),
    ("GG007", [put("data/2040-03-01-minutes.ttl", "")]),
    ("GG007", [put("data/2040-03-01-minutes.ttl", "<urn:a> a <urn:gov/Minutes> .")]),
    ("GG009", [put("data/empty.ttl", "# Nothing yet.\n")]),
    ("GG008", [append("topics", '<< topic:bridges a gov:Topic >> gov:text "so" .')]),
    ("GG008", [append("topics", 'topic:bridges a gov:Topic {| gov:text "so" |} .')]),
    ("GG010", [drop("forums", "forum:parish", "skos:prefLabel")]),
    ("GG010", [change("forums", "forum:parish", '"Parish Council"@en', '""')]),
    ("GG010", [change("forums", "forum:parish", '"Parish Council"@en', "2040")]),
    ("GG011", [add("forums", "forum:parish", 'skos:prefLabel "Council"@en')]),
    ("GG012", [add("forums", "forum:parish", 'skos:prefLabel "Council"')]),
    ("GG015", [drop(M1, ":mention-december", "gov:evidence")]),
    ("GG015", [add(M1, ":statement-1", "gov:evidence :p-action-2")]),
    ("GG016", [drop(M1, ":holding-ada-byrne", "gov:evidence")]),
    ("GG016", [change(M1, f"record:{M1}", "gov:evidence :q-title", "gov:evidence :item-1")]),
    ("GG020", [drop(M1, ":mention-december", "gov:basis")]),
    ("GG020", [change(M1, ":mention-december", "gov:stated", "gov:certain")]),
    ("GG021", [drop(M1, ":mention-december", "gov:confidence")]),
    ("GG021", [change(M1, ":mention-december", "gov:certain", "gov:stated")]),
    ("GG022", [change(M1, ":mention-december", "gov:certain", "gov:probable")]),
    ("GG023", [change(M3, ":link-1", "gov:probable", "gov:certain")]),
    ("GG024", [drop(M3, ":link-1", "gov:rationale")]),
    ("GG025", [add(M1, ":mention-december", 'gov:rationale "It is plain."')]),
    ("GG026", [add(M3, ":link-1", 'gov:rationale "Beides ist die Brücke."@de')]),
    ("GG027", [change(M3, ":event-1", "role:chair", "forum:parish")]),
    ("GG027", [change(M3, ":event-1", "role:chair", '"DMPC"')]),
    ("GG028", [change(M3, ":event-1", "role:chair", "person:noor-pike")]),
    ("GG030", [drop(LETTER, f"record:{LETTER}", "gov:recordDate")]),
    ("GG030", [change(LETTER, f"record:{LETTER}", '"2040-02-14"', '"14 February 2040"')]),
    ("GG031", [drop(M1, f"record:{M1}", "gov:sourceFile")]),
    ("GG031", [change(M1, f"record:{M1}", '"2040-01-10-min', '"../sources/2040-01-10-min')]),
    ("GG031", [change(M1, f"record:{M1}", '"2040-01-10-min', '"old/2040-01-10-min')]),
    ("GG032", [drop(M1, f"record:{M1}", "gov:sha256")]),
    ("GG033", [drop(M1, f"record:{M1}", "gov:originNote")]),
    ("GG034", [add(M1, f"record:{M1}", 'gov:originNote "Made up."')]),
    ("GG035", [add(M1, f"record:{M1}", 'gov:publishedAt "https://example.org/"')]),
    ("GG036", [add(M1, f"record:{M1}", 'gov:publishedOn "2040-1-9"^^xsd:date')]),
    ("GG037", [add(M1, f"record:{M1}", 'gov:retrievedOn "2040-02-30"^^xsd:date')]),
    ("GG038", [add(M1, f"record:{M1}", "gov:hasPassage :item-1")]),
    ("GG039", [rename(LETTER, "2040-02-14-Letter")]),
    ("GG040", [add(M1, f"record:{M1}", "gov:recordOf organization:council")]),
    ("GG041", [change(M1, f"record:{M1}", '"2040-01-10"', '"2040-01-11"')]),
    ("GG042", [add(LETTER, f"record:{LETTER}", "gov:follows organization:council")]),
    ("GG043", [drop(LETTER, f"record:{LETTER}", "gov:sender")]),
    ("GG044", [drop(LETTER, f"record:{LETTER}", "gov:addressee")]),
    ("GG045", [change(LETTER, f"record:{LETTER}", ":holding-rolf-quill", "role:warden")]),
    ("GG050", [drop(M1, ":q-title", "gov:quotedFrom")]),
    ("GG051", [drop(M1, ":q-title", "gov:exact")]),
    ("GG052", [drop(M1, ":q-title", "gov:text")]),
    ("GG053", [drop(M1, ":q-title", "gov:start")]),
    ("GG053", [change(M1, ":q-title", "gov:start 15", 'gov:start "15"')]),
    ("GG053", [change(M1, ":q-title", "gov:start 15", 'gov:start "1_5"^^xsd:integer')]),
    ("GG054", [change(M1, ":q-title", "gov:end 41", 'gov:end "4I"^^xsd:integer')]),
    ("GG054", [change(M1, ":q-title", "gov:end 41", 'gov:end "4_1"^^xsd:integer')]),
    ("GG054", [change(M1, ":q-title", "gov:end 41", "gov:end 9223372036854775807")]),
    ("GG055", [change(M1, ":q-title", "gov:start 15", "gov:start 45")]),
    ("GG056", [add(M1, ":q-december", "gov:inPassage :p1.1")]),
    ("GG060", [drop(M1, ":p1.1", "gov:order")]),
    ("GG060", [change(M1, ":p1.1", "gov:order 1", "gov:order 0")]),
    ("GG060", [change(M1, ":p1.1", "gov:order 1", "gov:order 9223372036854775807")]),
    ("GG061", [change(M1, ":p1.1", '"1.1"', "1.1")]),
    ("GG062", [change(M1, ":p1.1", ":item-1", "meeting:2040-01-10-parish")]),
    ("GG063", [drop(M1, f"record:{M1}", "gov:hasPassage :p1.1")]),
    ("GG064", [add(LETTER, f"record:{LETTER}", "gov:hasPassage m4001:p-action-2")]),
    ("GG065", [change(M1, ":p1.2", "gov:order 2", "gov:order 1")]),
    ("GG070", [drop("meetings", "meeting:2039-12-05-parish", "gov:forum")]),
    ("GG071", [drop("meetings", "meeting:2039-12-05-parish", "gov:heldOn")]),
    ("GG071", [add("meetings", "meeting:2039-12-05-parish", 'gov:heldOn "2039-12-06"^^xsd:date')]),
    ("GG072", [add(M1, "meeting:2040-01-10-parish", "gov:hasPresence :apology-noor-pike")]),
    ("GG073", [add(M1, "meeting:2040-01-10-parish", "gov:hasApology :present-ada-byrne")]),
    ("GG074", [add(M1, "meeting:2040-01-10-parish", "gov:hasItem :p1.1")]),
    ("GG075", [add("meetings", "meeting:2040-01-10-parish", 'gov:knownByMention "no"')]),
    ("GG075", [change("meetings", "meeting:2039-12-05-parish", "true", '"yes"^^xsd:boolean')]),
    ("GG076", [add("meetings", "meeting:2040-01-10-parish", "gov:knownByMention true")]),
    ("GG077", [drop("meetings", "meeting:2039-12-05-parish", "gov:knownByMention")]),
    ("GG078", [rename("meeting:2039-12-05-parish", "meeting:december-2039")]),
    ("GG079", [append("meetings", ANOTHER_MEETING)]),
    ("GG080", [add(M1, ":item-1", "gov:itemNumber 1")]),
    ("GG081", [drop(M1, "meeting:2040-01-10-parish", "gov:hasItem")]),
    ("GG090", [add("people", "person:ada-byrne", 'skos:prefLabel "Ada Byrne"@en')]),
    ("GG091", [change("people", "person:ada-byrne", '"Ada', '"Dame Ada')]),
    ("GG092", [add("organizations", "organization:council", "gov:headRole role:warden")]),
    ("GG093", [drop("organizations", "organization:council", "gov:rationale")]),
    ("GG094", [change("organizations", "organization:council", "role:chair", "role:trustee")]),
    ("GG095", [drop("roles", "role:warden", "gov:roleIn")]),
    ("GG096", [change("roles", "role:warden", '"Warden"', '"Acting Warden"')]),
    ("GG100", [drop(M1, ":holding-ada-byrne", "gov:holder")]),
    ("GG101", [change(M1, ":holding-ada-byrne", "role:clerk", "organization:council")]),
    ("GG102", [drop(M1, ":holding-ada-byrne", "gov:holdingMode")]),
    ("GG102", [change(M1, ":holding-noor-pike", "gov:substantive", "gov:permanent")]),
    ("GG103", [change(M1, ":holding-ada-byrne", '"2040-01-10"^^xsd:date', '"2040-01-10"')]),
    ("GG110", [drop(M1, ":present-ada-byrne", "gov:attendee")]),
    ("GG111", [add(M1, ":present-ada-byrne", "gov:inCapacityOf role:clerk")]),
    ("GG112", [change(M1, ":present-ada-byrne", "organization:council", "forum:parish")]),
    ("GG113", [add(M1, ":present-ada-byrne", 'gov:titleAsPrinted "Clerk"')]),
    ("GG114", [add(M1, ":present-rolf-quill", 'gov:rankAsPrinted "Captain"@en')]),
    ("GG115", [drop(M1, "meeting:2040-01-10-parish", "gov:hasPresence :present-ada")]),
    ("GG116", [drop(M1, ":present-ada-byrne", "gov:inCapacityOf")]),
    (
        "GG117",
        [
            drop(M1, ":present-rolf-quill", "gov:inCapacityOf"),
            drop(M1, ":present-rolf-quill", "gov:titleAsPrinted"),
        ],
    ),
    ("GG118", [change(M1, ":present-ada-byrne", ":holding-ada-byrne", ":holding-rolf-quill")]),
    ("GG119", [change(M1, ":holding-ada-byrne", "gov:acting", "gov:substantive")]),
    (
        "GG120",
        [
            append(M1, ANOTHER_PRESENCE),
            add(M1, "meeting:2040-01-10-parish", "gov:hasPresence :present-ada-byrne-again"),
        ],
    ),
    ("GG130", [drop(M1, ":action-2", "gov:arisesFrom")]),
    ("GG131", [change(M1, ":action-1", "organization:council", "person:ada-byrne")]),
    ("GG132", [change(M1, ":action-2", "role:warden", "organization:council")]),
    ("GG133", [add(M1, ":action-2", "gov:ownerPerson organization:council")]),
    ("GG134", [add(M1, ":action-2", "gov:recipientOrganization person:ada-byrne")]),
    ("GG135", [add(M1, ":action-2", "gov:recipientRole organization:council")]),
    ("GG136", [add(M1, ":action-1", "gov:inThread topic:bridges")]),
    ("GG137", [add(M3, ":action-1", "gov:hasLink m4001:action-1")]),
    ("GG138", [append(M1, ANOTHER_ACTION)]),
    ("GG140", [drop(LETTER, ":statement-1", "gov:states")]),
    ("GG141", [drop(LETTER, ":statement-1", "gov:statedIn")]),
    ("GG142", [drop(M1, ":statement-1", "gov:number")]),
    ("GG143", [drop(M1, ":statement-1", "gov:text")]),
    ("GG144", [add(M1, ":statement-1", 'gov:leadText "Council to"')]),
    ("GG145", [add(LETTER, ":statement-1", 'gov:leadHeading "Who"')]),
    ("GG146", [change(LETTER, ":statement-1", "m4001:statement-1", "m4001:action-1")]),
    ("GG147", [change(LETTER, ":statement-1", "m4001:action-1", "m4001:action-2")]),
    ("GG148", [add(M1, ":statement-1", "gov:restates l4002:statement-1")]),
    ("GG148", [add(M1, ":statement-1", "gov:restates :statement-1")]),
    ("GG149", [change(M1, ":statement-2", '"2"', '"1"')]),
    ("GG150", [change(LETTER, ":statement-2", ":row-2", "m4001:p-action-2")]),
    ("GG160", [add(M1, ":statement-1", 'gov:dueText "31 January 2040"')]),
    ("GG161", [add(LETTER, ":statement-1", 'gov:dueHeading "When"')]),
    ("GG162", [change(M1, ":statement-1", "gov:forDelivery", "gov:completed")]),
    ("GG163", [change(LETTER, ":statement-1", '"2040-03-01"', '"2040-13-45"')]),
    ("GG164", [change(M1, ":statement-1", '"2040-01-31"', '"31 January 2040"')]),
    ("GG164", [change(M1, ":statement-1", '"2040-01-31"', '"2040-01-31Z"')]),
    ("GG165", [change(LETTER, ":statement-1", '"2040-03-01"', '"2040-04-01"')]),
    ("GG166", [change(M1, ":statement-1", "dueBasis gov:stated", "dueBasis gov:certain")]),
    ("GG167", [add(M1, ":statement-1", 'gov:dueRationale "Plain."@en')]),
    ("GG168", [add(M1, ":statement-1", "gov:forDiscussionAt organization:council")]),
    ("GG170", [drop(M1, ":statement-1", "gov:dueText")]),
    ("GG171", [drop(M1, ":statement-1", "gov:dueBasis")]),
    ("GG172", [change(M1, ":statement-1", "dueBasis gov:stated", "dueBasis gov:editorInferred")]),
    ("GG180", [drop(M3, ":link-1", "gov:reissueTarget")]),
    ("GG181", [drop(M3, ":action-1", "gov:hasLink")]),
    ("GG182", [change(M3, ":link-1", "m4001:action-1", ":action-1")]),
    ("GG183", [append(M1, ANOTHER_LINK), add(M1, ":action-2", "gov:hasLink :link-9")]),
    ("GG185", [append("threads", 'thread:x\n    a gov:Thread ;\n    skos:prefLabel "x"@en .')]),
    ("GG190", [drop(M3, ":event-1", "gov:statusOf")]),
    ("GG191", [change(M3, ":event-1", "gov:notDelivered", "gov:overdue")]),
    ("GG192", [drop(M3, ":event-1", "gov:reportedIn")]),
    ("GG193", [add(M3, ":event-1", 'gov:asOf "March"^^xsd:date')]),
    ("GG194", [add(M3, ":event-1", 'gov:reasonText "stone"')]),
    (
        "GG195",
        [
            drop(M3, ":event-1", "gov:reasonText"),
            change(M3, ":event-1", "gov:evidence :q-not-repaired", "gov:evidence m4001:p1.1"),
        ],
    ),
    ("GG196", [change(M1, ":mention-december", "meeting:2039-12-05-parish", '"December"')]),
    ("GG197", [drop(M1, ":mention-december", "gov:inPassage")]),
    ("GG200", [drop("topics", "topic:bridges", "skos:inScheme")]),
    ("GG201", [add("topics", "topic:bridges", "skos:broader organization:council")]),
    ("GG202", [add(M1, ":action-2", 'gov:topic "bells"')]),
    ("GG210", [drop("holdings", ":parish", "gov:forum")]),
    ("GG211", [add("holdings", ":parish", "gov:holds meeting:2039-12-05-parish")]),
    ("GG212", [drop("holdings", ":parish", "gov:collectedNote")]),
    ("GG215", [add("organizations", "organization:council", 'gov:abbreviation "C"@en')]),
    ("GG300", [lose(f"sources/{M1}.txt")]),
    ("GG301", [change(M1, f"record:{M1}", sha256(SOURCE.encode()).hexdigest(), "0" * 64)]),
    (
        "GG302",
        [
            change(M1, ":q-title", 'exact "Minutes', 'exact "minutes'),
            change(M1, ":q-title", 'text "Minutes', 'text "minutes'),
        ],
    ),
    ("GG302", [change(M1, ":q-title", "gov:end 41", "gov:end 40")]),
    (
        "GG302",  # Beyond the end of the file there is nothing to quote.
        [
            put(f"sources/{M1}.txt", SOURCE.rstrip("\n")),
            change(M1, f"record:{M1}", sha256(SOURCE.encode()).hexdigest(), UNENDED),
            change(M1, ":p-action-2", f"gov:end {len(SOURCE) - 1}", "gov:end 99999"),
        ],
    ),
    ("GG303", [change(M1, ":p1.1", "closed in", "closed during")]),
    ("GG303", [change(M1, ":p1.1", "closed in", "closed\\nin")]),
    ("GG304", [append(LETTER, ANOTHER_QUOTATION)]),
    ("GG305", [change(M1, ":q-december", ":p1.2", ":p1.1")]),
    ("GG306", [change(M1, ":p1.1", '"1.1"', '"1.10"')]),
    ("GG306", [change(M1, ":p1.1", '"1.1"', '"1"')]),
    ("GG306", [change(M1, ":p-action-1", '"Action 1"', '"Action 10"')]),
    ("GG306", [change(LETTER, ":row-1", '"Annex, 1"', '"Annex, 2"')]),
    ("GG400", [add("roles", "role:trustee", "a gov:Organization")]),
    ("GG401", [add("people", "person:ada-byrne", OWL_SAME_AS)]),
    (
        "GG401",
        [append("people", "gov:holder a <http://www.w3.org/2002/07/owl#FunctionalProperty> .")],
    ),
    ("GG310", [change(M1, ":statement-1", "the bridge by", "the bridges by")]),
    ("GG310", [change(M1, ":statement-1", 'dueText "by 31', 'dueText "By 31')]),
    ("GG310", [change(M1, ":statement-1", 'leadText "Council"', 'leadText "The Council"')]),
    ("GG310", [change(M1, ":statement-1", 'number "1"', 'number "3"')]),
    ("GG311", [change("people", "person:rolf-quill", "Quill", "Marsh")]),
    ("GG312", [change(M1, ":present-rolf-quill", '"Warden"', '"Head Warden"')]),
    ("GG312", [change(M1, ":present-rolf-quill", '"Captain"', '"Major"')]),
    ("GG313", [change(M1, ":item-1", '"Bridge"', '"The Bridge"')]),
    ("GG313", [change(M1, ":item-1", '"1"', '"2"')]),
    ("GG314", [change(M1, ":mention-december", ":p1.2", ":p1.1")]),
    ("GG315", [change(M3, ":event-1", "want of stone", "want of money")]),
    ("GG316", [change(M1, ":holding-noor-pike", "gov:substantive", "gov:acting")]),
]


@pytest.fixture
def parish(tmp_path: Path) -> Workspace:
    """The invented board, as a test may spoil it."""
    return made(tmp_path / "parish", PARISH)


def checked(workspace: Workspace, *names: str, show_all: bool = False) -> list[Finding]:
    """Validate files of a workspace by name."""
    paths = [workspace.data / f"{name}.ttl" for name in names]
    return validate(workspace, paths, show_all=show_all)


# Rules


def test_the_invented_board_is_sound(parish: Workspace) -> None:
    """A board that keeps every rule has no finding at all."""
    assert validate(parish) == []


@pytest.mark.parametrize(
    ("code", "spoils"), MISTAKES, ids=[f"{n}-{code}" for n, (code, _) in enumerate(MISTAKES)]
)
def test_a_mistake_breaks_its_rule_and_no_other(
    code: str, spoils: list[Spoil], tmp_path: Path
) -> None:
    """Each rule finds the smallest mistake that it is there for, and nothing else is reported."""
    board = with_mistakes(PARISH, spoils)
    findings = validate(made(tmp_path, board))
    assert codes(findings) == {code}, findings


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.code)
def test_a_rule_says_what_to_do_and_why(rule: Rule) -> None:
    """A rule has a stable code, a short name, a severity, and two plain sentences."""
    assert re.fullmatch(r"GG\d{3}", rule.code)
    assert rule.severity in {"violation", "warning", "info"}
    assert 0 < len(rule.name) <= 60
    assert not rule.name.endswith(".")
    for sentence in (rule.message, rule.reason):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
        assert not re.search(r"\b(overdue|failed|broken|ignored|late|still|excuse)\b", sentence)


def test_codes_are_unique() -> None:
    """A code names one rule."""
    found = [rule.code for rule in rules()]
    assert len(found) == len(set(found))


# Shapes


def test_shapes_use_only_terms_of_shacl() -> None:
    """A misspelt sh: term would switch a constraint off without a word."""
    from rdflib.namespace import SH

    sh = VOCABULARIES["sh"]
    used = set()
    for quad in load_shapes().store:
        terms = (quad.predicate, quad.object)
        used |= {t.value for t in terms if getattr(t, "value", "").startswith(sh)}
    assert used
    for term in used:
        assert term in SH, term


def test_shapes_use_only_terms_of_the_vocabulary() -> None:
    """A misspelt gov: term would make a shape that looks at nothing."""
    terms = vocabulary()
    gov = VOCABULARIES["gov"]
    concepts = {n.value for n in Facts(open_parish(), terms, BASE).classes if n.value}
    known = terms.classes | terms.properties | concepts
    for quad in load_shapes().store:
        value = getattr(quad.object, "value", "")
        if quad.predicate.value.endswith("select"):
            found = {gov + name for name in re.findall(r"gov:(\w+)", value)}
        else:
            found = {value} if value.startswith(gov) else set()
        assert found <= known, quad


def test_every_constraint_stands_on_a_shape_with_a_code() -> None:
    """Whatever a shape reports, it reports under a code."""
    sh = VOCABULARIES["sh"]
    shapes = load_shapes()
    grouping = {"targetClass", "targetSubjectsOf", "property", "select"}
    for quad in shapes.store:
        name = quad.predicate.value.removeprefix(sh)
        if quad.predicate.value.startswith(sh) and name not in grouping:
            subject = quad.subject.value
            on_path = name in {"inversePath", "alternativePath"}
            is_helper = subject.rpartition("#")[2].startswith("is-")
            assert on_path or is_helper or subject in shapes.rules, quad


# Rules of sh:sparql constraints whose mistakes can be made on one board.
QUERIED_NUMBERS = (
    *(12, 22, 24, 25, 41, 55, 65, 76, 79, 93, 94, 116, 117, 118, 120),
    *(147, 148, 149, 150, 165, 170, 172, 182, 183, 195),
)
QUERIED = {f"GG{number:03}" for number in QUERIED_NUMBERS}


def open_parish(*spoils: Spoil) -> Store:
    """Return the store of the invented board."""
    board = dict(PARISH)
    for spoil in spoils:
        spoil(board)
    return opened(board, BASE)


def test_both_engines_find_the_same() -> None:
    """A shape means to any SHACL engine what it means here."""
    kept = together(PARISH, [m for m in MISTAKES if m[0] in QUERIED])
    ours, theirs = by_both_engines(opened(kept, BASE), BASE)
    assert ours == theirs
    assert len(codes_of(ours)) > 15


def test_unusable_shapes_stop_the_check() -> None:
    """A shape without a message, or a code given twice, is no finding in anybody's data."""
    text = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
<x:one> dcterms:identifier "GG999" ; sh:name "One" ."""
    store = Store()
    load_turtle(store, text.encode(), "x:shapes", "shapes.ttl")
    with pytest.raises(ValidationError, match=r"GG999 .* lacks"):
        read_shapes(store)


def test_core_findings_name_their_path(tmp_path: Path) -> None:
    """A path that goes backwards is shown as SPARQL writes it."""
    board = dict(PARISH)
    drop(M1, "meeting:2040-01-10-parish", "gov:hasItem")(board)
    (finding,) = validate(made(tmp_path, board))
    assert finding.path == "^gov:hasItem"
    assert finding.node == "record:2040-01-10-minutes#item-1"
    assert finding.shape == "shapes:item-meeting"


def test_core_check_is_quiet(
    parish: Workspace, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """A literal that is not of its datatype becomes a finding and nothing is printed or logged."""
    edit(parish.data / "meetings.ttl", '"2039-12-05"^^xsd:date', '"2039-12-45"^^xsd:date')
    assert codes(validate(parish)) == {"GG071"}
    assert capfd.readouterr() == ("", "")
    assert not caplog.records


# The boards that ship


def test_the_shipped_board_has_no_violation(shipped: Workspace) -> None:
    """What ships passes its own rules.

    All that is left to say is who is listed by rank alone, and which minutes none on file agrees.
    """
    findings = validate(shipped)
    assert codes(findings) == {"GG117", "GG228"}
    assert {f.severity for f in findings} == {"info"}
    assert all(f.line and f.file and f.file.endswith("-minutes.ttl") for f in findings)


@pytest.mark.parametrize("name", ["harbour", "library"])
def test_the_other_boards_have_no_violation(name: str) -> None:
    """The rules fit boards of another kind, with their own base."""
    findings = validate(find_workspace(BOARDS / name))
    assert {f.severity for f in findings} <= {"info"}, findings


# New data


def test_a_finding_says_where(parish: Workspace) -> None:
    """A finding names the file, line and column of the value, the node and the property."""
    edit(parish.data / "organizations.ttl", "gov:headRole role:chair", "gov:headRole role:nobody")
    (finding,) = checked(parish, "organizations")
    text = (parish.data / "organizations.ttl").read_text(encoding="utf-8")
    assert finding.line == text.split("\n").index("    gov:headRole role:nobody ;") + 1
    assert finding.file == str(parish.data / "organizations.ttl")
    assert finding.node == "organization:council"
    assert finding.path == "gov:headRole"
    assert finding.value == "role:nobody"
    assert finding.code == "GG003"
    assert finding.column == len("    gov:headRole ") + 1


def test_a_finding_is_told_in_the_file_of_the_statement(tmp_path: Path) -> None:
    """What a record says of a meeting of the register is told in the record."""
    board = dict(PARISH)
    add(M1, "meeting:2040-01-10-parish", "gov:hasItem :p1.1")(board)
    (finding,) = validate(made(tmp_path, board))
    assert finding.node == "meeting:2040-01-10-parish"
    assert finding.file == str(tmp_path / "data" / M1_FILE)


def test_the_node_itself_is_no_value(tmp_path: Path) -> None:
    """Where the node as a whole is at fault, it is not repeated as the value."""
    board = dict(PARISH)
    rename("meeting:2039-12-05-parish", "meeting:december-2039")(board)
    (finding,) = validate(made(tmp_path, board))
    assert (finding.node, finding.path, finding.value) == ("meeting:december-2039", None, None)


def test_a_node_without_a_name_is_told_with_its_file(parish: Workspace) -> None:
    """Where a blank node is, is said by its file, and by no name that the engine made up."""
    path = parish.data / "topics.ttl"
    was = path.read_text(encoding="utf-8")
    path.write_text(f"{was}\n[] a gov:Topic .\n", encoding="utf-8")
    (finding,) = validate(parish)
    assert (finding.code, finding.file, finding.node) == ("GG005", str(path), None)
    assert checked(parish, "topics") == [finding]
    text = was.replace("skos:inScheme topic:scheme", "skos:inScheme [ a skos:ConceptScheme ]")
    label = '"Bridges and their repair."@en'
    path.write_text(text.replace(label, f"{label}, [], [ a gov:Topic ]"), encoding="utf-8")
    findings = validate(parish)
    assert {f.value for f in findings if f.code != "GG005"} == {"a blank node"}
    assert validate(parish) == findings


def test_new_data_is_told_of_a_nameless_node_of_its_own(parish: Workspace, tmp_path: Path) -> None:
    """A blank node on file does not hide one in new data."""
    with (parish.data / "topics.ttl").open("a", encoding="utf-8") as file:
        file.write("\n[] a gov:Topic .\n")
    new = tmp_path / "roles.ttl"
    shutil.copy(parish.data / "roles.ttl", new)
    assert validate(parish, [new]) == []
    with new.open("a", encoding="utf-8") as file:
        file.write("\n[] a gov:Role .\n")
    assert [(f.code, f.file) for f in validate(parish, [new])] == [("GG005", str(new))]


def test_each_nameless_node_has_its_own_place(parish: Workspace, tmp_path: Path) -> None:
    """Of three nodes without a name each is told where it stands."""
    new = tmp_path / "more.ttl"
    gov = "@prefix gov: <https://w3id.org/govgraph/ns#> .\n"
    new.write_text(f"{gov}[] a gov:Role .\n[] a gov:Role .\n\n _:a a gov:Role .\n")
    places = [(f.line, f.column) for f in validate(parish, [new]) if f.code == "GG005"]
    assert places == [(2, 1), (3, 1), (5, 2)]


def test_a_speaker_without_a_name_is_no_stop(tmp_path: Path) -> None:
    """Words said by a blank node are a finding, and the rest of the data is checked."""
    board = dict(PARISH)
    change(M3, ":event-1", "role:chair", "[ a gov:Role ]")(board)
    change("roles", "role:warden", '"Warden"', '"Acting Warden"')(board)
    assert codes(validate(made(tmp_path, board))) >= {"GG005", "GG096"}


@pytest.mark.parametrize(
    "text",
    [
        '# << >>\n\n<< :a :b "<<" >> gov:measure "x" .',
        '# {| |}\n\n:z a gov:Topic {| gov:measure "~" |} .',
        "# ~\n\n:z a gov:Topic ~ .",
        "# <<( )>>\n\n:z a <<( :a :b :c )>> .",
        '# ~ :r\n\n:z a gov:Topic ~ :r {| gov:measure "x" |} .',
    ],
)
def test_a_triple_term_is_told_at_its_line(text: str, parish: Workspace) -> None:
    """RDF 1.2 in data is a finding at its first mark, and the rest of the data is checked."""
    path = parish.data / "topics.ttl"
    was = path.read_text(encoding="utf-8")
    path.write_text(f"{was}\n{text}\n", encoding="utf-8")
    edit(parish.data / "roles.ttl", '"Clerk"', '"Acting Clerk"')
    found = {f.code: f for f in validate(parish)}
    assert {"GG008", "GG096"} <= set(found)
    line = path.read_text(encoding="utf-8").count("\n")
    mark = re.search(r"<<|\{\||~", text.rpartition("\n")[2])
    assert mark is not None
    expected = (str(path), line, mark.start() + 1)
    assert (found["GG008"].file, found["GG008"].line, found["GG008"].column) == expected


def test_findings_come_in_order(parish: Workspace) -> None:
    """Findings are sorted by file and line, and each stands there once."""
    edit(parish.data / "topics.ttl", "skos:inScheme topic:scheme", "skos:inScheme topic:none")
    edit(parish.data / "roles.ttl", "gov:roleIn organization:bridge-trust", "gov:roleIn role:chair")
    edit(parish.data / "roles.ttl", '"Clerk"', '"Acting Clerk"')
    findings = validate(parish)
    assert [f.code for f in findings] == ["GG096", "GG095", "GG003"]
    assert findings == validate(parish)


def test_new_data_is_checked_in_context(parish: Workspace, tmp_path: Path) -> None:
    """A record that refers to others is sound when it is checked beside them."""
    new = tmp_path / f"{M3}.ttl"
    shutil.copy(parish.data / f"{M3}.ttl", new)
    (parish.data / f"{M3}.ttl").unlink()
    edit(
        parish.data / "meetings.ttl",
        '"2040-03-20"^^xsd:date',
        '"2040-03-20"^^xsd:date ;\n    gov:knownByMention true',
    )
    # The mark in the register is out of date as soon as the minutes are there.
    findings = validate(parish, [new])
    assert [(f.code, f.file) for f in findings] == [("GG076", str(parish.data / "meetings.ttl"))]


def test_new_data_that_breaks_an_older_record_is_told_there(
    parish: Workspace, tmp_path: Path
) -> None:
    """A new version that drops what another record refers to is reported at the other record."""
    board = dict(PARISH)
    for node, start in ((f"record:{M1}", "gov:hasPassage :p-action-2"),):
        drop(M1, node, start)(board)
    text = board[f"data/{M1}.ttl"]
    new = tmp_path / M1_FILE
    new.write_text(text[: text.index("\n:p-action-2\n")], encoding="utf-8")
    findings = validate(parish, [new])
    # The source prints the action that the new version leaves out.
    assert codes(findings) == {"GG003", "GG466"}
    findings = [f for f in findings if f.code == "GG003"]
    assert {f.file for f in findings} == {str(parish.data / f"{LETTER}.ttl")}
    assert {f.value for f in findings} == {
        f"record:{M1}#action-2",
        f"record:{M1}#statement-2",
    }


def test_old_findings_are_not_repeated(parish: Workspace, tmp_path: Path) -> None:
    """What is wrong without the new data is left out, unless all is asked for."""
    edit(parish.data / "roles.ttl", '"Clerk"', '"Acting Clerk"')
    edit(parish.data / f"{M1}.ttl", 'gov:locator "1.1"', 'gov:locator "1.3"')
    new = tmp_path / M1_FILE
    text = (parish.data / M1_FILE).read_text(encoding="utf-8")
    new.write_text(f"# A line that moves all others.\n{text}", encoding="utf-8")
    assert validate(parish, [new]) == []
    assert codes(validate(parish, [new], show_all=True)) == {"GG096", "GG306"}
    edit(new, 'gov:locator "1.2"', 'gov:locator "1.4"')
    (finding,) = validate(parish, [new])
    assert (finding.code, finding.value, finding.file) == ("GG306", "1.4", str(new))


def test_a_file_on_file_that_is_named_counts_as_new(parish: Workspace) -> None:
    """Whoever edits a file in place and checks it is told what is wrong with it."""
    edit(parish.data / "roles.ttl", '"Clerk"', '"Acting Clerk"')
    assert codes(checked(parish, "roles")) == {"GG096"}
    assert checked(parish, "forums") == []
    assert codes(checked(parish, "forums", show_all=True)) == {"GG096"}


def test_a_folder_is_checked_file_by_file(parish: Workspace, tmp_path: Path) -> None:
    """Of a folder every Turtle file is new data."""
    folder = tmp_path / "new"
    folder.mkdir()
    for name in ("roles", "people"):
        shutil.copy(parish.data / f"{name}.ttl", folder)
    edit(folder / "roles.ttl", '"Clerk"', '"Acting Clerk"')
    edit(folder / "people.ttl", '"Ada Byrne"', '"Captain Ada Byrne"')
    assert [f.code for f in validate(parish, [folder])] == ["GG091", "GG096"]


def test_stdin_takes_the_place_of_the_record_that_it_declares(parish: Workspace) -> None:
    """A record on stdin replaces the one on file; other data on stdin stands beside it."""
    text = (parish.data / M1_FILE).read_text(encoding="utf-8")
    assert validate(parish, ["-"], stdin=text.encode()) == []
    spoilt = text.replace('gov:locator "1.1"', 'gov:locator "1.3"').encode()
    (finding,) = validate(parish, ["-"], stdin=spoilt)
    assert (finding.code, finding.file) == ("GG306", "-")
    loose = f"<{BASE}role/usher> a <https://w3id.org/govgraph/ns#Role> .".encode()
    assert codes(validate(parish, ["-"], stdin=loose)) == {"GG010", "GG095"}


def test_a_new_record_under_any_name_is_new_data(parish: Workspace, tmp_path: Path) -> None:
    """A file that no file on file is called like is checked all the same."""
    new = tmp_path / "draft.ttl"
    new.write_text(f"<{BASE}role/usher> a <https://w3id.org/govgraph/ns#Role> .", encoding="utf-8")
    assert codes(validate(parish, [new])) == {"GG010", "GG095"}


# Syntax


def test_a_syntax_error_is_a_finding_with_its_place(parish: Workspace) -> None:
    """A file that does not parse is told at line and column, and the others are checked."""
    edit(parish.data / "roles.ttl", '"Clerk"', '"Acting Clerk"')
    edit(
        parish.data / "people.ttl",
        'a gov:Person ;\n    skos:prefLabel "Ada',
        'a gov:Person\n    skos:prefLabel "Ada',
    )
    findings = validate(parish)
    assert [f.code for f in findings] == ["GG000", "GG096"]
    assert findings[0].file == str(parish.data / "people.ttl")
    assert (findings[0].line, findings[0].severity) == (19, "violation")
    assert findings[0].column is not None
    assert "not Turtle" in findings[0].message


def test_a_new_file_that_does_not_parse_says_only_so(parish: Workspace, tmp_path: Path) -> None:
    """What refers to a record is not reported because its new version does not parse."""
    new = tmp_path / M1_FILE
    new.write_text("@prefix : <x:> . :a :b", encoding="utf-8")
    assert [(f.code, f.file) for f in validate(parish, [new])] == [("GG000", str(new))]
    assert [(f.code, f.file) for f in validate(parish, ["-"], stdin=b":a :b")] == [("GG000", "-")]


def test_a_file_on_file_that_does_not_parse_is_old(parish: Workspace, tmp_path: Path) -> None:
    """New data is not blamed for a file on file that does not parse."""
    (parish.data / "forums.ttl").write_text("forum:parish a", encoding="utf-8")
    new = tmp_path / M1_FILE
    shutil.copy(parish.data / M1_FILE, new)
    assert validate(parish, [new]) == []
    assert codes(validate(parish, [new], show_all=True)) == {"GG000"}


# What cannot be checked


def test_a_path_that_cannot_be_read_stops_the_check(parish: Workspace, tmp_path: Path) -> None:
    """A missing file, one that is not UTF-8, an empty folder and no stdin are no findings."""
    with pytest.raises(WorkspaceError, match="No such file"):
        validate(parish, [tmp_path / "none.ttl"])
    latin = tmp_path / "latin.ttl"
    latin.write_bytes("# Zoë".encode("latin-1"))
    with pytest.raises(WorkspaceError, match="not UTF-8"):
        validate(parish, [latin])
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(ValidationError, match="no Turtle file"):
        validate(parish, [empty])
    with pytest.raises(ValidationError, match="stdin"):
        validate(parish, ["-"])


def test_two_files_of_one_name_stop_the_check(parish: Workspace, tmp_path: Path) -> None:
    """Of two new versions of one file nobody can say which is meant; one named twice is one."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        shutil.copy(parish.data / "roles.ttl", tmp_path / name)
    with pytest.raises(ValidationError, match="one would replace the other"):
        validate(parish, [tmp_path / "one", tmp_path / "two"])
    assert validate(parish, [tmp_path / "one", tmp_path / "one" / "roles.ttl"]) == []


# Sources


def test_a_misquotation_says_where_the_words_stand(tmp_path: Path) -> None:
    """Wrong offsets of words that stand once in the source are told the right ones."""
    board = dict(PARISH)
    change(M1, ":q-title", "gov:end 41", "gov:end 40")(board)
    (finding,) = validate(made(tmp_path, board))
    assert "The words stand at 15 to 41." in finding.message


def test_a_misquotation_shows_where_it_parts_from_the_source(tmp_path: Path) -> None:
    """One altered character is named by its place, with what stands there and there."""
    board = dict(PARISH)
    change(M1, ":q-title", 'gov:exact "Minutes of 10', 'gov:exact "Minutes of 18')(board)
    found = [f for f in validate(made(tmp_path, board)) if f.code == "GG302"]
    assert len(found) == 1
    assert "after 12 characters it has '0 January 20" in found[0].message
    assert "where the quotation has '8 January 20" in found[0].message


def test_windows_line_ends_keep_the_lines(tmp_path: Path) -> None:
    """A Turtle file with CRLF line ends has its findings at the same lines."""
    board = dict(PARISH)
    change(M1, ":q-title", "gov:end 41", "gov:end 40")(board)
    (plain,) = validate(made(tmp_path / "lf", board))
    name = f"data/{M1_FILE}"
    board[name] = board[name].replace("\n", "\r\n")
    (windows,) = validate(made(tmp_path / "crlf", board))
    assert plain.line == windows.line is not None


def test_offsets_count_code_points_of_the_file_as_stored(tmp_path: Path) -> None:
    """Emoji, accents and the line ends of other systems shift no quotation."""
    text = "Café ☕️ 🌉\r\n1.1 Zoë spoke.\r\n"
    start = text.index("Zoë")
    board = dict(PARISH)
    board[f"sources/{M1}.txt"] = text
    for node in (":q-title", ":p1.1"):
        assert node in board[f"data/{M1}.ttl"]
    source = Sources(made(tmp_path, board))
    read = source.text(f"{M1}.txt")
    assert read == text
    assert read[start : start + 10] == "Zoë spoke."


@pytest.mark.parametrize(
    ("locator", "before", "exact", "stands"),
    [
        ("4.3", "- 4.3. ", "The board", True),
        ("4.3", "\n\n4.3\n", "The board", True),
        ("4.3", "**4.3** ", "The board", True),
        ("4.3", "(4.3) ", "The board", True),
        ("4.3", "14.3 ", "The board", False),
        ("2.1", "2.10 ", "The board", False),
        ("2.1", "2.1.1 ", "The board", False),
        ("4.3", "4.2 ", "4.3 million", False),
        ("Action 1", "- ", "**Action 1:** to do", True),
        ("Action 1", "", "Action 13: to do", False),
        ("Annex A, 1", "", "1\tto do", True),
        ("Annex A, 1", "", "13\tto do", False),
        ("Annex A, 1", "", "| 1 | to do", True),
    ],
)
def test_a_locator_is_what_the_source_prints(
    locator: str, before: str, exact: str, stands: bool
) -> None:
    """A number counts as printed only where it is that number, at that place."""
    from govgraph.validate.sources import _stands

    assert _stands(locator, before, exact) is stands
