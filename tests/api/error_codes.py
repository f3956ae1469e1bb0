"""Collect every error code that the program can raise, from its source, its serializers and its frameworks."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rest_framework import exceptions
from rest_framework.fields import empty
from rest_framework.serializers import BaseSerializer, ListSerializer

import claims.api.urls  # noqa: F401 - so that every shape is there
from factcheck.paths import BASE_DIR

# What raises or answers with a code: at which place of its arguments the code stands, or under which name.
RAISERS: dict[str, tuple[int, str]] = {
    "APIException": (1, "code"), "AuthenticationFailed": (1, "code"), "ErrorDetail": (1, "code"), "fail": (0, ""),
    "Blocker": (0, "code"), "InputError": (0, "code"), "NotAuthenticated": (1, "code"), "ParseError": (1, "code"),
    "problem": (2, "code"), "ProblemError": (1, "code"), "ValidationError": (1, "code"), "input_errors_at": (1, "code"),
    "Requirement": (0, "code"),
}  # fmt: skip
# These only pass on a code that is found where it comes from.
PASSED_ON = {"code", "error.code", "problem.code", "errors[0]['code']", "getattr(exc.detail, 'code', None)"}
# What the framework raises by itself, of what can come to pass here.
OF_FRAMEWORK = (
    exceptions.APIException, exceptions.MethodNotAllowed, exceptions.NotAcceptable, exceptions.NotAuthenticated,
    exceptions.NotFound, exceptions.ParseError, exceptions.UnsupportedMediaType,
)  # fmt: skip
# Where codes are given; the lists of words elsewhere are none.
TALKS = ("api", "actions", "rules/workflow.py", "rules/cited_evidence.py", "rules/merge_conflicts.py")


def codes() -> set[str]:
    """List them all."""
    found = {code for tree in _trees() for node in ast.walk(tree) for code in _codes_at(node)}
    found |= {code for kind in OF_FRAMEWORK for code in [kind.default_code]}
    shapes = [shape for shape in _heirs(BaseSerializer) if shape.__module__.startswith("claims") and _is_whole(shape)]
    return found | {code for shape in shapes for code in _codes_of_field(shape())}


def _trees() -> Iterator[ast.AST]:
    for layer in TALKS:
        for path in sorted(Path(BASE_DIR, "claims").glob(f"{layer}/**/*.py" if "." not in layer else layer)):
            yield ast.parse(path.read_text(encoding="utf-8"))


def _codes_at(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        yield from _codes_of_call(node)
    elif isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "default_code":
        yield from _constants(node.value)
    elif isinstance(node, ast.List) and all(_is_of_a_parameter(item) for item in node.elts):
        pairs: list[Any] = node.elts
        yield from (code for pair in pairs for code in _constants(pair.elts[0]))
    elif isinstance(node, ast.Tuple) and len(node.elts) == 3 and _is_status(node.elts[0]):
        yield from _constants(node.elts[1])


def _is_of_a_parameter(item: ast.expr) -> bool:
    """Yield the pairs of a code and a message that are passed to ParameterError."""
    if not isinstance(item, ast.Tuple) or len(item.elts) != 2:
        return False
    code, words = item.elts
    is_code = isinstance(code, ast.Constant) and isinstance(code.value, str)
    return is_code and not isinstance(words, ast.Tuple | ast.Dict)


def _is_status(item: ast.expr) -> bool:
    return isinstance(item, ast.Constant) and type(item.value) is int and 400 <= item.value < 600


def _codes_of_call(node: ast.Call) -> Iterator[str]:
    name = ast.unparse(node.func).rpartition(".")[2]
    if name not in RAISERS:
        return
    place, keyword = RAISERS[name]
    given = [word.value for word in node.keywords if word.arg == keyword] or node.args[place : place + 1]
    for value in given:
        yield from _constants(value)


def _constants(value: ast.expr) -> Iterator[str]:
    if isinstance(value, ast.Constant):
        yield str(value.value)
    elif isinstance(value, ast.IfExp):
        yield from _constants(value.body)
        yield from _constants(value.orelse)
    else:
        assert ast.unparse(value) in PASSED_ON, f"which codes can {ast.unparse(value)} be?"


def _heirs(kind: type[Any]) -> Iterator[type[Any]]:
    for heir in kind.__subclasses__():
        yield heir
        yield from _heirs(heir)


def _is_whole(shape: type[Any]) -> bool:
    if issubclass(shape, ListSerializer):  # seen where a field uses it, with its child
        return False
    meta = getattr(shape, "Meta", empty)
    return meta is empty or getattr(meta, "model", None) is not None or not hasattr(shape, "build_field")


def _codes_of_field(field: Any) -> Iterator[str]:
    if not field.read_only:
        yield from field.error_messages
        yield from (validator.code for validator in field.validators if hasattr(validator, "code"))
    inner = [*getattr(field, "fields", {}).values(), *filter(None, [getattr(field, "child", None)])]
    for each in inner:
        yield from _codes_of_field(each)
