"""The secretary's desk: what was on file on a day, and how each action stood then."""
