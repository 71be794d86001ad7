"""An address that cannot be read stops every program with one line."""

from __future__ import annotations

import pytest

from config.settings import env

KINDS = {
    "DATABASE_URL": ("postgres", "postgresql"),
    "REDIS_URL": ("redis", "rediss"),
    "EMAIL_URL": ("smtp", "smtps"),
    "WKS_BASE_URL": ("https",),
}


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mysql://wks@localhost/leerplein"),
        ("DATABASE_URL", "postgres://wks@localhost"),
        ("DATABASE_URL", "postgres://wks@localhost:many/leerplein"),
        ("REDIS_URL", "localhost:6379"),
        ("REDIS_URL", "redis://"),
        ("REDIS_URL", "redis://localhost:70000"),
        ("EMAIL_URL", "smtp:mail.example.nl"),
        ("EMAIL_URL", "mail.example.nl"),
        ("WKS_BASE_URL", "leerplein.example.nl"),
        ("WKS_BASE_URL", "http://leerplein.example.nl"),
    ],
)
def test_it_says_which_one_and_how_it_should_be(monkeypatch, name, address):
    monkeypatch.setenv(name, address)
    with pytest.raises(env.WrongEnvironment) as stopped:
        env.read_address(name, *KINDS[name])
    [line] = str(stopped.value).splitlines()
    assert line.startswith(f"The environment variable {name} is no address that fits.")
    assert env.VARIABLES[name].meaning in line


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("DATABASE_URL", "postgres://wks:secret@database.example.nl:5432/leerplein"),
        ("DATABASE_URL", "postgresql://wks@/leerplein?host=/run/postgresql"),
        ("REDIS_URL", "rediss://:secret@redis.example.nl:6380"),
        ("EMAIL_URL", "smtps://user:p%40ss@mail.example.nl"),
        ("WKS_BASE_URL", "https://leerplein.example.nl"),
    ],
)
def test_an_address_that_fits_is_given_as_it_is(monkeypatch, name, address):
    monkeypatch.setenv(name, address)
    assert env.read_address(name, *KINDS[name]) == address


@pytest.mark.parametrize(
    "hosts",
    [
        "*",
        "leerplein.example.nl, *",
        "*.example.nl",
        "https://leerplein.example.nl",
        "leerplein.example.nl:443",
        ",",
        " ",
        ".",
    ],
)
def test_hosts_that_let_everybody_or_nobody_in_stop_with_one_line(monkeypatch, hosts):
    monkeypatch.setenv("ALLOWED_HOSTS", hosts)
    with pytest.raises(env.WrongEnvironment) as stopped:
        env.read_hosts("ALLOWED_HOSTS")
    [line] = str(stopped.value).splitlines()
    assert line.startswith("The environment variable ALLOWED_HOSTS holds ")
    assert env.VARIABLES["ALLOWED_HOSTS"].meaning in line


@pytest.mark.parametrize(
    ("hosts", "names"),
    [
        ("leerplein.example.nl", ["leerplein.example.nl"]),
        ("leerplein.example.nl, .gemeente.example.nl", ["leerplein.example.nl", ".gemeente.example.nl"]),
        ("localhost,10.0.0.4,[::1]", ["localhost", "10.0.0.4", "[::1]"]),
    ],
)
def test_whole_host_names_are_given(monkeypatch, hosts, names):
    monkeypatch.setenv("ALLOWED_HOSTS", hosts)
    assert env.read_hosts("ALLOWED_HOSTS") == names
