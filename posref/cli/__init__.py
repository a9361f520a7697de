"""The command line: one file per command, plain text or JSON, the exit statuses of the contract."""

from posref.cli.tree import run_command

__all__ = ["run_command"]
