"""Checks that aws, sam and curl accept the commands in the documents, with all their options.

No command has an effect: the AWS command line checks its arguments and then cannot connect; SAM's only parses them.
"""

import contextlib
import io
import os
import logging
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import awscli.clidriver
import click
from awscli.customizations.commands import BasicCommand
from samcli.cli.main import cli as sam

HOME = Path.cwd()
OPERATORS = "|&;<>"
# Files that the commands read and write.
FILES = {"graduation.json": "{}", "event.json": "{}", "message.json": "{}", "job.json": "{}", "environment.json": "{}"}
FILES |= {f"{job}-target.json": '{"Arn": "arn:x", "RoleArn": "arn:y"}' for job in ("announce", "convert", "remind")}
FILES["principal.json"] = FILES["policy.json"] = "{}"
FILES["batch.json"] = '{"TABLE": [{"PutRequest": {"Item": {"primary_id": {"S": "kim.lee"}}}}]}'
FILES["samconfig.toml"] = 'version = 0.1\n[default.deploy.parameters]\nstack_name = "rollcall"\n'
# PyPI has version 1 of the AWS command line. Users have version 2.
ONLY_IN_VERSION_2 = {("configure", "export-credentials")}
AN_ARN = "arn:aws:iam::123456789012:policy/placeholder"
UNREACHABLE = "http://127.0.0.1:9"
KEYWORDS = {"while", "do", "done", "if", "then", "eval"}


def blocks(document):
    """The fenced blocks without a language, which contain shell commands."""
    block, language = None, ""
    for line in document.read_text(encoding="utf-8").splitlines():
        if not line.strip().startswith("```"):
            if block is not None:
                block.append(line)
        elif block is None:
            block, language = [], line.strip()[3:]
        else:
            if not language:
                yield "\n".join(block)
            block = None


def commands(block):
    """The simple commands of a block, as lists of words."""
    for inner in re.findall(r"\$\((aws [^()]*)\)", block):
        yield from commands(inner)
    # A line of curl's configuration is an option in another notation.
    block = re.sub(r'^(\w+) = (".*")$', r"curl --\1 \2", block, flags=re.MULTILINE)
    for line in block.replace("\\\n", " ").splitlines():
        words = shlex.shlex(line, posix=True, punctuation_chars=OPERATORS)
        words.whitespace_split = True
        command, skips = [], False
        try:
            tokens = list(words)
        except ValueError:
            continue
        for word in [*tokens, ";"]:
            if set(word) <= set(OPERATORS):
                skips = "<" in word or ">" in word
                if not skips:
                    yield command
                    command = []
            elif skips:
                skips = False
            elif command or word not in KEYWORDS:
                command.append(word)


def captured(call):
    """The result of a call, and its output."""
    output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        try:
            result = call()
        except SystemExit as end:
            result = end.code
        except click.ClickException as e:
            return 2, e.format_message()
    output.seek(0)
    return result, output.read()


def check_aws(words):
    if tuple(words[:2]) in ONLY_IN_VERSION_2:
        return None
    words = [AN_ARN if word == "ARN" else word for word in words]
    driver = awscli.clidriver.create_clidriver()
    command = driver.create_help_command().command_table.get(words[0])
    if isinstance(command, BasicCommand):
        rest = words[1:]
        while rest and rest[0] in command.subcommand_table:
            command, rest = command.subcommand_table[rest[0]], rest[1:]
        known = {*command.arg_table, *driver.create_help_command().arg_table}
        unknown = [word for word in rest if word.startswith("--") and word[2:] not in known]
        return f"unknown options: {unknown}" if unknown else None
    _, output = captured(lambda: driver.main([*words, "--endpoint-url", UNREACHABLE]))
    return None if "Could not connect to the endpoint" in output else output.strip()


def check_sam(words):
    def parse():
        command, rest, name, context = sam, words, "sam", None
        while True:
            context = command.make_context(name, list(rest), parent=context)
            if not isinstance(command, click.Group):
                return 0
            name, command, rest = command.resolve_command(context, [*context.protected_args, *context.args])

    status, output = captured(parse)
    return None if status == 0 else output.strip()


def check_curl(words):
    known = subprocess.run(["curl", "--help", "all"], capture_output=True, text=True, check=True).stdout
    unknown = [w for w in words if w.startswith("-") and not re.search(rf"(^|\s){re.escape(w)}\b", known, re.MULTILINE)]
    return f"unknown options: {unknown}" if unknown else None


CHECKS = {"aws": check_aws, "sam": check_sam, "curl": check_curl}

documents = [HOME / "README.md", *sorted((HOME / "docs").glob("*.md"))]
found = [(d, c) for d in documents for b in blocks(d) for c in commands(b) if c and c[0] in CHECKS]
os.environ.update(
    AWS_ACCESS_KEY_ID="none", AWS_SECRET_ACCESS_KEY="none", AWS_DEFAULT_REGION="us-east-1", AWS_MAX_ATTEMPTS="1"
)
logging.disable()
errors, checked = [], 0
with tempfile.TemporaryDirectory() as scratch:
    os.chdir(scratch)
    for name, text in FILES.items():
        Path(name).write_text(text, encoding="utf-8")
    for name in ("template.yaml", "events", "functions"):
        Path(name).symlink_to(HOME / name)
    for document, command in found:
        checked += 1
        error = CHECKS[command[0]](command[1:])
        if error:
            errors.append(f"{document.name}: {shlex.join(command)}\n    {error}")
    os.chdir(HOME)

for error in errors:
    print(error)
print(f"{checked} commands of aws, sam and curl in the documents, {len(errors)} errors")
# Fewer than 20 commands mean that the search for commands is broken.
sys.exit(1 if errors or checked < 20 else 0)
