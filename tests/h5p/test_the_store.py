from __future__ import annotations

import json
import tracemalloc
import zipfile
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from h5p import api, tasks
from h5p.choices import Change, Problem, VersionState
from h5p.models import Library, PackageVersion
from h5p.rules.findings import Refused
from h5p.rules.joining import joined_style
from h5p.services import keeping
from tests.factories.h5p import library_json, manifest, needs, package, package_files, zipped

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture(autouse=True)
def _own_disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def disk(tmp_path):
    """Every file of the store by its name."""
    return lambda: {
        file.relative_to(tmp_path).as_posix(): file.read_bytes()
        for file in tmp_path.rglob("*")
        if file.is_file()
    }


def content_only(**changes):
    files = package_files(**changes)
    return zipped({name: text for name, text in files.items() if not name.startswith("Test.Story-1.0/")})


def brought(source, *, to=None, may_install=False, name="verhaal.h5p"):
    """A version that was checked by the worker."""
    holder = to or api.new_package(title="Een verhaal", now=NOW)
    version = api.receive(
        package=holder,
        source=ContentFile(source.getvalue()),
        file_name=name,
        may_install=may_install,
        now=NOW,
    )
    tasks.import_version(version.pk)
    version.refresh_from_db()
    return version


def test_a_package_with_content_only_plays_with_what_is_installed():
    api.install(package(), now=NOW)
    version = brought(content_only())
    assert version.state == VersionState.READY
    assert version.main == "Test.Story 1.0"
    assert version.content == {"text": "Wie beslist er?"}
    assert [library.name for library in version.libraries.all()] == ["Test.Story"]
    assert version.package.current == version


def test_a_missing_library_is_named_in_words_that_a_trainer_understands():
    version = brought(content_only())
    assert version.state == VersionState.REJECTED
    assert version.package.current is None
    assert len(api.reasons_of(version)) == 1
    assert "Test.Story 1.0" in api.reasons_of(version)[0]


def test_an_author_does_not_install_code():
    version = brought(package())
    assert [each["problem"] for each in version.findings] == [Problem.LIBRARY_NOT_ALLOWED]
    assert not Library.objects.exists()


def test_who_may_install_brings_the_code_along():
    version = brought(package(), may_install=True)
    assert version.is_ready
    assert Library.objects.get().sha256


def test_what_is_refused_leaves_nothing_on_disk(disk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        brought(package(**{"content/slecht.html": "<script>"}), may_install=True)
    assert disk() == {}
    assert PackageVersion.objects.get().state == VersionState.REJECTED


def test_nothing_of_an_upload_is_unpacked_in_the_request(disk):
    api.receive(
        package=api.new_package(title="Later", now=NOW),
        source=ContentFile(package().getvalue()),
        file_name="../../later.h5p",
        may_install=True,
        now=NOW,
    )
    assert [name.split("/")[1] for name in disk()] == ["quarantine"]
    assert PackageVersion.objects.get().file_name == "later.h5p"


def test_a_check_that_got_lost_is_picked_up(monkeypatch):
    api.receive(
        package=api.new_package(title="Kwijt", now=NOW),
        source=ContentFile(package().getvalue()),
        file_name="kwijt.h5p",
        may_install=True,
        now=timezone.now() - timedelta(hours=1),
    )
    handed = []
    monkeypatch.setattr(tasks.import_version, "delay", handed.append)
    tasks.import_waiting_versions()
    assert handed == [PackageVersion.objects.get().pk]


def test_checking_twice_is_checking_once():
    version = brought(package(), may_install=True)
    again = api.import_version(version.pk, now=NOW + timedelta(days=1))
    assert again.checked_at == version.checked_at
    assert again.links.count() == 1


def test_the_disk_holds_a_library_once_however_many_packages_play_with_it(disk):
    first, second = brought(package(), may_install=True), brought(package(), may_install=True)
    assert first.code_sha == second.code_sha
    names = [name for name in disk() if name.startswith("h5p/libraries/")]
    assert sorted(name.split("/")[-1] for name in names) == ["library.json", "story.css", "story.js"]


def test_code_is_joined_in_the_order_of_loading_and_pictures_keep_their_place(disk):
    base = "Test.Base-2.3"
    version = brought(
        package(
            **{
                "h5p.json": manifest(preloadedDependencies=[needs("Test.Story"), needs("Test.Base", 2, 3)]),
                "Test.Story-1.0/library.json": library_json(preloadedDependencies=[needs("Test.Base", 2, 3)]),
                f"{base}/library.json": library_json(
                    "Test.Base",
                    2,
                    3,
                    preloadedJs=[{"path": "./base.js"}],
                    preloadedCss=[{"path": "styles/base.css"}],
                ),
                f"{base}/base.js": "var base = 1",
                f"{base}/styles/base.css": "a { background: url('../images/x.png') }",
                f"{base}/images/x.png": b"png",
            }
        ),
        may_install=True,
    )
    files = disk()
    script = files[f"h5p/joined/{version.code_sha}.js"].decode()
    style = files[f"h5p/joined/{version.code_sha}.css"].decode()
    assert script.index("var base") < script.index("H5P.Story")
    assert f'url("{base}/images/x.png")' in style


def test_a_style_that_only_opens_addresses_is_read_once():
    hostile = b"url(" * 100_000 + b"url(" + b" " * 100_000 + b"'"
    assert joined_style(hostile, folder="Test.Base-2.3") == hostile + b"\n"


def test_an_address_in_a_style_keeps_its_place_however_it_is_written():
    source = b"""a{b:URL( 'x.png' )} c{d:url("a) b.png")} e{f:url(//x.nl/y.png)} g{h:url(data:image/png;base64,AA)}"""
    assert joined_style(source, folder="Test.Base-2.3/css").decode() == (
        """a{b:url("Test.Base-2.3/css/x.png")} c{d:url("Test.Base-2.3/css/a) b.png")} """
        "e{f:url(//x.nl/y.png)} g{h:url(data:image/png;base64,AA)}\n"
    )


def test_a_script_that_is_listed_a_thousand_times_is_joined_once(disk):
    listed = library_json(preloadedJs=[{"path": "story.js"}, {"path": "./story.js"}] * 500)
    version = brought(package(**{"Test.Story-1.0/library.json": listed}), may_install=True)
    assert disk()[f"h5p/joined/{version.code_sha}.js"].count(b"H5P.Story") == 1


def test_a_film_is_never_held_in_memory_as_a_whole(disk):
    film = bytes(range(256)) * 4096 * 40
    source = zipped(package_files(**{"content/film.mp4": film}), compression=zipfile.ZIP_STORED)
    file = ContentFile(source.getvalue())
    package_of_film = api.new_package(title="Film", now=NOW)
    tracemalloc.start()
    version = api.take_in(package=package_of_film, source=file, file_name="film.h5p", now=NOW)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert disk()[f"h5p/content/{version.public_id}/film.mp4"] == film
    assert peak < len(film) // 2


def test_another_version_waits_until_somebody_uses_it_and_can_be_rolled_back():
    first = brought(package(), may_install=True)
    second = brought(
        package(
            **{
                "content/content.json": json.dumps({"text": "Wie beslist nu?"}),
                "content/plaatje.png": b"png",
                "Test.Story-1.0/library.json": library_json(patch=3),
            }
        ),
        to=first.package,
        may_install=True,
    )
    assert (second.number, first.package.current) == (2, first)
    told = {(each.change, each.what) for each in api.what_changes(first, second)}
    assert told == {
        (Change.TEXT_GONE, "Wie beslist er?"),
        (Change.TEXT_NEW, "Wie beslist nu?"),
        (Change.FILE_NEW, "plaatje.png"),
        (Change.LIBRARY_NEWER, "Test.Story"),
    }
    api.use_version(second)
    first.package.refresh_from_db()
    assert first.package.current == second
    api.use_version(first)
    first.package.refresh_from_db()
    assert first.package.current == first


def test_a_refused_version_is_never_used():
    version = brought(content_only())
    with pytest.raises(ValueError, match="in order"):
        api.use_version(version)


def test_a_library_that_something_plays_with_stays_and_says_where():
    brought(package(), may_install=True)
    with pytest.raises(api.InUse) as refused:
        api.delete_library(Library.objects.get().pk)
    assert refused.value.uses == ("Een verhaal",)


def test_a_library_that_another_one_needs_stays_too():
    api.install(
        package(
            **{
                "Test.Story-1.0/library.json": library_json(preloadedDependencies=[needs("Test.Base")]),
                "Test.Base-1.0/library.json": library_json("Test.Base", preloadedJs=[], preloadedCss=[]),
            }
        ),
        now=NOW,
    )
    with pytest.raises(api.InUse) as refused:
        api.delete_library(Library.objects.get(name="Test.Base").pk)
    assert refused.value.uses == ("Verhaal 1.0.0",)


def test_what_nothing_uses_can_go_with_its_files(disk, django_capture_on_commit_callbacks):
    version = brought(package(**{"content/foto.png": b"png"}), may_install=True)
    with django_capture_on_commit_callbacks(execute=True):
        api.delete_package(version.package)
        api.delete_library(Library.objects.get().pk)
    assert disk() == {}


def test_a_file_that_a_broken_import_left_behind_is_replaced(disk):
    keeping.put_blocks("h5p/x.txt", [b"half"])
    assert keeping.put_blocks("h5p/x.txt", [b"who", b"le"]) == 5
    assert disk() == {"h5p/x.txt": b"whole"}


def test_installing_a_bad_file_says_why(tmp_path):
    bad = tmp_path / "slecht.h5p"
    bad.write_bytes(b"geen zip")
    with pytest.raises(CommandError, match=r"slecht\.h5p"):
        call_command("h5p_install", str(bad))
    with pytest.raises(Refused):
        api.install(zipped({"Test.Story-1.0/library.json": "{}"}), now=NOW)


def test_a_file_with_content_only_has_nothing_to_install(tmp_path):
    file = tmp_path / "inhoud.h5p"
    file.write_bytes(content_only().getvalue())
    with pytest.raises(CommandError, match="alleen inhoud"):
        call_command("h5p_install", str(file))


def test_the_command_checks_content_against_what_is_installed(tmp_path, capsys):
    file = tmp_path / "inhoud.h5p"
    file.write_bytes(content_only().getvalue())
    with pytest.raises(CommandError, match=r"inhoud\.h5p"):
        call_command("h5p_check", str(file))
    assert "Test.Story 1.0" in capsys.readouterr().out
    api.install(package(), now=NOW)
    call_command("h5p_check", str(file))
    assert "inhoud.h5p: in orde." in capsys.readouterr().out


def test_the_command_installs_once(tmp_path, capsys):
    file = tmp_path / "goed.h5p"
    file.write_bytes(package().getvalue())
    call_command("h5p_install", str(file))
    call_command("h5p_install", str(file))
    assert Library.objects.count() == 1
    told = capsys.readouterr().out
    assert "Verhaal 1.0.0" in told


def test_the_database_refuses_to_change_what_was_checked():
    version = brought(package(), may_install=True)
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        PackageVersion.objects.filter(pk=version.pk).update(content={})
    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
        Library.objects.update(title="anders")


def test_the_counts_are_those_of_the_store():
    brought(package(), may_install=True)
    assert api.store_counts() == api.StoreCounts(packages=1, versions=1, libraries=1)
