"""Checks the results of two runs of the sample job in a data folder: python3 check_runs.py DATA SCRATCH.

Also compares the output of the first run with the README.

SCRATCH contains the two reports (first.json, second.json), the first run's users.csv (first.csv) and the output of both.
"""

import csv
import difflib
import email
import email.policy
import json
import re
import sys
from pathlib import Path

data, scratch = Path(sys.argv[1]), Path(sys.argv[2])
RESULTS = ["updated", "unchanged", "skipped", "not_found", "failed", "not_reached", "held_back"]
# Ten characters of the alphabet in docs/credentials.md, with at least one letter and one digit.
PASSWORD = re.compile(r"(?<!\S)(?=\S*[0-9])(?=\S*[A-Za-z])[A-HJ-NP-Za-hjkmnp-z2-9]{10}(?!\S)")


def check(condition, sentence):
    if not condition:
        sys.exit(f"failed: {sentence}")
    print(f"ok: {sentence}")


def counters(report):
    found = json.loads((scratch / report).read_text(encoding="utf-8"))["counters"]
    check(sum(found[result] for result in RESULTS) == found["members"], f"{report}: every member has one result")
    return found


def password(letter):
    message = email.message_from_bytes(letter.read_bytes(), policy=email.policy.default)
    candidates = set(PASSWORD.findall(message.get_body(["plain"]).get_content()))
    candidates -= {message["To"].addresses[0].username}
    if len(candidates) != 1:
        sys.exit(f"failed: {letter.name} has {len(candidates)} passwords in its text instead of one")
    return candidates.pop()


first, second = counters("first.json"), counters("second.json")
letters = sorted((data / "inbox").glob("*.eml"))
passwords = {password(letter) for letter in letters}

check(first["updated"] > 0 and first["passwords_reset"] > 0, "the first run changed users and reset passwords")
check(len(letters) == first["letters_sent"] > 0, f"the inbox has {first['letters_sent']} letters, like the report")
check(len(passwords) == len(letters), "no two letters have the same password")
check(second["passwords_reset"] == 0, "the second run reset no password")
check(second["letters_sent"] == 0, "the second run sent no letter")
check(second["updated"] == 0, "the second run changed no user")
with open(scratch / "first.csv", encoding="utf-8", newline="") as rows:
    check(sum(1 for _ in csv.DictReader(rows)) == first["members"], "users.csv has a row for each member")

JOB_ID = re.compile(r"\b\d{8}-\d{6}-graduating-patrons-2026-[0-9a-z]{1,4}\b")
DURATION = re.compile(r"\(\d+\.\d s\)|\(\d+ min \d+ s\)")


def comparable(output):
    """The lines of an output without what differs between runs: paths, the job ID and the duration."""
    output = re.sub(f" --data '?{re.escape(str(data))}'?", "", output)
    output = output.replace(str(data.resolve()), ".rollcall")
    return DURATION.sub("(TIME)", JOB_ID.sub("JOB_ID", output)).strip().splitlines()


readme = Path("README.md").read_text(encoding="utf-8")
shown = readme.split("It ends with this output", 1)[1].split("```\n", 1)[1].split("```", 1)[0]
printed = (scratch / "first.out").read_text(encoding="utf-8")
difference = list(difflib.unified_diff(comparable(shown), comparable(printed), "README.md", "printed", lineterm=""))
print("\n".join(difference), end="\n" if difference else "")
check(not difference, "the README shows the output of its first command")

leak = re.compile(b"|".join(re.escape(each.encode()) for each in passwords))
elsewhere = [file for file in data.rglob("*") if file.is_file() and file not in letters]
elsewhere += [file for file in scratch.iterdir() if file.is_file()]
leaks = [file.name for file in elsewhere if leak.search(file.read_bytes())]
check(not leaks, f"none of {len(elsewhere)} other files contains a password" + "".join(f"; {leak}" for leak in leaks))
