"""The commands of ``qantara``: parse, call, print. ``cli.py`` puts them together and turns errors into exit codes."""
