"""The base class of all views: access, parameters, pages, entity tags and responses."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from rest_framework.exceptions import NotAuthenticated, NotFound
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from claims.actions.verbs import ACTIONS
from claims.api.deprecations import deprecation_headers
from claims.api.errors import ProblemError, gone
from claims.api.etags import not_modified, tag_columns, tag_of, tagged, tags_of, version_asked
from claims.api.idempotency import HEADER, once
from claims.api.json_sql.statement import Statement, json_of, statement_of
from claims.api.keyset import Keyset, Order, Place, Sort, keyset_by_relevance, keyset_of, keyset_of_any
from claims.api.pagination import BY_ID, Listed, UncachedList, paginate
from claims.api.parameters import (
    PAGING,
    SearchWay,
    StrictBackend,
    for_caller,
    known_filters,
    narrowed_by,
    refuse_unknown,
)
from claims.api.readers import reader_like
from claims.api.serializers.base import validate
from claims.api.sparse import ALL, FieldSelection, narrowed, refuse_unknown_names, requested_names
from claims.models import Claim
from claims.models.feed import is_gone
from claims.models.search import Search
from claims.rules.access import ANONYMOUS, Actor, require
from claims.rules.search import SearchError, searchable

ANYTHING = "*/*"
LISTING = frozenset({"list", "export"})  # the actions that filters are for


class ApiView(GenericViewSet[Any]):
    """A view that names in `verbs` the verb that each action requires.

    The actions in `public` need no token if FACTCHECK_PUBLIC_READ is set.
    """

    answers_secrets = False
    post: Any
    verbs: ClassVar[Mapping[str, str]] = {}
    public: ClassVar[frozenset[str]] = frozenset()
    expansions: ClassVar[Mapping[str, Any]] = {}
    is_sparse = False  # whether `fields` leaves out what it does not name
    is_tagged = True  # whether its things are answered with an ETag
    nouns: ClassVar[tuple[str, str]] = ("", "")  # what one row is called, and several, in the OpenAPI document
    own_parameters: ClassVar[frozenset[str]] = frozenset()
    more_refusals: ClassVar[frozenset[str]] = frozenset()  # statuses that its kind of request has not by itself
    filter_backends = [StrictBackend]
    sorts: ClassVar[Mapping[str, Sort | None]] = BY_ID
    usual_sort = "id"
    paging: ClassVar[frozenset[str]] = PAGING
    root = ""  # the path from a part to its claim
    lookup_value_converter = "int"
    is_dry_run = False  # whether the request writes nothing, so that no Idempotency-Key is stored

    @property
    def act(self) -> Callable[..., Any]:
        """Return the function of the verb that is used."""
        return ACTIONS[self.verbs[self.action]].act

    @property
    def actor(self) -> Actor:
        """Return the caller."""
        actor = getattr(self.request, "auth", None)
        return actor if isinstance(actor, Actor) else ANONYMOUS

    def perform_content_negotiation(self, request: Request, force: bool = False) -> Any:
        """Choose a renderer; quickly if the caller accepts anything or JSON."""
        first = self.renderer_classes[0]
        if request.META.get("HTTP_ACCEPT", ANYTHING) in (ANYTHING, first.media_type):
            return first(), first.media_type
        return super().perform_content_negotiation(request, force)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Check that the caller may do this. Raises NotAuthenticated, AccessError."""
        super().initial(request, *args, **kwargs)
        if self.action in (None, "metadata"):
            return  # no such method here: answered 405
        if self.actor.user_id is None:
            if not (settings.FACTCHECK_PUBLIC_READ and self.action in self.public):
                raise NotAuthenticated("Send a token: `Authorization: Bearer fct_…`.")
        else:
            require(self.actor, self.verbs[self.action])
        _refuse_unsized(request)
        if request.method == "POST" and HEADER in request.headers and not self.is_dry_run:
            if self.answers_secrets:
                detail = "The answer holds a secret, which is kept nowhere: send no Idempotency-Key here."
                raise ProblemError(400, "invalid_idempotency_key", detail)
            self.post = once(self.post, self.actor)
        if self.action not in LISTING:
            refuse_unknown(request, self.own_parameters | self.shaping_parameters)

    @property
    def shaping_parameters(self) -> frozenset[str]:
        """Return the parameters that select fields: `fields` and `expand`."""
        if not self.is_sparse or self.action not in LISTING | {"retrieve"}:
            return frozenset()
        return frozenset({"fields", "expand"} if self.expandable else {"fields"})

    @property
    def expandable(self) -> Collection[str]:
        """Return the names that `expand` accepts."""
        if self.action == "retrieve":
            is_for_all = self.actor.user_id is None and not getattr(self, "swagger_fake_view", False)
            return () if is_for_all else self.expansions
        shape: Any = self.get_serializer_class()
        found: Collection[str] = shape.Meta.expandable
        return found

    def handle_exception(self, exc: Exception) -> Response:
        """Convert an exception to a response. A claim that was removed by a revert answers 410 instead of 404."""
        if isinstance(exc, NotFound | ObjectDoesNotExist):
            claim_id = self._claim_id_in_path()
            if claim_id is not None and is_gone(claim_id):
                exc = gone(claim_id)
        response: Response = super().handle_exception(exc)
        return response

    def _claim_id_in_path(self) -> int | None:
        """Return the id of the claim in the path, if there is one."""
        match = self.request.resolver_match
        is_claim = match is not None and "claims/<int:pk>" in match.route
        found: int | None = self.kwargs.get("pk" if is_claim else "claim_id")
        return found

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Add `Vary: Authorization`, rate limit and deprecation headers."""
        response = super().finalize_response(request, response, *args, **kwargs)
        patch_vary_headers(response, ["Authorization"])
        limit: dict[str, str] = getattr(request._request, "limit_headers", {})  # noqa: SLF001
        for name, value in (limit | deprecation_headers(request)).items():
            response[name] = value
        return response

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ARG002
        """Return the methods in the Allow header, without a body."""
        response = HttpResponse(status=204)
        del response["Content-Type"]
        return response

    def get_serializer_context(self) -> dict[str, Any]:
        """Return the context of serializers: the caller. Without it they have all fields, as for OpenAPI."""
        seen = {} if getattr(self, "swagger_fake_view", False) else {"actor": self.actor}
        return {**super().get_serializer_context(), **seen}

    def get_row(self, rows: "QuerySet[Any]") -> Any:
        """Return the only row of a queryset. Raises NotFound."""
        row = rows.first()
        if row is None:
            raise NotFound
        return row

    def read_body(self, *, partial: bool = False, row: Any = None) -> dict[str, Any]:
        """Return the validated body. Raises ValidationError with everything that is wrong."""
        if row is None:
            return validate(self.get_serializer_class(), self.request.data, self.actor, partial=partial)
        shape = self.get_serializer(row, data=self.request.data, partial=partial)
        shape.is_valid(raise_exception=True)
        return dict(shape.validated_data)

    def requested_filters(self) -> dict[str, str]:
        """Return the parameters that filter a list. Raises ParameterError for unknown ones."""
        filterset = getattr(self, "filterset_class", None)
        known = known_filters(filterset, self.actor)
        refuse_unknown(self.request, known | self.paging | self.shaping_parameters)
        requested = {name: str(value) for name, value in self.request.query_params.items() if name in known}
        return for_caller(filterset, requested, self.actor)

    def page(self, rows: "QuerySet[Any] | None" = None) -> HttpResponse:
        """Return a page of some rows, by default of all that the caller may see."""
        listed: Listed = self._list_query() if rows is None else UncachedList(self.filter_queryset(rows))
        page = paginate(listed, self.request, self.sorts, self.usual_sort)
        more: dict[str, Any] = {"next": page.next}
        if page.count is not None:
            more |= {"count": page.count.number, "count_is_estimate": page.count.is_estimate}
        return json_answer(f'{{"results":[{",".join(self.texts(page.ids))}],{compact(more)[1:]}')

    def _list_query(self) -> "ListQuery":
        return ListQuery(type(self), reader_like(self.actor), tuple(sorted(self.requested_filters().items())))

    def one(self, pk: int) -> Any:
        """Return one row, or 304 if the caller has the current version. Raises NotFound."""
        if "expand" in self.request.query_params:
            return self._expanded(pk)
        return self._unchanged(pk) or self._row(pk) or self._missing()

    def _missing(self) -> Any:
        raise NotFound

    def _unchanged(self, pk: int) -> Any:
        """Compare the caller's tag without building the row."""
        if "If-None-Match" not in self.request.headers:
            return None
        # A request that is refused without the header is also refused with it (RFC 9110, 13.2.1).
        statement = self._statement(is_of_one=True)
        for _, *values in _tag_statement(type(self), reader_like(self.actor)).rows([pk]):
            tag = self._tag(statement, values)
            return None if tag is None else not_modified(self.request, tag)
        return None

    def _row(self, pk: int, status: int = 200) -> Any:
        """Return a row with its tag, read by one statement; None if the caller may not see it."""
        statement = self._statement(is_of_one=True)
        for _, text, *values in statement.rows([pk]):
            tag = self._tag(statement, values)
            return None if tag is None else tagged(json_answer(text, status), tag)
        return None

    def _tag(self, statement: Statement, values: Sequence[int]) -> str | None:
        return tag_of(values, statement.digest, self.request, self.actor, root_id=self.kwargs.get("claim_id"))

    def _expanded(self, pk: int) -> HttpResponse:
        """Return a row with what `expand` adds. It depends on more than a tag covers, so it has no tag."""
        names = requested_names(self.request, "expand")
        refuse_unknown_names("expand", names, self.expandable)
        answer = self._row(pk) or self._missing()
        row = self.get_row(self.seen(self.actor).filter(pk=pk))
        more = {name: expansion(row, self.actor) for name, expansion in self.expansions.items() if name in names}
        return json_answer(f"{answer.content.decode()[:-1]},{compact(more)[1:]}")

    def written(self, pk: int, location: str | None = None) -> Any:
        """Return what was written; 201 with `Location` if it is new. The body is empty if the caller may not see it."""
        status = 201 if location else 200
        answer = self._row(pk, status) or json_answer("", status)
        if location:
            answer["Location"] = location
        return answer

    @classmethod
    def seen(cls, actor: Actor) -> "QuerySet[Any]":  # noqa: ARG003
        """Return the rows that callers of this visibility level may see. Other filters select ids only."""
        rows: QuerySet[Any] = cls.queryset
        return rows

    @property
    def statement(self) -> Statement:
        """Return the statement that builds the JSON of rows for the caller."""
        return self._statement()

    def _statement(self, *, is_of_one: bool = False) -> Statement:
        shape: Any = self.get_serializer_class()
        return _statement(type(self), shape, reader_like(self.actor), self._field_selection(), is_of_one=is_of_one)

    @property
    def shaped(self) -> Any:
        """Return the serializer with the selected fields. Raises ParameterError."""
        return _shaped(self.get_serializer_class(), reader_like(self.actor), self._field_selection())

    def _field_selection(self) -> FieldSelection:
        """Return the fields that the request selects. Raises ParameterError for unknown expansions."""
        given = self.request.query_params.keys() & self.shaping_parameters
        if not given:
            return ALL
        names = requested_names(self.request, "expand")
        expand = names if self.action in LISTING else frozenset[str]()
        refuse_unknown_names("expand", expand, self.expandable)
        if "fields" not in given:
            return FieldSelection(None, expand)
        # Fields that `expand` adds to one row may be named in `fields` too.
        return FieldSelection(requested_names(self.request, "fields") - (names - expand), expand)

    def tags(self, ids: Sequence[int]) -> dict[int, str]:
        """Return the tags of rows by id, as a GET of each without a query string has them."""
        rows = _tag_statement(type(self), reader_like(self.actor)).rows(ids)
        return tags_of(rows, self._statement(is_of_one=True).digest, self.actor)

    def texts(self, ids: Sequence[int]) -> list[str]:
        """Return the JSON of each row that still exists, in the order of the ids."""
        return self.statement.texts(ids)

    def if_version(self) -> int | None:
        """Return the version in `If-Match`, or None."""
        return version_asked(self.request, self._current_version)

    def _current_version(self) -> int | None:
        """Return the version of the row in the path, or of the claim to which a part is added."""
        rows = self.get_queryset().filter(pk=self.kwargs["pk"]) if "pk" in self.kwargs else self._claim()
        return rows.order_by().values_list("version", flat=True).first()

    def _claim(self) -> "QuerySet[Any]":
        return Claim.objects.filter(pk=self.kwargs["claim_id"])


class PlainView(ApiView):
    """A view of few rows whose serializers compute fields in Python, row by row."""

    def texts(self, ids: Sequence[int]) -> list[str]:
        """Return the JSON of each row that still exists, in the order of the ids."""
        rows = self.get_queryset().in_bulk(ids)
        return [JSONRenderer().render(self.get_serializer(rows[pk]).data).decode() for pk in ids if pk in rows]


@dataclass(frozen=True)
class ListQuery:
    """A query of a list: the rows visible to callers of this level, with filters applied.

    All pages of it are read by one statement, which is made once.
    """

    view: type[ApiView]
    reader: Actor
    filters: tuple[tuple[str, str], ...]

    @property
    def rows(self) -> "QuerySet[Any]":
        """Return the rows. Raises ParameterError with every invalid filter."""
        return self.found_by(None)

    def found_by(self, way: SearchWay | None) -> "QuerySet[Any]":
        """Return the rows, or those found by one way of searching. Raises ParameterError with every invalid filter."""
        filterset = getattr(self.view, "filterset_class", None)
        return narrowed_by(filterset, self.view.seen(self.reader), dict(self.filters), self.reader, way)

    def found(self, order: Order, place: Place | None) -> list[tuple[Any, ...]]:
        """Read the ids after a place in an order.

        Words are searched in the languages and names that this process saw last. The statement reads which there are,
        and is made again where there are others, so that what is new is found at once; behind the first page, within
        a second.
        """
        words = dict(self.filters).get("q")
        if words is None:
            return keyset(self, order).found(place)
        try:
            text = searchable(words)
        except SearchError:
            return keyset_of(self.rows, order).found(place)  # reports it, with any other parameter at fault
        fresh = Search.just_seen(text) if place is not None else None
        if fresh is not None:
            return keyset(self, order, fresh, is_checked=False).found(place)
        now, search = Search.last_seen(text), None
        while now != search:
            search = now
            found = keyset(self, order, search).found(place)
            now = search.noted(found[0][-1]) if found else Search.of(search.words)
        return [row[:-1] for row in found]


@lru_cache(maxsize=256)
def keyset(query: ListQuery, order: Order, search: Search | None = None, *, is_checked: bool = True) -> Keyset:
    """Return the statement that reads the ids of a list in an order and, if `is_checked`, the state of its search."""
    if search is None:
        return keyset_of(query.rows, order)
    ways = search.ways(internal=query.reader.is_internal)
    more = [search.column] if is_checked else []
    found = [query.found_by(SearchWay(search, number)) for number in range(len(ways))]
    if order.sort is not None and order.sort.is_best_first:
        return keyset_by_relevance(found, search.relevance, order, *more)
    return keyset_of_any(found, order, *more)


@lru_cache(maxsize=256)
def _statement(view: type[ApiView], shape: Any, reader: Actor, asked: FieldSelection, *, is_of_one: bool) -> Statement:
    """Build the statement of a list, or of one row with the columns of its tag."""
    more = tag_columns(view.root) if is_of_one else []
    return json_of(view.seen(reader), _shaped(shape, reader, asked), *more, is_of_one=is_of_one)


def _shaped(shape: Any, reader: Actor, asked: FieldSelection) -> Any:
    return narrowed(shape(context={"actor": reader, "expand": asked.expand}), asked.fields)


@lru_cache(maxsize=256)
def _tag_statement(view: type[ApiView], reader: Actor) -> Statement:
    return statement_of(view.seen(reader), *tag_columns(view.root))


def compact(value: Any) -> str:
    """Return JSON without spaces."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def json_answer(text: str, status: int = 200) -> HttpResponse:
    """Return a response with JSON text."""
    return HttpResponse(text, status=status, content_type="application/json")


def _refuse_unsized(request: Request) -> None:
    """Raise ProblemError for a body without Content-Length, which WSGI would pass on as an empty one."""
    if request.headers.get("Transfer-Encoding") and not request.headers.get("Content-Length"):
        raise ProblemError(411, "length_required", "Send the length of the body in Content-Length, and no chunks.")
