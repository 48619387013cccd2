"""The smallest thing that does a gateway's work when nothing goes wrong. It proves the simulators and the check against
each other: with it the table must be clean, and each fault put into it must show in the column it belongs to."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools" / "peer_sim"))

import soap  # noqa: E402
from faults import FaultPlan  # noqa: E402
from outbox import post  # noqa: E402
from people import MINISTRY_OWNED, PROCEDURES  # noqa: E402
from province_wire import read  # noqa: E402
from truth import RANK, composed, second_of  # noqa: E402
from wire import HttpServer, Reply, Request, json_reply  # noqa: E402

JSON = {"Content-Type": "application/json"}


def portal_row(document: dict[str, Any], status: str) -> dict[str, Any]:
    """DongBoHoSoMC's row of a provincial document."""
    procedure = next(p for p in PROCEDURES if p.code == document["DocTypeCode"])
    received, due = second_of(document["DateReceived"]), second_of(document["DateAppointed"])
    return {"MaHoSo": document["DocCode"], "MaTTHC": procedure.code, "TenTTHC": procedure.name,
            "MaLinhVuc": procedure.field_code, "TenLinhVuc": procedure.field_name, "KenhThucHien": "1",
            "ChuHoSo": composed(document["CitizenName"]), "SoGiayToChuHoSo": document["ApplicantsId"], "LoaiDoiTuong": "1",
            "NgayTiepNhan": received, "NgayHenTra": due, "TrangThaiHoSo": status, "HinhThuc": "0", "NgayNopHoSo": received,
            "DonViXuLy": document["ProcessingOrganName"], "NoiNopHoSo": "2", "HoSoCoThanhPhanSoHoa": "1",
            "TaiKhoanDuocXacThucVoiVNeID": "0", "DuocThanhToanTrucTuyen": "0", "TaiLieuNop": [],
            "DinhDanhCHS": [{"LoaiDinhDanh": "1", "SoDinhDanh": document["ApplicantsId"]}], "DSKetNoiCSDL": [{"MaCSDL": "7"}]}


def portal_step(code: str, status: str, second: str) -> dict[str, str]:
    """CapNhatTienDoHoSoMC's row."""
    return {"MaHoSo": code, "NguoiXuLy": "Nguyễn Văn Tiếp", "ThoiDiemXuLy": second, "NoiDungXuLy": "Cập nhật",
            "TrangThai": status}


def receive_dossier(document: dict[str, Any], key: str, status: str = "2") -> bytes:
    """NhanHoSo."""
    fields = {"MaHoSo": document["DocCode"], "MaTTHC": document["DocTypeCode"],
              "ChuHoSo": composed(document["CitizenName"]), "NgayTiepNhan": second_of(document["DateReceived"]),
              "TrangThaiHoSo": status}
    return soap.envelope(f"<h:NhanHoSo><h:HoSo>{soap.elements(fields)}</h:HoSo></h:NhanHoSo>",
                         soap.packet_header(key, "H55", "G01", fields["NgayTiepNhan"]))


class Relay:
    """Tells the ministry at once, the province at once, and the portal everything at the end."""

    def __init__(self, portal: str, ministry: str, province: str) -> None:
        self._portal, self._ministry, self._province = portal, ministry, province
        self._lock = threading.Lock()
        self.documents: dict[str, dict[str, Any]] = {}
        self.steps: dict[str, set[tuple[str, str]]] = {}
        self.faults = FaultPlan()
        self.server = HttpServer(self.handle, self.faults)
        self._token = ""

    def handle(self, request: Request) -> Reply:
        """What the peers send."""
        if request.path == "/token":
            return json_reply({"access_token": "t", "token_type": "Bearer", "expires_in": 60})
        if request.path == "/ministry-generic/soap":
            return self._hear_ministry(request)
        body = read(request.body, request.headers["content-type"])
        with self._lock:
            if request.path.endswith("UpdateDocumentTraces"):
                self._take_step("province", body["DocCode"], str(body["Status"]), second_of(body["DateCreated"]))
            else:
                self._take_document(body)
        return json_reply({"Status": 200, "Message": "OK"})

    def _take_document(self, body: dict[str, Any]) -> None:
        code, held = body["DocCode"], self.documents.get(body["DocCode"])
        if held is None and body["DocTypeCode"] in MINISTRY_OWNED:
            self._tell_ministry(body, "2")
        if held is None or "Supplementaries" in body:
            self.documents[code] = body

    def _tell_ministry(self, document: dict[str, Any], status: str) -> None:
        raw = receive_dossier(document, f"K-{document['DocCode']}-{status}", status)
        answer = post(self._ministry, "/soap", raw, {"Content-Type": "text/xml"})
        assert answer.status == 200, answer.body

    def _take_step(self, source: str, code: str, status: str, second: str) -> None:
        ministry_owned = code in self.documents and self.documents[code]["DocTypeCode"] in MINISTRY_OWNED
        if source == "province" and ministry_owned and status == "8":
            self._said_otherwise(code)
            return
        if ministry_owned and status == "10" and (status, second) not in self.steps[code]:
            self._tell_ministry(self.documents[code], "10")
        self.steps.setdefault(code, set()).add((status, second))

    def _said_otherwise(self, code: str) -> None:
        """The province claims what is the ministry's to say: it is told the ministry's last word again."""
        words = sorted(step for step in self.steps[code] if step[0] in ("3", "4", "5", "9"))
        if words:
            self.tell_province(code, *max(words, key=lambda step: step[1]))

    def _hear_ministry(self, request: Request) -> Reply:
        message = soap.parse(request.body)
        fields = soap.texts(message.body)
        with self._lock:
            fresh = (fields["TrangThai"], fields["ThoiDiemXuLy"]) not in self.steps.get(fields["MaHoSo"], set())
            self._take_step("ministry", fields["MaHoSo"], fields["TrangThai"], fields["ThoiDiemXuLy"])
        if fresh:
            self.tell_province(fields["MaHoSo"], fields["TrangThai"], fields["ThoiDiemXuLy"])
        return Reply(200, soap.response("ThongBaoTrangThai", {"TrangThai": "1", "MaLoi": "", "MoTaLoi": ""}), "text/xml")

    def tell_province(self, code: str, status: str, second: str) -> None:
        """One step to the province."""
        if not self._token:
            answer = post(self._province, "/token", b"grant_type=client_credentials&client_id=a&client_secret=b", {})
            self._token = json.loads(answer.body)["access_token"]
        at = f"{second[:4]}-{second[4:6]}-{second[6:8]}T{second[8:10]}:{second[10:12]}:{second[12:14]}.000Z"
        body = json.dumps({"DocCode": code, "Status": int(status), "DateCreated": at}).encode()
        answer = post(self._province, "/Document/UpdateDocumentTraces", body, dict(JSON, Authorization=f"Bearer {self._token}"))
        assert answer.status == 200, answer.body

    def tell_portal(self, codes: list[str] | None = None) -> None:
        """Every dossier and its steps, in order."""
        session = json.loads(post(self._portal, "/login", b'{"username":"a","password":"b"}', JSON).body)["session"]
        for code in codes or sorted(self.documents):
            steps = sorted(self.steps[code], key=lambda step: (step[1], RANK[step[0]]))
            self._call(session, {"service": "DongBoHoSoMC", "isUpdating": "False",
                                 "data": [portal_row(self.documents[code], steps[-1][0])]})
            self._call(session, {"service": "CapNhatTienDoHoSoMC", "data": [portal_step(code, *step) for step in steps]})

    def _call(self, session: str, fields: dict[str, Any]) -> None:
        answer = post(self._portal, "/integration", json.dumps(dict(fields, session=session, madonvi="H55")).encode(), JSON)
        assert str(json.loads(answer.body)["error_code"]) == "0", answer.body.decode()
