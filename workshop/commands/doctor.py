"""`maker doctor`: what this machine is, what works, and what to do about the rest."""

import json
from dataclasses import asdict

import click

from workshop.finding import Finding, Status
from workshop.health import examine
from workshop.machine import Machine, look_around

SIGNS = {
    Status.WORKS: ("✓", "green"),
    Status.NOTICE: ("!", "yellow"),
    Status.BROKEN: ("✗", "red"),
    Status.NOT_HERE: ("·", "dim"),
}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print it for a program to read.")
@click.pass_context
def command(ctx: click.Context, as_json: bool) -> None:
    """Say what works on this machine, and what to do about each thing that does not.

    Ends with 1 when something is broken. What only a Raspberry Pi has is not broken on a laptop.
    """
    machine = look_around()
    findings = examine(machine)
    if as_json:
        click.echo(json.dumps(as_data(machine, findings), indent=2, ensure_ascii=False))
    else:
        show(findings)
    ctx.exit(0 if is_healthy(findings) else 1)


def is_healthy(findings: list[Finding]) -> bool:
    """Tell whether nothing is broken."""
    return all(finding.status is not Status.BROKEN for finding in findings)


def as_data(machine: Machine, findings: list[Finding]) -> dict[str, object]:
    """Return the facts and what they mean as plain data."""
    facts = asdict(machine)
    for name in ("groups", "groups_at_next_login"):
        facts[name] = sorted(facts[name])
    told = [{**asdict(finding), "status": finding.status.value} for finding in findings]
    return {"is_healthy": is_healthy(findings), "findings": told, "machine": facts}


def show(findings: list[Finding]) -> None:
    """Draw a table, and end with one sentence."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, padding=(0, 1))
    for finding in findings:
        sign, style = SIGNS[finding.status]
        says = Text(finding.says, style="dim" if finding.status is Status.NOT_HERE else "")
        if finding.to_do:
            says.append(f"\n→ {finding.to_do}", style="bold")
        table.add_row(Text(sign, style=style), finding.about, says)
    console = Console()
    console.print(table)
    console.print(conclusion(findings), style="bold", highlight=False)


def conclusion(findings: list[Finding]) -> str:
    """Return the one sentence to take away."""
    broken = [finding.about for finding in findings if finding.status is Status.BROKEN]
    if broken:
        return f"Broken: {', '.join(broken)}. The lines with → say what to do."
    return "Nothing is broken."
