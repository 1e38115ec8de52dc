"""The reference pages: a static site made from the ontology, the queries and the rules."""
