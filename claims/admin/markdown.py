"""Convert Markdown to safe HTML."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {
    "a", "blockquote", "br", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
SCHEMES = {"http", "https", "mailto"}

_reader = MarkdownIt("commonmark").enable("table")


def html_of(text: str) -> SafeString:
    """Convert Markdown (CommonMark, with tables) to HTML. Images, scripts, styles and handlers are removed.

    The result is sanitised, not the source, because Markdown can contain HTML.
    """
    clean = nh3.clean(_reader.render(text), tags=TAGS, attributes={"a": {"href", "title"}}, url_schemes=SCHEMES)
    return mark_safe(clean)  # noqa: S308, cleaned in the line before  # nosec B308 B703
