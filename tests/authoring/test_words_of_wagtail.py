"""Our catalogues are looked at before Wagtail's: a word of ours may say it better there, never something else."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
import wagtail
from django.utils import translation

# The same thing in our own words.
SAID_IN_OUR_WORDS = {
    "Caption", "Change", "Close", "Continue", "Delete", "Document", "Documents", "Email", "File", "Help",
    "Home", "In progress", "Pages", "Revoke", "Save", "Saved", "Saving…", "Search", "This field is required.",
    "documents", "finished at", "revision", "started at",
    "Anyone with editing permissions can create schedules",
    "But only those with publishing permissions can make them effective.",
}  # fmt: skip
APPS = ("", "admin", "documents", "images", "snippets", "users")


def words_of(app: str) -> dict[str, str]:
    """What Wagtail itself says in Dutch."""
    folder = Path(wagtail.__file__).parent / app / "locale" / "nl" / "LC_MESSAGES"
    entries = polib.mofile(str(folder / "django.mo"))
    return {entry.msgid: entry.msgstr for entry in entries if entry.msgstr and not entry.msgctxt}


def everywhere(word: str) -> set[str]:
    """All that Wagtail's own parts say for one word: they do not always agree."""
    return {words_of(app).get(word, "") for app in APPS}


@pytest.mark.parametrize("app", APPS)
def test_a_word_of_wagtail_keeps_its_meaning(app):
    with translation.override("nl"):
        said = {word: translation.gettext(word) for word in words_of(app) if word not in SAID_IN_OUR_WORDS}
    assert {word: dutch for word, dutch in said.items() if dutch not in everywhere(word)} == {}
