"""The base exception of the rules for invalid values."""


class RefusedError(ValueError):
    """Raised for an invalid value; it has the value, the problem and the remedy.

    `field` is the name of the argument at fault where a rule takes several, else empty.
    `str()` of it is one line of printable text, whatever the value held.
    """

    def __init__(self, value: object, problem: str, remedy: str, field: str = "") -> None:
        super().__init__(value, problem, remedy, field)
        self.value = value
        self.problem = problem
        self.remedy = remedy
        self.field = field

    def __str__(self) -> str:
        start = f"{self.field}: " if self.field else ""
        return f"{start}{shown(self.value)} {self.problem}; {self.remedy}"


def shown(value: object, limit: int = 100) -> str:
    """Quote a value for an error message: printable, encodable as UTF-8, cut after `limit` characters."""
    text = value if isinstance(value, str) else str(value)
    quoted = repr(text[:limit])
    return quoted if len(text) <= limit else f"{quoted}…"
