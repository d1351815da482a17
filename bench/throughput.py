"""Measures jobs through ./rollcall run, beside a bare loop and a script with boto3. See bench/README.md.

    venv/bin/python bench/throughput.py [--users 2000,20000] [--runs 5] [--json FILE] [--only KIND,...]

Each kind runs on a new copy of the same data folder, and the kinds alternate. The copies stay until the end: for minutes
after many files were deleted, ext4 creates new ones slowly. Prints medians, and the ratios of the medians. Needs a built
tree (./rollcall --version, and mvn -q -Pbench -Dmaven.test.skip=true package), and boto3.
"""
import argparse
import collections
import datetime
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HOME = pathlib.Path(__file__).resolve().parent.parent
BENCH = pathlib.Path(__file__).resolve().parent
ROLLCALL = str(HOME / "rollcall")
JOB = {"initiated_by": "bench", "set": "all", "changes": {"user_group": {"value": "ALUMNI"}}}
KINDS = ["job", "letters", "bare loop", "script", "script letters"]


def user(number):
    return {
        "primary_id": f"student{number}", "first_name": "Student", "last_name": f"Number {number}",
        "record_type": "PUBLIC", "account_type": "EXTERNAL", "external_id": "SIS", "status": "ACTIVE",
        "user_group": "UG", "preferred_language": "en", "expiry_date": "2027-06-30Z",
        "contact_info": {"email": [{"email_address": f"student{number}@example.edu", "preferred": True}]},
        "user_identifier": [{"id_type": "BARCODE", "value": f"{number:010}"}],
    }


def operator():
    role = {"role_type": "21", "scope": "01RC_INST", "status": "ACTIVE"}
    return {"primary_id": "bench", "account_type": "INTERNAL", "status": "ACTIVE", "user_role": [role]}


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, cwd=HOME, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def timed(*command):
    start = time.monotonic()
    out = run(*command)
    return time.monotonic() - start, out


def create(folder, users):
    """A data folder with so many students, the set "all", and an operator."""
    data = folder / "data"
    with open(folder / "users.jsonl", "w") as out:
        for record in [operator()] + [user(i + 1) for i in range(users)]:
            out.write(json.dumps(record) + "\n")
    ids = [f"student{i + 1}" for i in range(users)]
    (folder / "all.csv").write_text("primary_id\n" + "\n".join(ids) + "\n")
    (folder / "ids.txt").write_text("\n".join(ids) + "\n")
    run(ROLLCALL, "init", "--empty", str(data))
    run(ROLLCALL, "load", str(folder / "users.jsonl"), "--data", str(data))
    run(ROLLCALL, "put", "sets/all.csv", str(folder / "all.csv"), "--data", str(data))
    # No rate of letters limits the comparison.
    (data / "ses.json").write_text(json.dumps({"max_send_rate": 100000, "max_24_hour_send": 10000000}))
    for letters in (False, True):
        job = dict(JOB, **({"notify": {"type": "ACCOUNT_UPDATED"}} if letters else {}))
        (folder / f"job-{letters}.json").write_text(json.dumps(job))
    return data


def job(folder, data, users, letters):
    """The whole command, with the deliveries of letters. The report has the time of the job alone."""
    seconds, out = timed(ROLLCALL, "run", str(folder / f"job-{letters}.json"), "--json", "--data", str(data))
    report = json.loads(out)
    if letters:
        more, out = timed(ROLLCALL, "report", report["job_id"], "--json", "--data", str(data))
        seconds += more
        report = json.loads(out)
        assert report["counters"]["letters_delivered"] == users, report["counters"]
    assert report["counters"]["updated"] == users, report["counters"]
    name = "letters" if letters else "job"
    return {name: seconds, f"{name}, without the command": duration(report)}


def duration(report):
    """The seconds from the start of the execution to its end."""
    started, ended = (datetime.datetime.fromisoformat(report[key].replace("Z", "+00:00")) for key in ("started", "ended"))
    return (ended - started).total_seconds()


def bare_loop(data, users):
    heap = ["-Xms256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
    out = run(
        "java", *heap, f"-Drollcall.home={HOME}", "--enable-native-access=ALL-UNNAMED",
        "-cp", str(BENCH / "target" / "rollcall-bench.jar"), "org.rollcall.bench.BareLoop", str(data))
    return {"bare loop": json.loads(out)["seconds"]}


def script(folder, data, users, letters):
    """The time of the script alone: the stack runs before, as AWS does."""
    serve = subprocess.Popen(
        [ROLLCALL, "serve", "--data", str(data), "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=HOME)
    try:
        while not (data / "serve.env").exists():
            if serve.poll() is not None:
                sys.exit("serve ended: " + serve.stderr.read())
            time.sleep(0.05)
        command = f'. "{data}/serve.env" && exec "$@"'
        out = run(
            "sh", "-c", command, "sh", sys.executable, str(BENCH / "one_by_one.py"), str(folder / "ids.txt"),
            *(["letters"] if letters else []))
    finally:
        serve.terminate()
        serve.communicate()
    result = json.loads(out)
    assert result["users"] == users
    return {"script letters" if letters else "script": result["seconds"]}


def measure(kind, folder, template, users):
    data = folder / f"copy-{time.monotonic_ns()}"
    shutil.copytree(template, data)
    if kind == "job":
        return job(folder, data, users, False)
    if kind == "letters":
        return job(folder, data, users, True)
    if kind == "bare loop":
        return bare_loop(data, users)
    return script(folder, data, users, kind == "script letters")


def compare(users, runs, kinds):
    folder = pathlib.Path(tempfile.mkdtemp(prefix="rollcall-throughput"))
    try:
        template = create(folder, users)
        times = collections.defaultdict(list)
        for i in range(runs):
            for kind in kinds if i % 2 == 0 else reversed(kinds):
                for name, seconds in measure(kind, folder, template, users).items():
                    times[name].append(seconds)
                    print(f"{users} users, {name}: {seconds:.2f} s", file=sys.stderr)
        return {kind: statistics.median(values) for kind, values in times.items()}
    finally:
        shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--users", default="2000,20000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", dest="file")
    parser.add_argument("--only", default=",".join(KINDS))
    options = parser.parse_args()
    kinds = options.only.split(",")
    rows = []
    for users in [int(count) for count in options.users.split(",")]:
        median = compare(users, options.runs, kinds)
        for kind, seconds in median.items():
            rows.append({"users": users, "kind": kind, "seconds": round(seconds, 2), "per_second": round(users / seconds)})
        for kind, other in (("bare loop", "job, without the command"), ("script", "job"), ("script letters", "letters")):
            if kind in median and other in median:
                rows.append({"users": users, "kind": f"{kind} : {other}", "ratio": round(median[kind] / median[other], 2)})
    print("| users | what | seconds | users per second | ratio |\n|---|---|---|---|---|")
    for row in rows:
        print(f"| {row['users']} | {row['kind']} | {row.get('seconds', '')} | {row.get('per_second', '')} | {row.get('ratio', '')} |")
    if options.file:
        pathlib.Path(options.file).write_text(json.dumps({"runs": options.runs, "rows": rows}, indent=2) + "\n")


if __name__ == "__main__":
    main()
