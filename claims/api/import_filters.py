"""Filters of imports and their issues."""

from typing import ClassVar

from claims.api.parameters import NounFilter, RuleFilter, SwitchFilter, words
from claims.models import ImportBatch, ImportIssue, Mapping
from claims.rules.vocabulary import IMPORT_STATES


class ImportFilter(NounFilter):
    """Filters of imports."""

    origin = RuleFilter(help_text="Where the rows' ids come from.")
    state = words(IMPORT_STATES)

    class Meta:
        model = ImportBatch
        fields: ClassVar[list[str]] = []


class ImportIssueFilter(NounFilter):
    """Filters of the issues of an import."""

    code = RuleFilter(help_text="A code of issues, for example invalid.")
    is_refusal = SwitchFilter(help_text="Rows that were refused, or notes on rows that went in.")

    class Meta:
        model = ImportIssue
        fields: ClassVar[list[str]] = []


class MappingFilter(NounFilter):
    """Filters of mappings."""

    name = RuleFilter(help_text="All versions of this name.")

    class Meta:
        model = Mapping
        fields: ClassVar[list[str]] = []
