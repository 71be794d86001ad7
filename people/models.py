"""Municipalities, persons, memberships and the log of who looked at whom."""

from __future__ import annotations

import hashlib
import uuid
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_scopes import ScopedManager

from people.choices import Corners, DataKind, Role, Viewer

if TYPE_CHECKING:
    from datetime import date

    from wagtail.models import Workflow

    from people.selectors import Standing

HEX_COLOUR = RegexValidator(
    r"^#[0-9a-fA-F]{6}$", _("Give a colour as # with six digits, for example #17509b.")
)


class UserManager(BaseUserManager["User"]):
    """Makes persons, who sign in with their e-mail address."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a person."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make a platform administrator."""
        return self.create_user(email, password, **{"is_staff": True, "is_superuser": True, **fields})

    def get_by_natural_key(self, username: str | None) -> User:
        """Find a person by e-mail address, in whatever case it is typed."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A person. What they may do follows from their memberships, not from this row."""

    username = None  # type: ignore[assignment]
    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)

    # Read once a request, and remembered here.
    standing_today: Standing | None = None

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["first_name", "last_name"]

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="email_once"),
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    @property
    def initials(self) -> str:
        """Two letters for the round mark beside the name."""
        return f"{self.first_name[:1]}{self.last_name.split(' ')[-1][:1]}".upper() or self.email[:2].upper()


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    """Ways to ask for municipalities."""

    def active(self) -> MunicipalityQuerySet:
        """Those that use the platform now."""
        return self.filter(is_active=True)


class Municipality(models.Model):
    """The tenant: results belong to exactly one municipality."""

    name = models.CharField(_("name"), max_length=100, unique=True)
    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    is_active = models.BooleanField(_("uses the platform"), default=True)
    primary_colour = models.CharField(
        _("primary colour"), max_length=7, validators=[HEX_COLOUR], default="#0f5f6b"
    )
    accent_colour = models.CharField(
        _("accent colour"), max_length=7, validators=[HEX_COLOUR], default="#c2571a"
    )
    link_colour = models.CharField(_("link colour"), max_length=7, validators=[HEX_COLOUR], blank=True)
    corners = models.CharField(_("corners"), max_length=6, choices=Corners.choices, default=Corners.SOFT)
    works_council_agreed_on = models.DateField(
        _("works council agreed on"),
        null=True,
        blank=True,
        help_text=_("Without this date, managers and leads see no numbers about people (WOR art. 27)."),
    )
    may_observe_offline = models.BooleanField(
        _("observing without internet"),
        default=True,
        help_text=_(
            "Observers may keep a form on their phone, encrypted and without names, until it is sent."
        ),
    )
    help_text = models.CharField(_("help and contact"), max_length=200, blank=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def house_style_url(self) -> str:
        """Address of the stylesheet, which changes when the house style does, so it may be kept for ever."""
        style = f"{self.primary_colour}{self.accent_colour}{self.link_colour}{self.corners}"
        return _house_style_url(self.slug, style)


@lru_cache(maxsize=512)  # every page asks, and it changes once in years
def _house_style_url(slug: str, style: str) -> str:
    digest = hashlib.sha256(style.encode()).hexdigest()[:12]
    return reverse("people:house_style", args=[slug, digest])


class Team(models.Model):
    """People of one municipality who work together."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="teams")
    name = models.CharField(_("name"), max_length=100)

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "name"], name="team_once"),
        ]

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Ways to ask for memberships."""

    def on(self, day: date) -> MembershipQuerySet:
        """Those in force on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day), starts_on__lte=day)


class Membership(models.Model):
    """A role of a person in a municipality, for a period; with a team the role holds for that team only."""

    person = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="memberships")
    team = models.ForeignKey(Team, models.CASCADE, related_name="memberships", null=True, blank=True)
    role = models.CharField(_("role"), max_length=15, choices=Role.choices)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until and including"), null=True, blank=True)

    objects = ScopedManager(
        municipality="municipality", _manager_class=models.Manager.from_queryset(MembershipQuerySet)
    )
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "municipality", "role", "team"],
                name="membership_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_role_display()} · {self.municipality_id}"


class Look(models.Model):
    """Somebody looked at personal data of somebody else. Written once; the person can read it."""

    person = models.ForeignKey(User, models.CASCADE, related_name="+")
    viewer = models.ForeignKey(User, models.CASCADE, related_name="+")
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    data_kind = models.CharField(_("kind of data"), max_length=20, choices=DataKind.choices)
    capacity = models.CharField(_("capacity"), max_length=15, choices=Viewer.choices)
    looked_at = models.DateTimeField(_("looked at"))

    objects = ScopedManager(municipality="municipality")
    wagtail_reference_index_ignore = True  # results refer to no pages and files

    class Meta:
        verbose_name = _("look")
        verbose_name_plural = _("looks")
        ordering = ["-looked_at"]
        indexes = [models.Index(fields=["person", "-looked_at"], name="looks_at_a_person")]
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("viewer")), name="look_is_by_somebody_else"),
        ]

    def __str__(self) -> str:
        return f"{self.viewer_id} → {self.person_id}: {self.data_kind}"


class WritingArea(models.Model):
    """Who writes content and who reviews it: for everybody, or for one municipality only."""

    municipality = models.OneToOneField(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("municipality")
    )
    authors = models.ForeignKey("auth.Group", models.PROTECT, related_name="+", verbose_name=_("authors"))
    reviewers = models.ForeignKey("auth.Group", models.PROTECT, related_name="+", verbose_name=_("reviewers"))
    review = models.ForeignKey(
        "wagtailcore.Workflow", models.PROTECT, related_name="+", verbose_name=_("review")
    )

    class Meta:
        verbose_name = _("writing area")
        verbose_name_plural = _("writing areas")
        constraints = [
            models.UniqueConstraint(fields=["municipality"], name="writing_area_once", nulls_distinct=False),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id or '*'}"


class ReviewedByOwner:
    """Content that is shared or a municipality's own: whose it is says which review it goes through. One query."""

    municipality_id: int | None

    def get_workflow(self) -> Workflow | None:
        """The review of whose it is."""
        return _review_of(self.municipality_id)

    @classmethod
    def get_default_workflow(cls) -> Workflow | None:
        """The review of what is for everybody; of something new it is not known yet whose it is."""
        return _review_of(None)


def _review_of(municipality_id: int | None) -> Workflow | None:
    areas = WritingArea.objects.filter(municipality=municipality_id, review__active=True)
    area = areas.select_related("review").first()
    return area.review if area else None
