"""What the minutes of an invented meeting hold besides actions."""

from __future__ import annotations

from benchmarks.invented.cast import BODIES, SEATS
from benchmarks.invented.paper import LINKS, SAID, STATED, Stretch, label, literal, reading
from benchmarks.invented.sitting import Sitting
from benchmarks.invented.state import Decided
from benchmarks.invented.words import DOCUMENTS, MONTHS, REASONS, RISKS

_QUALIFIERS = {
    "exactly": "",
    "justUnder": "just under ",
    "about": "about ",
    "atLeast": "at least ",
    "atMost": "up to ",
}
_DECISIONS = {
    "agreement": "It was agreed that a visit would be made to see the {matter}.",
    "request": "The {chair} asked {body} for an estimate for the {matter}.",
    "undertaking": "The {seat} undertook to look into the {matter}.",
    "invitation": "The {chair} invited {body} to show the {matter} to the committee.",
    "concern": "The {seat} was worried about the {matter}.",
}


def _number(sitting: Sitting) -> tuple[str, str, str]:
    """Return a number, the words before it and their comparator."""
    comparator = tuple(_QUALIFIERS)[sitting.index // 2 % len(_QUALIFIERS)]
    value = str(sitting.rng.randint(20, 90))
    return value, _QUALIFIERS[comparator], f"gov:comparator gov:{comparator}"


def measured(sitting: Sitting) -> None:
    """Print a measurement and its target."""
    value, words, comparator = _number(sitting)
    unit, seat = sitting.about.unit, sitting.speaker()
    month = (sitting.day.month - 2) % 12
    year = sitting.day.year - (sitting.day.month == 1)
    goal = str(int(value) + sitting.rng.randint(1, 9))
    told = sitting.paragraph(
        f"The {seat.label} said that {words}{value} {unit} had been counted in {MONTHS[month]} "
        f"{year}, against a target of {goal}."
    )
    sitting.paper.node(
        SAID,
        ":observation",
        "a gov:Observation",
        f"gov:measure {literal(f'{unit} counted')}",
        f'gov:value "{value}"',
        comparator,
        f"gov:unit {literal(unit)}",
        f'gov:asOf "{year}-{month + 1:02}"^^xsd:gYearMonth',
        f'gov:asOfText "{MONTHS[month]} {year}"',
        "gov:hasTarget :target",
        f"gov:attributedTo role:{seat.name}",
        f"gov:inPassage :{told.name}",
        f"gov:evidence :{told.name}",
    )
    sitting.paper.node(
        SAID,
        ":target",
        "a gov:Target",
        f'gov:value "{goal}"',
        f"gov:unit {literal(unit)}",
        f"gov:evidence :{told.name}",
    )


def figure(sitting: Sitting) -> None:
    """Print a number that measures nothing."""
    value, words, comparator = _number(sitting)
    told = sitting.paragraph(f"A visit would take {words}{value} minutes.")
    sitting.paper.node(
        SAID,
        ":figure",
        "a gov:Figure",
        'gov:measure "minutes that a visit would take"',
        f'gov:value "{value}"',
        comparator,
        'gov:unit "minutes"',
        f"gov:inPassage :{told.name}",
        f"gov:evidence :{told.name}",
    )


def mention(
    sitting: Sitting, name: str, thing: str, passage: Stretch, words: Stretch, *how: str
) -> None:
    """Say that a passage mentions a thing; by default the record does."""
    sitting.paper.node(
        SAID,
        f":mention-{name}",
        "a gov:Mention",
        f"gov:mentions {thing}",
        f"gov:inPassage :{passage.name}",
        *(how or STATED),
        f"gov:evidence :{words.name}",
    )


def paper_noted(sitting: Sitting) -> None:
    """Print that a document was noted."""
    names = tuple(DOCUMENTS)
    name = names[sitting.index // 2 % len(names)]
    title = DOCUMENTS[name][0]
    told = sitting.paragraph(f"The {title} was noted. The {sitting.speaker().label} had a copy.")
    words = sitting.paper.part("document", told, f"The {title} was noted.")
    mention(sitting, "document", f"document:{name}", told, words)
    sitting.memory.documents.add(name)


def risk(sitting: Sitting) -> None:
    """Print how a risk stands in the register."""
    name = sitting.rng.choice(RISKS)
    gone = sitting.index // 5 % 2 == 1
    reason = sitting.rng.choice(REASONS)
    words = "no longer in the Register of risks" if gone else "in the Register of risks"
    told = sitting.paragraph(f"{name} was {words}, {reason}.")
    mention(sitting, "register", "document:register-of-risks", told, told)
    sitting.memory.documents.add("register-of-risks")
    sitting.paper.node(
        SAID,
        ":risk",
        "a gov:Risk",
        label(name),
        "gov:inRegister document:register-of-risks",
        f"gov:registerStatus gov:{'off' if gone else 'on'}Register",
        f"gov:reasonText {literal(reason)}",
        f"gov:inPassage :{told.name}",
        f"gov:evidence :{told.name}",
    )


def taken(sitting: Sitting) -> None:
    """Print a decision without a number; now and then it takes an earlier one up."""
    kind = tuple(_DECISIONS)[sitting.index % len(_DECISIONS)]
    seat, body = sitting.speaker(), sitting.rng.choice(tuple(BODIES))
    matter = sitting.heading.lower()
    template, chair = _DECISIONS[kind], SEATS[0]
    words = template.format(
        matter=matter, seat=seat.label, chair=chair.label, body=BODIES[body].short
    )
    told = sitting.paragraph(words)
    to = [f"gov:addressedTo organization:{body}"] if "{body}" in template else []
    speaker = seat if "{seat}" in template else chair if "{chair}" in template else None
    by = [f"gov:attributedTo role:{speaker.name}"] if speaker else []
    sitting.paper.node(
        SAID,
        ":decision",
        "a gov:Decision",
        label(f"{kind.capitalize()} on {matter}"),
        f"gov:decisionKind gov:{kind}",
        *to,
        *by,
        f"gov:inPassage :{told.name}",
        f"gov:evidence :{told.name}",
    )
    before = sitting.series.decided
    if before is not None and sitting.index % 7 < 2:
        earlier = sitting.paper.cite(before.stem, before.name)
        sitting.paper.node(
            LINKS,
            ":continuation",
            "a gov:Continuation",
            f"gov:continuationOf {earlier}",
            "gov:continuedBy :decision",
            *reading("The committee comes back to a decision of its last meeting.", "possible"),
            f"gov:evidence {sitting.paper.cite(before.stem, before.quotation)}",
            f"gov:evidence :{told.name}",
        )
    sitting.series.decided = Decided(sitting.paper.stem, "decision", sitting.about, told.name)
