"""``govgraph load``: the store on disk, brought in step with the records."""

from __future__ import annotations

import click

from govgraph.cli.common import Settings, examples, with_settings
from govgraph.cli.output import write_text


@click.command(
    short_help="Bring the store on disk in step with the records.",
    epilog=examples("govgraph load", "govgraph load --closure", "govgraph load --rebuild"),
)
@click.option("--closure", is_flag=True, help="Work out what follows from the records too.")
@click.option("--rebuild", is_flag=True, help="Load everything anew, whatever is on disk.")
@with_settings
@click.pass_obj
def command(settings: Settings, closure: bool, rebuild: bool) -> None:
    """Bring the store on disk in step with the records, and say what was done.

    Above a dozen records every command keeps a store in the folder .govgraph of the workspace
    and loads into it what changed; this one does it beforehand, and makes one for a smaller
    workspace too. The store holds nothing that is not in 'data': the folder can be deleted at any
    time.
    """
    from govgraph.cli.keeping import keeper
    from govgraph.prose import count

    workspace = settings.workspace()
    keeping = keeper(workspace)
    kept = keeping.closed(rebuild) if closure else keeping.records(rebuild)
    shown = workspace.shown(keeping.folder.root)
    done = [f"{count(kept.loaded, 'file')} loaded"]
    if kept.removed:
        done.append(f"{kept.removed} removed")
    write_text(f"{shown}: {count(len(kept.held.entries), 'file')}; {', '.join(done)}.\n", None)
