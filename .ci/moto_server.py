"""Starts moto's server with a Step Functions that runs executions: python3 moto_server.py PORT LAMBDA_URL.

moto has LocalStack's interpreter of state machines, which is off unless it is asked for, lacks the engine of JSONata (in
LocalStack that is a library of Java), and calls functions at moto's own Lambda, which needs Docker. Here it gets
jsonata-python, which is made after the same library, and calls functions at LAMBDA_URL.
"""

import copy
import os
import sys

import boto3
from botocore.config import Config
from jsonata.jsonata import Jsonata

port, lambda_url = sys.argv[1:]
# The interpreter reads its items from the S3 at this port.
os.environ["MOTO_PORT"] = port

import send_quota  # noqa: E402, F401
from moto.core.config import default_user_config  # noqa: E402
from moto.dynamodb.models.table import Table  # noqa: E402
from moto.server import main  # noqa: E402
from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils  # noqa: E402
from moto.stepfunctions.parser.asl.jsonata import jsonata as expressions  # noqa: E402


def evaluate(expression):
    try:
        return Jsonata(expression).evaluate(None)
    except Exception as e:
        raise expressions.JSONataException("UNKNOWN", str(e)) from e


def client(region, service, state_credentials=None):
    """A client of Lambda that does not try again, as the interpreter's own, so that only the definition's retriers do."""
    config = Config(parameter_validation=False, retries={"total_max_attempts": 1}, read_timeout=900)
    return boto3.client(service, region_name=region, endpoint_url=lambda_url, config=config)


def snapshot(table, memo):
    """A copy that shares the items, which are put anew and never changed in place. moto makes one, and a deep one, for each
    write of a transaction, in case it has to go back: quadratic in the users that are loaded."""
    copied = copy.copy(table)
    copied.items = copy.copy(table.items)
    return copied


Table.__deepcopy__ = snapshot
default_user_config["stepfunctions"]["execute_state_machine"] = True
expressions._eval_jsonata = evaluate
lambda_eval_utils.boto_client_for = client
main(["--port", port])
