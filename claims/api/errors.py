"""Convert exceptions to HTTP responses: problem details (RFC 9457). No other module does."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import (
    DisallowedHost,
    ObjectDoesNotExist,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import DataError, IntegrityError, models
from django.db.models import ProtectedError
from django.db.utils import OperationalError
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.views import defaults
from drf_standardized_errors.formatter import ExceptionFormatter
from drf_standardized_errors.handler import ExceptionHandler
from drf_standardized_errors.types import Error, ErrorResponse
from psycopg import errors as pg
from rest_framework.exceptions import (
    APIException,
    ErrorDetail,
    MethodNotAllowed,
    NotAcceptable,
    NotFound,
    ParseError,
    UnsupportedMediaType,
    ValidationError,
)
from rest_framework.response import Response

from claims.actions.change import StaleVersionError
from claims.actions.external_ids import ExternalIdTakenError
from claims.actions.idempotency import KeyReusedError
from claims.actions.imports.requests.cancellation import NotUnderWayError
from claims.actions.imports.revert.revert_batch import NotRevertibleError
from claims.actions.input import InputError
from claims.actions.nouns import NounExistsError
from claims.api.paths import path_of
from claims.api.problems import type_of
from claims.rules.access import AccessError
from claims.rules.refusal import RefusedError
from claims.rules.verbs import IllegalMoveError
from claims.rules.workflow import BlockedError

MEDIA_TYPE = "application/problem+json"
UNPROCESSABLE = {"ambiguous"}
FAULT = "Something went wrong here, and it is logged under the X-Request-ID of this answer."


class ProblemError(APIException):
    """A problem with its status, code, message, path in the body, and headers."""

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        *,
        path: tuple[str | int, ...] = (),
        headers: dict[str, str] | None = None,
        more: dict[str, Any] | None = None,
        errors: list[dict[str, Any]] | None = None,
    ) -> None:
        super().__init__(detail, code)
        self.errors = errors
        self.status_code, self.path, self.headers, self.more = status, path, headers or {}, more or {}


def gone(claim_id: int) -> ProblemError:
    """Return the problem for a claim whose import was reverted."""
    detail = f"Claim {claim_id} was made by an import that was reverted. Its id is never used again."
    return ProblemError(410, "gone", detail)


class ParameterError(ValidationError):
    """Raised for invalid query parameters: for each, pairs of a code and a message."""

    def __init__(self, problems: dict[str, list[tuple[str, str]]]) -> None:
        super().__init__(
            {name: [ErrorDetail(detail, code=code) for code, detail in found] for name, found in problems.items()}
        )


def _stale(error: StaleVersionError) -> ProblemError:
    return ProblemError(412, "stale_version", str(error))


def _refused_input(error: InputError) -> ProblemError:
    status = 422 if error.code in UNPROCESSABLE else 409 if error.code in {"merged", "conflict"} else 400
    more = {"candidates": error.candidates} if error.candidates else None
    return ProblemError(status, error.code, error.message, path=error.path, more=more)


def _taken(error: ExternalIdTakenError) -> ProblemError:
    headers = {"Location": path_of("claim", error.claim_id)}
    return ProblemError(409, "external_id_taken", str(error), headers=headers)


def _exists(error: NounExistsError) -> ProblemError:
    headers = {"Location": path_of(str(error.row._meta.model_name), error.row.pk)}
    return ProblemError(409, "exists", str(error), headers=headers)


def _illegal(error: IllegalMoveError) -> ProblemError:
    return ProblemError(409, "illegal_move", str(error), more={"state": error.state, "allowed": error.allowed})


def _blocked(error: BlockedError) -> ProblemError:
    errors = [
        {"code": one.code, "detail": one.message, "pointer": f"/{one.field}" if one.field else ""}
        for one in error.blockers
    ]
    return ProblemError(409, "blocked", str(error), errors=errors)


def _no_access(error: AccessError) -> ProblemError:
    scopes = " ".join(error.need.scopes)
    challenge = f'Bearer realm="factcheck", error="insufficient_scope", scope="{scopes}"'
    return ProblemError(403, "insufficient_scope", error.lacks, headers={"WWW-Authenticate": challenge})


def _integrity(error: IntegrityError) -> APIException:
    """Convert a refusal of the database: an invalid value, a conflict, or a rule of the domain."""
    cause = error.__cause__
    if not isinstance(cause, pg.IntegrityError):
        return APIException(FAULT)
    name = cause.diag.constraint_name or ""
    constraint = _constraints().get(name)
    message = str(constraint.violation_error_message) if constraint else ""
    if isinstance(cause, pg.UniqueViolation):
        return ProblemError(409, "conflict", message or "Another row has this already.")
    if isinstance(cause, pg.ForeignKeyViolation):
        return ProblemError(409, "conflict", "What this refers to is not there, or something refers to this.")
    if constraint is None:
        return ProblemError(409, "refused", cause.diag.message_primary or "A rule of the database refuses this.")
    return ProblemError(400, "invalid", message or f"The rule {name} refuses this.")


def _constraints() -> dict[str, models.BaseConstraint]:
    return {rule.name: rule for model in apps.get_app_config("claims").get_models() for rule in model._meta.constraints}


CONVERSIONS: dict[type[Exception], Callable[[Any], APIException]] = {
    StaleVersionError: _stale,
    InputError: _refused_input,
    ExternalIdTakenError: _taken,
    NounExistsError: _exists,
    IllegalMoveError: _illegal,
    BlockedError: _blocked,
    NotRevertibleError: lambda error: ProblemError(
        409, "not_revertible", str(error), more={"state": error.batch.state}
    ),
    NotUnderWayError: lambda error: ProblemError(409, "not_under_way", str(error), more={"state": error.batch.state}),
    KeyReusedError: lambda error: ProblemError(422, "idempotency_key_reused", str(error)),
    AccessError: _no_access,
    ProtectedError: lambda _: ProblemError(409, "in_use", "Something else refers to this, so it is kept."),
    IntegrityError: _integrity,
    DataError: lambda _: ProblemError(400, "invalid", "A value is outside what can be stored."),
    RequestDataTooBig: lambda error: ProblemError(413, "too_large", str(error)),
    ObjectDoesNotExist: lambda _: NotFound(),
    RefusedError: lambda error: ProblemError(400, "invalid", str(error), path=tuple(filter(None, [error.field]))),
    OperationalError: lambda _: ProblemError(
        503, "unavailable", "The database did not answer in time: try again.", headers={"Retry-After": "1"}
    ),
}


# Our words for what Django REST framework itself refuses.
REWORDED: dict[type[APIException], str] = {
    NotFound: "There is nothing here, or your token may not see it. Check the path, the id and the token's scopes.",
    MethodNotAllowed: "{method} is not possible here. Use one of the methods in the Allow header.",
    NotAcceptable: "The Accept header excludes every format of this answer. Send `Accept: application/json`, or none.",
    UnsupportedMediaType: "The body's Content-Type is not accepted here. Send one of: {types}.",
    ParseError: "The body cannot be read. Send what its Content-Type says.",
}


class Handler(ExceptionHandler):
    """Convert exceptions of the actions and the database to problem+json."""

    def convert_known_exceptions(self, exc: Exception) -> Exception:
        """Convert an exception of ours to one with a status and a code."""
        for kind, convert in CONVERSIONS.items():
            if isinstance(exc, kind):
                return convert(exc)
        known: Exception = super().convert_known_exceptions(exc)
        if isinstance(known, APIException):
            self._reword(known)
        return known

    def _reword(self, exc: APIException) -> None:
        """Replace a stock text of Django REST framework by one that names the remedy."""
        words = next((words for kind, words in REWORDED.items() if type(exc) is kind), None)
        if words is None or (isinstance(exc, NotFound | ParseError) and str(exc.detail) != str(exc.default_detail)):
            return
        view, request = self.context.get("view"), self.context.get("request")
        types = ", ".join(parser.media_type for parser in getattr(view, "parser_classes", [])) or "application/json"
        text = words.format(method=getattr(request, "method", ""), types=types)
        code = getattr(exc.detail, "code", None)
        exc.detail = ErrorDetail(text, code)

    def convert_unhandled_exceptions(self, exc: Exception) -> APIException:
        """Convert an unexpected exception to a 500 without its details."""
        return exc if isinstance(exc, APIException) else APIException(FAULT)

    def get_headers(self, exc: APIException) -> dict[str, str]:
        """Return the headers of the response."""
        return {**super().get_headers(exc), **getattr(exc, "headers", {})}

    def get_response(self, exc: APIException, data: dict[str, Any]) -> Response:
        """Return the problem as JSON, whatever the caller accepts."""
        response = Response(data, status=exc.status_code, headers=self.get_headers(exc), content_type=MEDIA_TYPE)
        response["Cache-Control"] = "no-store"
        return response


class Formatter(ExceptionFormatter):
    """Format problem details: every error with its code, message and JSON pointer (RFC 6901)."""

    def format_error_response(self, error_response: ErrorResponse) -> dict[str, Any]:
        """Return the body."""
        several = getattr(self.exc, "errors", None)
        errors = several or [self._error(error.code, error.detail, error.attr or "") for error in error_response.errors]
        request = self.context.get("request")
        return _body(self.exc.status_code, request.path if request is not None else "", errors)

    def get_errors(self) -> list[Error]:
        """List the errors, each with its pointer or the name of its parameter."""
        if self._is_of_query:
            found: Any = self.exc.detail
            return [Error(error.code, str(error), name) for name, errors in found.items() for error in errors]
        return list(_flat(self.exc.detail, getattr(self.exc, "path", ())))

    @property
    def _is_of_query(self) -> bool:
        return isinstance(self.exc, ParameterError)

    def _error(self, code: str, detail: str, place: str) -> dict[str, Any]:
        where = "parameter" if self._is_of_query else "pointer"
        return {"code": code, "detail": detail, where: place, **getattr(self.exc, "more", {})}


def _flat(detail: Any, path: tuple[str | int, ...]) -> Iterator[Error]:
    """Flatten nested errors to one each, with its pointer."""
    if isinstance(detail, ErrorDetail):
        yield Error(detail.code or "invalid", str(detail), pointer_to(path))
    elif isinstance(detail, dict):
        for key, inner in detail.items():
            yield from _flat(inner, path if key == "non_field_errors" else (*path, key))
    else:
        for index, inner in enumerate(detail):
            yield from _flat(inner, path if isinstance(inner, ErrorDetail) else (*path, index))


def pointer_to(path: Iterable[str | int]) -> str:
    """Return a path as a JSON pointer (RFC 6901). Characters that UTF-8 cannot encode are escaped."""
    pointer = "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)
    return pointer.encode("utf-8", "backslashreplace").decode()


def _body(status: int, path: str, errors: list[dict[str, Any]]) -> dict[str, Any]:
    kind, title = type_of(error["code"] for error in errors)
    return {
        "type": kind,
        "title": title,
        "status": status,
        "detail": errors[0]["detail"] if len(errors) == 1 else f"{len(errors)} things are wrong.",
        "instance": path,
        "errors": errors,
    }


def problem(request: HttpRequest, status: int, code: str, detail: str) -> JsonResponse:
    """Return a problem for a request that reached no view of the API."""
    body = _body(status, request.path, [{"code": code, "detail": detail, "pointer": ""}])
    return JsonResponse(body, status=status, content_type=MEDIA_TYPE, headers={"Cache-Control": "no-store"})


def _is_of_api(request: HttpRequest) -> bool:
    return request.path == "/api" or request.path.startswith("/api/")


# What Django itself refuses, by the kind of its exception.
REFUSED_BY_DJANGO: dict[type[Exception], tuple[int, str, str]] = {
    DisallowedHost: (400, "unknown_host", "This host is not one that is served here."),
    RequestDataTooBig: (413, "too_large", "The body is over the limit."),
    TooManyFieldsSent: (400, "too_many_fields", "The form has too many fields."),
    TooManyFilesSent: (400, "too_many_fields", "The form has too many files."),
}


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Handle what Django itself refuses: a problem below /api/, a page elsewhere."""
    if not _is_of_api(request):
        return defaults.bad_request(request, exception)
    usual = (400, "bad_request", "The request cannot be read.")
    return problem(request, *REFUSED_BY_DJANGO.get(type(exception), usual))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Handle an unknown path: a problem below /api/, a page elsewhere."""
    if not _is_of_api(request):
        return defaults.page_not_found(request, exception)
    return problem(request, 404, "not_found", "There is nothing at this path.")


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Handle an unexpected exception: a problem below /api/, a page elsewhere."""
    if not _is_of_api(request):
        return defaults.server_error(request)
    return problem(request, 500, "error", FAULT)
