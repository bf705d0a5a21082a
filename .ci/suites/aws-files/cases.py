"""Reads the cases: each contains the environment of the user, a command, and the expected result.

A text is a list of lines, or the name of one of the suite's "texts". A case has its runs in "runs",
or is itself the only run. A "note" is for readers.
"""
import json
import os

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "cases")
PAGE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../docs/which-identity.md")
TITLE = "## What differs from other tools on purpose"
MOST_DIFFERENCES = 43
OF_RUN = ("profile", "expect", "ours", "why")


class Case:
    def __init__(self, suite, texts, data):
        def text(value):
            return "\n".join(texts[value] if isinstance(value, str) else value)

        self.suite = suite
        self.name = data["name"]
        self.files = {name: text(lines) for name, lines in data.get("files", {}).items()}
        for key, path in (("config", ".aws/config"), ("credentials", ".aws/credentials")):
            if key in data:
                self.files[path] = text(data[key])
        self.environment = data.get("environment", {})
        self.cloud = data.get("cloud", {})
        self.command = data.get("command", ["export"])
        self.arguments = data.get("arguments", [])
        self.runs = data.get("runs") or [{key: data[key] for key in OF_RUN if key in data}]

    def title(self):
        return self.suite + " / " + self.name


def all_cases():
    found = []
    for file in sorted(os.listdir(FOLDER)):
        with open(os.path.join(FOLDER, file), encoding="utf-8") as text:
            suite = json.load(text)
        texts = suite.get("texts", {})
        found += [Case(suite["suite"], texts, data) for data in suite["cases"]]
    return found


def undocumented(cases):
    """Errors in the deliberate differences: docs/which-identity.md must contain each reason."""
    with open(PAGE, encoding="utf-8") as page:
        table = page.read().split(TITLE + "\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1].strip() for line in table.splitlines() if line.startswith("|")][2:]
    reasons = [run["why"] for case in cases for run in case.runs if "ours" in run]
    wrong = ["%s has no row for: %s" % (PAGE, why) for why in sorted(set(reasons) - set(rows))]
    wrong += ["%s has a row that no case shows: %s" % (PAGE, row) for row in rows if row not in reasons]
    if len(reasons) > MOST_DIFFERENCES:
        wrong.append("%d differences, and %d are the most" % (len(reasons), MOST_DIFFERENCES))
    return wrong
