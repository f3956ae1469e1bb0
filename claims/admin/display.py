"""Format values for the pages of the admin."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from claims.admin.site import site
from claims.models.quantity import Quantity


def cut(text: str, most: int = 120) -> str:
    """Shorten a text for a list, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def page_of(row: models.Model) -> str:
    """Return the URL of a row's page."""
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def link_to(row: models.Model | None, text: str = "") -> SafeString | str:
    """Return a link to a row's page, or plain text if its model has none."""
    if row is None:
        return ""
    if not site.is_registered(type(row)):
        return text or str(row)
    return format_html('<a href="{}">{}</a>', page_of(row), text or cut(str(row)))


def list_of(model: type[models.Model], text: str, **filters: Any) -> SafeString:
    """Return a link to the filtered list of a model."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return format_html('<a href="{}?{}">{}</a>', address, urlencode(filters), text)


def link_out(url: str | None) -> SafeString | str:
    """Return a link to another site, without a referrer. URLs other than http(s) stay text."""
    if not url or not url.startswith(("http://", "https://")):
        return url or ""
    return format_html('<a href="{}" rel="noreferrer noopener">{}</a>', url, cut(url, 100))


def shown_json(value: Any) -> SafeString | str:
    """Return indented JSON as HTML."""
    if value is None:
        return ""
    return format_html('<pre class="json">{}</pre>', json.dumps(value, ensure_ascii=False, indent=2))


def shown_list(items: Iterable[Any]) -> SafeString | str:
    """Return items as an HTML list."""
    lines = format_html_join("", "<li>{}</li>", ((item,) for item in items))
    return format_html('<ul class="lines">{}</ul>', lines) if lines else ""


def plain(value: Decimal | None) -> str:
    """Format a number in plain notation: 14,000 or 2.5."""
    return "" if value is None else f"{value:,f}"


def shown_interval(quantity: Quantity) -> str:
    """Format an interval: [12, 120], (30, ∞)."""
    low, high = quantity.interval_low, quantity.interval_high
    left = "(" if low is None or quantity.is_low_open else "["
    right = ")" if high is None or quantity.is_high_open else "]"
    return f"{left}{'-∞' if low is None else plain(low)}, {'∞' if high is None else plain(high)}{right}"
