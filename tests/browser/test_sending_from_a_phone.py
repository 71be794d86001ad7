"""Sending what a phone kept: nothing is lost, nothing counts twice, and nothing is called sent that is not."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.pages import TRAINER
from tests.browser.phone import (
    EVERYTHING,
    KEPT,
    LOSE_ONE_ANSWER,
    PHONE,
    ROSTER,
    SENT,
    fill,
    finish,
    sign_in,
    status,
    stored,
)

pytestmark = pytest.mark.browser


def test_what_is_on_the_phone_only_is_never_called_sent(phone):
    phone.context.set_offline(True)
    fill(phone, activity="Gesprek op het plein")
    finish(phone)
    expect(status(phone)).to_contain_text(KEPT)
    expect(phone.locator("[data-queue-count]")).to_have_text("1 observatie staat alleen op deze telefoon.")
    expect(phone.locator("main")).not_to_contain_text("Verstuurd", use_inner_text=True)

    phone.context.set_offline(False)
    expect(status(phone)).to_contain_text(SENT)
    expect(phone.locator("[data-queue]")).to_be_hidden()
    assert stored(phone, "Gesprek op het plein") == 1


def test_an_answer_that_got_lost_is_stored_exactly_once(phone):
    phone.evaluate(LOSE_ONE_ANSWER)
    fill(phone, activity="Gesprek bij de school")
    finish(phone)
    expect(phone.locator("[data-queue]")).to_be_visible()
    expect(status(phone)).to_contain_text(KEPT)
    phone.get_by_role("button", name="Verstuur nu").click()
    expect(status(phone)).to_contain_text(SENT)
    assert phone.evaluate("window.posts") == 2
    assert stored(phone, "Gesprek bij de school") == 1


def test_after_sending_nothing_of_it_is_left_on_the_phone(phone):
    fill(phone, activity="Gesprek in de buurtkamer")
    finish(phone)
    expect(status(phone)).to_contain_text(SENT)
    rows = phone.evaluate(EVERYTHING)
    assert '"store":"drafts"' not in rows
    assert '"store":"queue"' not in rows


def test_who_is_signed_out_keeps_the_form_and_sends_it_after_signing_in(phone, demo_site):
    fill(phone, activity="Gesprek aan het loket")
    expect(status(phone)).to_contain_text(KEPT)
    phone.context.clear_cookies()
    finish(phone)
    expect(status(phone)).to_have_text("Bewaard op deze telefoon. Log opnieuw in om te versturen.")
    sign_in(phone, demo_site.sign_ins[TRAINER])
    phone.goto(PHONE)
    expect(status(phone)).to_contain_text(SENT)
    assert stored(phone, "Gesprek aan het loket") == 1


def test_a_form_without_a_participant_is_asked_for_and_kept(phone):
    phone.fill("[name=activity]", "Zonder nummer")
    finish(phone)
    expect(status(phone)).to_have_text("Kies welke deelnemer je observeert.")
    expect(phone.locator("[name=seat]")).to_be_focused()
    expect(phone.locator("[name=activity]")).to_have_value("Zonder nummer")


def test_a_number_of_another_group_has_to_be_chosen_again(phone):
    fill(phone, activity="Nieuwe nummers")
    expect(status(phone)).to_contain_text(KEPT)
    elsewhere = phone.context.new_page()
    elsewhere.goto(ROSTER)
    for box in elsewhere.locator("input[name=candidates]").all()[-2:]:
        box.check()
    elsewhere.get_by_role("button", name="Geef ze een nummer").click()
    phone.reload()
    expect(phone.locator("[name=activity]")).to_have_value("Nieuwe nummers")
    expect(phone.locator("[name=seat] option:not([hidden])")).to_have_count(3)
    expect(phone.locator("[name=seat]")).to_have_value("")


def test_what_the_platform_refuses_stays_and_can_be_mended(phone):
    fill(phone, activity="Een dag te vroeg")
    phone.fill("[name=occurred_on]", "2999-01-01")
    finish(phone)
    expect(phone.locator("[data-queue-rows]")).to_contain_text("Deze dag is nog niet geweest.")
    expect(status(phone)).to_contain_text(KEPT)
    phone.get_by_role("button", name="Open weer").click()
    expect(phone.locator("[name=activity]")).to_have_value("Een dag te vroeg")
    phone.fill("[name=occurred_on]", "2026-01-05")
    finish(phone)
    expect(status(phone)).to_contain_text(SENT)
    assert stored(phone, "Een dag te vroeg") == 1
