"""Read and fill in a page of the admin like a browser."""

from html.parser import HTMLParser
from typing import Any

from django.test import Client

Values = dict[str, Any]
EDITING = "edit-form"


class FormReader(HTMLParser):
    """Collect what a browser would send back of the forms of a page, and what a strict CSP would refuse."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: Values = {}
        self.inline: list[str] = []
        self._name: str | None = None
        self._select: str | None = None
        # A page of the desk has several forms: the one that edits is meant, if there is one.
        self._only = EDITING if f'id="{EDITING}"' in html else ""
        self._is_inside = not self._only
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        self._check(tag, found)
        if tag == "form" and self._only:
            self._is_inside = found.get("id") == self._only
        if not self._is_inside:
            return
        name = found.get("name", "")
        if tag == "input" and name and found.get("type") not in {"submit", "button", "file"}:
            is_box = found.get("type") in {"checkbox", "radio"}
            if not is_box or "checked" in found:
                self.values[name] = found.get("value", "on" if is_box else "")
        elif tag == "textarea":
            self._name, self.values[name] = name, ""
        elif tag == "select":
            self._select, self.values[name] = name, ""
        elif tag == "option" and self._select and "selected" in found:
            self.values[self._select] = found.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._name:
            self.values[self._name] = self.values[self._name].removeprefix("\n")
            self._name = None
        if tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._name:
            self.values[self._name] += data

    def _check(self, tag: str, attrs: dict[str, str]) -> None:
        is_data = "json" in attrs.get("type", "")
        if tag == "style" or "style" in attrs or (tag == "script" and "src" not in attrs and not is_data):
            self.inline.append(tag)
        self.inline += [name for name in attrs if name.startswith("on")]


def read_form(client: Client, address: str) -> Values:
    """Open a page and give what its form would send back untouched."""
    response = client.get(address)
    assert response.status_code == 200, f"{address}: {response.status_code}"
    values = FormReader(response.content.decode()).values
    return {name: value for name, value in values.items() if "__prefix__" not in name and name != "q"}


def send(client: Client, address: str, /, **changes: Any) -> Any:
    """Open a page's form, change some of its values, and send it."""
    return client.post(address, {**read_form(client, address), **changes})


def more(values: Values, prefix: str, **fields: Any) -> Values:
    """Fill in one more of an inline's forms, as its button "Add another" makes it."""
    number = int(values[f"{prefix}-TOTAL_FORMS"])
    added = {f"{prefix}-{number}-{name}": value for name, value in fields.items()}
    return {**values, f"{prefix}-TOTAL_FORMS": number + 1, **added}


def errors_of(response: Any) -> str:
    """Return every error that a form shows, as one text. Forms of the desk are answered with 409 or 422 then."""
    if response.status_code in {409, 422}:
        return "\n".join(filter(None, [response.context["form"].errors.as_text(), response.context.get("refusal", "")]))
    assert response.status_code == 200, response.status_code
    form = response.context["adminform"].form
    formsets = response.context["inline_admin_formsets"]
    found = [form.errors.as_text(), *(str(inline.formset.errors) for inline in formsets)]
    return "\n".join(found)


def saved(response: Any) -> bool:
    """Return whether a form was accepted; print its errors if it was not."""
    assert response.status_code == 302, errors_of(response)
    return True
