"""Shared nouns: found by their names, their values brought into the form in which they are stored."""

from typing import Any

from django.core.exceptions import ValidationError

from claims.actions.input import InputError
from claims.actions.nouns import completed, prepared
from claims.admin.form import VersionedForm


class NounForm(VersionedForm):
    """Take the values of a shared noun as the API does: canonical URL, domain and unit."""

    def clean(self) -> dict[str, Any]:
        """Bring the values into their stored form; what follows from them goes with them."""
        data = super().clean()
        if self.errors:
            return data
        changed = {**dict.fromkeys(self.changed_data), **self.partial_dates()}
        given = {name: value for name, value in self.given().items() if name in changed and value not in (None, "")}
        model, is_new = self._meta.model, self.instance.pk is None
        try:
            found = prepared(model, given, self.actor, is_new=is_new)
        except InputError as error:
            field = next((step for step in error.path if isinstance(step, str)), None)
            raise ValidationError({field: error.message} if field in self.fields else error.message) from error
        for name, value in (completed(model, found) if is_new else found).items():
            if name in self.fields:
                data[name] = value
            else:
                setattr(self.instance, name, value)
        return data
