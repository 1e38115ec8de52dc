"""What an invented board talks about."""

from __future__ import annotations

from typing import NamedTuple


class Subject(NamedTuple):
    """A matter that comes up.

    Attributes:
        heading: as the agenda prints it.
        topic: what it is about.
        products: what somebody can be asked for.
        unit: what is counted of it.
    """

    heading: str
    topic: str
    products: tuple[str, str, str]
    unit: str


FORUMS = {
    "roads": "Roads Committee",
    "libraries": "Libraries Committee",
    "parks": "Parks Committee",
    "finance": "Finance Committee",
}

# Topic → its label and the broader topic.
TOPICS: dict[str, tuple[str, str | None]] = {
    "services": ("Services", None),
    "transport": ("Transport", "services"),
    "roads": ("Roads", "transport"),
    "road-repairs": ("Road repairs", "roads"),
    "street-lamps": ("Street lamps", "roads"),
    "buses": ("Buses", "transport"),
    "water": ("Water", "services"),
    "drains": ("Drains", "water"),
    "flood-walls": ("Flood walls", "water"),
    "learning": ("Learning", None),
    "libraries": ("Libraries", "learning"),
    "opening-hours": ("Opening hours", "libraries"),
    "old-maps": ("Old maps", "libraries"),
    "green-places": ("Green places", None),
    "parks": ("Parks", "green-places"),
    "playgrounds": ("Playgrounds", "parks"),
    "trees": ("Trees", "green-places"),
    "money": ("Money", None),
    "budget": ("Budget", "money"),
    "fees": ("Fees", "budget"),
}

SUBJECTS = (
    Subject(
        "Road repairs",
        "road-repairs",
        ("a report on road repairs", "a map of the repaired roads", "the log of road repairs"),
        "repairs",
    ),
    Subject(
        "Street lamps",
        "street-lamps",
        ("a list of broken street lamps", "a plan for new street lamps", "the lamp counts"),
        "street lamps",
    ),
    Subject(
        "Bus timetables",
        "buses",
        ("a draft of the bus timetable", "the counts of bus passengers", "a note on late buses"),
        "buses",
    ),
    Subject(
        "Drains",
        "drains",
        (
            "a survey of the drains",
            "a plan for clearing the drains",
            "the log of blocked drains",
        ),
        "drains",
    ),
    Subject(
        "Flood walls",
        "flood-walls",
        ("drawings of the flood walls", "the gauge readings", "a note on the state of the walls"),
        "sandbags",
    ),
    Subject(
        "Opening hours",
        "opening-hours",
        ("a table of opening hours", "the counts of readers", "a proposal for late opening"),
        "readers",
    ),
    Subject(
        "Old maps",
        "old-maps",
        ("a catalogue of the old maps", "copies of the old maps", "an offer for binding the maps"),
        "maps",
    ),
    Subject(
        "Playgrounds",
        "playgrounds",
        (
            "a list of worn swings",
            "a plan for the new playground",
            "results of the swing tests",
        ),
        "swings",
    ),
    Subject(
        "Trees",
        "trees",
        ("a count of the elms", "a planting plan", "a note on the fallen trees"),
        "trees",
    ),
    Subject(
        "Fees",
        "fees",
        ("a table of fees", "the accounts of the fees", "a comparison of fees"),
        "fees",
    ),
)

# Document → its label and kind.
DOCUMENTS = {
    "register-of-risks": ("Register of risks", "documentRegister"),
    "drainage-plan": ("Drainage Plan", "documentPlan"),
    "lighting-strategy": ("Lighting Strategy", "documentStrategy"),
    "timetable-paper": ("Timetable paper", "documentPaper"),
    "readers-survey": ("Readers’ Survey", "documentSurvey"),
    "tree-code": ("Tree Code", "documentCode"),
    "annual-report": ("Annual Report", "documentReport"),
    "fees-review": ("Fees Review", "documentReview"),
    "footpath-programme": ("Footpath Programme", "documentProgramme"),
}

RISKS = ("Flooding of the lower road", "Loss of the old maps", "Shortage of lamp parts")
REASONS = ("because of the frost", "because the surveyors were away", "because a part was missing")
RANKS = ("Captain", "Doctor", "Professor")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_FIRST = """
Alda Bram Cleo Dorin Edda Falk Greta Hollis Ilka Joren Kesia Linus Maren Nils Oda Perrin
Quilla Rafe Senna Tobin Una Veit Wanda Yorick Zita Anselm Birte Corin Delia Emrys Fenja Gower
Hedda Ivo Jutta Kilian Leda Magnus Nerys Orla Pelle Romy Sorley Tamsin Ulf Verity Wilmot Ysolde
Arvid Bettina Caspar Dilys Egon Frida Gideon Hanne Isolde Jago Katrin Lorcan Mirjam Noor Osric Piet
"""
_LAST = """
Arkwell Benstead Corrow Dunmere Ellowby Farrant Gathmore Hexley Inchwood Jarrold Kestrow Larkham
Mordale Nethercote Oakenby Pellworth Quillan Rothmere Saltby Tarrowby Ullenhall Varley Wexcombe
Yarrowby Zeller Ambleby Brackhurst Cawsey Dellmore Eastrop Fennimore Goswold Harrowby Ilmere
Jessamby Kirkholt Lowmoor Marchby Norrowby Ormsdale Penhallow Quarmby Ravensby Stanmere Thornholt
Umberly Vennor Westerby Yaxholm Aldermoor Birkholt Coldmere Dunholt Elmstow Fallowby Grimholt
Hazelby Ivesdale Jocelby Kelmarsh Lindholt Millerby Northolme Overbury Pinhoe Rushmere Silverby
Tidmarsh Upwey Vowles Willowby Yealand Ashmarsh Bellmoor Crossholt Deepmere Edgeholt Frostby
Greenholt Highmarsh Islemoor
"""
FIRST, LAST = _FIRST.split(), _LAST.split()
