"""The words of H5P packages. Code says them in English, people read them in their own language."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Problem(TextChoices):
    """Why a package is refused: a sentence with `%(where)s` for the place and `%(detail)s` for what was found or asked."""

    NOT_AN_ARCHIVE = "not_an_archive", _("This is not an H5P file: it cannot be opened as a zip archive.")
    DAMAGED = "damaged", _("The file is damaged at “%(where)s”. Download or export it again.")
    TOO_LARGE = "too_large", _("The file is too large: at most %(detail)s is allowed.")
    TOO_MANY_MEMBERS = (
        "too_many_members",
        _("The archive holds too many files: at most %(detail)s is allowed."),
    )
    MEMBER_TOO_LARGE = (
        "member_too_large",
        _("“%(where)s” is too large when it is unpacked: at most %(detail)s."),
    )
    TOTAL_TOO_LARGE = (
        "total_too_large",
        _("All files together are too large when they are unpacked: at most %(detail)s."),
    )
    RATIO_TOO_HIGH = "ratio_too_high", _("“%(where)s” is packed so tightly that it may be a trap.")
    ENCRYPTED = "encrypted", _("“%(where)s” is locked with a password.")
    COMPRESSION = "compression", _("“%(where)s” is packed in a way that H5P does not use.")
    UNSAFE_NAME = "unsafe_name", _("“%(where)s” is not a safe name of a file.")
    TOO_DEEP = "too_deep", _("“%(where)s” lies in too many folders.")
    DUPLICATE_NAME = "duplicate_name", _("“%(where)s” occurs twice.")
    NOT_A_FILE = "not_a_file", _("“%(where)s” is a link or a device, not a file.")
    NO_MANIFEST = "no_manifest", _("There is no h5p.json in the file: it is not an H5P package.")
    NO_LIBRARIES = "no_libraries", _("There is only content in the file, and no content type to install.")
    NO_CONTENT = "no_content", _("There is no content/content.json in the file.")
    BROKEN_JSON = "broken_json", _("“%(where)s” cannot be read: %(detail)s.")
    MISSING_FIELD = "missing_field", _("“%(where)s” lacks the field “%(detail)s”, or it has the wrong form.")
    FILE_KIND = "file_kind", _("“%(where)s” is a kind of file that is not allowed there.")
    UNEXPECTED_FOLDER = "unexpected_folder", _("The folder “%(where)s” does not belong in an H5P package.")
    LIBRARY_FOLDER = (
        "library_folder",
        _("The folder “%(where)s” does not have the name of the library in it (“%(detail)s”)."),
    )
    LISTED_FILE_MISSING = "listed_file_missing", _("“%(where)s” lists “%(detail)s”, which is not there.")
    CORE_TOO_OLD = "core_too_old", _("“%(where)s” asks for a newer H5P player: %(detail)s.")
    LIBRARY_MISSING = (
        "library_missing",
        _("The content type “%(where)s” is missing. Ask an administrator to install it."),
    )
    LIBRARY_NOT_ALLOWED = (
        "library_not_allowed",
        _(
            "The file brings the content type “%(where)s”, which is not installed. Only an administrator may install it."
        ),
    )
    MAIN_NOT_RUNNABLE = "main_not_runnable", _("“%(where)s” cannot be played by itself.")
    CIRCULAR = "circular", _("“%(where)s” needs itself, by way of %(detail)s.")
    MORE = "more", _("There are more reasons than fit here: another %(detail)s.")


class VersionState(TextChoices):
    """How far a version of a package is."""

    WAITING = "waiting", _("being checked")
    READY = "ready", _("in order")
    REJECTED = "rejected", _("refused")


class Change(TextChoices):
    """What differs between two versions: a sentence with `%(what)s`, `%(old)s` and `%(new)s`."""

    TYPE = "type", _("The content type changes from %(old)s to %(new)s.")
    LIBRARY_NEWER = "library_newer", _("“%(what)s” goes from %(old)s to %(new)s.")
    LIBRARY_NEW = "library_new", _("“%(what)s” %(new)s comes along.")
    LIBRARY_GONE = "library_gone", _("“%(what)s” %(old)s is not used any more.")
    FILE_NEW = "file_new", _("The file “%(what)s” comes along.")
    FILE_GONE = "file_gone", _("The file “%(what)s” is not there any more.")
    FILE_CHANGED = "file_changed", _("The file “%(what)s” is another one.")
    TEXT_GONE = "text_gone", _("This text is not there any more: “%(what)s”")
    TEXT_NEW = "text_new", _("This text is new: “%(what)s”")


class Verb(TextChoices):
    """What a package may say that somebody did; other verbs are not kept."""

    ATTEMPTED = "attempted", _("began")
    INTERACTED = "interacted", _("did something")
    ANSWERED = "answered", _("answered")
    PROGRESSED = "progressed", _("went on")
    COMPLETED = "completed", _("finished")
    EXPERIENCED = "experienced", _("looked at")


class Flaw(TextChoices):
    """Why a statement of a package is refused."""

    TOO_LARGE = "too_large", _("What this exercise sends is too large.")
    BROKEN = "broken", _("What this exercise sends cannot be read.")
    VERB = "verb", _("This exercise says something that is not kept here.")
    ACTOR = "actor", _("This exercise says something about somebody else.")
    ELSEWHERE = "elsewhere", _("This exercise says something about another exercise.")
    SCORE = "score", _("This exercise sends a score that cannot be.")


class HubProblem(TextChoices):
    """Why a content type was not fetched: a sentence with `%(detail)s`."""

    OFF = "off", _("Fetching content types is off here: H5P_HUB names no address.")
    NAME = "name", _("“%(detail)s” is not the name of a content type, as in H5P.MultiChoice.")
    HOST = "host", _("“%(detail)s” is not on the list of hosts from which may be fetched.")
    NOT_CLOSED = "not_closed", _("From “%(detail)s” may be fetched by https only.")
    UNREACHABLE = "unreachable", _("“%(detail)s” gives no answer.")
    ANSWER = "answer", _("The hub answers with %(detail)s.")
    ASTRAY = "astray", _("The hub sends us from one address to the next.")
    TOO_LARGE = "too_large", _("What the hub sends is too large: at most %(detail)s is allowed.")
    TOO_SLOW = "too_slow", _("The hub sends so slowly that it was not waited for.")
