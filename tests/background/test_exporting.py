"""A file with a real worker that is killed in the middle of a piece."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.utils import timezone

from people.api import everywhere, within
from people.choices import Role
from people.models import Look
from tests.factories import courses as make
from tests.factories.enrolments import EnrolmentFactory
from tests.factories.exports import asked, now_of, rows_in
from tests.factories.people import MunicipalityFactory, person_with
from tests.live_stack import somebody_waits_for_us
from website import tasks
from website.choices import ExportKind, ExportState
from website.models import Export, ExportPiece
from website.services.exporting import AT_ONCE, write_piece

pytestmark = pytest.mark.worker
PEOPLE = AT_ONCE + 20


@pytest.fixture
def export(transactional_db):
    """The participants of a municipality with two pieces of them."""
    municipality = MunicipalityFactory()
    path = make.LearningPathPageFactory()
    with transaction.atomic():
        for _ in range(PEOPLE):
            EnrolmentFactory(municipality=municipality, path=path)
    lead = person_with(Role.LEAD, municipality=municipality)
    return asked(lead, municipality, ExportKind.PARTICIPANTS)


def test_a_worker_killed_in_the_middle_of_a_file_loses_and_doubles_nothing(live_stack, export):
    assert write_piece(export.pk, now=timezone.now())
    with transaction.atomic(), within(export.municipality):
        # The second piece is held before anybody works, so that the worker waits with it half done.
        ExportPiece.objects.select_for_update().get(export=export, number=1)
        live_stack.start_worker()
        tasks.write_export.delay(export.pk)
        live_stack.wait_until(somebody_waits_for_us, "the worker is in the middle of the second piece")
        live_stack.kill_worker()
    assert now_of(export).done == AT_ONCE

    live_stack.start_worker()
    live_stack.wait_until(lambda: now_of(export).state == ExportState.DONE, "the file is there")

    names = [row[0] for row in rows_in(now_of(export))[1:]]
    assert len(names) == len(set(names)) == PEOPLE
    with everywhere():
        assert Look.objects.count() == PEOPLE
        assert not ExportPiece.objects.exists()
        assert Export.objects.count() == 1
