"""The Dutch words of the text format beside the values in code."""

from __future__ import annotations

from casestudies.choices import WksRole
from roleplays.choices import PlayerRole, Speaker

CARDS = {
    "inwoner": WksRole.RESIDENT,
    "gemeente": WksRole.MUNICIPALITY,
    "zaakwaarnemer": WksRole.CASE_STEWARD,
    "procesbegeleider": WksRole.PROCESS_GUIDE,
}
PLAYERS = {
    "inwoner": PlayerRole.RESIDENT,
    "gemeente": PlayerRole.MUNICIPALITY,
    "zaakwaarnemer": PlayerRole.CASE_STEWARD,
    "procesbegeleider": PlayerRole.PROCESS_GUIDE,
    "interne_coach": PlayerRole.COACH,
}
SPEAKERS = {
    "verteller": Speaker.NARRATOR,
    "inwoner": Speaker.RESIDENT,
    "gemeente": Speaker.MUNICIPALITY,
    "zaakwaarnemer": Speaker.CASE_STEWARD,
    "procesbegeleider": Speaker.PROCESS_GUIDE,
    "collega": Speaker.COLLEAGUE,
}
LETTERS = "abcdefghijklmnopqrstuvwxyz"
