"""Explanations are rendered as safe HTML that runs and loads nothing."""

import re

import pytest
from django.urls import reverse

from claims.admin.markdown import html_of
from claims.models import User
from tests.admin.conftest import Browse
from tests.admin.page import FormReader
from tests.desk import Desk

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![a](https://tracker.example/x.png)",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt&colon;alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:x)",
    '<a href="https://a.example" onclick="alert(1)">a</a>',
    '<p style="position:fixed">a</p>',
    "<style>body{display:none}</style>",
    "<iframe src=//evil.example></iframe>",
    "<svg/onload=alert(1)>",
    "<math><mtext></p><script>alert(1)</script>",
    "<form action=//evil.example><input name=a></form>",
    "`<script>alert(1)</script>`",
]
HARMFUL = re.compile(r"<(script|img|style|iframe|svg|math|form|input)|\bon\w+=|style=")


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_runs_and_nothing_is_loaded(text: str) -> None:
    found = html_of(f"Before.\n\n{text}\n\nAfter.")
    tags = re.findall(r"<[^>]*>", found)
    assert not [
        tag for tag in tags if re.search(r"<(script|img|style|iframe|svg|math|form|input)|\bon\w+=|style=", tag)
    ]
    assert not re.search(r'href="(?!https?:|mailto:)', found)
    assert "Before." in found


def test_what_is_written_is_there() -> None:
    found = html_of("# Why\n\nIt is *so*: see [the list](https://a.example/?a=1&b=2).\n\n- one\n- two\n\n1 < 2")
    for part in ("<h1>Why</h1>", "<em>so</em>", 'href="https://a.example/?a=1&amp;b=2"', "<li>one</li>", "1 &lt; 2"):
        assert part in found
    assert 'rel="noopener noreferrer"' in found


@pytest.mark.django_db
def test_a_verdicts_page_shows_it(desk: Desk, editor: User, browse: Browse) -> None:
    verdict = desk.verdict("published", explanation="It is *so*.<script>alert(1)</script>")
    page = browse(editor).get(reverse("admin:claims_verdict_change", args=[verdict.pk])).content.decode()
    assert "<em>so</em>" in page
    assert FormReader(page).inline == []
