"""Reading options have one definition for the API, the admin and the command line."""

from dataclasses import fields
from typing import Any

import pytest

from claims.formats.files.read_options import READ_OPTIONS, OptionError, ReadOptions, names_of, written_names
from claims.formats.mapping.document_parts import FileSection


def test_a_mapping_tells_the_same_options_as_every_other_way_in() -> None:
    assert list(FileSection.model_fields) == list(READ_OPTIONS) == [one.name for one in fields(ReadOptions)]


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"format": "doc"}, "format: 'doc' is not known here; give one of csv, tsv, jsonl, json, xlsx"),
        ({"encoding": "klingon"}, "encoding: 'klingon' is not known here; give one of utf-8, utf-16"),
        ({"delimiter": ",,"}, "delimiter: ',,' is not known here; give one of comma, semicolon, tab, pipe"),
        ({"delimiter": ""}, "delimiter: '' is not known here"),
        ({"quoting": "all"}, "quoting: 'all' is not known here; give one of standard, none"),
        ({"columns": ("id", "id")}, "columns: 'id' appears twice"),
        ({"columns": ("id", " ")}, "columns: ' ' is no name"),
        ({"columns": tuple(map(str, range(1_001)))}, "columns: '1001' names are too many; the most are 1,000"),
        ({"columns": ("x" * 1_001,)}, "has 1,001 characters"),
        ({"sheet": "x" * 1_001}, "sheet: 'xxx"),
        ({"rows": ""}, "rows: '' is no name"),
        ({"columns": ("id",), "has_header": True}, "has_header: 'True' does not go with columns"),
    ],
)
def test_what_is_not_known_is_refused_by_its_option(given: dict[str, Any], why: str) -> None:
    with pytest.raises(OptionError) as refused:
        ReadOptions(**given)
    assert str(refused.value).startswith(why) or why in str(refused.value)


def test_a_delimiter_is_given_by_name_or_literally() -> None:
    options = ReadOptions(delimiter=";")
    assert (options.delimiter, options.separator) == ("semicolon", ";")
    assert ReadOptions(delimiter="semicolon") == options


def test_given_options_override_defaults() -> None:
    mapping = ReadOptions(format="tsv", quoting="none", columns=("id", "text"))
    assert ReadOptions(quoting="standard", encoding="utf-16").with_defaults(mapping) == ReadOptions(
        "tsv", "utf-16", quoting="standard", columns=("id", "text")
    )
    assert ReadOptions(has_header=True).with_defaults(ReadOptions(has_header=False)).is_headed
    with pytest.raises(OptionError, match="does not go with columns"):
        ReadOptions(has_header=True).with_defaults(mapping)


@pytest.mark.parametrize(
    ("text", "names"),
    [("", ()), ("id, text", ("id", "text")), ('id,"last, first", "a ""b"""', ("id", "last, first", 'a "b"'))],
)
def test_names_are_read_as_they_are_written(text: str, names: tuple[str, ...]) -> None:
    assert names_of(text) == names
    assert names_of(written_names(names)) == names


@pytest.mark.parametrize("text", ['"a', '"a"b', "a\nb", "x" * 200_000 + "\n"])
def test_what_is_no_list_of_names_is_refused(text: str) -> None:
    with pytest.raises(OptionError, match="is no list of names"):
        names_of(text)
