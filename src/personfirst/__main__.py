"""`python -m personfirst`, for where the command is not on the path."""

from personfirst.cli import main

main()
