"""The forms of report of ``govgraph validate``: one a file, found by being here."""
