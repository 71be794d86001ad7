"""What the store keeps: libraries once per version, and packages in versions that never change."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from h5p.choices import VersionState
from h5p.rules.libraries import Library as Described
from h5p.rules.libraries import Ref

LONGEST_NAME = 127


class Library(models.Model):
    """The code of one version of a content type, or of what content types share."""

    name = models.CharField(_("machine name"), max_length=LONGEST_NAME)
    major = models.PositiveIntegerField(_("major"))
    minor = models.PositiveIntegerField(_("minor"))
    patch = models.PositiveIntegerField(_("patch"))
    title = models.CharField(_("title"), max_length=LONGEST_NAME)
    runnable = models.BooleanField(
        pgettext_lazy("H5P", "content type"), help_text=_("Can be played by itself.")
    )
    full_screen = models.BooleanField(_("full screen"), default=False)
    scripts = models.JSONField(_("scripts"), default=list)
    styles = models.JSONField(_("styles"), default=list)
    needs = models.JSONField(_("needs"), default=list)
    core = models.JSONField(_("player"), default=list)
    files = models.JSONField(_("files"), default=list)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    sha256 = models.CharField(_("fingerprint"), max_length=64)
    installed_at = models.DateTimeField(_("installed at"))

    wagtail_reference_index_ignore = True  # refers to no pages and files

    class Meta:
        verbose_name = _("H5P library")
        verbose_name_plural = _("H5P libraries")
        ordering = ["name", "-major", "-minor", "-patch"]
        constraints = [
            models.UniqueConstraint(fields=["name", "major", "minor", "patch"], name="library_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"

    @property
    def version(self) -> str:
        """Its number, as people read it."""
        return f"{self.major}.{self.minor}.{self.patch}"

    @property
    def folder(self) -> str:
        """The folder by which content and other libraries know it."""
        return f"{self.name}-{self.major}.{self.minor}"

    @property
    def described(self) -> Described:
        """The library as the rules know it."""
        return Described(
            ref=Ref(self.name, self.major, self.minor),
            patch=self.patch,
            title=self.title,
            runnable=self.runnable,
            scripts=tuple(self.scripts),
            styles=tuple(self.styles),
            needs=tuple(Ref(*need) for need in self.needs),
            core=(self.core[0], self.core[1]),
            full_screen=self.full_screen,
        )


class Package(models.Model):
    """Something to play, of which `current` is the version that people get."""

    title = models.CharField(_("title"), max_length=255)
    current = models.ForeignKey(
        "PackageVersion", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("in use")
    )
    created_at = models.DateTimeField(_("created at"))

    wagtail_reference_index_ignore = True  # refers to no pages and files

    class Meta:
        verbose_name = _("H5P package")
        verbose_name_plural = _("H5P packages")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title


class PackageVersion(models.Model):
    """A file as somebody brought it: first only a file, then checked, and from then on it stays as it is."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("number"))
    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=VersionState.choices, default=VersionState.WAITING
    )
    file_name = models.CharField(_("file"), max_length=255)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(_("fingerprint"), max_length=64, blank=True)
    may_install = models.BooleanField(_("may bring new libraries"), default=False)
    findings = models.JSONField(_("reasons"), default=list, blank=True)
    title = models.CharField(_("title"), max_length=255, blank=True)
    language = models.CharField(_("language"), max_length=35, blank=True)
    main = models.CharField(pgettext_lazy("H5P", "content type"), max_length=150, blank=True)
    content = models.JSONField(_("content"), default=dict, blank=True)
    files = models.JSONField(_("files"), default=dict, blank=True, help_text=_("The fingerprint by path."))
    libraries = models.ManyToManyField(Library, through="VersionLibrary", related_name="versions")
    code_sha = models.CharField(_("fingerprint of its code"), max_length=64, blank=True)
    brought_at = models.DateTimeField(_("brought at"))
    checked_at = models.DateTimeField(_("checked at"), null=True, blank=True)

    wagtail_reference_index_ignore = True  # refers to no pages and files

    class Meta:
        verbose_name = _("version of an H5P package")
        verbose_name_plural = _("versions of H5P packages")
        ordering = ["package", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["package", "number"], name="package_version_once"),
            models.CheckConstraint(
                condition=models.Q(state=VersionState.WAITING, checked_at__isnull=True)
                | (~models.Q(state=VersionState.WAITING) & models.Q(checked_at__isnull=False)),
                name="package_version_checked_says_when",
            ),
        ]
        indexes = [models.Index(fields=["code_sha"], name="versions_with_code")]

    def __str__(self) -> str:
        return f"{self.title or self.file_name} · {self.number}"

    @property
    def is_ready(self) -> bool:
        """Whether it can be played."""
        return self.state == VersionState.READY


class VersionLibrary(models.Model):
    """A library that a version plays with, in the order of loading. It holds the library back from being deleted."""

    version = models.ForeignKey(PackageVersion, models.CASCADE, related_name="links")
    library = models.ForeignKey(Library, models.PROTECT, related_name="links")
    position = models.PositiveIntegerField(_("position"))

    wagtail_reference_index_ignore = True  # refers to no pages and files

    class Meta:
        verbose_name = _("library of a version")
        verbose_name_plural = _("libraries of versions")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="library_in_its_place"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id} · {self.library_id}"
