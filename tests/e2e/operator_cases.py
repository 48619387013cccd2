"""What an operator and a pulling province do with a running gateway: ask, send again, follow the feed, stop it."""

from __future__ import annotations

import json
import signal
import time
import urllib.error
import urllib.request
from typing import Any, Callable

from bad_input import DOCUMENT, TRACE, Desk, expect


def get(desk: Desk, path: str, token: str | None = None) -> tuple[int, Any]:
    """A GET and what it answered, JSON where it is JSON."""
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    request = urllib.request.Request(desk.stage.url + path, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=40) as answer:
            text, status = answer.read().decode("utf-8"), answer.status
    except urllib.error.HTTPError as refusal:
        text, status = refusal.read().decode("utf-8"), refusal.code
    try:
        return status, json.loads(text)
    except ValueError:
        return status, text


def feed(desk: Desk) -> None:
    """Every move once and in order; the same page again; a wait that ends with news or with time."""
    expect(get(desk, "/api/v1/changes")[0] == 401, "the feed was open to anybody")
    moves: list[dict[str, Any]] = []
    cursor = ""
    while True:
        status, page = get(desk, f"/api/v1/changes?after={cursor}&limit=2", desk.token)
        expect(status == 200, f"the feed answered {status}")
        expect(page == get(desk, f"/api/v1/changes?after={cursor}&limit=2", desk.token)[1], "a page changed when read again")
        if not page["items"]:
            break
        moves += page["items"]
        cursor = page["next"]
    cursors = [int(move["cursor"]) for move in moves]
    expect(moves != [] and cursors == sorted(set(cursors)), f"cursors {cursors}")
    begun = time.monotonic()
    status, page = get(desk, f"/api/v1/changes?after={cursor}&wait_ms=700", desk.token)
    waited = time.monotonic() - begun
    expect(status == 200 and page["items"] == [] and page["next"] == cursor, f"an idle feed answered {page}")
    expect(waited >= 0.6, f"the feed waited only {waited:.2f} s")
    expect(get(desk, "/api/v1/changes?after=x", desk.token)[0] == 400, "a cursor that is none was accepted")


def resend(desk: Desk) -> None:
    """Needs the admin token, a reason, known fields; the command does it."""
    def ask(body: str, token: str) -> int:
        request = urllib.request.Request(desk.stage.url + "/api/v1/queue/resend", body.encode("utf-8"),
                                         {"Authorization": f"Bearer {token}", "Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refusal:
            return refusal.code

    admin = desk.stage._secret("admin_token").read_text(encoding="utf-8").strip()
    expect(ask('{"reason":"x"}', "wrong") == 401, "anybody may send again")
    expect(ask('{"reason":"x"}', desk.token) == 401, "the province's token opened the operator's door")
    expect(ask('{"peer":"portal"}', admin) == 400, "no reason was needed")
    expect(ask('{"reason":"x","pear":"portal"}', admin) == 400, "an unknown field was let in")
    expect(ask('{"reason":"kiểm thử"}', admin) == 200, "a good request was refused")
    done = desk.stage.command("queue", "resend", "--peer", "portal", "--reason", "kiểm thử", "--json")
    expect(done.returncode == 0 and "resent" in json.loads(done.stdout), f"the command: {done.returncode} {done.stdout}{done.stderr}")


def commands(desk: Desk) -> None:
    """Each prints JSON that can be read and ends with its documented code."""
    code = str(desk.document["DocCode"])
    for words in (("dossier", "show", f"  {code} ", "--json"), ("queue", "list", "--json"), ("peers", "--json"), ("conserve", "--json"),
                  ("check", "--json")):
        done = desk.stage.command(*words)
        expect(done.returncode == 0, f"{words}: exit {done.returncode} {done.stderr}")
        json.loads(done.stdout)
    text = desk.stage.command("dossier", "show", code).stdout
    expect("Đang giữ" in text and "Cổng Dịch vụ công quốc gia" in text, "the systems are not side by side")
    expect(desk.stage.command("dossier", "show", "H55.12-000101-9999").returncode == 1, "an unknown dossier was shown")
    expect(desk.stage.command("queue", "list", "--state", "lost").returncode == 2, "an unknown state was accepted")


def watching(desk: Desk) -> None:
    """Health, metrics and pages answer; nothing in them names a person."""
    expect(get(desk, "/healthz")[0] == 200 and get(desk, "/readyz")[0] == 200, "not healthy")
    status, metrics = get(desk, "/metrics")
    expect(status == 200 and 'lienthong_accepted_total{' in metrics and "lienthong_build_info{" in metrics, "metrics are missing")
    expect("lienthong_http_requests_total{" in metrics, "requests are not counted")
    name, identity = str(desk.document["CitizenName"]), str(desk.document["ApplicantsId"])
    pages = [metrics, get(desk, "/")[1], get(desk, "/ho-so/" + str(desk.document["DocCode"]))[1]]
    for shown in pages + [(desk.stage.settings.folder / "lienthong.log").read_text(encoding="utf-8")]:
        for canary in (name, identity, str(desk.document["Phone"])):
            expect(canary not in shown, "personal data is shown or logged")
    expect(get(desk, "/nowhere")[0] == 404 and get(desk, DOCUMENT)[0] == 405 and get(desk, TRACE)[0] == 405, "routes")


def second_signal(desk: Desk) -> None:
    """While a send hangs, the first SIGTERM waits for it and the second does not."""
    stage = desk.stage
    stage.faults("portal", black_hole=True)
    document = {**desk.document, "DocCode": str(desk.document["DocCode"])[:-4] + "9771"}
    expect(desk.push_json(DOCUMENT, document).status == 200, "the document was not taken in")
    until = time.monotonic() + 20
    while not any(peer["peer"] == "portal" and peer["in_flight"] for peer in stage.conservation()):
        expect(time.monotonic() < until, "no send was under way")
        time.sleep(0.02)
    assert stage.gateway is not None
    stage.gateway.send_signal(signal.SIGTERM)
    time.sleep(1.0)
    expect(stage.gateway.poll() is None, "it did not wait for the send in hand")
    begun = time.monotonic()
    stage.gateway.send_signal(signal.SIGTERM)
    code = stage.gateway.wait(timeout=15)
    # A process that ends by itself says 128 + signal.
    expect(code == 128 + signal.SIGTERM and time.monotonic() - begun < 2, f"exit code {code} after {time.monotonic() - begun:.1f} s")
    stage.faults("portal")
    stage.start_gateway(seconds=30.0)
    until = time.monotonic() + 40
    while any(peer["waiting"] + peer["in_flight"] + peer["unknown"] for peer in stage.conservation()):
        expect(time.monotonic() < until, f"what was cut off was not found out: {stage.conservation()}")
        time.sleep(0.2)
    expect(all(peer["holds"] for peer in stage.conservation()), "the equation does not hold")


def operator_cases(desk: Desk) -> dict[str, Callable[[], None]]:
    """Name → case."""
    desk.push_json(DOCUMENT, desk.document)
    return {
        "the change feed is complete, in order and repeatable": lambda: feed(desk),
        "sending again needs the token, a reason and known fields": lambda: resend(desk),
        "every command answers in text and JSON with its exit code": lambda: commands(desk),
        "health, metrics and pages answer and name nobody": lambda: watching(desk),
        "a second SIGTERM ends it at once and the next start finds out what was cut off": lambda: second_signal(desk),
    }
