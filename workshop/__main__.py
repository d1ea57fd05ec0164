"""`python -m workshop` is `maker`."""

from workshop.cli import main

main(prog_name="maker")
