"""The steps of the road through a case, in a line each."""

from __future__ import annotations

from casestudies.choices import Pitfall
from tests.factories.cases import version_of

URL = "/casussen/cx/"


def step(name):
    return f"{URL}stap/{name}/"


def words(answer):
    return answer.content.decode()


def keys_of(case):
    return [line["key"] for line in version_of(case).content["first"]]


def marks(case, *pitfalls):
    return {f"zin-{key}": pitfall for key, pitfall in zip(keys_of(case), pitfalls, strict=False)}


def begin(client):
    assert client.post(URL).status_code == 302


def to_prediction(client):
    begin(client)
    client.post(step("situatie"))
    for number in (2, 3):
        client.post(step("feiten"), {"fact": number})
    assert client.post(step("feiten")).url == step("verwachting")


def to_diagnosis(client):
    to_prediction(client)
    client.post(step("verwachting"), {"option": 1})


def to_second(client, case):
    to_diagnosis(client)
    return client.post(step("diagnose"), marks(case, Pitfall.OFFERING_SOLUTION))


def to_answer(client, case):
    to_second(client, case)
    client.post(step("tweede-versie"))


def finish(client, case, text="Eerst het kader noemen."):
    to_answer(client, case)
    return client.post(step("antwoord"), {"answer": text})
