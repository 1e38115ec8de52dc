"""Tab completion in bash, where a word ends at ``=`` and a value may hold spaces.

click splits the line as bash does, so that ``-p owner=M`` reaches it as three words, and hands
values back as they are. Here the line itself is read, and what goes back is the rest of the word
from where bash puts it, with what bash would take for a mark escaped.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from typing import Any

import click
from click.shell_completion import (
    BashComplete,
    CompletionItem,
    add_completion_class,
    get_completion_class,
    split_arg_string,
)

VARIABLE = "_GOVGRAPH_COMPLETE"
# What bash would take for a mark: in no quotes, and in those that are open.
_MARKS = {
    "": re.compile(r"([^\w@%+=:,./-])"),
    '"': re.compile(r"([\"$`\\])"),
    "'": re.compile(r"(')"),
}
_ESCAPES = {"": r"\\\1", '"': r"\\\1", "'": r"'\\\1'"}
_SCRIPT = """\
%(complete_func)s() {
    local response type value
    response=$(env COMP_LINE="${COMP_LINE:0:COMP_POINT}" COMP_WORDBREAKS="$COMP_WORDBREAKS" \\
        %(complete_var)s=bash_complete "$1" 2>/dev/null)
    COMPREPLY=()
    while IFS=, read -r type value; do
        case $type in
            dir) compopt -o dirnames ;;
            file) compopt -o default ;;
            plain) COMPREPLY+=("$value") ;;
        esac
    done <<< "$response"
    # The name of a parameter goes on with its value.
    [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]] && compopt -o nospace
    return 0
}

complete -o nosort -F %(complete_func)s %(prog_name)s
"""


class _Bash(BashComplete):
    source_template = _SCRIPT

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one that is typed, and that one."""
        if "COMP_LINE" not in os.environ:
            return super().get_completion_args()
        # A mark at the end tells a word that is begun from the space behind the last.
        words = split_arg_string(f"{os.environ['COMP_LINE']}x")
        return words[1:-1], words[-1][:-1]

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Return the rest of a word from the place at which bash puts it."""
        if "COMP_LINE" not in os.environ:
            return super().format_completion(item)
        typed, quote = _word_before(os.environ["COMP_LINE"], os.environ["COMP_WORDBREAKS"])
        value = str(item.value)
        # Behind --option= click leaves the option out of the value.
        ends = (typed[i:] for i in range(len(typed) + 1))
        rest = value.removeprefix(next(end for end in ends if value.startswith(end)))
        return f"{item.type},{_MARKS[quote].sub(_ESCAPES[quote], rest)}"


def _word_before(line: str, breaks: str) -> tuple[str, str]:
    """Return what of the word that is typed bash leaves alone, and the quote that is open."""
    start = word = at = 0
    quote = ""
    while at < len(line):
        sign = line[at]
        if quote:
            quote = "" if sign == quote else quote
        elif sign == "\\":
            at += 1
        elif sign in "'\"":
            quote, start = sign, at + 1
        elif sign in breaks:
            start = at + 1
            word = start if sign.isspace() else word
        at += 1
    typed = line[word : start - 1] if quote else line[word:start]
    return "".join(split_arg_string(typed)), quote


def script(shell: str, cli: click.Command) -> str:
    """Return the script that makes a shell ask for completions."""
    add_completion_class(_Bash, "bash")
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"no completion is known for '{shell}'.")
    return found(cli, {}, "govgraph", VARIABLE).source()


def complete(cli: click.Command, settings: object) -> int:
    """Answer a shell that asks for completions; a fault is silent, for the line is being typed."""
    add_completion_class(_Bash, "bash")
    with suppress(Exception):
        cli.main([], prog_name="govgraph", standalone_mode=False, obj=settings)
    return 1
