"""Message catalogues without the gettext binaries."""

from __future__ import annotations

import polib
import pytest

from tooling import messages

CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext
# Translators: on the button
A = _("Save")
B = ngettext("one lesson", "%(count)s lessons", 2)
C = pgettext("month", "May")
D = _("Hello %(name)s")
"""
TEMPLATE = """
{% load i18n %}
<h1>{% translate "Welcome" %}</h1>
    {% if x %}
  <p title="{% translate 'Save' %}">{% blocktranslate count n=n trimmed %}
     {{ n }} day
  {% plural %}
     {{ n }} days
  {% endblocktranslate %}</p>{% endif %}
"""


@pytest.fixture
def app(tmp_path, monkeypatch):
    """An app with a Python file, a template and no catalogue."""
    folder = tmp_path / "lessons"
    (folder / "templates").mkdir(parents=True)
    (folder / "views.py").write_text(CODE)
    (folder / "templates" / "page.html").write_text(TEMPLATE)
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    monkeypatch.setattr(messages, "source_folders", lambda: (folder,))
    return folder


def catalogue(app, language="nl"):
    return app / "locale" / language / "LC_MESSAGES" / "django.po"


def translate(app, change):
    file = catalogue(app)
    po = polib.pofile(str(file))
    for entry in po:
        change(entry)
    po.save(str(file))


def translate_all(entry):
    if entry.msgid_plural:
        entry.msgstr_plural = {0: entry.msgid, 1: entry.msgid_plural}
    else:
        entry.msgstr = entry.msgid


def test_sentences_of_code_and_templates_are_found(app):
    found = messages.messages_of(app)
    assert {key[1] for key in found} == {
        "Save", "one lesson", "May", "Hello %(name)s", "Welcome", "%(n)s day"
    }  # fmt: skip
    assert found[None, "%(n)s day"].plural == "%(n)s days"
    assert found["month", "May"].context == "month"
    assert found[None, "Save"].files == {"lessons/views.py", "lessons/templates/page.html"}


def test_a_catalogue_has_no_dates_and_no_line_numbers(app):
    messages.update()
    text = catalogue(app).read_text()
    assert "#: lessons/templates/page.html lessons/views.py\n" in text
    assert "Date" not in text
    assert "#. Translators: on the button" in text


def test_an_update_without_changes_changes_nothing(app):
    messages.update()
    before = catalogue(app).read_bytes()
    messages.update()
    assert catalogue(app).read_bytes() == before


def test_an_update_keeps_translations_and_drops_what_the_code_no_longer_says(app):
    messages.update()
    translate(app, translate_all)
    (app / "views.py").write_text(CODE.replace("Hello %(name)s", "Goodbye"))
    messages.update()
    entries = {entry.msgid: entry for entry in polib.pofile(str(catalogue(app)))}
    assert entries["Save"].msgstr == "Save"
    assert entries["one lesson"].msgstr_plural == {0: "one lesson", 1: "%(count)s lessons"}
    assert "Hello %(name)s" not in entries
    assert entries["Goodbye"].msgstr == ""


def test_a_complete_catalogue_has_no_problems_and_is_compiled(app):
    messages.update()
    translate(app, translate_all)
    assert messages.problems() == []
    messages.update()
    assert catalogue(app).with_suffix(".mo").exists()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        pytest.param(lambda entry: setattr(entry, "msgstr", ""), "empty: 'Save'", id="empty"),
        pytest.param(lambda entry: entry.flags.append("fuzzy"), "fuzzy: 'Save'", id="fuzzy"),
        pytest.param(lambda entry: setattr(entry, "msgid", "Store"), "missing: 'Save'", id="missing"),
        pytest.param(lambda entry: setattr(entry, "msgid", "Store"), "obsolete: 'Store'", id="obsolete"),
        pytest.param(
            lambda entry: setattr(entry, "msgstr", "{x}"), "other placeholders than 'Save'", id="placeholder"
        ),
    ],
)
def test_what_is_wrong_is_named(app, change, complaint):
    messages.update()
    translate(app, translate_all)
    translate(app, lambda entry: change(entry) if entry.msgid == "Save" else None)
    assert any(complaint in problem for problem in messages.problems())


def test_our_own_catalogues_are_complete():
    assert messages.problems() == []
