"""`python -m tiesmap` is the `tiesmap` command."""

from tiesmap.cli import main

main(prog_name="tiesmap")
