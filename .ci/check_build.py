"""Checks what `mvn verify -Psbom` built: python3 check_build.py SCRATCH.

* `./rollcall --version` prints the version of pom.xml and the commit, and without the folder .git that it is unknown.
* The bills of materials list each library in cli/target/lib, and have its licence.
* `./rollcall` takes its classes from the archive that the build has made. A JVM that cannot use it prints nothing of it.
* A second build, in another folder, time zone, encoding and language, gives the same jars.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HOME = Path.cwd()
COPY = Path(sys.argv[1]) / "copy"
JARS = ["functions/target/rollcall-functions-lambda.jar", "functions/target/rollcall-functions-{version}.jar",
        "local/target/rollcall-local-{version}.jar", "cli/target/rollcall.jar"]


def check(condition, sentence):
    if not condition:
        sys.exit(f"failed: {sentence}")
    print(f"ok: {sentence}")


def output(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True, stdin=subprocess.DEVNULL).stdout


def build(folder, *goals):
    options = os.environ.get("MAVEN_OPTS", "") + " -Duser.language=de -Duser.country=CH"
    environment = {**os.environ, "TZ": "Pacific/Chatham", "LC_ALL": "C", "MAVEN_OPTS": options}
    command = ["mvn", "-o", "-q", "-B", "-ntp", "-Dmaven.test.skip=true", "-pl", "cli", "-am", *goals]
    subprocess.run(command, check=True, cwd=folder, env=environment, stdin=subprocess.DEVNULL)


version = re.search(r"<revision>(.*)</revision>", Path("pom.xml").read_text(encoding="utf-8")).group(1)


def check_version():
    commit = output("git", "rev-parse", "HEAD").strip()
    changes = " and uncommitted changes" if output("git", "status", "--porcelain", "--untracked-files=no") else ""
    expected = f"rollcall {version} (commit {commit}{changes})\n"
    printed = output("./rollcall", "--version")
    check(printed == expected, f"./rollcall --version prints {printed.strip()}, which must be {expected.strip()}")


def check_archive():
    environment = {**os.environ, "ROLLCALL_JAVA_OPTS": "-Xlog:class+load"}
    loaded = subprocess.run(["./rollcall", "--version"], check=True, capture_output=True, text=True, env=environment).stdout
    sources = re.findall(r"\] org\.rollcall\.\S+ source: (.*)", loaded)
    check(sources and all(source == "shared objects file (top)" for source in sources),
          f"./rollcall takes its {len(sources)} classes from the archive: {set(sources)}")
    archive = Path("cli/target/rollcall.jsa")
    kept = archive.read_bytes()
    archive.unlink()
    archive.write_bytes(b"of another JVM" + bytes(10_000))
    done = subprocess.run(["./rollcall", "--version"], capture_output=True, text=True)
    archive.unlink()
    archive.write_bytes(kept)
    check((done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1), f"an archive of another JVM is ignored: {done}")


def check_bill(module, artifact):
    bill = json.loads(Path(module, "target", f"{artifact}-sbom.json").read_text(encoding="utf-8"))
    component = bill["metadata"]["component"]
    check((component["name"], component["version"]) == (artifact, version), f"the bill of {artifact} has version {version}")
    without = [each["purl"] for each in bill["components"] if not each.get("licenses") and each["group"] != "org.rollcall"]
    check(not without, f"the bill of {artifact} has a licence of each library: {without}")
    return {purl_file(each["purl"]) for each in bill["components"]}


def purl_file(purl):
    """The name of the file of a library, such as ion-java-1.11.11.jar."""
    name, number, query = re.fullmatch(r"pkg:maven/[^/]+/([^@]+)@([^?]+)\?(.*)", purl).groups()
    classifier = re.search(r"classifier=([^&]+)", query)
    kind = re.search(r"type=([^&]+)", query).group(1)
    return f"{name}-{number}{'-' + classifier.group(1) if classifier else ''}.{kind}"


def check_bills():
    libraries = check_bill("cli", "rollcall-cli")
    # The folder may have libraries of earlier builds. The manifest names those of this build.
    manifest = output("unzip", "-p", "cli/target/rollcall.jar", "META-INF/MANIFEST.MF").replace("\n ", "").replace("\r", "")
    used = {path.removeprefix("lib/") for path in re.search(r"Class-Path: (.*)", manifest).group(1).split()}
    check(libraries == used, f"the bill of the command line has the libraries that it uses: {sorted(libraries ^ used)}")
    # The functions have a log of their own. The command line has none.
    functions = {name for name in check_bill("functions", "rollcall-functions") if not name.startswith("slf4j-simple-")}
    check(functions <= libraries, f"the functions use libraries of the command line: {sorted(functions - libraries)}")


def check_second_build():
    shutil.copytree(HOME, COPY, symlinks=True, ignore=shutil.ignore_patterns("target", ".rollcall"))
    build(COPY, "package")
    for jar in JARS:
        name = jar.format(version=version)
        check((HOME / name).read_bytes() == (COPY / name).read_bytes(), f"a second build gives the same {name}")
    git = COPY / ".git"
    git.rename(git.with_name("no-git"))
    build(COPY, "compile")
    stored = (COPY / "cli/target/classes/org/rollcall/cli/version.properties").read_text(encoding="utf-8")
    check("\ncommit = unknown\n" in stored, "a build without Git says that the commit is unknown")
    git.with_name("no-git").rename(git)


check_version()
check_bills()
check_second_build()
