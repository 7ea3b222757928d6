"""What stops a file from being read at all, said to the person who chose it."""


class UnreadableFile(Exception):  # noqa: N818  (named for what the person sees, not for the mechanism)
    """Tell that a file cannot be read, in a Vietnamese sentence that says what to do next.

    `code` is one of the stable words listed in `CODES`; callers branch on it, people read `message`.
    """

    CODES = frozenset(
        {
            "empty",  # 0 bytes, or no text at all
            "too-large",  # over a limit of size, entries, pages or rows
            "wrong-type",  # the content is not what the name says, or is of no kind we read
            "encrypted",  # asks for a password
            "damaged",  # cut short or not well formed
            "dangerous",  # entity declarations, a bomb, names that leave the archive
            "scanned",  # pictures of pages without a text layer
            "needs-office",  # an old format and no LibreOffice on this machine
            "secret",  # marked MẬT, TỐI MẬT, TUYỆT MẬT or for internal circulation
            "too-slow",  # the time or memory allowed for reading ran out
        }
    )

    def __init__(self, code: str, message: str) -> None:
        if code not in self.CODES:
            raise ValueError(f"unknown code: {code}")
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type, tuple[str, str]]:
        return (type(self), (self.code, self.message))
