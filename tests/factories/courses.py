"""Published pages of a curriculum, and what they ask."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID, uuid4

import factory
from factory.django import DjangoModelFactory
from wagtail_factories import PageFactory

from courses.api import make_own_area
from courses.models import GlossaryTerm, LearningPathIndexPage, LearningPathPage, LessonPage, ModulePage
from courses.rules.outline import Lesson, Path
from courses.rules.progress import Part
from courses.selectors.curriculum import announce_change, build_curriculum
from people.models import Municipality
from website.models import HomePage


def home_page() -> HomePage:
    """The front page that setup_platform made."""
    return HomePage.objects.get()


def shelf(municipality: Municipality | None = None) -> LearningPathIndexPage:
    """The shelf that everybody reads, or a municipality's own."""
    return LearningPathIndexPage.objects.filter(municipality=municipality).first() or make_own_area(
        municipality
    )


class PublishedPageFactory(PageFactory):
    """A page that was published as an author's page is: through a revision."""

    class Meta:
        abstract = True

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: dict[str, Any]) -> Any:
        is_published = kwargs.pop("is_published")
        page = super()._create_instance(model_class, parent, {**kwargs, "live": False})
        if is_published:
            page.save_revision().publish()
        return page

    is_published = True


class LearningPathPageFactory(PublishedPageFactory):
    """A learning path on the shared shelf, or on that of a municipality."""

    class Meta:
        model = LearningPathPage
        exclude = ("municipality",)

    municipality = None
    parent = factory.LazyAttribute(lambda page: shelf(page.municipality))
    title = factory.Sequence(lambda n: f"Leerpad {n}")
    code = factory.Sequence(lambda n: f"LP{n}")
    description = "Van kennismaken tot begeleiden."


class ModulePageFactory(PublishedPageFactory):
    """A module of a path."""

    class Meta:
        model = ModulePage

    parent = factory.LazyFunction(lambda: LearningPathPageFactory())
    title = factory.Sequence(lambda n: f"Module {n}")
    code = factory.Sequence(lambda n: f"MX{n}")
    minutes = 60
    intro = "<p>Waar deze module over gaat.</p>"


class LessonPageFactory(PublishedPageFactory):
    """A lesson of a module; its body is a list of what the functions below give."""

    class Meta:
        model = LessonPage

    parent = factory.LazyFunction(lambda: ModulePageFactory())
    title = factory.Sequence(lambda n: f"Les {n}")
    code = factory.Sequence(lambda n: f"MX-L{n}")
    minutes = 10
    description = "Een wens helemaal horen."
    goals = json.dumps([{"type": "goal", "value": "Je kunt een wens uitvragen."}])
    body = factory.LazyFunction(list)

    @classmethod
    def _adjust_kwargs(cls, **kwargs: Any) -> dict[str, Any]:
        kwargs["body"] = json.dumps(kwargs["body"])
        return kwargs


class GlossaryTermFactory(DjangoModelFactory):
    """A term that is live."""

    class Meta:
        model = GlossaryTerm

    slug = factory.Sequence(lambda n: f"begrip-{n}")
    term = factory.Sequence(lambda n: f"begrip {n}")
    definition = "Wat het betekent, in één zin."


# --- What stands in a lesson -------------------------------------------------------


def text(words: str = "<h2>Vraag eerst</h2><p>Vraag eerst naar de wens.</p>") -> dict[str, Any]:
    """Running text: asks nothing."""
    return _block("text", words, uuid4())


def check(
    key: UUID | None = None, *, is_required: bool = True, must_be_right: bool = False
) -> dict[str, Any]:
    """A question of which the second answer is right."""
    choices = [
        {
            "text": "Hoe hoog moet het hek zijn?",
            "is_right": False,
            "feedback": "Je gaat mee in de oplossing.",
        },
        {"text": "Wat wil je bereiken?", "is_right": True, "feedback": "Je vraagt naar de wens."},
    ]
    value = {
        "is_required": is_required,
        "question": "<p>Wat vraag je?</p>",
        "choices": choices,
        "must_be_right": must_be_right,
    }
    return _block("check", value, key)


def question(key: UUID | None = None, *, is_required: bool = True) -> dict[str, Any]:
    """A question to think about."""
    value = {
        "is_required": is_required,
        "question": "<p>Wanneer hoorde jij een oplossing?</p>",
        "compare": "",
    }
    return _block("question", value, key)


def exercise(
    key: UUID | None = None, *, is_required: bool = True, title: str = "Schrijf één vraag op"
) -> dict[str, Any]:
    """Something to do."""
    value = {
        "is_required": is_required,
        "title": title,
        "minutes": 5,
        "instruction": "<p>Schrijf bij elke zin één vraag op.</p>",
        "example": "",
    }
    return _block("exercise", value, key)


def note(key: UUID | None = None) -> dict[str, Any]:
    """A place for a personal note."""
    return _block("note", {"prompt": "Wat hield ik vast?"}, key)


def _block(kind: str, value: Any, key: UUID | None) -> dict[str, Any]:
    return {"type": kind, "value": value, "id": str(key or uuid4())}


def rewrite(page: LessonPage, body: list[dict[str, Any]] | None = None, **fields: Any) -> LessonPage:
    """Publish another version of a lesson, as an author does."""
    page = LessonPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    if body is not None:
        page.body = json.dumps(body)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk)


# --- What was published, as the services take it -----------------------------------------


def published(path: LearningPathPage) -> Path:
    """A path as it is published now, also inside the transaction of a test."""
    announce_change()
    return build_curriculum("").by_pk[path.pk]


def lesson_of(path: Path, page: LessonPage) -> Lesson:
    """A lesson of a published path."""
    return path.places[page.pk][1]


def parts_that_ask(lesson: Lesson) -> list[Part]:
    """The parts of a lesson without the reading of it."""
    return [part for part in lesson.parts if part.key != lesson.reading_key]
