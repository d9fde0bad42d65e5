"""The failure a person can do something about; every other exception is a bug."""

from __future__ import annotations


class UserError(Exception):
    """Shown in the message bar, beside the field, or after `error:` on standard error.

    `what` says what happened and where, `hint` what to do. Both are translated and complete.
    Nothing has been stored when it is raised, and the old value stands.
    """

    def __init__(self, what: str, hint: str = "") -> None:
        super().__init__(what if not hint else f"{what} {hint}")
        self.what = what
        self.hint = hint


class NotStoredError(UserError):
    """The disk refused: nothing of the action is stored, everything before it is."""
