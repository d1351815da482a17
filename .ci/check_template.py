"""Checks what no linter knows: that template.yaml agrees with the files that it speaks of."""

import json
import re
import sys
from pathlib import Path
from zipfile import ZipFile

from cfnlint.decode import cfn_yaml

template = cfn_yaml.load("template.yaml")
wrong = []

for name, resource in template["Resources"].items():
    if resource["Type"] == "AWS::Serverless::Function":
        properties = resource["Properties"]
        handler = properties["Handler"].replace(".", "/") + ".class"
        if handler not in ZipFile(properties["CodeUri"]).namelist():
            wrong.append(f"{name}: there is no {handler} in {properties['CodeUri']}")
    elif resource["Type"] == "AWS::Serverless::StateMachine":
        definition = Path(resource["Properties"]["DefinitionUri"]).read_text(encoding="utf-8")
        asked, given = set(re.findall(r"\$\{(\w+)}", definition)), set(resource["Properties"]["DefinitionSubstitutions"])
        if asked != given:
            wrong.append(f"{name}: the definition and its substitutions differ in {sorted(asked ^ given)}")

event = Path("events/scheduled-lapsed-accounts.json")
if json.loads(template["Parameters"]["ScheduledJob"]["Default"]) != json.loads(event.read_text(encoding="utf-8")):
    wrong.append(f"ScheduledJob: the default is not what {event} says")

sys.exit("\n".join(wrong) or 0)
