"""`maker arduino`: what builds, simulates and uploads sketches here, and which boards are there."""

import click


@click.command()
@click.pass_context
def command(ctx: click.Context) -> None:
    """Show what builds, simulates and uploads sketches here, and what is missing.

    `./maker arduino` installs what is missing where apt has it and lets us. Ends with 1 when
    sketches cannot be built and simulated.
    """
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from workshop.arduino_tools import look_for_tools

    tools = look_for_tools()
    table = Table(box=None, show_header=False, padding=(0, 1))
    for tool in tools:
        style = "green" if tool.is_there else "red" if tool.to_do else "dim"
        says = Text(tool.says)
        if tool.to_do:
            says.append(f"\n→ {tool.to_do}", style="bold")
        table.add_row(Text("✓" if tool.is_there else "✗", style=style), tool.does, says)
    for board in _boards():
        table.add_row("·", "board", board)
    Console().print(table, highlight=False)
    needed = {"builds", "simulates"}
    ctx.exit(0 if needed <= {tool.does for tool in tools if tool.is_there} else 1)


def _boards() -> list[str]:
    """Say in one line each what is plugged in; `maker ports` says more."""
    from workshop.commands.ports import look

    rows, _ = look()
    found = [f"{row.board} at {row.port}: {row.state}" for row in rows]
    return found or ["none is plugged in; `maker ports` says what may be wrong if one is"]
