"""Known mistakes about roles, ranks and who held what."""

from __future__ import annotations

from tests.known_mistakes import (
    AUGUST,
    FEBRUARY,
    JUNE,
    LETTER,
    OCTOBER,
    Known,
    node,
)
from tests.mistakes import add, append, change, drop

HOUSE = ":holding-stephen-house-mps-commissioner"
OWENS = ":holding-lynne-owens-mps-deputy-commissioner"
LUCHFORD = ":holding-diana-luchford-mopac-chief-executive"


def holding(person: str, role: str, day: str, words: str) -> str:
    """Return a holding that no record attests."""
    return node(
        f":holding-{person}-{role}-again",
        "RoleHolding",
        f"gov:holder person:{person}",
        f"gov:heldRole role:{role}",
        "gov:holdingMode gov:substantive",
        f'gov:attestedOn "{day}"^^xsd:date',
        f"gov:evidence {words}",
    )


def role(name: str, label: str, organization: str = "mps") -> str:
    """Return a role that is none."""
    labelled = f'skos:prefLabel "{label}"@en'
    return node(f"role:{name}", "Role", labelled, f"gov:roleIn organization:{organization}")


KNOWN: list[Known] = [
    (
        1,
        "a day on which the holding ended, from elsewhere",
        [add(LETTER, HOUSE, 'gov:validUntil "2022-09-12"^^xsd:date')],
        [f"GG423 {HOUSE}"],
    ),
    (
        1,
        "the gap between two holders closed with a day that no record attests",
        [
            append(
                OCTOBER,
                holding("mark-rowley", "mps-commissioner", "2022-09-12", ":q-apology-mark-rowley"),
            )
        ],
        ["who-held 2022-09-12", "role-holders 2022-09-12"],
    ),
    (
        1,
        "the last attested day moved to the eve of the next holder",
        [change(LETTER, HOUSE, "2022-07-20", "2022-09-11")],
        ["who-held 2022-09-11", "role-holders 2022-09-11"],
    ),
    (
        2,
        "acting as a role of its own",
        [
            append("roles", role("mps-acting-commissioner", "Acting Commissioner")),
            change(JUNE, HOUSE, "role:mps-commissioner", "role:mps-acting-commissioner"),
        ],
        ["GG096 role:mps-acting-commissioner", "role-holders Acting Commissioner"],
    ),
    (2, "a mode left out", [drop(JUNE, HOUSE, "gov:holdingMode")], [f"GG102 {HOUSE}"]),
    (
        2,
        "acting taken for substantive",
        [change(JUNE, HOUSE, "gov:acting", "gov:substantive")],
        ["GG119 :present-stephen-house", "role-holders Stephen House"],
    ),
    (
        2,
        "the acting addressee of a letter taken for substantive",
        [change(LETTER, HOUSE, "gov:acting", "gov:substantive")],
        ["role-holders 2022-07-20-letter"],
    ),
    (
        2,
        "interim taken for substantive",
        [
            change(
                AUGUST,
                ":holding-lisa-kitto-mopac-chief-financial-officer",
                "gov:interim",
                "gov:substantive",
            )
        ],
        ["GG119 :present-lisa-kitto", "role-holders Lisa Kitto"],
    ),
    (
        3,
        "a rank as a role",
        [
            append("roles", role("mps-commander", "Commander")),
            append(
                JUNE,
                holding("jane-connors", "mps-commander", "2022-06-24", ":q-present-jane-connors"),
            ),
            add(
                JUNE,
                ":present-jane-connors",
                "gov:inCapacityOf :holding-jane-connors-mps-commander-again",
            ),
        ],
        ["role-holders Jane Connors"],
    ),
    (
        3,
        "an earlier rank carried over",
        [change(AUGUST, ":present-alexis-boon", '"Deputy Assistant Commissioner"', '"Commander"')],
        ["GG312 :present-alexis-boon", "rank-changes Alexis Boon", "attendance Alexis Boon"],
    ),
    (
        3,
        "a rank spelt out that the list abbreviates",
        [change(OCTOBER, ":present-jane-connors", '"DAC"', '"Deputy Assistant Commissioner"')],
        ["GG312 :present-jane-connors", "rank-changes Jane Connors"],
    ),
    (
        3,
        "the Deputy Commissioner taken for the Commissioner",
        [change(FEBRUARY, OWENS, "role:mps-deputy-commissioner", "role:mps-commissioner")],
        ["role-holders Lynne Owens"],
    ),
    (
        6,
        "an office of her own taken for the body that the list has her under",
        [
            change(
                "roles",
                "role:victims-commissioner-for-london",
                "organization:victims-commissioners-office",
                "organization:mopac",
            )
        ],
        [
            "role-holders Claire Waxman",
            "owners Victims' Commissioner's office",
            "actions 2022-10-14/4",
        ],
    ),
    (
        6,
        "the listed side replaced by the office of her own",
        [
            change(
                OCTOBER,
                ":present-claire-waxman",
                "organization:mopac",
                "organization:victims-commissioners-office",
            )
        ],
        ["attendance Claire Waxman"],
    ),
    (
        7,
        "a changed label taken for another post",
        [
            append(
                "roles",
                role("mopac-chief-executive-officer", "Chief Executive Officer", "mopac"),
            ),
            change(
                AUGUST,
                LUCHFORD,
                "role:mopac-chief-executive",
                "role:mopac-chief-executive-officer",
            ),
        ],
        ["role-holders Chief Executive Officer"],
    ),
]
