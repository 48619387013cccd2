"""One morning of a ward's public administrative service centre, written as a timed script that depends on a seed only.

The script is what the provincial system says. What the ministry says is the ministry's own business (ministry.py), and
what all of it comes to is worked out in truth.py.
"""

from __future__ import annotations

import base64
import random
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from people import Citizen, PROCEDURES, Procedure, make_citizen

OPENS = (7, 30)
MINUTES = 240
SENTINEL = "0000-00-00T00:00:00.000+0700"
WARD_CODE, WARD_NAME = "H55.12", "UBND phường Phan Đình Phùng"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"

# Kinds of dossiers and their share in a hundred; a dossier that the ministry decides is always "ministry".
KINDS = (("finished", 38), ("open", 16), ("supplement", 16), ("refused", 10), ("withdrawn", 10), ("done", 10))
NOTES = {1: "Công dân nộp hồ sơ trực tuyến", 2: "Tiếp nhận hồ sơ", 3: "Không tiếp nhận: hồ sơ không thuộc thẩm quyền",
         4: "Thụ lý hồ sơ", 5: "Đề nghị bổ sung giấy tờ", 7: "Công dân xin rút hồ sơ", 9: "Đã có kết quả",
         10: "Đã trả kết quả cho công dân"}


@dataclass(frozen=True)
class Message:
    """One message of the provincial system: when it is first sent (seconds from the start) and what it says."""

    offset: float
    dossier: str
    kind: str                 # "document" | "trace"
    form: str                 # "json" | "xml"
    body: dict[str, Any]
    remark: str = ""          # "duplicate" | "late" | "contrary" | "told_before_document"


@dataclass
class Dossier:
    """One dossier of the morning, as the script knows it."""

    code: str
    kind: str
    channel: str
    procedure: Procedure
    citizen: Citizen
    form: str
    received: datetime
    due: datetime
    moves: list[tuple[int, datetime]] = field(default_factory=list)   # the province's own statements, in time order
    handover: bool = False            # the province hands out the ministry's result when it learns of it
    supplement: tuple[datetime, datetime, datetime] | None = None     # asked, answered, new due date


@dataclass(frozen=True)
class Morning:
    """The whole script."""

    dossiers: list[Dossier]
    messages: list[Message]


def wire_time(at: datetime) -> str:
    """The province's form: the Z is a literal, the time before it is local (contracts 1.4)."""
    return at.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def last_working_day(today: date) -> date:
    """The day the morning is set on: in the past, so that nothing is stated about the future."""
    day = today - timedelta(days=1)
    while day.weekday() >= 5:
        day -= timedelta(days=1)
    return day


def after_working_days(at: datetime, days: int) -> datetime:
    """17:00 of the working day so many days later; public holidays are left to real systems."""
    day = at
    while days > 0:
        day += timedelta(days=1)
        days -= day.weekday() < 5
    return day.replace(hour=17, minute=0, second=0)


def make_morning(seed: int, count: int, day: date, duration: float) -> Morning:
    """The script of `count` dossiers, the morning pressed into `duration` seconds."""
    dice = random.Random(seed)
    start = datetime(day.year, day.month, day.day, *OPENS)
    dossiers = [_make_dossier(dice, index, count, start) for index in range(count)]
    scale = duration / (MINUTES * 60.0)
    messages: list[Message] = []
    for index, dossier in enumerate(dossiers):
        messages += _script(dice, index, dossier, start, scale)
    messages.sort(key=lambda message: message.offset)
    return Morning(dossiers, messages)


def _pick_kind(dice: random.Random, procedure: Procedure) -> str:
    if procedure.ministry:
        return "ministry"
    names, weights = zip(*KINDS)
    return str(dice.choices(names, weights)[0])


def _make_dossier(dice: random.Random, index: int, count: int, start: datetime) -> Dossier:
    procedure = PROCEDURES[index % len(PROCEDURES)]
    kind = _pick_kind(dice, procedure)
    received = start + timedelta(seconds=int(MINUTES * 60 * 0.55 * index / count) + dice.randint(0, 90))
    citizen = make_citizen(dice, index)
    if index % 17 == 5:    # some systems write decomposed letters; the same name must come out composed everywhere
        citizen = replace(citizen, name=unicodedata.normalize("NFD", citizen.name))
    dossier = Dossier(
        code=f"{WARD_CODE}-{start:%y%m%d}-{index + 1:04d}", kind=kind, channel=("counter", "online", "post")[index % 3],
        procedure=procedure, citizen=citizen, form="xml" if index % 5 == 3 else "json", received=received,
        due=after_working_days(start, procedure.days))
    _plan_moves(dice, index, dossier)
    return dossier


def _plan_moves(dice: random.Random, index: int, dossier: Dossier) -> None:
    """The statuses the province states, with times that rise by the second; some fall into the same second."""
    at = dossier.received
    if dossier.channel == "online":
        dossier.moves.append((1, at - timedelta(seconds=dice.randint(30, 600))))
    dossier.moves.append((2, at))
    if dossier.kind == "ministry":
        dossier.handover = (index // len(PROCEDURES)) % 3 == 1 and dossier.channel != "post"
        return
    rest = {"finished": [4, 9, 10], "open": [4], "done": [4, 9], "refused": [3], "withdrawn": [4, 7],
            "supplement": [4, 5, 4, 9]}[dossier.kind]
    if dossier.channel == "post":      # who hands it out says that it was handed out
        rest = [status for status in rest if status != 10]
    gap = int((MINUTES * 60 * 0.40) / len(rest))
    for place, status in enumerate(rest):
        same_second = place == 0 and status == 4 and index % 11 == 2     # clocks of peers tick in seconds: ties are normal
        at = at + timedelta(seconds=0 if same_second else dice.randint(gap // 2, gap))
        dossier.moves.append((status, at))
    if dossier.kind == "supplement":
        asked, answered = dossier.moves[-3][1], dossier.moves[-2][1]
        dossier.supplement = (asked, answered, after_working_days(answered, dossier.procedure.days + 1))


def _document(dossier: Dossier, moves: list[tuple[int, datetime]], supplemented: bool) -> dict[str, Any]:
    """SyncDocument as it stands after `moves`."""
    at = {status: when for status, when in moves}
    due = dossier.supplement[2] if supplemented and dossier.supplement else dossier.due
    returned = at.get(10)
    body: dict[str, Any] = {
        "DocTypeCode": dossier.procedure.code, "DocTypeName": dossier.procedure.name, "DocCode": dossier.code,
        "CitizenName": dossier.citizen.name, "ApplicantsId": dossier.citizen.identity, "ApplicantsType": 1,
        "Address": dossier.citizen.address, "Phone": dossier.citizen.phone,
        "Compendium": f"{dossier.procedure.name} – {dossier.citizen.address}",
        "DateReceived": wire_time(dossier.received), "DateAppointed": wire_time(due),
        "IsSuccess": 9 in at, "SuccessDate": wire_time(at[9]) if 9 in at else SENTINEL,
        "IsReturned": returned is not None, "ReturnedDate": wire_time(returned or due),
        "ReturnedType": 1 if dossier.channel == "post" else 0, "Status": 2 if 9 in at else 1,
        "ProcessingOrganName": WARD_NAME, "Attachments": _attachments(dossier),
        "OrganInchargeIdLevel1": WARD_CODE, "OrganInchargeName": WARD_NAME}
    if supplemented and dossier.supplement:
        body["Supplementaries"] = [_supplement(dossier, dossier.supplement)]
    return body


def _supplement(dossier: Dossier, times: tuple[datetime, datetime, datetime]) -> dict[str, Any]:
    asked, answered, new_due = times
    return {"SupplementaryId": f"BS-{dossier.code[-4:]}-1", "SendUser": "Lê Thị Tư", "SendComment": NOTES[5],
            "SendDate": wire_time(asked), "ReceivedUser": "Nguyễn Văn Tiếp", "ReceivedComment": "Đã nhận đủ giấy tờ",
            "ReceivedDate": wire_time(answered), "IsReceived": True,
            "OldDateAppointed": wire_time(dossier.due), "NewDateAppointed": wire_time(new_due)}


def _attachments(dossier: Dossier) -> list[dict[str, Any]]:
    """A small PDF for most, two for some, none for a few."""
    number = int(dossier.code[-4:])
    names = ["Tờ khai.pdf", "Giấy tờ kèm theo.pdf"][:number % 3]
    return [{"Attachmentld": f"{dossier.code}-{place + 1}", "AttachmentName": name, "IsDeleted": False, "IsVerified": True,
             "Base64": base64.b64encode(PDF + f"% {dossier.code} {place}\n".encode()).decode("ascii")}
            for place, name in enumerate(names)]


def trace_body(code: str, status: int, at: datetime, number: int) -> dict[str, Any]:
    """UpdateDocumentTraces: one step. DocumentId is the province's own number of the statement."""
    return {"DocumentId": f"{code}/{number}", "DocCode": code, "UserName": "Nguyễn Văn Tiếp", "UserPosition": "Công chức",
            "DateCreated": wire_time(at), "Comment": NOTES.get(status, "Cập nhật"), "Status": status,
            "OrganizationInchargeIdLevel1": WARD_CODE, "OrganizationInchargeName": WARD_NAME}


def _script(dice: random.Random, index: int, dossier: Dossier, start: datetime, scale: float) -> list[Message]:
    return _disturb(dice, index, dossier, statements(dossier, start, scale))


def statements(dossier: Dossier, start: datetime, scale: float) -> list[Message]:
    """What the province says of a dossier, undisturbed: `scale` seconds of the run for each second since `start`."""
    messages: list[Message] = []

    def say(kind: str, at: datetime, body: dict[str, Any]) -> None:
        offset = max(0.0, (at - start).total_seconds() * scale)
        if messages:    # a system sends in order, however short the morning
            offset = max(offset, messages[-1].offset + 0.03)
        messages.append(Message(offset, dossier.code, kind, dossier.form, body))

    answered = False
    for number, (status, at) in enumerate(dossier.moves, 1):
        if status == 2:
            say("document", at, _document(dossier, dossier.moves[:1], False))
        if status == 4 and dossier.supplement and at == dossier.supplement[1]:
            answered = True
            say("document", at, _document(dossier, [], True))
        say("trace", at, trace_body(dossier.code, status, at, number))
        if status in (9, 10):
            say("document", at, _document(dossier, dossier.moves[:number], answered))
    return messages


def _disturb(dice: random.Random, index: int, dossier: Dossier, messages: list[Message]) -> list[Message]:
    """The ways of real traffic: the same message twice, a step after a later one, a document after its step, a claim
    about what is not the province's to say."""
    first = next(place for place, message in enumerate(messages) if message.kind == "document")
    begin = messages[first].offset
    if index % 9 == 4:
        messages += [replace(messages[place], offset=messages[place].offset + 1.5, remark="duplicate")
                     for place in (first, first + 1)]
    if index % 13 == 6 and dossier.kind in ("finished", "done"):
        four, nine = (next(place for place, message in enumerate(messages) if message.kind == "trace" and
                           message.body["Status"] == status) for status in (4, 9))
        messages[four] = replace(messages[four], offset=messages[nine].offset + 1.0, remark="late")
    if index % 10 == 7:
        messages[first] = replace(messages[first], offset=messages[first + 1].offset + 0.6, remark="told_before_document")
    if dossier.kind == "ministry" and not dossier.handover and (index // len(PROCEDURES)) % 3 == 2:
        at = dossier.received + timedelta(minutes=dice.randint(100, 140))
        body = trace_body(dossier.code, 8, at, 90)
        messages.append(Message(begin + dice.uniform(2.0, 6.0), dossier.code, "trace", dossier.form, body, "contrary"))
    return messages
