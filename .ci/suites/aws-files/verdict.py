"""Compares the result of a run with the expected one."""
import json
import re

OF_JSON = {
    "id": "AccessKeyId", "secret": "SecretAccessKey", "token": "SessionToken",
    "expiration": "Expiration"}
INTERNAL = "fault of Rolecall|Internal error in Rolecall|went wrong inside"


def differences(expected, done):
    """The differences from the expected result, as a list of sentences."""
    printed = None
    try:
        printed = json.loads(done.out)
    except ValueError:
        pass
    wrong = outcome(expected, done, printed)
    for key, text in (("stdout", done.out), ("stdout_json", printed)):
        if key in expected and text != expected[key]:
            wrong.append("stdout is %r" % done.out[:300])
    if "stderr" in expected and not re.search(expected["stderr"], done.err, re.S | re.I):
        wrong.append("stderr is %r" % done.err[:300])
    if "calls" in expected:
        wrong += calls(expected["calls"], done)
    for name, pattern in expected.get("written", {}).items():
        text = done.files.get(name, b"").decode("utf-8", "replace")
        if not re.search(pattern, text, re.S):
            wrong.append("%s holds %r" % (name, text[:300]))
    return wrong + asked(expected, done)


def outcome(expected, done, printed):
    if "error" in expected:
        if done.exit == 0:
            shown = printed.get("AccessKeyId") if isinstance(printed, dict) else done.out[:80]
            return ["no error; printed %s" % shown]
        if re.search(INTERNAL, done.err):
            return ["internal error: " + done.err[:300]]
        if not re.search(expected["error"], done.err, re.I | re.S):
            return ["error is not /%s/: %s" % (expected["error"], done.err.strip()[:300])]
        return []
    if done.exit != expected.get("exit", 0):
        return ["exit %s: %s" % (done.exit, done.err.strip()[:400])]
    keys = [key for key in OF_JSON if key in expected]
    if keys and not isinstance(printed, dict):
        return ["no JSON: " + done.out[:100]]
    return [
        "%s is %r, not %r" % (OF_JSON[key], printed.get(OF_JSON[key]), expected[key])
        for key in keys if printed.get(OF_JSON[key]) != expected[key]]


def calls(expected, done):
    """The STS calls that assume a role. Ignores GetCallerIdentity, which programs may call anytime."""
    made = [ask for ask in done.asked
            if ask["route"] == "sts" and ask["form"]["Action"] != "GetCallerIdentity"]
    if len(made) != len(expected):
        return ["%d calls: %s" % (
            len(made), [(ask["form"]["Action"], ask["form"].get("RoleArn")) for ask in made])]
    wrong = []
    for ask, wanted in zip(made, expected):
        seen = {**ask, "action": ask["form"]["Action"],
                "role": ask["form"].get("RoleArn", "").split("/")[-1]}
        for key in ("action", "role", "signer", "host", "scope", "token"):
            if key in wanted and wanted[key] != seen[key]:
                wrong.append("%s of a call is %r, not %r" % (key, seen[key], wanted[key]))
        for key, value in wanted.get("params", {}).items():
            if ask["form"].get(key) != value:
                wrong.append("%s is %r, not %r" % (key, ask["form"].get(key), value))
    return wrong


def asked(expected, done):
    wrong = []
    others = [ask for ask in done.asked if ask["route"] != "sts"]
    if "asked" in expected:
        seen = [
            "%s %s%s" % (
                ask["method"],
                ask["host"] if ask["address"] in ("127.0.0.1", "127.0.0.2") else ask["address"],
                ask["path"])
            for ask in others]
        if seen != expected["asked"]:
            wrong.append("asked %s" % seen)
    if "hosts" in expected:
        hosts = sorted({ask["host"] for ask in done.asked if ask["route"] == "sts"})
        if hosts != sorted(expected["hosts"]):
            wrong.append("hosts of STS are %s" % hosts)
    for key, route in (("authorization", "container"), ("bearer", "sso")):
        if key in expected and {ask[key] for ask in others if ask["route"] == route} != {expected[key]}:
            wrong.append("%s is not %r" % (key, expected[key]))
    for route in expected.get("silent", []):
        if any(ask["route"] == route for ask in done.asked):
            wrong.append("asked " + route)
    return wrong
