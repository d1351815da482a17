"""Checks what no linter knows: that template.yaml agrees with the files that it speaks of, and with itself."""

import json
import re
import sys
from itertools import product
from pathlib import Path
from zipfile import ZipFile

import cfnlint
from cfnlint.decode import cfn_yaml

template = cfn_yaml.load("template.yaml")
resources = template["Resources"]
wrong = []


def of_type(kind):
    return {name: it.get("Properties", {}) for name, it in resources.items() if it["Type"] == kind}


def demand(it_is_so, otherwise):
    if not it_is_so:
        wrong.append(otherwise)


def listed(value):
    return value if isinstance(value, list) else [value]


def statements(documents):
    for document in documents:
        for statement in document["Statement"]:
            # One that depends on a condition, or nothing.
            yield statement["Fn::If"][1] if "Fn::If" in statement else statement


LOGIC = {"Fn::Equals": lambda of: of[0] == of[1], "Fn::Not": lambda of: not of[0], "Fn::And": all, "Fn::Or": any}


def evaluated(value, parameters):
    """A value as CloudFormation takes it with these parameters, as far as they and conditions go."""
    if isinstance(value, list):
        return [evaluated(each, parameters) for each in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        name, of = next(iter(value.items()))
        if name == "Ref":
            return parameters.get(of, value)
        if name == "Condition":
            return evaluated(template["Conditions"][of], parameters)
        if name == "Fn::If":
            condition, met, otherwise = of
            return evaluated(met if evaluated({"Condition": condition}, parameters) else otherwise, parameters)
        if name in LOGIC:
            return LOGIC[name](evaluated(of, parameters))
    return {key: evaluated(each, parameters) for key, each in value.items()}


functions = of_type("AWS::Serverless::Function")
machines = of_type("AWS::Serverless::StateMachine")

# What the functions and the state machines are made of is there.
for name, function in functions.items():
    handler = function["Handler"].replace(".", "/") + ".class"
    demand(
        handler in ZipFile(function["CodeUri"]).namelist(), f"{name}: there is no {handler} in {function['CodeUri']}"
    )
for name, machine in machines.items():
    definition = Path(machine["DefinitionUri"]).read_text(encoding="utf-8")
    asked, given = set(re.findall(r"\$\{(\w+)}", definition)), machine["DefinitionSubstitutions"]
    demand(asked == set(given), f"{name}: the definition and its substitutions differ in {sorted(asked ^ set(given))}")

# Nothing is lost where nobody waits for an answer, and what is kept is kept as long as can be, encrypted on its way and at rest.
for name, function in functions.items():
    kept = function.get("EventInvokeConfig", {}).get("DestinationConfig", {}).get("OnFailure", {})
    demand("Events" not in function or kept, f"{name}: is called by events, and has no destination for its failures")
for name, policy in of_type("AWS::SQS::QueuePolicy").items():
    named = [statement["Resource"] for statement in policy["PolicyDocument"]["Statement"]]
    demand(
        len(policy["Queues"]) == 1 and named == [{"Fn::GetAtt": [policy["Queues"][0]["Ref"], "Arn"]}],
        f"{name}: SQS takes a policy of one queue alone",
    )
encrypted_only = [
    queue["Ref"]
    for policy in of_type("AWS::SQS::QueuePolicy").values()
    for queue in policy["Queues"]
    if policy["PolicyDocument"]["Statement"][0]["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
]
for name, queue in of_type("AWS::SQS::Queue").items():
    demand(queue.get("MessageRetentionPeriod") == 14 * 24 * 60 * 60, f"{name}: does not keep messages for 14 days")
    demand(queue.get("SqsManagedSseEnabled") is True, f"{name}: is not encrypted")
    demand(name in encrypted_only, f"{name}: lets connections in that are not encrypted")

# The schedule passes the stock event, and when it was due, which names the job.
event = json.loads(Path("events/scheduled-lapsed-accounts.json").read_text(encoding="utf-8"))
job = template["Parameters"]["ScheduledJob"]["Default"]
demand(json.loads(job) == event, "ScheduledJob: the default is not what events/scheduled-lapsed-accounts.json says")
for name, machine in machines.items():
    for schedule in machine.get("Events", {}).values():
        passed = json.loads(schedule["Properties"]["Input"]["Fn::Sub"].replace("${ScheduledJob}", job))
        demand(
            passed == {"due": "<aws.scheduler.scheduled-time>", "job": event}, f"{name}: its schedule passes {passed}"
        )
        demand("DeadLetterConfig" in schedule["Properties"], f"{name}: what its schedule cannot deliver is lost")

# Logs go after a time, and are under the stack's key, whose policy knows them by name.
known = json.dumps(resources["StackKey"])
for name, logs in of_type("AWS::Logs::LogGroup").items():
    demand("RetentionInDays" in logs, f"{name}: is kept for ever")
    demand(logs.get("KmsKeyId") == {"Fn::GetAtt": ["StackKey", "Arn"]}, f"{name}: is not under StackKey")
    demand(f"log-group:{logs['LogGroupName']['Fn::Sub']}" in known, f"{name}: StackKey's policy does not know it")
for name, topic in of_type("AWS::SNS::Topic").items():
    demand(topic.get("KmsMasterKeyId") == {"Ref": "StackKey"}, f"{name}: is not under StackKey")

# Every alarm reaches somebody, who finds out what to do; and all that can be stuck is watched.
alarms = of_type("AWS::CloudWatch::Alarm")
operations = Path("docs/operations.md").read_text(encoding="utf-8")
watched = json.dumps(alarms)
for name, alarm in alarms.items():
    demand(resources[name].get("Condition") == "HasAlarmAddress", f"{name}: does not depend on HasAlarmAddress")
    demand(alarm.get("AlarmActions") == [{"Ref": "Alarms"}], f"{name}: tells nobody")
    demand(alarm.get("TreatMissingData") == "notBreaching", f"{name}: does not take silence for good")
    demand(f"`{name}`" in operations, f"{name}: is not in docs/operations.md")
for name in of_type("AWS::SQS::Queue"):
    demand(f'["{name}", "QueueName"]' in watched, f"{name}: no alarm watches it")
for name in [*functions, *machines, *of_type("AWS::DynamoDB::Table")]:
    demand(f'{{"Ref": "{name}"}}' in watched, f"{name}: no alarm watches it")

# Whoever deploys is told what each parameter is, and what is wrong with a value.
groups = template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
asked = [name for group in groups for name in group["Parameters"]]
demand(sorted(asked) == sorted(template["Parameters"]), "the parameters and their groups differ")
for name, parameter in template["Parameters"].items():
    demand("Description" in parameter, f"{name}: is not described")
    bounded = {"AllowedPattern", "AllowedValues", "MinValue"} & set(parameter)
    demand(bounded, f"{name}: takes any value")
    demand("AllowedValues" in parameter or "ConstraintDescription" in parameter, f"{name}: does not say what it takes")
    demand("Default" in parameter or name == "Sender", f"{name}: has no default")

# Rights are for named things, but for those actions that know none. (In a key's policy, "*" is the key itself.)
ANYTHING = {"ses:GetSendQuota", "logs:DescribeLogGroups", "logs:DescribeResourcePolicies", "logs:PutResourcePolicy"} | {
    f"logs:{verb}LogDelivery" for verb in ("Create", "Get", "Update", "Delete")
} | {"logs:ListLogDeliveries"}
policies = {name: maker["Policies"] for name, maker in {**functions, **machines}.items()}
policies |= {name: [policy["PolicyDocument"]] for name, policy in of_type("AWS::IAM::ManagedPolicy").items()}
for name, documents in policies.items():
    for statement in statements(documents):
        actions = listed(statement["Action"])
        demand(not any("*" in action for action in actions), f"{name}: {statement['Sid']} allows a pattern of actions")
        if statement["Resource"] == "*":
            demand(set(actions) <= ANYTHING, f"{name}: {statement['Sid']} is for any resource")
        if "identity/*" in json.dumps(statement["Resource"]):
            demand("ses:FromAddress" in json.dumps(statement), f"{name}: {statement['Sid']} is for any sender")
        # Whoever may call StartJob itself may name any caller; by its URL, AWS names the caller.
        if "lambda:InvokeFunction" in actions and '"StartJob' in json.dumps(statement["Resource"]):
            by_url = {"Bool": {"lambda:InvokedViaFunctionUrl": "true"}}
            demand(statement.get("Condition") == by_url, f"{name}: {statement['Sid']} is not by the URL alone")

# The policy that docs/access.md shows gives no right that the stack's own does not, in the example's names.
def allowed(document):
    return {
        (action, json.dumps(resource))
        for statement in statements([document])
        for action in listed(statement["Action"])
        for resource in listed(statement["Resource"])
    }


access = Path("docs/access.md").read_text(encoding="utf-8")
shown = next(block for block in re.findall(r"```json\n(.*?)```", access, re.DOTALL) if '"Statement"' in block)
for text, meant in {
    '"arn:aws:s3:::BUCKET"': '{"Fn::GetAtt": ["Bucket", "Arn"]}',
    '"arn:aws:s3:::BUCKET/jobs/*"': '{"Fn::Sub": "${Bucket.Arn}/jobs/*"}',
    '"arn:aws:states:REGION:ACCOUNT:stateMachine:STACK-update-notify-users"': '{"Ref": "UpdateNotifyUsers"}',
    '"arn:aws:states:REGION:ACCOUNT:execution:STACK-': '"arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${AWS::StackName}-',
    '"arn:aws:states:REGION:ACCOUNT:express:STACK-': '"arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:express:${AWS::StackName}-',
    '"arn:aws:states:REGION:ACCOUNT:mapRun:STACK-': '"arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:mapRun:${AWS::StackName}-',
}.items():
    shown = shown.replace(text, meant)
shown = re.sub(r'"(arn:[^"]*)"', r'{"Fn::Sub": "\1"}', shown)
more = allowed(json.loads(shown)) - allowed(resources["StartJobsPolicy"]["Properties"]["PolicyDocument"])
demand(not more, f"docs/access.md: shows rights that StartJobsPolicy does not give, {sorted(more)}")

# Whoever calls a URL is known to AWS, and nobody but StartJob can write what says who has started a job.
for name, function in functions.items():
    demand("FunctionUrlConfig" not in function, f"{name}: has a URL that is not a resource of its own")
for name, url in of_type("AWS::Lambda::Url").items():
    demand(url["AuthType"] == "AWS_IAM", f"{name}: anybody may call it")
start_records = {"Fn::Sub": "${Bucket.Arn}/jobs/*/start.json"}
reserved = [
    statement
    for policy in of_type("AWS::S3::BucketPolicy").values()
    for statement in statements([policy["PolicyDocument"]])
    if statement["Effect"] == "Deny" and statement["Principal"] == "*" and statement["Resource"] == start_records
    and statement["Condition"] == {"ArnNotEquals": {"aws:PrincipalArn": {"Fn::GetAtt": ["StartJobRole", "Arn"]}}}
]
demand(
    any({"s3:PutObject", "s3:ReplicateObject"} <= set(listed(statement["Action"])) for statement in reserved),
    "BucketPolicy: others than StartJob may write who starts a job",
)

# Who may start jobs is what the parameters say, with every value of them. A variable by another name, or the other way round,
# would open the gate without a word.
STARTS, STATES = ("POSSIBLE", "REQUIRED", "NONE"), ("DISABLED", "ENABLED")
for name, values in {"StartJobsByIdentity": STARTS, "ScheduleState": STATES}.items():
    allowed_values = template["Parameters"][name]["AllowedValues"]
    demand(sorted(allowed_values) == sorted(values), f"{name}: what {allowed_values} come to is not checked")
for start, state in product(STARTS, STATES):
    chosen = {"StartJobsByIdentity": start, "ScheduleState": state, "ScheduledJob": "{}"}
    told = evaluated(functions["PrepareJob"]["Environment"]["Variables"], chosen)
    meant = {
        "SENDER": {"Ref": "Sender"},
        "CREDENTIAL_DAYS": {"Ref": "CredentialDays"},
        "MAX_CONCURRENCY": {"Ref": "MaxConcurrency"},
        "START_JOBS_ONLY_BY_IDENTITY": "true" if start == "REQUIRED" else "false",
        "SCHEDULED_JOB": "{}" if (start, state) == ("REQUIRED", "ENABLED") else "",
    }
    demand(told == meant, f"PrepareJob: with {start} and {state}, it is told {told}")
    has_url = evaluated({"Condition": resources["StartJobUrl"]["Condition"]}, chosen)
    demand(has_url == (start != "NONE"), f"StartJobUrl: with {start}, whether it is there is {has_url}")
    rights = json.dumps(evaluated(resources["StartJobsPolicy"]["Properties"], chosen))
    starts = '"states:StartExecution"' in rights
    demand(starts == (start != "REQUIRED"), f"StartJobsPolicy: with {start}, whether it starts executions is {starts}")

# A distributed map starts, follows and stops executions of the state machine that it is in.
for name, machine in machines.items():
    if '"DISTRIBUTED"' in Path(machine["DefinitionUri"]).read_text(encoding="utf-8"):
        its_name = machine["Name"]["Fn::Sub"]
        given = {
            (action, resource["Fn::Sub"].rsplit(f":{its_name}", 1)[-1])
            for statement in statements(machine["Policies"])
            for action in listed(statement["Action"])
            for resource in listed(statement["Resource"])
            if action.startswith("states:")
        }
        asked = {("states:StartExecution", ""), ("states:DescribeExecution", ":*"), ("states:StopExecution", ":*")}
        demand(asked <= given, f"{name}: its map may not {sorted(asked - given)}")

# The runtime is the newest that cfn-lint knows, and the jar is all there is to build.
everywhere = template["Globals"]["Function"]
runtimes = json.loads((Path(cfnlint.__file__).parent / "data/AdditionalSpecs/LmbdRuntimeLifecycle.json").read_text())
newer = runtimes[everywhere["Runtime"]]["successor"]
demand(newer is None, f"Globals: {everywhere['Runtime']} has a successor, {newer}")
for name, function in functions.items():
    skipped = resources[name].get("Metadata", {}).get("SkipBuild")
    demand(skipped and function["CodeUri"].endswith(".jar"), f"{name}: sam build would build it")
    demand("Runtime" not in function, f"{name}: has a runtime of its own")

# A function that starts from a snapshot is called by its alias, for whoever tries again, and reads nothing of the stack's
# parameters, for which SAM publishes no version; any other is called as it is. A task waits for as long as its function may take,
# and the tasks of a chunk fit into the five minutes that an Express execution has.
def refers(value, names):
    return any(f'"{kind}": "{name}"' in json.dumps(value) for name in names for kind in ("Ref", "Condition")) or any(
        f'"Fn::If": ["{name}"' in json.dumps(value) for name in names
    )


SNAPSHOTS = {"UpdateUser", "NotifyUser", "RecordDelivery"}
settings = {*template["Parameters"], *template["Conditions"]}
for name, function in functions.items():
    has_snapshot = function.get("SnapStart") == {"ApplyOn": "PublishedVersions"}
    demand(has_snapshot == (name in SNAPSHOTS), f"{name}: has a snapshot, or none, against the plan")
    demand(("AutoPublishAlias" in function) == has_snapshot, f"{name}: has an alias and no snapshot, or the other way")
    if has_snapshot:
        variables = {**everywhere["Environment"]["Variables"], **function.get("Environment", {}).get("Variables", {})}
        demand(not refers(variables, settings), f"{name}: reads a parameter, whose change its version would not see")
        demand(function.get("AutoPublishAliasAllProperties") is True, f"{name}: a changed property is not published")
    other = {"Fn::GetAtt": [name, "Arn"]} if has_snapshot else {"Ref": f"{name}.Alias"}
    demand(json.dumps(other) not in json.dumps(template), f"{name}: is called by its alias, or not, against the plan")
for name, machine in machines.items():
    text = Path(machine["DefinitionUri"]).read_text(encoding="utf-8")
    for given, value in machine["DefinitionSubstitutions"].items():
        function = value["Ref"].partition(".")[0] if "Ref" in value else value["Fn::GetAtt"][0]
        for seconds in re.findall(rf'"\${{{given}}}".*?"TimeoutSeconds": (\d+)', text, re.DOTALL)[:1]:
            limit = functions.get(function, {}).get("Timeout", int(seconds))
            demand(int(seconds) == limit, f"{name}: its task waits {seconds} s for {function}, which may take {limit} s")
demand(functions["UpdateUser"]["Timeout"] + functions["NotifyUser"]["Timeout"] < 300, "a chunk may take five minutes")

sys.exit("\n".join(wrong) or 0)
