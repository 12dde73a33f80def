"""`python -m pipeline.cli` is `zhengce`."""

from pipeline.cli import main

main(prog_name="zhengce")
