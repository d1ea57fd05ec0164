"""`python -m workshop` is `maker`, and `maker` begins here."""

import signal


def main() -> None:
    """Run the command; a Ctrl-C before it can answer one ends it without a traceback."""
    has_default = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if has_default:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from workshop.cli import main as command

    if has_default:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    command(prog_name="maker")


if __name__ == "__main__":
    main()
