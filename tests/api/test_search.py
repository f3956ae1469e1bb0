"""Searching the list of claims: by words, by names, by relevance, page by page."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Publisher, Source
from tests.api.bodies import filed
from tests.api.problems import parameters
from tests.api_client import ApiClient
from tests.conftest import MakeApi
from tests.models.rows import update

pytestmark = pytest.mark.django_db

SORTS = ("id", "-id", "created_at", "-created_at", "updated_at", "-updated_at", "claimed_on", "-claimed_on")


def found(api: ApiClient, **asked: Any) -> list[str]:
    response = api.get("/claims", {"sort": "id", **asked})
    assert response.status_code == 200, response.json()
    return [claim["text"] for claim in response.json()["results"]]


def paged(api: ApiClient, limit: int, **asked: Any) -> list[str]:
    """Read all pages."""
    texts: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        answer = api.get("/claims", {"limit": limit, **asked, **cursor}).json()
        texts += [claim["text"] for claim in answer["results"]]
        if answer["next"] is None:
            return texts
        cursor = {"cursor": answer["next"]}


def source(name: str, path: str, **fields: Any) -> dict[str, Any]:
    domain = f"{name.lower().replace(' ', '-')}.example"
    publisher = {"name": name, "domain": domain}
    return {"source": {"url": f"https://{domain}/{path}", "publisher": publisher, **fields}}


TROOPS, BASE, MILLEY, DENIAL, GERMAN = (
    "Troops will leave by May",
    "The base was hit by 31 rockets",
    "Milley was told of the rockets",
    "No troops will leave",
    "Die Truppen ziehen ab",
)


@pytest.fixture
def claims(api: ApiClient) -> None:
    general = {"name": "Mark Milley", "aliases": ["Chairman of the Joint Chiefs"]}
    filed(api, text=TROOPS, claimant=api.post("/entities", general).json()["id"])
    filed(api, text=BASE, appearances=[source("Meridian Daily", "1"), source("Harbour Wire", "1")])
    filed(api, text=MILLEY, appearances=[source("Harbour Wire", "2"), source("Harbour Wire", "3")])
    filed(api, text=DENIAL, claimant="Émile Zoltán")
    filed(api, text=GERMAN, language="de", claimant="Mark Milley", appearances=[source("Meridian Daily", "2")])


@pytest.mark.usefixtures("claims")
class TestNames:
    @pytest.mark.parametrize(
        ("words", "texts"),
        [
            ("Milley", [TROOPS, MILLEY, GERMAN]),
            ("milley", [TROOPS, MILLEY, GERMAN]),
            ("Mark Milley", [TROOPS, GERMAN]),
            ('"Mark Milley"', [TROOPS, GERMAN]),
            ('"Milley Mark"', []),
            ("Milley troops", [TROOPS]),
            ("Milley Truppen", [GERMAN]),
            ("Milley rockets", [MILLEY]),
            ("Milley -told", [TROOPS, GERMAN]),
            ("troops -Milley", [DENIAL]),
            ("rockets -Milley", [BASE]),
            ("-Milley troops or meridian -truppen", [BASE, DENIAL]),
            ("chairman chiefs", [TROOPS, GERMAN]),
            ("Milley or Zoltan", [TROOPS, MILLEY, DENIAL, GERMAN]),
            ("emile zoltan", [DENIAL]),
            ("Meridian", [BASE, GERMAN]),
            ('"Meridian Daily" rockets', [BASE]),
            ("Milley Meridian", [GERMAN]),
            ("Milley Harbour", [MILLEY]),
            ("harbour 31", [BASE]),
            ("wire", [BASE, MILLEY]),
            ("wire -meridian", [MILLEY]),
            ("the wire", [BASE, MILLEY]),
            ("Reuters", []),
            ("Milley Reuters", []),
        ],
    )
    def test_of_claimants_and_publishers_find_their_claims(self, api: ApiClient, words: str, texts: list[str]) -> None:
        assert found(api, q=words) == texts
        counted = api.get("/claims", {"q": words, "count": "true"}).json()
        assert (counted["count"], len(counted["results"])) == (len(texts), len(texts))

    @pytest.mark.parametrize("sort", SORTS)
    @pytest.mark.parametrize("limit", [1, 2])
    def test_are_paged_without_repeating_or_losing_a_claim(self, api: ApiClient, sort: str, limit: int) -> None:
        words = "milley or wire or meridian"
        pages = paged(api, limit, q=words, sort=sort)
        assert sorted(pages) == sorted([TROOPS, BASE, MILLEY, GERMAN])
        assert pages == found(api, q=words, sort=sort)

    def test_go_with_other_filters(self, api: ApiClient) -> None:
        assert found(api, q="milley", language="de") == [GERMAN]
        assert found(api, q="milley", status="triaged") == []

    def test_are_found_as_soon_as_they_are_there(self, api: ApiClient) -> None:
        assert found(api, q="austin") == []
        assert found(api, q="milley") == [TROOPS, MILLEY, GERMAN]
        filed(api, text="Bases close", claimant="Lloyd Austin")
        filed(api, text="Ships sail", appearances=[source("Austin Milley Post", "1")])
        assert found(api, q="austin") == ["Bases close", "Ships sail"]
        assert found(api, q="milley") == [TROOPS, MILLEY, GERMAN, "Ships sail"]

    def test_are_found_as_they_are_called_now(self, api: ApiClient) -> None:
        Publisher.objects.filter(name="Meridian Daily").update(name="Zenith Daily")
        assert found(api, q="meridian") == []
        assert found(api, q="zenith") == [BASE, GERMAN]

    def test_export_finds_them_too(self, api: ApiClient) -> None:
        response = api.get("/claims/export", {"q": "milley"})
        assert len(response.getvalue().splitlines()) == 3


def test_a_confidential_source_is_not_found_by_its_publisher(api: ApiClient, api_of: MakeApi) -> None:
    outside = api_of("reader")
    filed(api, text="Leaked", appearances=[source("Secret Sheet", "1", is_confidential=True)])
    filed(api, text="Open", appearances=[source("Open Sheet", "1")])
    for words, inside, shown in (
        ("secret", ["Leaked"], []),
        ("sheet", ["Leaked", "Open"], ["Open"]),
        ("sheet or secret", ["Leaked", "Open"], ["Open"]),
        ("leaked -secret", [], ["Leaked"]),
        ("secret leaked", ["Leaked"], []),
    ):
        for sort in ("id", "-updated_at", "relevance"):
            assert sorted(found(api, q=words, sort=sort)) == inside, words
            assert sorted(found(outside, q=words, sort=sort)) == shown, words
        assert outside.get("/claims", {"q": words, "count": "true"}).json()["count"] == len(shown)
    Source.objects.filter(is_confidential=True).update(is_confidential=False)
    assert found(outside, q="secret") == ["Leaked"]


class TestTitles:
    @pytest.mark.parametrize(
        ("words", "texts"),
        [("budget", ["It doubled"]), ("budget doubled", ["It doubled"]), ("éthiopie", ["It doubled"]), ("x", [])],
    )
    def test_are_searched_with_the_texts(self, api: ApiClient, words: str, texts: list[str]) -> None:
        filed(api, text="It doubled", title="The budget of Ethiopie")
        filed(api, text="It halved")
        assert found(api, q=words) == texts

    def test_count_more_than_texts(self, api: ApiClient) -> None:
        filed(api, text="It doubled", title="Budget")
        filed(api, text="The budget doubled", title="It")
        assert found(api, q="budget", sort="relevance") == ["It doubled", "The budget doubled"]

    def test_are_found_as_they_are_now(self, api: ApiClient) -> None:
        claim = filed(api, text="It doubled", title="Budget")
        api.patch(f"/claims/{claim['id']}", {"title": "Deficit"})
        assert (found(api, q="budget"), found(api, q="deficit")) == ([], ["It doubled"])


class TestRelevance:
    @pytest.mark.parametrize(
        ("words", "texts"),
        [
            ("cafe", ["The cafe closed", "The café closed"]),
            ("café", ["The café closed", "The cafe closed"]),
            ("rockets", ["Some rockets flew", "A rocket flew"]),
            ("rocket", ["A rocket flew", "Some rockets flew"]),
            ("COVID-19", ["On COVID-19 cases", "On COVID 19 cases", "On COVID19 cases"]),
            ("COVID19", ["On COVID19 cases", "On COVID-19 cases"]),
            ("US", ["The US said", "The U.S. said"]),
            ("U.S.", ["The U.S. said", "The US said"]),
            ("17,650", ["Some 17,650 died", "Some 17650 died"]),
            ("31", ["Just 31 fell", "Just thirty-one fell"]),
            ('"was fired"', ["A gun was fired", "The guns were, was fire"]),
        ],
    )  # fmt: skip
    def test_puts_exact_forms_first(self, api: ApiClient, words: str, texts: list[str]) -> None:
        for text in (*texts, *texts[::-1]):
            filed(api, text=text)
        assert found(api, q=words, sort="relevance")[:2] == [texts[0]] * 2

    def test_puts_claims_with_more_of_the_words_first(self, api: ApiClient) -> None:
        filed(api, text="The rockets hit the base, and more rockets followed")
        filed(api, text="No base was hit")
        filed(api, text="A ship sank")
        assert found(api, q="rockets or base", sort="relevance") == [
            "The rockets hit the base, and more rockets followed",
            "No base was hit",
        ]

    @pytest.mark.parametrize("limit", [1, 2, 3, 7])
    def test_is_paged_without_repeating_or_losing_a_claim(self, api: ApiClient, limit: int) -> None:
        for number in range(10):
            filed(api, text=f"{'tax ' * (number % 3)}taxes rose by {number}")
        whole = found(api, q="tax", sort="relevance")
        assert len(whole) == 10
        assert paged(api, limit, q="tax", sort="relevance") == whole

    def test_ends_after_a_thousand(self, api: ApiClient) -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO claims_claim (text) SELECT 'Tax ' || n FROM generate_series(1, 1100) AS n")
        pages = paged(api, 400, q="tax", sort="relevance")
        assert (len(pages), len(set(pages))) == (1000, 1000)

    def test_needs_a_query_and_has_one_direction(self, api: ApiClient) -> None:
        assert parameters(api.get("/claims?sort=relevance")) == {"sort": "invalid"}
        assert parameters(api.get("/claims?sort=-relevance&q=tax")) == {"sort": "invalid"}
        assert parameters(api.get("/claims/export?sort=relevance&q=tax")) == {"sort": "invalid"}
        assert parameters(api.get("/claims?sort=relevance&q=tax&cursor=x")) == {"cursor": "invalid_cursor"}

    def test_counts_all(self, api: ApiClient) -> None:
        filed(api, text="Tax")
        assert api.get("/claims?sort=relevance&q=tax&count=true").json()["count"] == 1

    def test_a_cursor_of_no_number_is_refused(self, api: ApiClient) -> None:
        filed(api, text="Tax")
        filed(api, text="Tax")
        cursor = api.get("/claims?q=tax&limit=1").json()["next"]
        assert parameters(api.get(f"/claims?sort=relevance&q=tax&cursor={cursor}")) == {"cursor": "invalid_cursor"}


class TestRefusals:
    @pytest.mark.parametrize(
        "words", ["…", "!!!", "“”", "-", '""', "🙂", "— \u2013 -", "()", "& | !", "€ % $", "\u200b\u200d."]
    )
    def test_a_query_without_a_letter_or_digit_is_refused(self, api: ApiClient, words: str) -> None:
        response = api.get("/claims", {"q": words})
        assert parameters(response) == {"q": "invalid"}
        assert "no letter or digit" in response.json()["errors"][0]["detail"]
        assert parameters(api.get("/claims", {"q": words, "sort": "relevance"})) == {"q": "invalid"}
        assert parameters(api.get("/claims/export", {"q": words})) == {"q": "invalid"}
        assert parameters(api.get("/claims", {"q": words, "status": "x"})) == {"q": "invalid", "status": "invalid"}

    def test_a_query_of_too_many_words_is_refused(self, api: ApiClient) -> None:
        assert found(api, q=" ".join(["tax"] * 100)) == []
        assert parameters(api.get("/claims", {"q": " ".join(["tax"] * 101)})) == {"q": "invalid"}

    @pytest.mark.parametrize(
        "words",
        [
            "'; DROP TABLE claims_claim; --", "\\x", "a\\'b", "x:*", "x:A", "%s", "%(a)s", "a & b", "!a", "(a", "a<->b",
            "a" * 3000, "é" * 900, "1" * 3000, "北京" * 300, '"' * 99 + "a", "-" * 99 + "a", "or or or", "a'b'c" * 90,
            "or", "OR tax", "tax or", '"or"', "-or", '-"tax', "1,000," * 200, "thirty " * 99, "-a" * 300, "a.b" * 300,
        ],
    )  # fmt: skip
    def test_any_other_query_is_answered(self, api: ApiClient, words: str) -> None:
        assert found(api, q=words) == []


def test_a_page_behind_the_first_of_a_search_takes_two_statements(api: ApiClient) -> None:
    for number in range(4):
        filed(api, text=f"Tax {number}")
    cursor = api.get("/claims?q=tax&limit=1").json()["next"]
    cursor = api.get(f"/claims?q=tax&limit=1&cursor={cursor}").json()["next"]
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert api.get(f"/claims?q=tax&limit=1&cursor={cursor}").json()["results"][0]["text"] == "Tax 1"
    assert len([query for query in captured if "claims_claim" in query["sql"]]) == 2


def test_a_claim_without_its_old_words_is_not_found_by_them(api: ApiClient) -> None:
    claim = filed(api, text="Thirty-one rockets")
    update("claims_claim", claim["id"], text="Forty rockets")
    assert found(api, q="31") == []
    assert found(api, q="40") == ["Forty rockets"]
