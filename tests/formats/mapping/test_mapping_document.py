"""Mapping documents: checked as a whole before anything is read."""

import re
from pathlib import Path
from typing import Any

import pytest

from claims.formats.mapping.mapping_document import (
    MappingError,
    load_document,
    parse_document,
    read_document,
    shipped_document,
    shipped_names,
)
from claims.formats.mapping.transforms import OF_LISTS, PLAIN, WITH_WORDS, transform
from factcheck.paths import BASE_DIR


def test_every_shipped_mapping_is_sound() -> None:
    assert "politifact" in shipped_names()
    for name in shipped_names():
        assert shipped_document(name) is not None
    assert shipped_document("nothing") is None
    assert shipped_document("../mappings/politifact") is None


def test_every_mapping_that_the_guide_shows_is_sound() -> None:
    guide = (BASE_DIR / "docs" / "import.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```yaml\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    assert len(shown) == 4
    for text in shown:
        assert parse_document(text, "docs/import.md").fields
    for name in (*shipped_names(), *PLAIN, *OF_LISTS, *WITH_WORDS):
        assert re.search(rf"`{name}[`:]", guide), name


def test_a_column_alone_is_short_for_a_cell() -> None:
    document = parse_document("fields: {text: vclaim}\nconstants: {language: de}", "m.yaml")
    assert document.fields["text"].column == "vclaim"
    assert document.constants == {"language": "de"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("fields: {txet: a}", "m.yaml: fields.txet: 'txet' is no field; did you mean text"),
        ("fields: [a]", "m.yaml: fields"),
        ("- a", "m.yaml is not a mapping"),
        ("", "m.yaml is not a mapping"),
        ("fields: {text: a", "m.yaml is not YAML"),
        ("columns: {}", "m.yaml: columns is not known here"),
        ("fields: {text: {column: a, regex: x}}", "m.yaml: fields.text.regex is not known here"),
        ("fields: {text: {column: a, transforms: [eval]}}", "'eval' is not a transform; use one of lower"),
        ("fields: {text: {column: a, transforms: [{prefix: ''}]}}", "is not a transform"),
        ("fields: {claimed_on: {column: a, dates: ['{day}']}}", "names no date"),
        ("fields: {text: {column: a, dates: ['{year}']}}", "text is no date"),
        ("fields: {text: {column: a, separator: ','}}", "separator: is for"),
        ("fields: {text: a}\nconstants: {text: b}", "text stands under fields and under constants"),
        (
            "fields: {verdict_label: {column: a, values: {true: x}}}",
            "True is read as a bool by YAML: put it into quotes",
        ),
        ("fields: {verdict_label: {column: a, values: {x: no}}}", "False is read as a bool by YAML"),
        ("!!python/object/apply:os.system ['true']", "m.yaml is not YAML"),
        ("x" * 100_001, "has 100,001 characters"),
    ],
)
def test_an_invalid_mapping_is_reported_in_one_line(text: str, why: str) -> None:
    with pytest.raises(MappingError) as refused:
        parse_document(text, "m.yaml")
    assert why in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_mapping_file_may_be_json_and_must_be_there(tmp_path: Path) -> None:
    path = tmp_path / "m.json"
    path.write_text('{"fields": {"text": "a"}}', encoding="utf-8")
    assert load_document(str(path)).fields["text"].column == "a"
    with pytest.raises(MappingError, match="There is no mapping file"):
        load_document(str(tmp_path / "none.yaml"))
    path.write_bytes(b"\xff")
    with pytest.raises(MappingError, match="cannot be read"):
        load_document(str(path))


def test_options_stand_above_the_document() -> None:
    document = read_document({"fields": {"text": "a", "place": "p"}, "constants": {"language": "de"}})
    over = document.overridden({"text": "b", "language": "l"}, {"place": "Kyiv"})
    assert {name: cell.column for name, cell in over.fields.items()} == {"text": "b", "language": "l"}
    assert over.constants == {"place": "Kyiv"}
    with pytest.raises(MappingError, match="place is given a column and a constant"):
        document.overridden({"place": "x"}, {"place": "y"})
    with pytest.raises(MappingError, match="'palce' is no field"):
        document.overridden({}, {"palce": "y"})


@pytest.mark.parametrize(
    ("step", "given", "result"),
    [
        ("lower", "ÄB", "äb"),
        ("upper", "ab", "AB"),
        ("collapse_spaces", " a \n b ", "a b"),
        ("unescape_html", "a &amp; b &#8212;", "a & b —"),
        ({"prefix": "https://x.org"}, "/a", "https://x.org/a"),
        ({"suffix": "!"}, "a", "a!"),
        ("add_scheme", "www.site.example/a", "https://www.site.example/a"),
        ("add_scheme", "//site.example:8080/a", "https://site.example:8080/a"),
        ("add_scheme", "site.example:8080/a", "https://site.example:8080/a"),
        ("add_scheme", "HTTP://site.example", "HTTP://site.example"),
        ("add_scheme", "mailto:a@site.example", "mailto:a@site.example"),
        ({"remove_prefix": "id:"}, "id:5", "5"),
        ({"remove_suffix": ".json"}, "5.json", "5"),
        ({"before": " ("}, "Ann (D)", "Ann"),
        ({"after": "by "}, "by Ann", "Ann"),
        ({"before_last": " ("}, "Ann (Lee) (D)", "Ann (Lee)"),
        ({"after_last": "/"}, "a/b/c", "c"),
        ({"replace": {"-": " ", "_": ""}}, "a-b_c", "a bc"),
        ({"cut": 6}, "a bc def", "a bc…"),
        ("capitalise_words", "ann mc-lee", "Ann Mc-lee"),
        ("strip_html", "<p>1 &lt; <b>2</b></p><script>x</script>", "1 < 2"),
        ("strip_quotes", "\u201cso\u201d ", "so"),
        ("encode_url", "https://a.org/b c?d=\u00e9%20", "https://a.org/b%20c?d=%C3%A9%20"),
        ("encode_url_part", "AC/DC (a?)", "AC/DC%20%28a%3F%29"),
        ("domain", "https://www.a.org/b", "a.org"),
        ("first", ["a", "b"], "a"),
        ("last", ["a", "b"], "b"),
        ("lower", ["A"], ["A"]),
    ],
)
def test_a_transform_does_what_it_says(step: Any, given: Any, result: Any) -> None:
    assert transform(step)(given) == result


def test_every_transform_is_tried_above() -> None:
    (tried,) = (mark for mark in test_a_transform_does_what_it_says.pytestmark)
    steps = {next(iter(step)) if isinstance(step, dict) else step for step, *_ in tried.args[1]}
    assert {*PLAIN, *WITH_WORDS, *OF_LISTS, "replace", "cut"} == steps
