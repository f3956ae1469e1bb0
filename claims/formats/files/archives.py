"""Read gzip files and zip archives without unpacking them to disk."""

import gzip
import io
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from claims.formats.files.file_content import BLOCK, DAMAGE, Content, Readable
from claims.formats.files.file_limits import FileError, Limits
from claims.rules.refusal import shown

_MOST_MEMBERS = 10_000
_MOST_SHOWN = 20
_IS_ENCRYPTED = 0x1
_KINDS = {
    b"\x1f\x8b": "gzip",
    b"PK\x03\x04": "zip",
    b"PK\x05\x06": "zip",  # an archive of nothing
}
_OTHERS = {
    b"BZh": "bzip2: unpack it, or pack it as .gz or .zip",
    b"\xfd7zXZ": "xz: unpack it, or pack it as .gz or .zip",
    b"\x28\xb5\x2f\xfd": "zstd: unpack it, or pack it as .gz or .zip",
    b"7z\xbc\xaf": "a 7z archive: unpack it, or pack it as .gz or .zip",
    b"Rar!": "a rar archive: unpack it, or pack it as .gz or .zip",
    b"\xd0\xcf\x11\xe0": "an old Excel file, or one with a password: save it as .xlsx without a password",
    b"%PDF": "a PDF: save its table as .xlsx or CSV",
    b"SQLite format 3": "an SQLite database: save its table as CSV",
    b"PAR1": "Parquet: save it as CSV or JSON Lines",
}


class Unpacked(NamedTuple):
    """The content of a packed file: its name, bytes and size if known, and a function that returns the bytes consumed.

    `member` is its whole name in an archive.
    """

    name: str
    stream: Readable
    size: int | None
    packed: Callable[[], int]
    member: str | None = None


def packing_of(name: str, head: bytes) -> str | None:
    """Detect gzip or zip by a file's first bytes. Raises FileError for unsupported kinds."""
    for mark, what in _OTHERS.items():
        if head.startswith(mark):
            raise FileError(f"{name} is {what}.")
    if _is_tar(head):
        raise FileError(f"{name} is a tar archive: unpack it and give one file of it, or pack that as .gz or .zip.")
    return next((kind for mark, kind in _KINDS.items() if head.startswith(mark)), None)


def _is_tar(head: bytes) -> bool:
    """Return whether bytes begin a tar archive, by its mark or, in old ones, by the sum of its header's bytes."""
    if head[257:262] == b"ustar":
        return True
    digits = head[148:156].strip(b" \0")
    if len(head) < 512 or not re.fullmatch(rb"[0-7]{1,7}", digits):
        return False
    return int(digits, 8) == sum(head[:148]) + 8 * ord(" ") + sum(head[156:512])


def unpack_gzip(name: str, content: Content) -> Unpacked:
    """Return the content of a gzip file."""
    path = PurePosixPath(name)
    inner = path.stem if path.suffix.lower() in (".gz", ".gzip") else path.name
    stream = gzip.GzipFile(fileobj=io.BufferedReader(content, BLOCK))
    return Unpacked(inner, stream, None, lambda: content.position)


def open_archive(name: str, file: BinaryIO) -> ZipFile:
    """Open a zip archive. Raises FileError if it is damaged or contains far too many files."""
    try:
        archive = ZipFile(file)
    except DAMAGE as error:
        raise FileError(f"{name} is a damaged or cut off zip archive: get it again.") from error
    if len(archive.infolist()) > _MOST_MEMBERS:
        raise FileError(f"{name} holds {len(archive.infolist()):,} files, and {_MOST_MEMBERS:,} are the most.")
    return archive


def unpack_member(name: str, archive: ZipFile, member: str | None, limits: Limits) -> Unpacked:
    """Return the content of the only file in an archive, or of the named one.

    Raises FileError if there are several and none is named, and for a declared size that is too large.
    """
    info = _chosen(name, archive, member)
    check_member(name, info, limits)
    try:
        stream = archive.open(info)
    except DAMAGE as error:
        raise FileError(f"{info.filename!r} in {name} is damaged: get it again.") from error
    name = PurePosixPath(info.filename).name
    return Unpacked(name, stream, info.file_size, lambda: info.compress_size, info.filename)


def check_member(name: str, info: ZipInfo, limits: Limits) -> None:
    """Refuse a file of an archive that cannot be read, or would unpack to too much. Raises FileError."""
    shown = f"{name}, file {info.filename!r},"
    if info.flag_bits & _IS_ENCRYPTED:
        raise FileError(f"{shown} has a password: pack it without one.")
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise FileError(f"{shown} is packed in an uncommon way: pack it as an ordinary zip or as .gz.")
    limits.check_unpacked(shown, info.file_size, info.compress_size)


def _chosen(name: str, archive: ZipFile, member: str | None) -> ZipInfo:
    infos = {info.filename: info for info in archive.infolist() if _is_file(info)}
    if member is not None and member in infos:
        return infos[member]
    listed = ", ".join(list(infos)[:_MOST_SHOWN]) + (", …" if len(infos) > _MOST_SHOWN else "")
    if member is not None:
        raise FileError(f"{name} holds no file {shown(member)}, but {listed or 'none at all'}.")
    if not infos:
        raise FileError(f"{name} is an archive that holds no file.")
    if len(infos) > 1:
        raise FileError(f"{name} holds {len(infos):,} files: name one, --member NAME: {listed}.")
    return next(iter(infos.values()))


def _is_file(info: ZipInfo) -> bool:
    """Return whether this is a file, not a folder or metadata added by macOS and others."""
    path = PurePosixPath(info.filename)
    return not (info.is_dir() or path.name.startswith(".") or path.parts[:1] == ("__MACOSX",))
