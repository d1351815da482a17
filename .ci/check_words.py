"""Checks the language of sources, errors and documents, the size of classes, and the subjects of commits.

* No banned word or phrase (BANNED_WORDS, BANNED_NAMES) in a tracked text file. CONTRIBUTING.md explains the rule.
* No Java file outside the test folders has more than MAX_CLASS_LINES lines.
* No commit since the one that added this file has a subject of more than MAX_SUBJECT_LENGTH characters.
"""

import re
import subprocess
import sys
from pathlib import Path

MAX_CLASS_LINES = 300
MAX_SUBJECT_LENGTH = 72

# Banned words and phrases in any letter case, each with what to write.
BANNED_WORDS = {
    r"mend(s|ed|ing)?": "fix, correct",
    r"who(m|so)?ever": "anyone who, the person who",
    r"whom": "another sentence",
    r"in hand": "in progress",
    r"(is|are|was|were|be|no|any) good( for)?": "valid, usable",
    r"go(es)? round": "circular",
    r"anew": "again",
    r"reckons?": "calculate",
    r"cut short": "truncated, interrupted",
    r"in earnest": "another sentence",
    r"lest": "so that … not",
    r"meddled?": "change",
}
# Banned words in names of constants.
BANNED_NAMES = {
    r"(MOST|LONGEST|LARGEST|DEEPEST|SHORTEST|FEWEST)_\w+": "MAX_… or MIN_…",
    r"(\w+_)?PATIENCE(_\w+)?": "…_TIMEOUT",
    r"(\w+_)?TRIES": "MAX_ATTEMPTS",
}

NOT_CHECKED = re.compile(
    r"^(LICENSE|NOTICE|\.ci/check_words\.py)$"
    # Letters in other languages, in which a banned word may mean something else.
    r"|^letters/[^/]+/(?!en/)"
)


def git(*arguments):
    return subprocess.run(["git", *arguments], check=True, capture_output=True, text=True).stdout.splitlines()


def texts():
    for name in git("ls-files"):
        path = Path(name)
        if path.is_file() and not NOT_CHECKED.search(name):
            try:
                yield name, path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue


def word_findings():
    banned = [
        (re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", flags), instead)
        for patterns, flags in ((BANNED_WORDS, re.IGNORECASE), (BANNED_NAMES, 0))
        for pattern, instead in patterns.items()
    ]
    for name, text in texts():
        for number, line in enumerate(text.splitlines(), 1):
            for pattern, instead in banned:
                for found in pattern.finditer(line):
                    yield f'{name}:{number}: "{found.group()}" is a banned word; write: {instead}'


def size_findings():
    for name, text in texts():
        lines = len(text.splitlines())
        if name.endswith(".java") and "/src/main/" in name and lines > MAX_CLASS_LINES:
            yield f"{name}: {lines} lines; the maximum is {MAX_CLASS_LINES}: split the class"


def subject_findings():
    added = git("log", "--diff-filter=A", "--format=%H", "--", ".ci/check_words.py")
    commits = git("log", "--format=%h %s", f"{added[-1]}^..HEAD") if added else []
    for commit in commits:
        key, _, subject = commit.partition(" ")
        if len(subject) > MAX_SUBJECT_LENGTH:
            yield f"commit {key}: the subject has {len(subject)} characters; the maximum is {MAX_SUBJECT_LENGTH}"


findings = [*word_findings(), *size_findings(), *subject_findings()]
print("\n".join(findings) or "no findings")
sys.exit(1 if findings else 0)
