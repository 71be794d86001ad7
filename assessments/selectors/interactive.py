"""Interactive exercises: which ones somebody may do, how it went, and where they are in one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.urls import reverse

from assessments.models import InteractiveExercise, InteractivePlay
from assessments.selectors.bank import is_under_review
from assessments.selectors.exercise_reach import comes_to, looks_at
from assessments.selectors.sentences import percent_text
from h5p.api import Play, Ticket, ticket_for
from people.api import everywhere, standing_of, within_all

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet

    from h5p.models import PackageVersion
    from people.api import Standing
    from people.models import Municipality, User

LOOK = "look"


@dataclass(frozen=True, slots=True)
class ExerciseCard:
    """An exercise as it stands in a lesson, with how it went for somebody."""

    title: str
    url: str
    minutes: int
    times: int = 0
    is_open: bool = False
    best: str = ""
    last: str = ""


def exercises_visible_to(standing: Standing) -> QuerySet[InteractiveExercise]:
    """The exercises that somebody may do: the shared ones, and their municipalities' own, that have a file in order."""
    own = Q(municipality=None) | Q(municipality__in=standing.municipality_ids)
    return _playable(own)


def _playable(own: Q) -> QuerySet[InteractiveExercise]:
    there = InteractiveExercise.objects.filter(own, live=True, package__current__isnull=False)
    return there.select_related("package")


def _there(municipality_id: int | None) -> QuerySet[InteractiveExercise]:
    return _playable(Q(municipality=None) | Q(municipality=municipality_id))


def codes_of_exercises(municipality_id: int | None) -> set[str]:
    """The exercises that people of a municipality can do, or the shared ones. One query."""
    return set(_there(municipality_id).values_list("code", flat=True))


def finished_exercises(person: User, municipality: Municipality, codes: Collection[str]) -> set[str]:
    """Those of these exercises that somebody did to their end. One query."""
    rows = InteractivePlay.objects.filter(
        person=person, municipality=municipality, exercise__code__in=codes, finished_at__isnull=False
    )
    return set(rows.values_list("exercise__code", flat=True))


def exercise_cards(
    person: User | None, municipality: Municipality | None, codes: Collection[str]
) -> dict[str, ExerciseCard]:
    """These exercises by code, as far as somebody may do them. Two queries, whatever their number."""
    exercises = list(_there(municipality.pk if municipality else None).filter(code__in=codes))
    plays: dict[int, list[InteractivePlay]] = {}
    if person is not None and municipality is not None:
        rows = InteractivePlay.objects.filter(
            person=person, municipality=municipality, exercise__in=exercises
        )
        for play in rows.defer("state"):
            plays.setdefault(play.exercise_id, []).append(play)
    return {each.code: _card(each, plays.get(each.pk, [])) for each in exercises}


def _card(exercise: InteractiveExercise, plays: list[InteractivePlay]) -> ExerciseCard:
    return ExerciseCard(
        title=exercise.title,
        url=exercise.get_absolute_url(),
        minutes=exercise.minutes,
        times=sum(not play.is_open for play in plays),
        is_open=any(play.is_open for play in plays),
        best=best_of(plays),
        last=last_of(plays),
    )


def best_of(plays: Iterable[InteractivePlay]) -> str:
    """The best score of what was done to its end, as people read it; nothing without scores."""
    scores = [play.percent for play in plays if not play.is_open and play.percent is not None]
    return score_text(max(scores)) if scores else ""


def last_of(plays: Iterable[InteractivePlay]) -> str:
    """The last score, as people read it."""
    done = sorted(
        (play for play in plays if not play.is_open and play.percent is not None),
        key=lambda play: play.number,
    )
    return score_text(done[-1].percent) if done else ""


def score_text(percent: float | None) -> str:
    """A score as people read it."""
    return f"{percent_text(Decimal(str(percent)))}%" if percent is not None else ""


def plays_of(person: User) -> QuerySet[InteractivePlay]:
    """What somebody did themselves; nobody else sees it."""
    return InteractivePlay.objects.filter(person=person).select_related(
        "exercise__package", "municipality", "person"
    )


# --- The frame ---------------------------------------------------------------------------------


def mailbox_of(play: InteractivePlay) -> str:
    """By what name a package knows who plays: another one each time, and nobody's address."""
    return f"{play.public_id.hex}@leerplein.invalid"


def activity_of(exercise: InteractiveExercise) -> str:
    """The address by which statements name an exercise."""
    address = reverse("assessments:exercise", args=[exercise.code.lower()])
    return f"{settings.WAGTAILADMIN_BASE_URL}{address}"


def frame_of(play: InteractivePlay, version: PackageVersion) -> str:
    """The address of the frame in which somebody goes on."""
    ticket = Ticket(version=version.public_id, key=str(play.public_id), person=str(play.person_id))
    return reverse("h5p:play", args=[ticket_for(ticket)])


def frame_to_look(exercise: InteractiveExercise, version: PackageVersion, author: User) -> str:
    """The address of a frame in which an author looks at a version; nothing of it is kept."""
    ticket = Ticket(version=version.public_id, key=f"{LOOK}:{exercise.pk}", person=str(author.pk))
    return reverse("h5p:play", args=[ticket_for(ticket)])


def play_for(key: str, person: object) -> Play | None:
    """What H5P may know of who plays; None when it is not theirs, or not any more."""
    someone = cast("User", person)
    if key.startswith(LOOK):
        return _look(int(key.partition(":")[2]), someone)
    standing = standing_of(someone)
    with within_all(standing.municipality_ids):  # a file of the frame is asked for without a sign-in
        play = plays_of(someone).filter(public_id=UUID(key)).first()
        if play is None or not still_comes_to(play, standing):
            return None
    return Play(
        activity=activity_of(play.exercise), name="deelnemer", mailbox=mailbox_of(play), state=play.state
    )


def still_comes_to(play: InteractivePlay, standing: Standing) -> bool:
    """Whether the person of a play may still do it. As many queries as where it stands asks for."""
    exercise = play.exercise
    is_there = exercise.live and exercise.package is not None and exercise.package.current_id is not None
    is_own = exercise.municipality_id in {None, *standing.municipality_ids}
    return is_there and is_own and comes_to(play.person, play.municipality, exercise)


def _look(exercise_id: int, author: User) -> Play | None:
    exercise = InteractiveExercise.objects.filter(pk=exercise_id).first()
    if exercise is None or not looks_at(author, exercise):
        return None
    return Play(activity=activity_of(exercise))


# --- For authors -------------------------------------------------------------------------------


def exercises_for_a_list(exercises: QuerySet[InteractiveExercise]) -> QuerySet[InteractiveExercise]:
    """The same exercises with their file, how often they were done and when last. One query."""
    with everywhere():  # a number and a moment over all municipalities, of nobody in particular
        done = InteractivePlay.objects.filter(exercise=OuterRef("pk")).order_by().values("exercise")
        times, last = (
            done.annotate(n=Count("pk")).values("n"),
            done.annotate(at=Max("played_at")).values("at"),
        )
    return exercises.select_related("municipality", "package__current").annotate(
        times=Subquery(times), last_used=Subquery(last), is_under_review=is_under_review(InteractiveExercise)
    )


def number_of_plays() -> int:
    """How often exercises were begun, in all municipalities. One query."""
    with everywhere():
        return InteractivePlay.objects.count()
