"""SPARQL as people write it: tokens, grammar, and why a text is no query."""
