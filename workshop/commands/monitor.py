"""`maker monitor`: see what a board says, and say something to it."""

import sys

import click

BAUD = 115_200


@click.command(epilog="Exit code: 0 ended by Ctrl-C or --for, 1 unplugged (--raw), 2 wrong use.")
@click.option("--port", metavar="PORT", help="Where the board is; by default it is found.")
@click.option("--baud", type=click.IntRange(min=50), metavar="N", help=f"Default: {BAUD}.")
@click.option("--raw", is_flag=True, help="Hand on the bytes as they come.")
@click.option("--hide", multiple=True, metavar="NAME", help="Do not show messages of this name.")
@click.option("--only", multiple=True, metavar="NAME", help="Show only messages of this name.")
@click.option("--all", "every_line", is_flag=True, help="Show all telemetry, however quick.")
@click.option("--for", "for_s", type=click.FloatRange(min=0), metavar="SECONDS", help="End then.")
def command(
    *,
    port: str | None,
    baud: int | None,
    raw: bool,
    hide: tuple[str, ...],
    only: tuple[str, ...],
    every_line: bool,
    for_s: float | None,
) -> None:
    r"""Show what the board says, line by line: messages of the kit decoded, other text as it is.

    In a terminal telemetry of one name is shown twice a second at most; a pipe gets every line.
    What you type is sent with Enter. A line that begins with a message's name gets its checksum
    by itself: `DRV 0 0`, `GET SONAR`, `HELLO`; `/help` lists them. All else goes as it is. The
    monitor goes on when the cable was out. Opening the port restarts an Uno. Ctrl-C ends.

    \b
    maker monitor
    maker monitor --port /dev/ttyUSB0 --baud 9600
    maker monitor --hide WHEEL --hide RANGE
    maker monitor --for 10 > lines.txt
    maker monitor --raw --for 10 > bytes.bin
    """
    from workshop.monitor.loop import Monitor, run_raw
    from workshop.monitor.screen import make_screen, statistics_line

    try:
        if raw:
            run_raw(port, baud=baud or BAUD, for_s=for_s, out=sys.stdout.buffer)
            return
        screen = make_screen()
        monitor = Monitor(
            screen,
            port,
            baud=baud or BAUD,
            may_change_speed=baud is None,
            hide=[name.upper() for name in hide],
            only=[name.upper() for name in only],
            every_line=every_line or not screen.is_for_eyes,
            for_s=for_s,
        )
    except KeyboardInterrupt:
        return
    try:
        with screen:
            monitor.run()
    except KeyboardInterrupt:
        pass
    click.echo(statistics_line(monitor.reading), err=True)
