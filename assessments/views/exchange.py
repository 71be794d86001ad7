"""Bringing questions from other systems and taking them there, in the admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.api import exchange as api
from assessments.forms.exchange import BringForm, TakeForm
from core.admin import admin_page
from core.files import as_file
from people.models import Municipality

if TYPE_CHECKING:
    from django.http import HttpRequest

    from people.models import User

BRING, LOOK, TAKE = "assessments_exchange:bring", "assessments_exchange:look", "assessments_exchange:take"
LIST = "wagtailsnippets_assessments_question:list"
# Only the session of who brought a file knows it; the same for what was ticked in the list.
FILE, TICKED = "brought_file", "ticked_questions"


@require_http_methods(["GET", "POST"])
def bring(request: HttpRequest) -> HttpResponse:
    """Choose a file; what would happen is on the next page."""
    ground = _ground(request)
    form = BringForm(request.POST or None, request.FILES or None, ground=ground)
    problems: list[Any] = []
    if form.is_valid():
        upload = form.cleaned_data["file"]
        content = upload.read()
        imported = api.read_questions(name=upload.name, content=content)
        if imported.found:
            _keep(request, form, content)
            return redirect(LOOK)
        problems = api.remark_rows(imported.problems)
    context = {**_furniture(_("Bring in questions")), "form": form, "problems": problems}
    status = 422 if form.is_bound else 200
    return render(request, "assessments/exchange/bring.html", context, status=status)


def _keep(request: HttpRequest, form: BringForm, content: bytes) -> None:
    municipality = form.cleaned_data["municipality"]
    kept = api.keep_file(
        name=form.cleaned_data["file"].name,
        content=content,
        destination={
            "municipality": municipality.pk if municipality else None,
            "purpose": form.cleaned_data["purpose"],
            "module": form.cleaned_data["module"],
        },
        instead_of=request.session.get(FILE, ""),
        now=timezone.now(),
    )
    request.session[FILE] = str(kept.pk)


@require_http_methods(["GET", "POST"])
def look(request: HttpRequest) -> HttpResponse:
    """What would happen to each question of the file; then make it so."""
    ground = _ground(request)
    file = api.brought_file(request.session.get(FILE, ""))
    if file is None or file.destination["municipality"] not in ground:
        messages.info(request, _("There is no file to look through any more. Choose it again."))
        return redirect(BRING)
    municipality = Municipality.objects.filter(pk=file.destination["municipality"]).first()
    imported = api.read_questions(name=file.name, content=bytes(file.content))
    plan = api.plan_for(
        imported,
        author=_person(request),
        municipality=municipality,
        purpose=file.destination["purpose"],
        module=file.destination["module"],
    )
    if request.method == "POST":
        return _bring_in(request, plan, municipality, file.name)
    report = api.report_on(plan)
    context = {
        **_furniture(_("Look through the questions")),
        "file": file,
        "municipality": municipality,
        "report": report,
    }
    return render(request, "assessments/exchange/look.html", context)


def _bring_in(request: HttpRequest, plan: Any, municipality: Municipality | None, name: str) -> HttpResponse:
    steps = plan.to_write(request.POST.getlist("replace"))
    try:
        api.bring_in(
            steps, author=_person(request), municipality=municipality, file_name=name, now=timezone.now()
        )
    except api.BroughtMeanwhileError:
        messages.error(request, _("Somebody else brought in questions just now. Look once more."))
        return redirect(LOOK)
    api.forget_file(request.session.pop(FILE, ""))
    number = len(steps)
    told = ngettext(
        "%(number)s question is ready as a draft. Look at it, and hand it in for review.",
        "%(number)s questions are ready as drafts. Look at them, and hand them in for review.",
        number,
    )
    messages.success(request, told % {"number": number})
    return redirect(LIST)


@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Throw the file away without bringing anything in."""
    api.forget_file(request.session.pop(FILE, ""))
    messages.success(request, _("The file was thrown away. Nothing was brought in."))
    return redirect(BRING)


@require_safe
def example(request: HttpRequest) -> HttpResponse:
    """An Excel file with a row for each kind of question, to write in."""
    _ground(request)
    return _download(api.example_file(), name="voorbeeldvragen.xlsx")


def remember_ticked(request: HttpRequest, questions: list[int]) -> None:
    """Keep which questions were ticked in the list, for the page where a format is chosen."""
    request.session[TICKED] = questions


@require_http_methods(["GET", "POST"])
def take(request: HttpRequest) -> HttpResponse:
    """Choose which questions go along and as what, read what gets lost, and get the file."""
    asked = request.POST or request.GET
    form = TakeForm(asked if "form" in asked else None)
    ticked = request.session.get(TICKED) if asked.get("ticked") else None
    written = None
    if form.is_valid():
        questions = api.questions_to_take(_person(request), ticked=ticked, **form.wanted)
        written = api.write_questions(questions, form=form.cleaned_data["form"])
        if request.method == "POST" and written.number:
            return _download(written, name=f"vragen-{timezone.localdate().isoformat()}.{written.extension}")
    context = {
        **_furniture(_("Take questions along")),
        "form": form,
        "written": written,
        "ticked": len(ticked) if ticked else 0,
    }
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "assessments/exchange/take.html", context, status=status)


def _download(written: api.Taken, *, name: str) -> HttpResponse:
    return as_file(written.content, name=name, content_type=written.content_type)


def _person(request: HttpRequest) -> User:
    return cast("User", request.user)


def _ground(request: HttpRequest) -> frozenset[int | None]:
    ground = api.ground_for(_person(request))
    if not ground:
        raise PermissionDenied
    return ground


def _furniture(title: str) -> dict[str, Any]:
    return admin_page(title, (reverse(LIST), _("Questions")), icon="help")
