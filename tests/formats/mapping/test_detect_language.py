"""Language detection is deterministic, may find nothing, and loads the model only when it is needed."""

import subprocess
import sys

import pytest

from claims.formats.files.records import Record
from claims.formats.mapping.detect_language import language_of
from claims.formats.mapping.mapping_document import read_document
from claims.formats.mapping.row_plan import RowPlan
from tests.importing import lines, table_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The number of murders in America has risen by almost a half over the last two years.", "en"),
        ("El precio de la gasolina ha aumentado un 25% este año en todo el país.", "es"),
        ("Die Zahl der Arbeitslosen ist im letzten Jahr um ein Viertel gestiegen.", "de"),
        ("जनसंख्या नियंत्रण कानून लागू हो गया है", "hi"),
        ("1,000", "und"),
        ("", "und"),
    ],
)
def test_a_text_tells_its_language(text: str, language: str) -> None:
    assert language_of(text) == language == language_of(text)


def test_a_given_language_is_kept_and_a_missing_one_detected() -> None:
    text = "Die Zahl der Arbeitslosen ist im letzten Jahr gestiegen."
    table = table_of(
        lines({"external_id": 1, "text": text}, {"external_id": 2, "text": text, "language": "fr"}), "jsonl"
    )
    plan = RowPlan(read_document({}), table, by_name=True)
    assert [plan.row(record).language for record in table.records if isinstance(record, Record)] == ["de", "fr"]


def test_the_model_is_not_loaded_before_a_text_asks_for_it() -> None:
    loads = "sys.exit('py3langid' in sys.modules or 'numpy' in sys.modules)"
    script = f"import claims.formats.mapping.detect_language, sys; {loads}"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
