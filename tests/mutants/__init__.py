"""Mutation testing of the rules: is every slip in the data noticed?

The records are changed in one place at a time, in every way in which people slip, and checked
again. ``python -m tests.mutants`` makes all mutants; ``tests/test_mutants.py`` makes a few.
"""
