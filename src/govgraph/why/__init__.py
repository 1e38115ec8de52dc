"""Why a fact holds, in plain sentences: its proof, with the words of the records beneath."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import BlankNode, NamedNode, Store, Triple

from govgraph.infer import Closure
from govgraph.infer.axioms import OWL, items
from govgraph.infer.proofs import Proof, Prover
from govgraph.infer.rules import TYPE, Fact, Rule
from govgraph.model import Term
from govgraph.names import RDF_TYPE, VOCABULARIES
from govgraph.prose import capitalised
from govgraph.why.grounds import Files, Ground, Grounds
from govgraph.why.wording import Wording, a_or_an
from govgraph.workspace import Workspace

__all__ = ["Contradiction", "Explainer", "Reason"]

_RDFS = VOCABULARIES["rdfs"]
# The property of the axiom behind a rule.
_AXIOMS = {
    "cax-sco": _RDFS + "subClassOf",
    "prp-spo1": _RDFS + "subPropertyOf",
    "prp-dom": _RDFS + "domain",
    "prp-rng": _RDFS + "range",
    "prp-inv1": OWL + "inverseOf",
    "prp-inv2": OWL + "inverseOf",
    "prp-spo2": OWL + "propertyChainAxiom",
}


class Reason(NamedTuple):
    """Why one statement holds.

    Attributes:
        sentence: the statement in plain words.
        fact: the statement by number, which tells two apart whose terms have no name.
        curies: its subject, predicate and object as CURIEs.
        rule: the OWL 2 RL rule that gives it, or None where it is asserted.
        principle: the rule's axiom in plain words, or None.
        axiom: file and line of the axiom, or None.
        premises: why the rule's premises hold.
        ground: what it rests on, where it is asserted; else None.
    """

    sentence: str
    fact: Fact
    curies: tuple[str, str, str]
    rule: str | None
    principle: str | None
    axiom: str | None
    premises: tuple[Reason, ...]
    ground: Ground | None


class Contradiction(NamedTuple):
    """Statements that cannot all be true, and why each of them holds.

    Attributes:
        sentence: what is the matter, in plain words.
        rule: the OWL 2 RL rule that finds it.
        axiom: file and line of what is contradicted, or None.
        reasons: why the statements hold.
    """

    sentence: str
    rule: str
    axiom: str | None
    reasons: tuple[Reason, ...]


class Explainer:
    """Explains facts of a closure.

    Args:
        workspace: where the data is.
        store: the data, without what follows from it.
        closure: what follows.
        ontology: the files of the ontology.
        names: names of things that go before their labels, by IRI.
    """

    def __init__(
        self,
        workspace: Workspace,
        store: Store,
        closure: Closure,
        ontology: tuple[Path, ...],
        names: Mapping[str, str],
    ) -> None:
        self._closure = closure
        self._files = Files(workspace, ontology, closure.ontology)
        self._grounds = Grounds(store, self._files)
        self._prover = Prover(closure, self._is_reading)
        self.wording = Wording(store, closure.ontology, workspace.base, names)

    def why(self, subject: Term, predicate: Term, value: Term) -> Reason | None:
        """Return why a statement holds, or None where no rule gives it."""
        fact = self._closure.fact(subject, predicate, value)
        proof = None if fact is None else self._prover.prove(fact)
        return None if proof is None else self._reason(proof)

    def misfits(self, subject: Term, predicate: Term, value: Term) -> list[str]:
        """Return sentences on why a statement cannot hold as asked: a thing of another kind."""
        say, terms = self.wording, self._closure.terms
        found = []
        for name, node in (("prp-dom", subject), ("prp-rng", value)):
            for cls in self._closure.classes(predicate, name):
                fact = self._closure.fact(node, NamedNode(RDF_TYPE), terms.list[cls])
                if fact is None:
                    side = "said of" if name == "prp-dom" else "leads to"
                    verb = f"is {side}" if name == "prp-dom" else side
                    kind = a_or_an(say.term(terms.list[cls]))
                    found.append(
                        f"'{say.term(predicate)}' {verb} {kind}, and {say.thing(node)} is none."
                    )
        return found

    def _is_reading(self, fact: Fact) -> bool:
        # A literal as a subject is never asserted.
        return self._grounds.ground(self._closure.triple(fact)).kind == "reading"

    def contradictions(self) -> list[Contradiction]:
        """Return the contradictions of the data with the ontology."""
        found = []
        for clash in self._closure.clashes():
            proofs = [self._prover.prove(fact) for fact in clash.facts]
            reasons = tuple(self._reason(p) for p in proofs if p is not None)
            axiom = self._place(self._closure.triple(clash.axiom))
            sentence = self._contrary(clash.facts, clash.axiom)
            found.append(Contradiction(sentence, clash.rule, axiom, reasons))
        return found

    def _contrary(self, facts: tuple[Fact, ...], axiom: Fact) -> str:
        names, say = self._closure.terms.list, self.wording
        if len(facts) == 2:
            one, other = (a_or_an(say.term(names[fact[2]])) for fact in facts)
            thing = say.thing(names[facts[0][0]])
            return f"{capitalised(thing)} is both {one} and {other}, and nothing can be both."
        sentence = say.sentence(self._closure.said(facts[0]))
        if facts[0][1] == TYPE:
            return f"{sentence} Nothing is of that class."
        value = say.curie(names[facts[0][2]])
        return f"{sentence} The value {value} is no {say.curie(names[axiom[2]])}."

    def _reason(self, proof: Proof) -> Reason:
        """Put a proof into words, from its leaves up: it may be as deep as a thread is long."""
        done: dict[Fact, Reason] = {}
        waiting = [proof]
        while waiting:
            part = waiting[-1]
            missing = [p for p in part.premises if p.fact not in done]
            if missing:
                waiting.extend(missing)
            else:
                waiting.pop()
                premises = tuple(done[p.fact] for p in part.premises)
                done[part.fact] = self._worded(part, premises, part is proof)
        return done[proof.fact]

    def _worded(self, proof: Proof, premises: tuple[Reason, ...], full: bool) -> Reason:
        said, rule = self._closure.said(proof.fact), proof.rule
        subject, predicate, value = (self.wording.curie(term) for term in said)
        return Reason(
            self.wording.sentence(said, full),
            proof.fact,
            (subject, predicate, value),
            None if rule is None else rule.name,
            None if rule is None else self.wording.rule(rule, self._closure.terms),
            None if rule is None else self._place(self._axiom(rule)),
            premises,
            self._grounds.ground(self._closure.triple(proof.fact)) if rule is None else None,
        )

    def _place(self, axiom: Triple) -> str | None:
        file, line, _ = self._files.axiom(axiom)
        return None if file is None else file if line is None else f"{file}:{line}"

    def _list_of(self, rule: Rule, head: NamedNode | BlankNode) -> Term:
        """Return the node of the ontology's list that has the chain of a rule."""
        chain = [atom.predicate for atom in rule.body]
        terms, facts = self._closure.terms, self._closure.asserted
        quads = self._closure.ontology.quads_for_pattern(head, NamedNode(_AXIOMS[rule.name]), None)
        found = (q.object for q in quads if items(terms, facts, terms.number(q.object)) == chain)
        return next(found, head)

    def _axiom(self, rule: Rule) -> Triple:
        """Return the statement of the ontology that a rule comes from."""
        names = self._closure.terms.list
        atoms = (rule.body[0], rule.head)
        first, last = (names[a.object if a.predicate == TYPE else a.predicate] for a in atoms)
        if rule.name in ("prp-inv2", "prp-spo2", "prp-trp"):
            first, last = last, first
        assert isinstance(first, NamedNode | BlankNode)
        if rule.name == "prp-spo2":
            return Triple(first, NamedNode(_AXIOMS[rule.name]), self._list_of(rule, first))
        if rule.name == "prp-trp":
            return Triple(first, NamedNode(RDF_TYPE), NamedNode(OWL + "TransitiveProperty"))
        return Triple(first, NamedNode(_AXIOMS[rule.name]), last)
