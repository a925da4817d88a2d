"""The one kind of error that a user reads."""

DAMAGED = "损坏"  # every sentence about a damaged file has the word; those about a locked or a newer one have not
NEWER = "更新版本"  # likewise every sentence about a file that a later program made


class Refused(Exception):
    """What was asked cannot be done; the message is one plain Chinese sentence that says what to do instead.

    ``field`` names the entry that caused it, so that a form can put the cursor there.
    """

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
