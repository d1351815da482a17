"""Checks docs/deploy-policy.json: it allows what CloudFormation needs for each type of resource in the template, and nothing
else. The actions that a type needs are in its schema, which cfn-lint contains. Also checks the regions in docs/aws.md.
"""

import json
import os
import re
import sys
from fnmatch import fnmatchcase
from pathlib import Path

import botocore.session
import cfnlint
from cfnlint.decode import cfn_yaml
from samtranslator.translator.transform import transform

SCHEMAS = Path(cfnlint.__file__).parent / "data/schemas"
MAX_POLICY_LENGTH = 6144

# Actions in the schemas for features that the template does not use. Some would let a person who deploys read or write users.
UNUSED = [
    *("codedeploy:*", "ec2:*", "elasticfilesystem:*", "firehose:*", "kinesis:*", "s3files:*", "s3tables:*", "s3:REST.*"),
    *(f"dynamodb:{verb}*" for verb in ("Batch", "GetItem", "Put", "Query", "Scan", "Import", "Associate", "Enable", "Disable")),
    *("dynamodb:CreateTableReplica", "dynamodb:DeleteItem", "dynamodb:DeleteResourcePolicy", "dynamodb:UpdateItem"),
    *("dynamodb:UpdateContributorInsights", "dynamodb:UpdateKinesis*"),
    *("iam:*GroupPolicy", "iam:*UserPolicy", "iam:*PermissionsBoundary", "iam:CreateServiceLinkedRole"),
    *("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:ListAliases", "kms:RevokeGrant"),
    *("lambda:AssociateRuntimeAlias", "lambda:GetLayerVersion", "lambda:PassCapacityProvider"),
    *("logs:*Delivery", "logs:*ResourcePolicy", "logs:*IndexPolicy", "logs:*Stream*", "logs:PutLogEvents"),
    *("logs:*LogGroupDeletionProtection", "logs:PutBearerTokenAuthentication", "logs:*eDataProtectionPolicy"),
    *("logs:PutDataProtectionPolicy", "sns:PutDataProtectionPolicy"),
    *("s3:*MetadataTable*", "s3:*Metadata*TableConfiguration", "s3:GetObject*", "s3:PutObject*", "s3:DeleteObject"),
    *(f"s3:DeleteBucket{feature}*" for feature in ("Analytics", "Cors", "Encryption", "Lifecycle", "Metrics", "Replication")),
    *("s3:DeleteBucketWebsite", "s3:PutAccelerate*", "s3:PutAnalytics*", "s3:PutIntelligent*", "s3:PutInventory*"),
    *("s3:PutMetrics*", "s3:PutReplication*"),
]
# Needed by SAM and CloudFormation themselves.
DEPLOYMENT = ["cloudformation:*", "iam:PassRole", "kms:CreateGrant"]

errors = []


def require(condition, message):
    if not condition:
        errors.append(message)


def listed(value):
    return value if isinstance(value, list) else [value]


class NoManagedPolicies:
    def load(self):
        return {}


def resource_types():
    """The types of the resources that SAM makes of the template."""
    template = json.loads(json.dumps(cfn_yaml.load("template.yaml")))
    for resource in template["Resources"].values():
        for name in {"CodeUri", "DefinitionUri"} & set(resource.get("Properties", {})):
            resource["Properties"][name] = "s3://bucket/key"
    return sorted({it["Type"] for it in transform(template, {}, NoManagedPolicies())["Resources"].values()})


os.environ["AWS_DEFAULT_REGION"] = "us-east-1"
schemas = json.loads((SCHEMAS / "providers/us-east-1.json").read_text())
needed = {}
for kind in resource_types():
    handlers = json.loads((SCHEMAS / f"resources/{schemas[kind]}.json").read_text()).get("handlers", {})
    for operation in ("create", "read", "update", "delete"):
        for action in handlers.get(operation, {}).get("permissions", []):
            if not any(fnmatchcase(action, pattern) for pattern in UNUSED):
                needed.setdefault(action, kind)

text = Path("docs/deploy-policy.json").read_text(encoding="utf-8")
policy = json.loads(text)
allowed = {action for statement in policy["Statement"] for action in listed(statement["Action"])}
for action, kind in needed.items():
    require(any(fnmatchcase(action, pattern) for pattern in allowed), f"{action}: is needed for {kind}")
for statement in policy["Statement"]:
    is_for_sam = "sam-cli" in json.dumps(statement["Resource"])
    for pattern in listed(statement["Action"]):
        known = any(fnmatchcase(action, pattern) for action in needed) or any(fnmatchcase(pattern, own) for own in DEPLOYMENT)
        require(known or is_for_sam, f"{pattern}: no resource of the template needs it")
        require(pattern.partition(":")[2] != "*", f"{pattern}: allows a whole service")
size = len(re.sub(r"\s", "", text))
require(size <= MAX_POLICY_LENGTH, f"{size} characters; a managed policy may have {MAX_POLICY_LENGTH}")

# The table of regions has those regions of AWS's public partition in which something is missing.
SNAPSTART_MISSING = {"ap-east-2", "ap-southeast-6"}
expected = {}
for file in sorted((SCHEMAS / "providers").glob("*.json")):
    types = json.loads(file.read_text())
    if "AWS::Lambda::Function" in types and file.stem in botocore.session.get_session().get_available_regions("lambda"):
        has_ses, has_url = ("AWS::SES::ConfigurationSetEventDestination" in types), ("AWS::Lambda::Url" in types)
        if not (has_ses and has_url and file.stem not in SNAPSTART_MISSING):
            expected[file.stem] = ["yes" if it else "no" for it in (has_ses, has_url, file.stem not in SNAPSTART_MISSING)]
aws = Path("docs/aws.md").read_text(encoding="utf-8")
rows = re.findall(r"^\| `([a-z]{2}-[a-z]+-\d)`[^|]*\| (yes|no) \| (yes|no) \| (yes|no) \|", aws, re.MULTILINE)
shown = {region: values for region, *values in rows}
require(shown == expected, f"docs/aws.md: the regions should be {expected}")

sys.exit("\n".join(errors) or 0)
