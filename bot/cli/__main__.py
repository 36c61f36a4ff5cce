"""`python -m bot.cli` is `movies`."""

from bot.cli import main

main()
