"""Two municipalities that each write something of their own, which the other may not know about."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image
from wagtail.models import Collection, Revision, TaskState, WorkflowState

from assessments.choices import QuestionKind
from assessments.models import InteractiveExercise, Question
from casestudies.models import CaseStudyPage
from core.models import LeerpleinDocument, LeerpleinImage
from courses.api import make_author
from courses.models import LearningPathPage, LessonPage, ModulePage
from people.models import Municipality, User
from roleplays.models import RolePlayScenario
from tests.factories import courses as make
from tests.factories.cases import CaseFactory
from tests.factories.interactive import ExerciseFactory, with_file
from tests.factories.people import MunicipalityFactory, UserFactory
from tests.factories.questions import ITEMS, QuestionFactory
from tests.factories.roleplays import ScenarioFactory


def picture(name: str = "plaatje.png", *, size: tuple[int, int] = (40, 30), kind: str = "PNG") -> ContentFile:
    """A small picture as somebody would upload it."""
    content = BytesIO()
    Image.new("RGB", size, "#17509b").save(content, kind)
    return ContentFile(content.getvalue(), name=name)


@dataclass
class Area:
    """What one municipality wrote: every title in it names the municipality."""

    municipality: Municipality
    author: User
    path: LearningPathPage
    module: ModulePage
    lesson: LessonPage
    image: LeerpleinImage
    document: LeerpleinDocument
    question: Question
    case: CaseStudyPage
    scenario: RolePlayScenario
    exercise: InteractiveExercise

    @property
    def shelf(self):
        return self.path.get_parent().specific

    @property
    def collection(self) -> Collection:
        return self.image.collection

    @property
    def revision(self) -> Revision:
        return self.lesson.get_latest_revision()

    @property
    def workflow_state(self) -> WorkflowState:
        return self.lesson.current_workflow_state

    @property
    def task_state(self) -> TaskState:
        return self.lesson.current_workflow_task_state


def area_of_new(name: str) -> Area:
    """A new municipality with an author, and all that one wrote."""
    municipality = MunicipalityFactory(name=name, slug=name.lower())
    author = UserFactory(first_name="Aad", last_name="Auteur")
    make_author(author, municipality=municipality)
    return area_of(municipality, author)


def as_stored(area: Area) -> Area:
    """The same area as it stands in the database, with nothing remembered."""
    things = {field.name: getattr(area, field.name) for field in fields(area)}
    return Area(**{name: type(each)._base_manager.get(pk=each.pk) for name, each in things.items()})


def area_of(municipality: Municipality, author: User) -> Area:
    """A path with a lesson that is under review, a picture and a file."""
    name = municipality.name
    path = make.LearningPathPageFactory(
        municipality=municipality, title=f"Pad van {name}", code=f"P-{name}", is_published=False
    )
    module = make.ModulePageFactory(
        parent=path, title=f"Module van {name}", code=f"M-{name}", is_published=False
    )
    lesson = make.LessonPageFactory(
        parent=module,
        title=f"Les van {name}",
        code=f"L-{name}",
        body=[make.text()],
        owner=author,
        is_published=False,
    )
    lesson.save_revision(user=author)
    lesson.get_workflow().start(lesson, author)
    collection = own_collection(author)
    image = LeerpleinImage.objects.create(
        title=f"Foto van {name}",
        file=picture(f"{municipality.slug}.png"),
        collection=collection,
        uploaded_by_user=author,
        description="Een plein.",
    )
    document = LeerpleinDocument.objects.create(
        title=f"Blad van {name}",
        file=ContentFile(b"Geheim.", name=f"{municipality.slug}.txt"),
        collection=collection,
        uploaded_by_user=author,
    )
    question = question_of(municipality, author)
    case = case_of(municipality, author)
    scenario = scenario_of(municipality, author)
    exercise = ExerciseFactory(
        municipality=municipality, title=f"Oefening van {name}", code=f"{municipality.slug}-I1"
    )
    return Area(
        municipality,
        author,
        path,
        module,
        lesson,
        image,
        document,
        question,
        case,
        scenario,
        with_file(exercise),
    )


def question_of(municipality: Municipality, author: User) -> Question:
    """A question that was published, and of which a new version is under review."""
    item = replace(ITEMS[QuestionKind.ONE_CHOICE], text=f"Vraag van {municipality.name}?")
    question = QuestionFactory(municipality=municipality, item=item)
    question.save_revision(user=author)
    question.get_workflow().start(question, author)
    return question


def case_of(municipality: Municipality, author: User) -> CaseStudyPage:
    """A case that was published, and of which a new version is under review."""
    case = CaseFactory(
        municipality=municipality,
        title=f"Casus van {municipality.name}",
        code=f"C-{municipality.name.upper()}",
        responsible=f"team van {municipality.name}",
    )
    case.save_revision(user=author)
    case.get_workflow().start(case, author)
    return case


def scenario_of(municipality: Municipality, author: User) -> RolePlayScenario:
    """A scenario that was published, and of which a new version is under review."""
    scenario = ScenarioFactory(municipality=municipality, title=f"Gesprek van {municipality.name}")
    scenario.save_revision(user=author)
    scenario.get_workflow().start(scenario, author)
    return scenario


def own_collection(author: User) -> Collection:
    """Where an author of one municipality puts files."""
    return Collection.objects.filter(
        group_permissions__group__user=author, group_permissions__permission__codename="add_image"
    ).get()
