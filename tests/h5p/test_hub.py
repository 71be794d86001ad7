"""The hub: off by itself, only hosts on the list, only over a closed connection, and never more than fits."""

from __future__ import annotations

import http.server
import io
import threading
from collections.abc import Callable, Iterator

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from h5p import api
from h5p.choices import HubProblem
from h5p.models import Library
from h5p.rules.hub import address_of, led_to
from tests.factories.h5p import package

HUB, HOSTS = "https://api.h5p.org/v1", ("api.h5p.org",)
Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture(autouse=True)
def _own_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def refused_with(ask: Callable[[], object]) -> HubProblem:
    with pytest.raises(api.HubRefused) as refused:
        ask()
    return refused.value.problem


def test_the_address_of_a_content_type():
    assert address_of("H5P.MultiChoice", hub=HUB, hosts=HOSTS) == f"{HUB}/content-types/H5P.MultiChoice"


@pytest.mark.parametrize(
    ("hub", "name", "problem"),
    [
        ("", "H5P.MultiChoice", HubProblem.OFF),
        (HUB, "../sites", HubProblem.NAME),
        (HUB, "H5P.MultiChoice?x=1", HubProblem.NAME),
        (HUB, "", HubProblem.NAME),
        ("https://elsewhere.example/v1", "H5P.MultiChoice", HubProblem.HOST),
        ("https://api.h5p.org.example/v1", "H5P.MultiChoice", HubProblem.HOST),
        ("https://api.h5p.org@elsewhere.example", "H5P.MultiChoice", HubProblem.HOST),
        ("https://someone@api.h5p.org/v1", "H5P.MultiChoice", HubProblem.HOST),
        ("https://api.h5p.org:x/v1", "H5P.MultiChoice", HubProblem.HOST),
        ("http://api.h5p.org/v1", "H5P.MultiChoice", HubProblem.NOT_CLOSED),
        ("file://api.h5p.org/etc", "H5P.MultiChoice", HubProblem.NOT_CLOSED),
    ],
)
def test_what_may_not_be_asked_is_refused_before_anything_is_sent(hub, name, problem):
    assert refused_with(lambda: address_of(name, hub=hub, hosts=HOSTS)) == problem


@pytest.mark.parametrize(
    ("location", "problem"),
    [
        ("https://169.254.169.254/latest/", HubProblem.HOST),
        ("//elsewhere.example/x", HubProblem.HOST),
        ("http://api.h5p.org/x", HubProblem.NOT_CLOSED),
    ],
)
def test_an_answer_does_not_lead_off_the_list(location, problem):
    assert refused_with(lambda: led_to(f"{HUB}/x", location, hosts=HOSTS)) == problem


def test_an_answer_leads_on_within_the_list():
    assert led_to(f"{HUB}/x", "/files/a.h5p", hosts=HOSTS) == "https://api.h5p.org/files/a.h5p"


# --- A hub on this machine -------------------------------------------------------------------------


@pytest.fixture
def fake_hub() -> Iterator[tuple[str, dict[str, Answer], list[dict[str, str]]]]:
    """A hub that answers what a test says, and what it was asked with."""
    answers: dict[str, Answer] = {}
    asked: list[dict[str, str]] = []

    class Hub(http.server.BaseHTTPRequestHandler):
        """Answers by address."""

        def do_GET(self) -> None:
            """Give what the test says."""
            asked.append({"path": self.path, **{name.lower(): text for name, text in self.headers.items()}})
            status, headers, body = answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, text in headers.items():
                self.send_header(name, text)
            self.end_headers()
            with_patience(self.wfile.write, body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that the parent has
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hub)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", answers, asked
    server.shutdown()
    server.server_close()


def with_patience(write: Callable[[bytes], object], body: bytes) -> None:
    """Who asked may have gone away in the middle."""
    try:
        write(body)
    except OSError:
        return


ASKED = "/content-types/Test.Story"


@pytest.fixture
def hub(fake_hub, settings):
    """The fake one, as the settings name it."""
    settings.H5P_HUB, settings.H5P_HUB_HOSTS = fake_hub[0], ["127.0.0.1"]
    return fake_hub


def test_by_itself_nothing_is_fetched(settings):
    assert settings.H5P_HUB == ""
    with pytest.raises(CommandError, match="H5P_HUB"):
        call_command("h5p_hub", "Test.Story")


@pytest.mark.django_db
def test_a_content_type_is_fetched_checked_and_installed_once(hub, capsys):
    _, answers, asked = hub
    answers[ASKED] = (302, {"Location": "/files/story"}, b"")
    answers["/files/story"] = (200, {}, package().getvalue())
    call_command("h5p_hub", "Test.Story")
    call_command("h5p_hub", "Test.Story")
    assert Library.objects.get().name == "Test.Story"
    assert "Verhaal 1.0.0" in capsys.readouterr().out
    assert {name for each in asked for name in each} <= {
        "path", "host", "accept", "accept-encoding", "user-agent",
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ((500, {}, b""), HubProblem.ANSWER),
        ((302, {"Location": ASKED}, b""), HubProblem.ASTRAY),
        ((302, {"Location": "http://127.0.0.2:1/x"}, b""), HubProblem.HOST),
        ((200, {}, b"x" * 100_000), HubProblem.TOO_LARGE),
        ((200, {"Content-Length": "500"}, b"x"), HubProblem.UNREACHABLE),
    ],
)
def test_what_a_hub_should_not_do_is_refused_with_a_reason(hub, answer, problem):
    address, answers, _ = hub
    answers[ASKED] = answer
    small = api.Hub(address=address, hosts=("127.0.0.1",), largest=50_000, silence=1)
    assert refused_with(lambda: api.install_from_hub("Test.Story", hub=small, now=timezone.now())) == problem
    assert not Library.objects.exists()


@pytest.mark.django_db
def test_a_hub_that_takes_too_long_is_left(hub):
    address, answers, _ = hub
    answers[ASKED] = (200, {}, package().getvalue())
    hasty = api.Hub(address=address, hosts=("127.0.0.1",), longest=-1)
    assert (
        refused_with(lambda: api.install_from_hub("Test.Story", hub=hasty, now=timezone.now()))
        == HubProblem.TOO_SLOW
    )


@pytest.mark.django_db
def test_what_a_hub_sends_is_checked_like_any_file(hub):
    _, answers, _ = hub
    answers[ASKED] = (200, {}, io.BytesIO(b"geen zip").getvalue())
    with pytest.raises(CommandError, match="zip"):
        call_command("h5p_hub", "Test.Story")


def test_a_hub_that_is_away_is_named():
    away = api.Hub(address="http://127.0.0.1:9", hosts=("127.0.0.1",), silence=1)
    assert (
        refused_with(lambda: api.install_from_hub("Test.Story", hub=away, now=timezone.now()))
        == HubProblem.UNREACHABLE
    )
