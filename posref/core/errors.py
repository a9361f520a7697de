"""Errors a person can do something about. Anything else is a fault of ours and reaches the crash report."""

from __future__ import annotations


class UserError(Exception):
    """Carries a message id and its values; translated where it is shown, and always says what can be done."""

    def __init__(self, message: str, **values: object) -> None:
        """Take a message id marked with `N_` and the values of its named placeholders."""
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        """The English sentence, for logs and for a program without a catalogue."""
        return self.message.format(**self.values) if self.values else self.message
