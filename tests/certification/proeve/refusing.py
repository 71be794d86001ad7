"""How a proeve says no."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from certification import api


def refused(what):
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        what()
    return str(caught.value)


def why(what):
    with pytest.raises(api.NotPossibleError) as caught:
        what()
    return caught.value
