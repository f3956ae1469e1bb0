"""Detect a text's encoding by its byte order mark or its bytes; no character is ever replaced."""

import codecs
from typing import NamedTuple

from charset_normalizer import from_bytes

from claims.formats.files.file_limits import FileError
from claims.rules.refusal import shown

_LOOKED_AT = 65_536  # enough to tell single-byte encodings apart
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f"))
_MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CANDIDATES = {
    "cp1252": "windows-1252", "cp1250": "windows-1250", "cp1251": "windows-1251", "cp1253": "windows-1253",
    "cp1254": "windows-1254", "cp1255": "windows-1255", "cp1256": "windows-1256", "cp1257": "windows-1257",
    "koi8_r": "koi8-r", "mac_roman": "mac-roman", "shift_jis": "shift-jis", "euc_jp": "euc-jp", "euc_kr": "euc-kr",
    "gb18030": "gb18030", "big5": "big5",
}  # fmt: skip


class Encoding(NamedTuple):
    """An encoding: its name, its name in Python, and whether it was only guessed from the bytes."""

    name: str
    codec: str
    is_guessed: bool

    @property
    def errors(self) -> str:
        """Return the error handler that keeps undecodable bytes visible, so that only their rows are refused."""
        return "surrogatepass" if self.name.startswith("utf-16") else "surrogateescape"


def encoding_of(name: str, head: bytes, *, is_whole: bool, given: str | None) -> Encoding:
    """Detect the encoding of a file by its first bytes.

    UTF-8, UTF-16 and Windows-1252 are found; others must be given. Raises FileError if the bytes are none of them,
    or are not in the given encoding.
    """
    mark = next((encoding for mark, encoding in _MARKS.items() if head.startswith(mark)), None)
    if mark == "utf-32":
        raise FileError(f"{name} is UTF-32: save it as UTF-8.")
    if given is not None:
        return _checked(name, head, given, mark, is_whole)
    found = mark or _without_mark(name, head, is_whole)
    encoding = Encoding(found, _codec(found), is_guessed=mark is None and found != "utf-8")
    if found.startswith("utf-16"):
        _decode(name, head, encoding, is_whole)
    return encoding


def _checked(name: str, head: bytes, given: str, mark: str | None, is_whole: bool) -> Encoding:
    if mark is not None and not given.startswith(mark):
        raise FileError(f"{name} begins with the mark of {mark.upper()}, and is not {given}: leave its encoding out.")
    if given != "utf-8" and mark is None and _is_really_utf8(head, is_whole, is_wide=given.startswith("utf-16")):
        raise FileError(f"{name} is UTF-8, not {given}: leave its encoding out.")
    encoding = Encoding(given, _codec(given), is_guessed=False)
    _decode(name, head, encoding, is_whole)
    return encoding


def _decode(name: str, head: bytes, encoding: Encoding, is_whole: bool) -> None:
    try:
        codecs.getincrementaldecoder(encoding.codec)().decode(head, final=is_whole)
    except UnicodeError as error:
        line = head[: getattr(error, "start", 0)].count(b"\n") + 1
        raise FileError(
            f"{name} is not {encoding.name.upper()}: line {line} holds other bytes. "
            "Save it as UTF-8, or give its encoding: --encoding windows-1252."
        ) from error


def _is_really_utf8(head: bytes, is_whole: bool, *, is_wide: bool) -> bool:
    """Return whether bytes are UTF-8. Non-ASCII text of another encoding is never valid UTF-8 by chance."""
    if b"\x00" in head if is_wide else head.isascii():
        return False
    return _beyond_ascii(head, is_whole).bad == 0


def _without_mark(name: str, head: bytes, is_whole: bool) -> str:
    wide = _wide(head)
    if wide:
        return wide
    found = _beyond_ascii(head, is_whole)
    if found.bad == 0 or found.good > found.bad:  # a stray byte in UTF-8 spoils its own row
        return "utf-8"
    return _single_byte(name, head)


def _wide(head: bytes) -> str | None:
    """Detect UTF-16 without a byte order mark: half of the bytes of letters, commas and line ends are zero."""
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 10 <= len(head) // 2 or min(even, odd) * 20 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


class _Beyond(NamedTuple):
    """Counts of non-ASCII characters and of invalid bytes, if the bytes are read as UTF-8."""

    good: int
    bad: int


def _beyond_ascii(head: bytes, is_whole: bool) -> _Beyond:
    text = codecs.getincrementaldecoder("utf-8")("surrogateescape").decode(head, final=is_whole)
    if text.isascii():
        return _Beyond(0, 0)
    bad = len(text) - len(text.encode("utf-8", "ignore").decode())
    return _Beyond(len(text) - len(text.encode("ascii", "ignore")) - bad, bad)


def _single_byte(name: str, head: bytes) -> str:
    start = max(0, next(at for at, byte in enumerate(head) if byte >= 0x80) - _LOOKED_AT // 2)
    sample = head[start : start + _LOOKED_AT]
    line = head[: next(at for at, byte in enumerate(head) if byte >= 0x80)].count(b"\n") + 1
    if len(sample.translate(None, _CONTROLS)) < 0.99 * len(sample):
        raise FileError(f"{name} is binary, not text: save it as CSV, TSV, JSON or .xlsx.")
    found = from_bytes(sample, cp_isolation=list(_CANDIDATES))
    if any("cp1252" in match.could_be_from_charset for match in found) and _is_windows_1252(head):
        return "windows-1252"
    best = found.best()
    likely = _CANDIDATES.get(best.encoding) if best else None
    hint = f"it looks like {likely}: check that, and give it: --encoding {likely}" if likely else "save it as UTF-8"
    held = shown(head.splitlines()[line - 1][:60].decode("ascii", "backslashreplace"))
    raise FileError(f"{name} is not UTF-8: line {line} holds other bytes ({held}); {hint}.")


def _is_windows_1252(head: bytes) -> bool:
    return not any(byte in head for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D))


def _codec(name: str) -> str:
    return "utf-8-sig" if name == "utf-8" else name  # which reads it without a mark too
