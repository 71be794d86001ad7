"""The words of the proeve and of certificates."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Cluster(TextChoices):
    """The core tasks that somebody shows together; the codes are those of progression."""

    INTRODUCE = "introduce-and-practise", _("Introduction and role-plays (KT1 and KT3)")
    TRAIN = "train-and-consult", _("Basic training and peer consultation (KT2 and KT5)")
    COACH = "coach", _("Coaching in practice (KT4)")
    STEER = "steer", _("Frame talks and progress (KT6 and KT7)")
    EDUCATE = "educate", _("Training new coaches (KT8)")


class ProeveState(TextChoices):
    """How far a proeve is."""

    REQUESTED = "requested", _("Asked for")
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Being assessed")
    DECIDED = "decided", _("Decided")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Result(TextChoices):
    """What a proeve came to."""

    PROFICIENT = "proficient", _("Proficient")
    NOT_YET = "not_yet", _("Not yet")
    STOPPED = "stopped", _("Stopped")


class SeatKind(TextChoices):
    """As what somebody assesses."""

    EXTERNAL = "external", _("Assessor from the training organisation")
    SECOND = "second", _("Second assessor")
    THIRD = "third", _("Third assessor")


class CertificateKind(TextChoices):
    """What a certificate is about."""

    PROFICIENCY = "proficiency", _("Proficiency as an internal coach")
    COMPONENT = "component", _("Part of the training")


class Standing(TextChoices):
    """How a certificate stands today."""

    VALID = "valid", _("Valid")
    ENDS_SOON = "ends_soon", _("Valid, ends soon")
    EXPIRED = "expired", _("Expired")
    REVOKED = "revoked", _("Revoked")


class EntryNeed(TextChoices):
    """What somebody needs before a proeve is planned."""

    FINAL_TEST = "final_test", _("Final test of the basic training passed")
    SITUATIONS = "situations", _("Situational judgement test passed")
    LIMITS = "limits", _("Module about limits, safety and rights (M10) finished")
    PORTFOLIO = "portfolio", _("Portfolio complete, checked by your trainer")
    STAGE = "stage", _("Stage S3 reached for these core tasks")
    READINESS = "readiness", _("You say yourself that you are ready")
    MANDATE = "mandate", _("Your manager confirms time and mandate")


class Conflict(TextChoices):
    """Why somebody cannot assess a candidate."""

    CANDIDATE = "candidate", _("Nobody assesses themselves.")
    COACHED = "coached", _("Who coached this candidate does not assess.")
    SAME_LINE = "same_line", _("Who stands above, under or beside the candidate in a team does not assess.")
    NOT_TRAINED = (
        "not_trained",
        _("An assessor is an external trainer, or a coach at S4 in this work or at S5."),
    )
    NOT_CALIBRATED = "not_calibrated", _("The calibration of this assessor is not valid on this day.")
    NOT_EXTERNAL = "not_external", _("One of the two comes from the training organisation.")
    TWICE = "twice", _("Two different people assess.")
