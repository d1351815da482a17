"""Follows CONTRIBUTING.md in a copy of the sources: python3 check_contributing.py COPY.

Adds the kind of change and the language of the examples, with nothing but the lines and commands on the page, and runs the
tests that the page names, and the others that could fail.
"""

import re
import subprocess
import sys
from pathlib import Path

COPY = Path(sys.argv[1])
# The sample institution's tables and commands' examples depend on the languages of the letters.
OTHER_TESTS = "ObjectCommandsTest,CommandExamplesTest,LetterFlowTest,SharedPartsFlowTest,JobInput*Test"


def section(heading):
    page = Path("CONTRIBUTING.md").read_text(encoding="utf-8")
    return re.search(rf"^{heading}$(.*?)^##", page, re.MULTILINE | re.DOTALL).group(1)


def blocks(text):
    """The code blocks, without the indentation of the list that they are in."""
    for block in re.finditer(r"^( *)```\w*\n(.*?)^ *```$", text, re.MULTILINE | re.DOTALL):
        indentation, lines = block.groups()
        yield re.sub(rf"^{indentation}", "", lines, flags=re.MULTILINE)


def tests(command):
    return re.fullmatch(r"mvn test -Dtest='(.*)'", command.strip().splitlines()[0]).group(1)


def add_change():
    """Inserts each line before that of cataloger_level or its code table, which is in all five files."""
    text = section("### A single field")
    *lines, command = blocks(text)
    files = re.findall(r"^\d\. .*?`([\w./-]+/[\w.-]+)`", text, re.MULTILINE)
    assert len(lines) == len(files) == 5, (lines, files)
    for line, name in zip(lines, files):
        # Somebody may have added the field of the example.
        line = re.sub(r"\bgender\b", "example_code", line)
        file = COPY / name
        before, place, after = re.split(r"(?m)^(.*\b(?:cataloger_level|CatalogerLevel)\b.*\n)", file.read_text(encoding="utf-8"), maxsplit=1)
        file.write_text(before + line + place + after, encoding="utf-8")
    return tests(command)


def add_language():
    copy, commands = blocks(section("## Add a language"))
    subprocess.run(["bash", "-euc", re.sub(r"\bde\b", "qq-XA", copy)], check=True, cwd=COPY)
    return tests(commands)


names = f"{add_change()},{add_language()},{OTHER_TESTS}"
subprocess.run(["git", "status", "--short"], check=True, cwd=COPY)
sys.stdout.flush()
subprocess.run(
    ["mvn", "-o", "-q", "-B", "-ntp", "test", f"-Dtest={names}", "-Djqwik.tries.default=50"],
    check=True, cwd=COPY, stdin=subprocess.DEVNULL)
print("ok: the examples of CONTRIBUTING.md pass their tests")
