"""The observation form without internet: it opens, is filled in, and loses nothing that was typed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.looks import nothing_sticks_out
from tests.browser.phone import EVERYTHING, KEPT, PHONE, SENT, fill, finish, status

pytestmark = pytest.mark.browser


def test_the_form_loads_without_internet_and_says_so(phone):
    phone.context.set_offline(True)
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Observeren zonder internet")
    expect(phone.locator("[data-net]")).to_be_visible()
    expect(phone.locator("[name=seat] option:not([hidden])")).to_have_count(4)


def test_what_happens_to_the_form_is_in_sight_wherever_somebody_is_in_it(phone):
    phone.context.set_offline(True)
    phone.reload()
    fill(phone, activity="Oefengesprek: de speeltuin")
    phone.get_by_label("Eén ding om te oefenen").focus()
    expect(phone.locator("[data-net]")).to_be_in_viewport(ratio=1)
    expect(status(phone)).to_contain_text(KEPT)
    line, button = (
        each.bounding_box() for each in (status(phone), phone.get_by_role("button", name="Klaar"))
    )
    assert line["x"] + line["width"] <= button["x"], "beside each other"
    assert line["y"] < button["y"] + button["height"]
    finish(phone)
    expect(phone.locator("[data-queue]")).to_be_in_viewport(ratio=1)
    nothing_sticks_out(phone)


def test_the_rubric_of_the_proeve_and_a_core_task_are_chosen_without_internet(phone):
    phone.context.set_offline(True)
    phone.reload()
    fill(phone, activity="Proefgesprek met collega's")
    levels = phone.locator("[data-levels]")
    expect(levels.nth(0)).to_be_visible()
    expect(levels.nth(1)).to_be_hidden()
    phone.get_by_label("Met welk kijkkader?").select_option(label="Kijkkader voor de proeve")
    expect(levels.nth(0)).to_be_hidden()
    expect(levels.nth(1)).to_be_visible()
    roles = phone.get_by_label("In welke rol?")
    expect(roles.locator("option:not([hidden])")).to_have_count(1)
    expect(roles).to_have_value("internal_coach")
    expect(phone.locator("[name=kijkkader-proeve-K1]:checked")).to_have_attribute("value", "3")
    phone.locator("#id_kijkkader-proeve-P2 input[value='4']").check()
    phone.get_by_label("Voor welke kerntaak?").select_option(index=1)
    task = phone.get_by_label("Voor welke kerntaak?").locator("option:checked").inner_text()
    expect(phone.locator("[data-status]")).to_have_attribute("aria-busy", "false")
    expect(status(phone)).to_contain_text(KEPT)

    again = phone.context.new_page()
    phone.close()
    again.goto(PHONE)
    expect(again.locator("[name=activity]")).to_have_value("Proefgesprek met collega's")
    expect(again.locator("[name=kijkkader-proeve-P2]:checked")).to_have_attribute("value", "4")
    expect(again.get_by_label("Voor welke kerntaak?").locator("option:checked")).to_have_text(task)
    finish(again)
    again.context.set_offline(False)
    expect(status(again)).to_contain_text(SENT)
    again.goto("/observaties/")
    again.get_by_role("link", name="Proefgesprek met collega's", exact=True).click()
    expect(again.locator("main")).to_contain_text("Begint bij de vraag van de collega")


def test_a_form_that_waits_on_the_platform_is_filled_in_without_internet(phone):
    phone.goto("/observaties/nieuw/")
    phone.select_option("[name=candidate]", index=1)
    phone.fill("[name=activity]", "Wacht op het platform")
    phone.get_by_role("button", name="Naar het formulier").click()
    phone.wait_for_url("**/invullen/")
    form = phone.url
    name = phone.locator(".wks-observed strong").inner_text()
    phone.get_by_role("link", name="Neem dit formulier mee op je telefoon").click()
    phone.get_by_role("button", name="Geef ze een nummer").click()
    expect(phone.locator("section:has(#group-title) li").first).to_contain_text(name)
    phone.goto(PHONE)
    expect(phone.locator("[name=seat] option:not([hidden])")).to_have_count(2)

    phone.context.set_offline(True)
    phone.reload()
    phone.select_option("[name=seat]", "1")
    expect(phone.locator("[data-waits]")).to_be_visible()
    expect(phone.locator("[name=activity]")).to_be_hidden()
    expect(phone.locator("body")).not_to_contain_text(name, use_inner_text=True)
    levels = phone.locator("[data-levels]:not([hidden])")
    for criterion in levels.locator("fieldset[id]").all():
        criterion.locator("input[value='3']").check()
    finish(phone)
    expect(status(phone)).to_contain_text(KEPT)
    phone.context.set_offline(False)
    expect(status(phone)).to_contain_text(SENT)
    phone.goto(form.replace("invullen/", ""))
    expect(phone.get_by_role("region", name="Wat nu?")).to_contain_text("Overhandig")


# The database of the phone takes its time, and somebody types at once.
TYPE_WHILE_IT_OPENS = """() => {
  const real = IDBFactory.prototype.open;
  IDBFactory.prototype.open = function (...asked) {
    const request = real.apply(this, asked);
    const field = document.querySelector("[name=activity]");
    field.value = "Meteen getypt";
    field.dispatchEvent(new Event("input", { bubbles: true }));
    return request;
  };
}"""


def test_who_types_while_the_form_opens_keeps_what_they_typed(phone):
    phone.add_init_script(f"({TYPE_WHILE_IT_OPENS})()")
    phone.reload()
    expect(status(phone)).to_contain_text(KEPT)
    expect(phone.locator("[name=activity]")).to_have_value("Meteen getypt")
    expect(phone.locator("[name=occurred_on]")).not_to_have_value("")
    assert '"store":"drafts"' in phone.evaluate(EVERYTHING)


def test_another_rubric_and_back_loses_nothing_that_was_filled_in(phone):
    fill(phone, activity="Heen en terug")
    rubric = phone.get_by_label("Met welk kijkkader?")
    first = rubric.input_value()
    rubric.select_option(label="Kijkkader voor de proeve")
    phone.locator("#id_kijkkader-proeve-P1 input[value='2']").check()
    phone.locator("#id_kijkkader-proeve-K1 input[value='4']").check()
    rubric.select_option(first)
    expect(phone.locator("[name=kijkkader-K1]:checked")).to_have_attribute("value", "4")
    rubric.select_option(label="Kijkkader voor de proeve")
    expect(phone.locator("[name=kijkkader-proeve-P1]:checked")).to_have_attribute("value", "2")


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_finds_nothing_and_nothing_sticks_out(phone, axe_violations, width):
    phone.set_viewport_size({"width": width, "height": 800})
    fill(phone, activity="Om naar te kijken")
    phone.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    assert axe_violations(phone) == []
    nothing_sticks_out(phone)
    assert phone.evaluate("document.querySelectorAll('[style]').length") == 0
