"""View of requests with many claims."""

from collections.abc import Iterator, Sequence
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from drf_standardized_errors.handler import exception_handler
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import ValidationError

from claims.actions.bulk import Filing, Item, ItemRefusedError, write_all, write_each
from claims.api.errors import ParameterError, ProblemError
from claims.api.paths import path_of
from claims.api.serializers.base import validate
from claims.api.serializers.bulk import BulkAnswerShape, BulkShape, ItemReader
from claims.api.serializers.claims import ClaimShape
from claims.api.views.base import ApiView, compact, json_answer
from claims.models import Claim
from claims.rules.access import AccessError, require

PASSED_ON = ("Location", "Retry-After", "WWW-Authenticate")
ATOMIC = OpenApiParameter("atomic", bool, description="All items or none: the first that is refused refuses the rest.")


class BulkView(ApiView):
    """Up to a thousand claims in one request, each filed or changed by the same verb as alone."""

    verbs = {"bulk": "claim.create"}
    filter_backends = []
    own_parameters = frozenset({"atomic"})
    more_refusals = frozenset({"404", "412"})
    serializer_class = ClaimShape
    queryset = Claim.objects.all()

    @extend_schema(request=BulkShape, responses={207: BulkAnswerShape}, parameters=[ATOMIC])
    def bulk(self, request: Request) -> Any:
        """Create or update up to 1,000 claims. Each item succeeds or fails by itself, and has its own result, in order.

        With `atomic=true` nothing is stored if an item fails; the problem points to the item.
        """
        reader = ItemReader(self.get_serializer_context())
        items = [self._item(reader, data) for data in self._body(request)["items"]]
        outcomes = self._all(items) if self._is_atomic else write_each(items, actor=self.actor)
        return json_answer(f'{{"results":[{",".join(self._results(items, outcomes))}]}}', status=207)

    @property
    def _is_atomic(self) -> bool:
        asked = self.request.query_params.get("atomic", "false")
        if asked not in {"true", "false"}:
            raise ParameterError({"atomic": [("invalid", "Send true or false.")]})
        return asked == "true"

    def _body(self, request: Request) -> dict[str, Any]:
        return validate(BulkShape, request.data, self.actor)

    def _item(self, reader: ItemReader, data: Any) -> Item | Exception:
        """Return a validated item, or the reason why it is refused: its body or the caller's rights."""
        try:
            method, item = reader.read(data)
            require(self.actor, f"claim.{method}")
        except (ValidationError, AccessError) as error:
            return error
        return item

    def _all(self, items: Sequence[Item | Exception]) -> Sequence[int | Exception]:
        """Write all items or none. Raises ProblemError with pointers into the items."""
        refused = {index: item for index, item in enumerate(items) if isinstance(item, Exception)}
        if not refused:
            try:
                return write_all([item for item in items if not isinstance(item, Exception)], actor=self.actor)
            except ItemRefusedError as error:
                refused = {error.index: error.cause}
        raise self._refusal_of_all({index: self._problem(error) for index, error in refused.items()})

    def _refusal_of_all(self, problems: dict[int, Response]) -> ProblemError:
        errors = [
            {**error, "pointer": f"/items/{index}{error.get('pointer', '')}"}
            for index, problem in problems.items()
            for error in problem.data["errors"]
        ]
        first = next(iter(problems.values()))
        headers = {name: first.headers[name] for name in PASSED_ON if name in first.headers}
        return ProblemError(first.status_code, errors[0]["code"], errors[0]["detail"], headers=headers, errors=errors)

    def _problem(self, error: Exception) -> Response:
        """Return the response to an error, as a single request would get it."""
        context: Any = self.get_exception_handler_context()
        response: Any = exception_handler(error, context)
        return response

    def _results(self, items: Sequence[Any], outcomes: Sequence[int | Exception]) -> Iterator[str]:
        """Yield the result of each item. Everything that was written is read by one statement."""
        ids = list({pk for pk in outcomes if isinstance(pk, int)})
        # Tags first: a body newer than its tag is only read again, but one older than its tag could overwrite changes.
        tags = self.tags(ids)
        bodies = dict(self.statement.rows(ids))
        for item, outcome in zip(items, outcomes, strict=True):
            if isinstance(outcome, Exception):
                yield self._refused(outcome)
            else:
                yield _written(item, path_of("claim", outcome), tags[outcome], bodies[outcome])

    def _refused(self, error: Exception) -> str:
        problem = self._problem(error)
        place = {"location": problem.headers["Location"]} if "Location" in problem.headers else {}
        return JSONRenderer().render({"status": problem.status_code, **place, "problem": problem.data}).decode()


def _written(item: Item, location: str, tag: str, body: str) -> str:
    result = {"status": 201 if isinstance(item, Filing) else 200, "location": location, "etag": tag}
    return f'{compact(result)[:-1]},"body":{body}}}'
