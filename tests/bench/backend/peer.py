"""FastAPI and sqlite3 over the sandbox's own file: what is compared with the sandbox. `cargo xtask bench backend`.

Everything is done where the request is answered: sqlite3 blocks for some 10 µs, and a pool of threads would cost more than that.
"""

import hashlib
import json
import sqlite3
import sys
import time
import uuid
from contextlib import asynccontextmanager

import jwt
import uvicorn
from fastapi import FastAPI, HTTPException, Request
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel

FILE, PORT, ORIGIN = sys.argv[1], int(sys.argv[2]), sys.argv[3]
AT_ONCE = 1000


class NumberQuery(BaseModel):
    institutionCode: str
    insurerNumber: str
    insuredCardSymbol: str | None = None
    insuredIdentificationNumber: str
    insuredBranchNumber: str | None = None
    birthdate: str


@asynccontextmanager
async def life(_app):
    print(json.dumps({"ready": True, "address": f"http://127.0.0.1:{PORT}"}), flush=True)
    yield


app = FastAPI(lifespan=life)
database = sqlite3.connect(FILE, isolation_level=None, cached_statements=64)
database.row_factory = sqlite3.Row


@app.post("/echo")
async def echo(query: NumberQuery):
    return JSONResponse(query.model_dump(exclude_none=True))


@app.post("/look-up")
async def look_up(query: NumberQuery):
    return JSONResponse(answer(query))


@app.post("/v1/qualifications/numbers")
async def whole(query: NumberQuery, request: Request):
    desk = authenticate(request.headers.get("authorization", ""), await request.body())
    told = answer(query)
    record = (str(uuid.uuid4()), int(time.time() * 1000), "/v1/qualifications/numbers", query.institutionCode, desk,
              query.model_dump_json(exclude_none=True), "ANSWERED", json.dumps(told, ensure_ascii=False))
    database.execute("INSERT INTO answer_record (id, at_ms, operation, institution_code, desk_id, query, outcome, answer)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?)", record)
    return JSONResponse(told)


@app.get("/bulk")
async def bulk():
    return StreamingResponse(lines(), media_type="application/x-ndjson")


async def lines():
    found = database.execute("SELECT line FROM synthetic_row ORDER BY institution_code, month, position")
    while some := found.fetchmany(AT_ONCE):
        yield "".join(f"{row[0]}\n" for row in some)


def authenticate(header: str, body: bytes) -> str:
    """The desk token: key of the desk, signature, audience, life, hash of the body, used once."""
    token = header.removeprefix("Bearer ")
    desk = jwt.get_unverified_header(token)["kid"]
    row = database.execute("SELECT public_key, revoked_at_ms FROM desk WHERE id = ?", (desk,)).fetchone()
    claims = jwt.decode(token, row["public_key"], algorithms=["ES256"], audience=ORIGIN, issuer=desk, leeway=5)
    if row["revoked_at_ms"] or claims["op"] != "numberQuery" or claims["bh"] != hashlib.sha256(body).hexdigest():
        raise HTTPException(401)
    used = database.execute("INSERT INTO used_token (desk_id, jti, expires_at_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                            (desk, claims["jti"], (claims["exp"] + 5) * 1000))
    if used.rowcount != 1:
        raise HTTPException(401)
    return desk


def answer(query: NumberQuery) -> dict:
    asked = (query.institutionCode, query.insurerNumber.strip().rjust(8), query.insuredIdentificationNumber)
    rows = database.execute(
        "SELECT p.document, q.position, n.reference_number FROM qualification q JOIN person p ON p.id = q.person_id"
        " LEFT JOIN inquiry_number n ON n.institution_code = ? AND n.insurer_number = q.insurer_number AND n.symbol = q.symbol"
        " AND n.number = q.number AND n.branch = q.branch"
        " WHERE q.insurer_number = ? AND q.number = ? ORDER BY q.person_id, q.position", asked)
    day = time.strftime("%Y%m%d", time.gmtime(time.time() + 9 * 3600))
    results = []
    for document, position, reference in rows:
        person = json.loads(document)
        if person["birth_date"][4:] == query.birthdate[4:]:
            results.append(result(query.institutionCode, person, person["qualifications"][position], reference, day))
    return {
        "MessageHeader": {"ProcessExecutionTime": day + "000000", "QualificationConfirmationDate": day,
                          "MedicalInstitutionCode": query.institutionCode, "SegmentOfResult": "1"},
        "MessageBody": {"ProcessingResultStatus": "1",
                        "QualificationValidity": results[0]["QualificationValidity"] if results else "6", "ResultList": results},
    }


def result(institution: str, person, one, reference, day: str) -> dict:
    valid = one["starts_on"] <= day and ("ends_on" not in one or day < one["ends_on"])
    told = {
        "InsuredCardClassification": one["classification"], "QualificationValidity": "1" if valid else "3",
        "InsurerNumber": one["insurer_number"].rjust(8), "InsuredIdentificationNumber": one["number"], "InsurerName": one["insurer_name"],
        "Name": person["name"], "NameKana": person["name_kana"], "Sex1": person["sex"], "Birthdate": person["birth_date"],
        "Address": person.get("address"), "PostNumber": person.get("post_number"), "QualificationDate": one["starts_on"],
        "ReferenceNumber": reference, "PublicExpenseResultList": [],
    }
    ticket = one.get("ticket")
    if valid and ticket and ticket["names_asking"]:
        told["PublicExpenseResultList"].append({
            "MedicalTicketValidDate": ticket["valid_from"], "MedicalTicketExpirationDate": ticket["valid_until"],
            "IssueNumber": ticket["issue_number"], "MedicalTreatmentMonth": day[:6], "DesignatedMedicalInstitutionCode": institution,
            "MedicalTreatmentType": ticket["treatment"], "SelfPayAmount": str(ticket["self_pay_yen"]),
            "DistrictContactName": ticket["district_contact"],
        })
    return told


uvicorn.run(app, host="127.0.0.1", port=PORT, loop="uvloop", http="httptools", log_level="error", access_log=False)
