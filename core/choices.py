"""The words of the kit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class RunState(TextChoices):
    """How a background run stands."""

    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    RETRIED = "retried", _("Sent again")


class MailState(TextChoices):
    """How far a mail is."""

    PLANNED = "planned", _("Planned")
    SENDING = "sending", _("Handed to the mail server")
    SENT = "sent", _("Sent")
    CANCELLED = "cancelled", _("No longer needed")


class CalloutKind(TextChoices):
    """Why a piece of text stands apart."""

    REMEMBER = "remember", _("Remember")
    EXAMPLE = "example", _("Example")
    WARNING = "warning", _("Watch out")
    LAW = "law", _("What the law says")
    SAFETY = "safety", _("Safety")


class Diagram(TextChoices):
    """The drawn figures that an author can place."""

    ROLES = "roles", _("The four roles")
    OPENING_QUESTIONS = "opening_questions", _("The three opening questions")
    FRAME = "frame", _("The seven fields of a frame")
    DOSING = "dosing", _("Too wide, fitting, too narrow")
    NEEDS = "needs", _("Three needs")


class Speaker(TextChoices):
    """Who speaks in a dialogue: the four roles of the model, a colleague, or who tells the story."""

    RESIDENT = "resident", _("Resident")
    CASE_STEWARD = "case_steward", _("Case steward")
    MUNICIPALITY = "municipality", _("Municipality")
    PROCESS_GUIDE = "process_guide", _("Process guide")
    COLLEAGUE = "colleague", _("Colleague")
    NARRATOR = "narrator", _("Narrator")


class PersonalDetail(TextChoices):
    """What in a text can point at somebody, as far as a pattern shows it."""

    BSN = "bsn", _("Citizen service number (BSN)")
    IBAN = "iban", _("Bank account number")
    EMAIL = "email", _("E-mail address")
    PHONE = "phone", _("Phone number")
    ADDRESS = "address", _("Address")
    BIRTH_DATE = "birth_date", _("Date of birth")
    LICENCE_PLATE = "licence_plate", _("Licence plate")
    NAME = "name", _("Name")

    @property
    def sentence(self) -> _StrPromise:
        """What to say about it to who wrote it."""
        return _ABOUT_DETAILS[self]


_ABOUT_DETAILS = {
    PersonalDetail.BSN: _("This looks like a citizen service number. Take it out."),
    PersonalDetail.IBAN: _("This looks like a bank account number. Take it out."),
    PersonalDetail.EMAIL: _("This looks like an e-mail address. Take it out."),
    PersonalDetail.PHONE: _("This looks like a phone number. Take it out."),
    PersonalDetail.ADDRESS: _("This looks like an address. Write for example “a street in the village”."),
    PersonalDetail.BIRTH_DATE: _("This looks like a date of birth. Write for example “around fifty”."),
    PersonalDetail.LICENCE_PLATE: _("This looks like a licence plate. Take it out."),
    PersonalDetail.NAME: _("This looks like a name. Write for example “a resident” or “Mrs A.”."),
}


class WhyHarmless(TextChoices):
    """Why something that looks like a personal detail is none, in the words of who wrote it."""

    INVENTED = "invented", _("It is invented: this person or detail does not exist")
    ORGANISATION = "organisation", _("It belongs to an organisation, not to a person")
    SOMETHING_ELSE = "something_else", _("It is something else, for example an amount or a case number")
