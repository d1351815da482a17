"""Checks the results of functions that ran in containers. For .ci/in_containers:

    check_containers.py image TEMPLATE          prints the name of the image that SAM looks for
    check_containers.py answers FOLDER DOCUMENT compares the answers to the events with a document
    check_containers.py jobs A-OUTPUT A-DATA B-OUTPUT B-DATA
                                                compares two runs of a job: the output of run --json and the data folder
"""

import csv
import email
import json
import re
import sys
from pathlib import Path

from samcli.local.docker.lambda_image import LambdaImage, Runtime

JOB_ID = re.compile(r"\b\d{8}-\d{6}-another-year-for-one-account-\w+")
"""The job that StartJob starts. All other events contain the ID of their job."""

# Differ between two runs of a job, or depend on when deliveries are recorded.
VARIABLE = {"job_id", "confirm_of", "undo_of", "started", "ended", "work", "letters_delivered", "delivery_events", "message_id", "delivery"}
VARIABLE |= {"cost", "forecast", "timeline", "preview_sha256", "preview_expires"}


def image(template):
    function = json.loads(template.read_text(encoding="utf-8"))["Globals"]["Function"]
    name = Runtime.get_image_name_tag(function["Runtime"], function["Architectures"][0])
    print(f"{LambdaImage._INVOKE_REPO_PREFIX}/{name}")


def answers(folder, document):
    block = document.read_text(encoding="utf-8").split("## Answers", 1)[1].split("```json\n", 1)[1].split("```", 1)[0]
    shown = json.loads(block)
    printed = {file.stem: JOB_ID.sub("JOB_ID", file.read_text(encoding="utf-8")) for file in folder.iterdir()}
    if shown.keys() != printed.keys():
        sys.exit(f"failed: {document} shows the answers to {sorted(shown)}, not to {sorted(printed)}")
    for event, answer in sorted(printed.items()):
        # The document says that the credential of the event expires after 30 days.
        if shown[event] != json.loads(answer.replace('"EXPIRED"', '"WRONG"')):
            sys.exit(f"failed: the answer to {event} is not the one in {document}: {answer}")
    print(f"ok: {len(printed)} answers are the ones in {document}")


def constant(value):
    if isinstance(value, dict):
        return {key: constant(each) for key, each in value.items() if key not in VARIABLE}
    return [constant(each) for each in value] if isinstance(value, list) else value


def job(output, data):
    """The parts of a job that must be equal in two runs."""
    report = json.loads(output.read_text(encoding="utf-8"))
    table = data / "objects" / "rollcall" / "jobs" / str(report.get("job_id")) / "users.csv"
    letters = [email.message_from_bytes(file.read_bytes()) for file in (data / "inbox").glob("*.eml")]
    rows = list(csv.DictReader(table.open(encoding="utf-8-sig", newline=""))) if table.exists() else []
    return {
        "report": constant(report),
        "users.csv": constant(rows),
        "letters": sorted((letter["To"], letter["Subject"]) for letter in letters),
    }


def jobs(first_output, first_data, second_output, second_data):
    first, second = job(first_output, first_data), job(second_output, second_data)
    for part, content in first.items():
        if content != second[part]:
            sys.exit(f"failed: {part} is not the same\n{json.dumps(content)}\n{json.dumps(second[part])}")
    members = len(first["users.csv"])
    print(f"ok: {second_output.name} is like {first_output.name}: {members} members, {len(first['letters'])} letters")


if __name__ == "__main__":
    command, *paths = sys.argv[1:]
    {"image": image, "answers": answers, "jobs": jobs}[command](*map(Path, paths))
