"""`maker protocol`: write C++, Python and PROTOCOL.md from the table of messages."""

import click

from workshop.kit_folder import part_of_the_kit
from workshop.protocol.files import TABLE, differing, write_files


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; end with 1 if a file differs.")
@click.pass_context
def command(ctx: click.Context, check: bool) -> None:
    """Write from firmware/protocol.toml what host and board are built with.

    These are the C++ headers, the Python messages and firmware/PROTOCOL.md.
    """
    kit = part_of_the_kit(TABLE.as_posix()).parent.parent
    changed = differing(kit) if check else write_files(kit)
    for path in changed:
        click.echo(f"{'differs' if check else 'wrote'} {path.as_posix()}")
    if check and changed:
        click.echo(f"They are not as {TABLE.as_posix()} says. Type: ./maker protocol")
        ctx.exit(1)
    if not changed:
        click.echo(f"All is as {TABLE.as_posix()} says.")
