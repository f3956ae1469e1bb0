"""The pages for sending, previewing, trying and importing a file."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import content_disposition_header, urlencode
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from claims.actions.imports.requests.cancellation import NotUnderWayError, cancel_import
from claims.actions.imports.requests.import_preview import Preview, as_yaml, preview_import
from claims.actions.imports.requests.import_request import ImportRequest, request_import
from claims.actions.imports.requests.refused_rows import refused_rows
from claims.actions.imports.requests.worker_queue import wake_worker
from claims.actions.imports.revert.revert_batch import NotRevertibleError, request_revert
from claims.actions.imports.uploads.upload_receiver import UploadReceiver
from claims.actions.imports.uploads.upload_store import UploadTooLargeError
from claims.actions.input import InputError
from claims.admin.access import actor, may
from claims.admin.display import page_of
from claims.admin.import_form import LoadForm, UploadForm
from claims.formats.files.read_as import in_words
from claims.formats.files.read_options import ReadOptions
from claims.models.import_batch import ImportBatch
from claims.models.upload import Upload


class ImportPages(admin.ModelAdmin):
    """The pages of an import other than the list and the batch."""

    admin_site: Any
    buttons: ClassVar = {"_dry_run": "Try it", "_load": "Load it"}

    def get_urls(self) -> list[Any]:
        """Put these pages before the model pages: adding a batch means sending a file."""
        pages = [
            path("add/", self.admin_site.admin_view(self.upload_view), name="claims_importbatch_send"),
            path(
                "upload/<int:upload_id>/",
                self.admin_site.admin_view(self.prepare_view),
                name="claims_importbatch_prepare",
            ),
            path("<int:pk>/cancel/", self.admin_site.admin_view(self.cancel_view), name="claims_importbatch_cancel"),
            path("<int:pk>/revert/", self.admin_site.admin_view(self.revert_view), name="claims_importbatch_revert"),
            path("<int:pk>/refused/", self.admin_site.admin_view(self.refused_view), name="claims_importbatch_refused"),
        ]
        return [*pages, *super().get_urls()]

    @method_decorator(csrf_exempt)
    def upload_view(self, request: HttpRequest) -> HttpResponse:
        """Receive a file. It is stored as it arrives, so the form is read here, before the CSRF check."""
        _require(request)
        receiver = UploadReceiver(actor(request))
        request.upload_handlers = [receiver]
        problem = ""
        try:
            response = self._upload(request, receiver)
        except (UploadTooLargeError, InputError) as error:
            problem = str(error)
        if problem:
            response = self._page(request, "upload", "Load a file", form=UploadForm(), problem=problem)
        if response.status_code != 302:
            receiver.discard()
        return response

    @method_decorator(csrf_protect)
    def _upload(self, request: HttpRequest, receiver: UploadReceiver) -> HttpResponse:
        form = UploadForm(request.POST if request.method == "POST" else None)
        is_valid = request.method == "POST" and form.is_valid()
        if is_valid and receiver.upload is None:
            form.add_error("file", "Choose a file.")
        elif is_valid and receiver.upload is not None:
            begun = {"origin": form.cleaned_data["origin"], "mapping": form.cleaned_data["mapping"]}
            address = reverse("admin:claims_importbatch_prepare", args=[receiver.upload.pk])
            return HttpResponseRedirect(f"{address}?{urlencode(begun)}")
        return self._page(request, "upload", "Load a file", form=form)

    @method_decorator(csrf_protect)
    def prepare_view(self, request: HttpRequest, upload_id: int) -> HttpResponse:
        """Preview the first rows with the mapping, and start a dry run or an import."""
        _require(request)
        upload = Upload.objects.filter(pk=upload_id, sha256__isnull=False).first()
        if upload is None:
            raise Http404("This file was deleted: send it again.")
        if request.method != "POST":
            return self._begun(request, upload)
        form = LoadForm(request.POST)
        if form.is_valid() and ("_load" in request.POST or "_dry_run" in request.POST):
            try:
                batch = request_import(form.asked(upload, is_dry_run="_dry_run" in request.POST), actor=actor(request))
                return HttpResponseRedirect(page_of(batch))
            except InputError as error:
                _show_refusal(form, error)
        return self._prepared(request, upload, form)

    @method_decorator([require_POST, csrf_protect])
    def cancel_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Stop a load."""
        _require(request)
        try:
            batch = cancel_import(pk, actor=actor(request))
        except NotUnderWayError as error:
            batch = error.batch
            self.message_user(request, str(error), messages.ERROR)
        except ImportBatch.DoesNotExist as error:
            raise Http404 from error
        return HttpResponseRedirect(page_of(batch))

    @method_decorator(csrf_protect)
    def revert_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask for confirmation, then queue the revert of a load."""
        _require(request)
        if request.method != "POST":
            batch = self._batch(pk)
            return self._page(request, "revert", f"Revert {batch.file_name}", batch=batch, back=page_of(batch))
        try:
            batch = request_revert(pk, actor=actor(request))
            wake_worker()
        except NotRevertibleError as error:
            batch = error.batch
            self.message_user(request, str(error), messages.ERROR)
        except ImportBatch.DoesNotExist as error:
            raise Http404 from error
        return HttpResponseRedirect(page_of(batch))

    def refused_view(self, request: HttpRequest, pk: int) -> Any:
        """Return the file of refused rows, to be corrected and loaded again."""
        _require(request)
        found = refused_rows(self._batch(pk))
        response = StreamingHttpResponse(found.content, content_type=found.media_type)
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=found.name) or ""
        return response

    def _batch(self, pk: int) -> ImportBatch:
        batch = ImportBatch.objects.select_related("mapping").filter(pk=pk).first()
        if batch is None:
            raise Http404
        return batch

    def _begun(self, request: HttpRequest, upload: Upload) -> HttpResponse:
        """Show the initial form, with the chosen mapping or a proposed one."""
        initial = self._initial(request, upload)
        preview = None
        try:
            asked = ImportRequest(
                upload.pk,
                initial["origin"],
                initial["mapping"],
                initial.get("document"),
                reading=ReadOptions.from_dict(initial),
            )
            preview = preview_import(asked, actor=actor(request))
            initial["document"] = as_yaml(preview.document) if preview.document else ""
        except InputError as error:
            self.message_user(request, error.message, messages.ERROR)
        return self._shown(request, upload, LoadForm(initial=initial), preview)

    def _initial(self, request: HttpRequest, upload: Upload) -> dict[str, Any]:
        """Return the initial values: those typed on the previous page, or the options of the batch."""
        batch_id = request.GET.get("batch", "")
        if batch_id.isascii() and batch_id.isdecimal():
            batch = upload.batches.select_related("mapping").filter(pk=int(batch_id)).first()
            if batch is not None:
                return LoadForm.values_of(batch)
        return {name: request.GET.get(name, "")[:100] for name in ("origin", "mapping")}

    def _prepared(self, request: HttpRequest, upload: Upload, form: LoadForm) -> HttpResponse:
        preview = None
        if form.is_valid():
            try:
                preview = preview_import(form.asked(upload), actor=actor(request))
            except InputError as error:
                _show_refusal(form, error)
        return self._shown(request, upload, form, preview)

    def _shown(self, request: HttpRequest, upload: Upload, form: LoadForm, preview: Preview | None) -> HttpResponse:
        title = f"Load {upload.file_name}"
        columns = list(dict.fromkeys(name for row in preview.rows for name in row.fields)) if preview else []
        rows = preview.rows if preview else []
        return self._page(
            request,
            "prepare",
            title,
            form=form,
            upload=upload,
            preview=preview,
            read_as=in_words(preview.read_as) if preview else "",
            columns=columns,
            is_read=any(row.fields or row.problems for row in rows),
            read=[(row, [row.fields.get(name, "") for name in columns]) for row in rows],
            raw=[(row, [row.cells.get(name, "") for name in preview.columns] if row.cells else []) for row in rows]
            if preview
            else [],
        )

    def _page(self, request: HttpRequest, name: str, title: str, **context: Any) -> HttpResponse:
        whole = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, **context}
        whole["media"] = self.media
        return TemplateResponse(request, f"admin/claims/importbatch/{name}.html", whole).render()


def _require(request: HttpRequest) -> None:
    if not may(request, "import.run"):
        raise PermissionDenied


def _show_refusal(form: LoadForm, error: InputError) -> None:
    """Show a refusal at its field, if the form has that field."""
    field = str(error.path[0]) if error.path else ""
    form.add_error({"mapping": "document"}.get(field, field) if field in form.fields else None, error.message)
