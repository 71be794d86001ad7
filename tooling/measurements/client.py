"""One visitor with a cookie jar on one kept-open connection."""

from __future__ import annotations

import http.client
import re
from http.cookies import SimpleCookie
from urllib.parse import urlencode

TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')


class Visitor:
    """Asks pages of a server on loopback, in a bounded number."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._cookies: dict[str, str] = {}
        self.token = ""
        self.led_to = ""

    def be(self, cookies: dict[str, str]) -> None:
        """Become somebody who signed in before."""
        self._cookies.update(cookies)
        self.token = cookies["csrftoken"]

    def get(self, path: str) -> tuple[int, bytes]:
        """Ask a page; give its status and content."""
        return self._ask("GET", path)

    def post(self, path: str, fields: dict[str, str], **headers: str) -> tuple[int, bytes]:
        """Send a form by script; give the status and content of the answer."""
        body = urlencode({**fields, "csrfmiddlewaretoken": self.token})
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded", **headers})

    def sign_in(self, login_path: str, email: str, password: str) -> None:
        """Become somebody."""
        self.remember_token(self.get(login_path)[1])
        status, _ = self.post(login_path, {"login": email, "password": password})
        if status != http.client.FOUND:
            message = f"Signing in as {email} was answered with {status}."
            raise RuntimeError(message)

    def remember_token(self, page: bytes) -> None:
        """Keep the form token of a page."""
        found = TOKEN.search(page)
        self.token = found[1].decode() if found else self.token

    def _ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        sent = {**(headers or {}), "Cookie": cookies}
        try:
            response = self._answer(method, path, body, sent)
        except ConnectionError:  # the server closes a connection that was quiet for two seconds
            self._connection.close()
            response = self._answer(method, path, body, sent)
        content = response.read()
        self.led_to = response.headers.get("Location", "")
        for line in response.headers.get_all("Set-Cookie") or ():
            for name, morsel in SimpleCookie(line).items():
                self._cookies[name] = morsel.value
        return response.status, content

    def _answer(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        self._connection.request(method, path, body, headers)
        return self._connection.getresponse()
