"""Checks what no linter checks: that template.yaml matches the files it refers to, and itself."""

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
errors = []


def of_type(kind):
    return {name: it.get("Properties", {}) for name, it in resources.items() if it["Type"] == kind}


def require(condition, message):
    if not condition:
        errors.append(message)


def listed(value):
    return value if isinstance(value, list) else [value]


def statements(documents):
    for document in documents:
        for statement in document["Statement"]:
            # A statement may depend on a condition.
            yield statement["Fn::If"][1] if "Fn::If" in statement else statement


LOGIC = {"Fn::Equals": lambda of: of[0] == of[1], "Fn::Not": lambda of: not of[0], "Fn::And": all, "Fn::Or": any}


def evaluated(value, parameters):
    """A value as CloudFormation evaluates it with these parameters. Evaluates parameters and conditions only."""
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
            condition, then_value, else_value = of
            is_met = evaluated({"Condition": condition}, parameters)
            return evaluated(then_value if is_met else else_value, parameters)
        if name in LOGIC:
            return LOGIC[name](evaluated(of, parameters))
    return {key: evaluated(each, parameters) for key, each in value.items()}


functions = of_type("AWS::Serverless::Function")
machines = of_type("AWS::Serverless::StateMachine")
definitions = {name: json.loads(Path(it["DefinitionUri"]).read_text(encoding="utf-8")) for name, it in machines.items()}
roles = of_type("AWS::IAM::Role")


def documents_of(role):
    return [policy["PolicyDocument"] for policy in role["Policies"]]

# The handlers exist in the jar, and the definitions and their substitutions match.
for name, function in functions.items():
    handler = function["Handler"].replace(".", "/") + ".class"
    require(
        handler in ZipFile(function["CodeUri"]).namelist(), f"{name}: {function['CodeUri']} has no {handler}"
    )
for name, machine in machines.items():
    definition = Path(machine["DefinitionUri"]).read_text(encoding="utf-8")
    used, given = set(re.findall(r"\$\{(\w+)}", definition)), machine["DefinitionSubstitutions"]
    require(used == set(given), f"{name}: the definition and its substitutions differ in {sorted(used ^ set(given))}")

# Failed events go to a queue. Queues keep messages for the maximum time, encrypted in transit and at rest.
for name, function in functions.items():
    kept = function.get("EventInvokeConfig", {}).get("DestinationConfig", {}).get("OnFailure", {})
    require("Events" not in function or kept, f"{name}: is called by events, but has no destination for failures")
for name, policy in of_type("AWS::SQS::QueuePolicy").items():
    named = [statement["Resource"] for statement in policy["PolicyDocument"]["Statement"]]
    require(
        len(policy["Queues"]) == 1 and named == [{"Fn::GetAtt": [policy["Queues"][0]["Ref"], "Arn"]}],
        f"{name}: SQS accepts a policy for one queue only",
    )
encrypted_only = [
    queue["Ref"]
    for policy in of_type("AWS::SQS::QueuePolicy").values()
    for queue in policy["Queues"]
    if policy["PolicyDocument"]["Statement"][0]["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
]
for name, queue in of_type("AWS::SQS::Queue").items():
    require(queue.get("MessageRetentionPeriod") == 14 * 24 * 60 * 60, f"{name}: does not keep messages for 14 days")
    require(queue.get("SqsManagedSseEnabled") is True, f"{name}: is not encrypted")
    require(name in encrypted_only, f"{name}: accepts unencrypted connections")

# The schedule passes the default event and the due time.
event = json.loads(Path("events/scheduled-lapsed-accounts.json").read_text(encoding="utf-8"))
job = template["Parameters"]["ScheduledJob"]["Default"]
require(json.loads(job) == event, "ScheduledJob: the default differs from events/scheduled-lapsed-accounts.json")
for name, machine in machines.items():
    for schedule in machine.get("Events", {}).values():
        passed = json.loads(schedule["Properties"]["Input"]["Fn::Sub"].replace("${ScheduledJob}", job))
        require(
            passed == {"due": "<aws.scheduler.scheduled-time>", "job": event}, f"{name}: its schedule passes {passed}"
        )
        require("DeadLetterConfig" in schedule["Properties"], f"{name}: its schedule has no DeadLetterConfig")

# Logs have a retention time. Logs and topics use StackKey, whose policy names the log groups.
known = json.dumps(resources["StackKey"])
for name, logs in of_type("AWS::Logs::LogGroup").items():
    require("RetentionInDays" in logs, f"{name}: has no retention time")
    require(logs.get("KmsKeyId") == {"Fn::GetAtt": ["StackKey", "Arn"]}, f"{name}: does not use StackKey")
    require(f"log-group:{logs['LogGroupName']['Fn::Sub']}" in known, f"{name}: StackKey's policy does not name it")

# SNS encrypts topics with StackKey. The key allows this to services by the topics' names, as SES documents it, and SES
# publishes only for the stack's configuration set. Topics accept encrypted connections only.
topic_arns = [
    arn["Fn::Sub"].partition(":sns:${AWS::Region}:${AWS::AccountId}:")[2]
    for statement in statements([resources["StackKey"]["Properties"]["KeyPolicy"]])
    if "ses.amazonaws.com" in listed(statement["Principal"].get("Service", []))
    for arn in statement["Condition"]["ArnLike"]["kms:EncryptionContext:aws:sns:topicArn"]
    if set(statement["Condition"]) == {"ArnLike"}
]
for name, topic in of_type("AWS::SNS::Topic").items():
    require(topic.get("KmsMasterKeyId") == {"Ref": "StackKey"}, f"{name}: does not use StackKey")
    require("TopicName" not in topic, f"{name}: StackKey's policy expects the name that CloudFormation chooses")
    require(f"${{AWS::StackName}}-{name}-*" in topic_arns, f"{name}: StackKey's policy does not name it")
    own = [
        statement
        for policy in of_type("AWS::SNS::TopicPolicy").values()
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Resource"] == {"Ref": name}
    ]
    require(
        any(
            (it["Effect"], it["Principal"], it["Action"]) == ("Deny", "*", "sns:Publish")
            and it["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
            for it in own
        ),
        f"{name}: accepts unencrypted connections",
    )
    for statement in own:
        if statement["Principal"] == {"Service": "ses.amazonaws.com"}:
            source = json.dumps(statement["Condition"]["StringEquals"].get("AWS:SourceArn"))
            require("configuration-set/${LetterEvents}" in source, f"{name}: any configuration set may publish")

# Every alarm has an action and is documented. Every queue, function, state machine and table has an alarm.
alarms = of_type("AWS::CloudWatch::Alarm")
operations = Path("docs/operations.md").read_text(encoding="utf-8")
watched = json.dumps(alarms)
for name, alarm in alarms.items():
    require(resources[name].get("Condition") == "HasAlarmAddress", f"{name}: does not depend on HasAlarmAddress")
    require(alarm.get("AlarmActions") == [{"Ref": "Alarms"}], f"{name}: does not notify the topic Alarms")
    # SES publishes no rates while nothing is sent. The other metrics have no values while nothing happens.
    missing = "ignore" if alarm.get("Namespace") == "AWS/SES" else "notBreaching"
    require(alarm.get("TreatMissingData") == missing, f"{name}: TreatMissingData is not {missing}")
    require(f"`{name}`" in operations, f"{name}: is not in docs/operations.md")
for name in of_type("AWS::SQS::Queue"):
    require(f'["{name}", "QueueName"]' in watched, f"{name}: has no alarm")
for name in [*functions, *machines, *of_type("AWS::DynamoDB::Table")]:
    require(f'{{"Ref": "{name}"}}' in watched, f"{name}: has no alarm")
metrics = [
    each.get("MetricStat", {}).get("Metric", each)
    for alarm in alarms.values()
    for each in alarm.get("Metrics", [alarm])
    if "Expression" not in each
]
for name in machines:
    counted = {metric["MetricName"] for metric in metrics if json.dumps({"Ref": name}) in json.dumps(metric.get("Dimensions"))}
    unwatched = {"ExecutionsFailed", "ExecutionsTimedOut", "ExecutionsAborted"} - counted
    require(not unwatched, f"{name}: no alarm on {sorted(unwatched)}")
priced = f"each of their {len(metrics)} metrics"
require(priced in Path("docs/aws.md").read_text(encoding="utf-8"), f'docs/aws.md: does not say "{priced}"')

# Every parameter has a description, constraints and an explanation of the constraints.
groups = template["Metadata"]["AWS::CloudFormation::Interface"]["ParameterGroups"]
grouped = [name for group in groups for name in group["Parameters"]]
require(sorted(grouped) == sorted(template["Parameters"]), "the parameters and their groups differ")
for name, parameter in template["Parameters"].items():
    require("Description" in parameter, f"{name}: has no description")
    bounded = {"AllowedPattern", "AllowedValues", "MinValue"} & set(parameter)
    require(bounded, f"{name}: accepts any value")
    require("AllowedValues" in parameter or "ConstraintDescription" in parameter, f"{name}: has no ConstraintDescription")
    require("Default" in parameter or name == "Sender", f"{name}: has no default")

# Rights are for named resources, except actions that support none. (In a key's policy, "*" is the key itself.)
ANYTHING = {
    "ses:GetIdentityVerificationAttributes",
    "ses:GetSendQuota",
    "lambda:GetAccountSettings",
    "logs:DescribeLogGroups",
    "logs:DescribeResourcePolicies",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
} | {f"logs:{verb}LogDelivery" for verb in ("Create", "Get", "Update", "Delete")}
policies = {name: function["Policies"] for name, function in functions.items()}
policies |= {name: documents_of(role) for name, role in roles.items()}
policies |= {name: [policy["PolicyDocument"]] for name, policy in of_type("AWS::IAM::ManagedPolicy").items()}
for name, documents in policies.items():
    for statement in statements(documents):
        actions = listed(statement["Action"])
        require(not any("*" in action for action in actions), f"{name}: {statement['Sid']} allows actions by a pattern")
        if statement["Resource"] == "*":
            require(set(actions) <= ANYTHING, f"{name}: {statement['Sid']} allows any resource")
        if "identity/*" in json.dumps(statement["Resource"]):
            require("ses:FromAddress" in json.dumps(statement), f"{name}: {statement['Sid']} allows any sender")
        # A direct caller of StartJob can name any caller. Through the URL, AWS names the caller.
        if "lambda:InvokeFunction" in actions and '"StartJob' in json.dumps(statement["Resource"]):
            by_url = {"Bool": {"lambda:InvokedViaFunctionUrl": "true"}}
            require(statement.get("Condition") == by_url, f"{name}: {statement['Sid']} allows calls that bypass the URL")

# Without the right to list the bucket, or with a condition on it, S3 answers that a missing object is forbidden. Functions
# and people who read objects look for some that may be missing, such as a job's report. "GetObject":
# https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
for name, documents in policies.items():
    rights = [(listed(it["Action"]), it) for it in statements(documents)]
    reads = any("s3:GetObject" in actions for actions, _ in rights)
    lists = any("s3:ListBucket" in actions and "Condition" not in it for actions, it in rights)
    # The state machine reads only the list of chunks, which PrepareJob has written.
    require(lists or not reads or name == "UpdateNotifyUsersRole", f"{name}: for it, missing objects are forbidden")

# The policy in docs/access.md gives no right that the stack's own policy does not give.
def allowed(document):
    return {
        (action, json.dumps(resource))
        for statement in statements([document])
        for action in listed(statement["Action"])
        for resource in listed(statement["Resource"])
    }


access = Path("docs/access.md").read_text(encoding="utf-8")
shown = next(block for block in re.findall(r"```json\n(.*?)```", access, re.DOTALL) if '"Statement"' in block)
for text, value in {
    '"arn:aws:s3:::BUCKET"': '{"Fn::GetAtt": ["Bucket", "Arn"]}',
    '"arn:aws:s3:::BUCKET/jobs/*"': '{"Fn::Sub": "${Bucket.Arn}/jobs/*"}',
    '"arn:aws:states:REGION:ACCOUNT:stateMachine:STACK-update-notify-users"': '{"Ref": "UpdateNotifyUsers"}',
    '"arn:aws:states:REGION:ACCOUNT:execution:STACK-': '"arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:execution:${AWS::StackName}-',
    '"arn:aws:states:REGION:ACCOUNT:express:STACK-': '"arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:express:${AWS::StackName}-',
    '"arn:aws:states:REGION:ACCOUNT:mapRun:STACK-': '"arn:${AWS::Partition}:states:${AWS::Region}:${AWS::AccountId}:mapRun:${AWS::StackName}-',
}.items():
    shown = shown.replace(text, value)
shown = re.sub(r'"(arn:[^"]*)"', r'{"Fn::Sub": "\1"}', shown)
more = allowed(json.loads(shown)) - allowed(resources["StartJobsPolicy"]["Properties"]["PolicyDocument"])
require(not more, f"docs/access.md: shows rights that StartJobsPolicy does not give: {sorted(more)}")

# Who previews and confirms reads the folders of previews and their rendered letters, and may end a preview. Such a person
# has no other right to data: not to users, to passwords, or to what a confirm trusts.
given = allowed(resources["StartJobsPolicy"]["Properties"]["PolicyDocument"])
data = {right for right in given if right[0].partition(":")[0] in ("s3", "dynamodb", "kms", "ses")}
expected = {
    *((action, '{"Fn::GetAtt": ["Bucket", "Arn"]}') for action in ("s3:GetBucketLocation", "s3:ListBucket")),
    ("s3:GetObject", '{"Fn::Sub": "${Bucket.Arn}/jobs/*"}'),
    ("s3:GetObject", '{"Fn::Sub": "${Bucket.Arn}/preview-letters/*"}'),
    ("s3:PutObject", '{"Fn::Sub": "${Bucket.Arn}/jobs/*/discarded.json"}'),
}
require(data == expected, f"StartJobsPolicy: the rights to data are not those that a preview needs: {sorted(data ^ expected)}")

# AWS identifies the callers of URLs, only StartJob can write start.json, and only two states can seal previews.
for name, function in functions.items():
    require("FunctionUrlConfig" not in function, f"{name}: its URL must be a separate resource")
for name, url in of_type("AWS::Lambda::Url").items():
    require(url["AuthType"] == "AWS_IAM", f"{name}: AuthType is not AWS_IAM")
for object_name, writers in {"start.json": ["StartJob"], "preview.json": ["PrepareJob", "ReportJob"]}.items():
    roles_of_writers = [{"Fn::GetAtt": [f"{writer}Role", "Arn"]} for writer in writers]
    reserved = [
        statement
        for policy in of_type("AWS::S3::BucketPolicy").values()
        for statement in statements([policy["PolicyDocument"]])
        if statement["Effect"] == "Deny" and statement["Principal"] == "*"
        and statement["Resource"] == {"Fn::Sub": f"${{Bucket.Arn}}/jobs/*/{object_name}"}
        and set(statement["Condition"]) == {"ArnNotEquals"} and set(statement["Condition"]["ArnNotEquals"]) == {"aws:PrincipalArn"}
        and listed(statement["Condition"]["ArnNotEquals"]["aws:PrincipalArn"]) == roles_of_writers
    ]
    require(
        any({"s3:PutObject", "s3:ReplicateObject"} <= set(listed(statement["Action"])) for statement in reserved),
        f"BucketPolicy: others than {', '.join(writers)} may write {object_name}",
    )

# For every value of the parameters, the functions get the correct settings for who may start jobs. A wrong variable would
# silently allow everyone.
SNAPSHOTS = ("UpdateUser", "NotifyUser", "RecordDelivery")
SNAPSHOT_ALIASES = [{"Ref": f"{name}.Alias"} for name in SNAPSHOTS]
STARTS, STATES = ("POSSIBLE", "REQUIRED", "NONE"), ("DISABLED", "ENABLED")
SECONDS = ("REQUIRED", "NOT_REQUIRED")
CHOICES = {"StartJobsByIdentity": STARTS, "ScheduleState": STATES, "ScheduledJobBySecondPerson": SECONDS}
for name, values in CHOICES.items():
    allowed_values = template["Parameters"][name]["AllowedValues"]
    require(sorted(allowed_values) == sorted(values), f"{name}: this check does not cover the values {allowed_values}")
for start, state, second in product(STARTS, STATES, SECONDS):
    chosen = dict(zip(CHOICES, (start, state, second))) | {"ScheduledJob": "{}"}
    is_known = state == "ENABLED" and (start == "REQUIRED" or second == "NOT_REQUIRED")
    actual = evaluated(functions["PrepareJob"]["Environment"]["Variables"], chosen)
    expected = {
        "SENDER": {"Ref": "Sender"},
        "CREDENTIAL_DAYS": {"Ref": "CredentialDays"},
        "LINK_HOURS": {"Ref": "LinkHours"},
        "MAX_CONCURRENCY": {"Ref": "MaxConcurrency"},
        "PREVIEW_DAYS": {"Ref": "PreviewDays"},
        "JOB_RETENTION_DAYS": {"Ref": "JobRetentionDays"},
        "START_JOBS_ONLY_BY_IDENTITY": "true" if start == "REQUIRED" else "false",
        "SCHEDULED_JOB": "{}" if is_known else "",
        "SCHEDULED_JOB_BY_ONE_PERSON": "true" if second == "NOT_REQUIRED" else "false",
        "SNAPSHOT_FUNCTIONS": {"Fn::Join": [",", SNAPSHOT_ALIASES[:1]]},
        "LETTER_SNAPSHOT_FUNCTIONS": {"Fn::Join": [",", SNAPSHOT_ALIASES[1:]]},
        "STATE_MACHINE_ARN": functions["ReportJob"]["Environment"]["Variables"]["STATE_MACHINE_ARN"],
    }
    require(actual == expected, f"PrepareJob: with {start}, {state} and {second}, its variables are {actual}")
    has_url = evaluated({"Condition": resources["StartJobUrl"]["Condition"]}, chosen)
    require(has_url == (start != "NONE"), f"StartJobUrl: with {start}, it exists: {has_url}")
    rights = json.dumps(evaluated(resources["StartJobsPolicy"]["Properties"], chosen))
    starts = '"states:StartExecution"' in rights
    require(starts == (start != "REQUIRED"), f"StartJobsPolicy: with {start}, it allows executions: {starts}")

# A distributed map starts, follows and stops executions of its own state machine.
for name, machine in machines.items():
    if '"DISTRIBUTED"' in json.dumps(definitions[name]):
        its_name = machine["Name"]["Fn::Sub"]
        given = {
            (action, resource["Fn::Sub"].rsplit(f":{its_name}", 1)[-1])
            for statement in statements(documents_of(roles[machine["Role"]["Fn::GetAtt"][0]]))
            for action in listed(statement["Action"])
            for resource in listed(statement["Resource"])
            if action.startswith("states:")
        }
        needed = {("states:StartExecution", ""), ("states:DescribeExecution", ":*"), ("states:StopExecution", ":*")}
        require(needed <= given, f"{name}: its map lacks the rights {sorted(needed - given)}")

# The runtime is the newest in cfn-lint, and sam build has nothing to build.
shared = template["Globals"]["Function"]
runtimes = json.loads((Path(cfnlint.__file__).parent / "data/AdditionalSpecs/LmbdRuntimeLifecycle.json").read_text())
newer = runtimes[shared["Runtime"]]["successor"]
require(newer is None, f"Globals: {shared['Runtime']} has a successor: {newer}")
for name, function in functions.items():
    skipped = resources[name].get("Metadata", {}).get("SkipBuild")
    require(skipped and function["CodeUri"].endswith(".jar"), f"{name}: sam build would build it")
    require("Runtime" not in function, f"{name}: must use the runtime in Globals")

# A function with a snapshot is called by its alias, and does not read parameters of the stack, because SAM publishes no
# version when a parameter changes. Other functions have no alias. See D-078 in docs/decisions.md.
def refers(value, names):
    return any(f'"{kind}": "{name}"' in json.dumps(value) for name in names for kind in ("Ref", "Condition")) or any(
        f'"Fn::If": ["{name}"' in json.dumps(value) for name in names
    )


settings = {*template["Parameters"], *template["Conditions"]}
for name, function in functions.items():
    has_snapshot = function.get("SnapStart") == {"ApplyOn": "PublishedVersions"}
    require(has_snapshot == (name in SNAPSHOTS), f"{name}: must have a snapshot: {name in SNAPSHOTS}")
    require(("AutoPublishAlias" in function) == has_snapshot, f"{name}: must have an alias exactly if it has a snapshot")
    if has_snapshot:
        variables = {**shared["Environment"]["Variables"], **function.get("Environment", {}).get("Variables", {})}
        require(not refers(variables, settings), f"{name}: has a snapshot, but reads a parameter")
        require(function.get("AutoPublishAliasAllProperties") is True, f"{name}: AutoPublishAliasAllProperties is not true")
    other = {"Fn::GetAtt": [name, "Arn"]} if has_snapshot else {"Ref": f"{name}.Alias"}
    require(json.dumps(other) not in json.dumps(template), f"{name}: must be called by its alias: {has_snapshot}")

# Limits of the definitions. Every state machine, and every task, has a timeout. A task's timeout equals its function's
# timeout. Lambda's throttling has a retrier of its own, because it ends only when other functions end: the tasks of the job
# wait up to an hour. In a chunk, all delays before retries and one full run of each task fit into the five minutes of an
# Express execution, with ten seconds to spare. See D-156 in docs/decisions.md.
EXPRESS_SECONDS, SPARE_SECONDS = 300, 10
THROTTLED = ["Lambda.TooManyRequestsException"]


def tasks(states):
    for name, state in states.items():
        if state["Type"] == "Task":
            yield name, state
        yield from tasks(state.get("ItemProcessor", {}).get("States", {}))


def delays(retrier):
    """The maximum sum of the delays before the retries of a retrier, in seconds."""
    interval, rate = retrier.get("IntervalSeconds", 1), retrier.get("BackoffRate", 2)
    attempts = range(retrier.get("MaxAttempts", 3))
    return sum(min(interval * rate**attempt, retrier.get("MaxDelaySeconds", float("inf"))) for attempt in attempts)


def longest(states):
    return sum(task["TimeoutSeconds"] + sum(map(delays, task["Retry"])) for _, task in tasks(states))


for name, definition in definitions.items():
    require("TimeoutSeconds" in definition, f"{name}: an execution has no timeout")
    require("arn:aws" not in json.dumps(definition), f"{name}: its ARNs are for one partition only")
    for given, value in machines[name]["DefinitionSubstitutions"].items():
        arn = value.get("Fn::Sub", "arn:${AWS::Partition}:")
        require(arn.startswith("arn:${AWS::Partition}:"), f"{name}: {given} is for one partition only")
    for task_name, task in tasks(definition["States"]):
        require("TimeoutSeconds" in task, f"{name}: {task_name} has no timeout")
        given = re.fullmatch(r"\${(\w+)}", task["Arguments"].get("FunctionName", ""))
        if given:
            value = machines[name]["DefinitionSubstitutions"][given.group(1)]
            function = value["Ref"].partition(".")[0] if "Ref" in value else value["Fn::GetAtt"][0]
            limit = functions[function]["Timeout"]
            require(task["TimeoutSeconds"] == limit, f"{name}: the timeout of {task_name} is not {limit} s, as of {function}")
            throttled = [retrier for retrier in task["Retry"] if THROTTLED[0] in retrier["ErrorEquals"]]
            require(
                [retrier["ErrorEquals"] for retrier in throttled] == [THROTTLED],
                f"{name}: {task_name} has no retrier of its own for throttling",
            )
            waits = sum(map(delays, throttled))
            is_in_chunk = task_name not in definition["States"]
            require(is_in_chunk or waits >= 1800, f"{name}: {task_name} waits only {waits} s while Lambda is throttled")
    for map_name, state in definition["States"].items():
        if state.get("ItemProcessor", {}).get("ProcessorConfig", {}).get("ExecutionType") == "EXPRESS":
            seconds = longest(state["ItemProcessor"]["States"])
            require(
                seconds <= EXPRESS_SECONDS - SPARE_SECONDS,
                f"{name}: a child of {map_name} takes up to {seconds} s, and Express executions end after {EXPRESS_SECONDS} s",
            )

# Services assume a role only for this account.
account = {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
trusts = {"Globals": shared.get("AssumeRolePolicyDocument")}
trusts |= {name: role["AssumeRolePolicyDocument"] for name, role in roles.items()}
for name, trust in trusts.items():
    for statement in (trust or {"Statement": [{}]})["Statement"]:
        # AWS does not document whether Lambda sends the key.
        operator = "StringEqualsIfExists" if name == "Globals" else "StringEquals"
        require(statement.get("Condition") == {operator: account}, f"{name}: other accounts may use the role through a service")
for name, function in functions.items():
    require(not {"Role", "AssumeRolePolicyDocument"} & set(function), f"{name}: must have the trust policy in Globals")
for name, machine in machines.items():
    require(machine.get("Role", {}).get("Fn::GetAtt", [""])[0] in roles, f"{name}: SAM's own role has no condition")
    for schedule in machine.get("Events", {}).values():
        role = schedule["Properties"].get("RoleArn", {}).get("Fn::GetAtt", [""])[0]
        require(role in roles, f"{name}: SAM's own role for the schedule has no condition")

# What holds data stays when the stack is deleted. A new bucket is empty, and is deleted when the first deployment fails. A
# table that is protected from deletion cannot be deleted.
for name, it in resources.items():
    expected = {"AWS::S3::Bucket": "RetainExceptOnCreate", "AWS::DynamoDB::Table": "Retain"}.get(it["Type"])
    if expected:
        require(it.get("DeletionPolicy") == expected, f"{name}: DeletionPolicy is not {expected}")
        require(it.get("UpdateReplacePolicy") == "Retain", f"{name}: UpdateReplacePolicy is not Retain")

sys.exit("\n".join(errors) or 0)
