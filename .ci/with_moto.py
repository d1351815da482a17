"""Runs a command with moto, an AWS emulator that needs no Docker: python3 with_moto.py LOG mvn ...

The command finds moto by AWS_ENDPOINT_URL. It gets -Drollcall.lambda.port, the port at which it must offer the functions.
LOG is a file for moto's log. This adds to moto (see D-099 in docs/decisions.md):

* a JSONata engine for LocalStack's state machine interpreter, which moto contains: jsonata-python, a port of the Java
  library that LocalStack uses;
* a Lambda that runs Java without Docker: the functions are called at that port.
"""

import copy
import logging
import os
import socket
import subprocess
import sys

import boto3
import send_quota  # noqa: F401
from botocore.config import Config
from jsonata.jsonata import Jsonata
from moto.core.config import default_user_config
from moto.dynamodb.models.table import Table
from moto.server import ThreadedMotoServer
from moto.stepfunctions.models import StateMachine
from moto.stepfunctions.parser.asl.component.state.exec.state_task import lambda_eval_utils
from moto.stepfunctions.parser.asl.jsonata import jsonata


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def evaluate(expression):
    try:
        return Jsonata(expression).evaluate(None)
    except Exception as e:
        raise jsonata.JSONataException("UNKNOWN", str(e)) from e


def client(region, service, state_credentials=None):
    """A Lambda client without retries, like the interpreter's own: the state machine retries."""
    config = Config(parameter_validation=False, retries={"total_max_attempts": 1}, read_timeout=900)
    return boto3.client(service, region_name=region, endpoint_url=f"http://127.0.0.1:{functions}", config=config)


def snapshot(table, memo):
    """A copy that shares the items. moto replaces items and never changes them in place. For each write of a transaction, it
    makes a deep copy for a rollback, which is too slow for 1,400 users."""
    copied = copy.copy(table)
    copied.items = copy.copy(table.items)
    return copied


def machine_of_an_execution(machine, memo):
    """A copy that shares the earlier executions. moto makes a deep copy, which fails after an execution without a task."""
    return copy.copy(machine)


log, *command = sys.argv[1:]
logging.basicConfig(filename=log, level=logging.INFO)
functions = free_port()
os.environ.update(AWS_ACCESS_KEY_ID="moto", AWS_SECRET_ACCESS_KEY="moto", AWS_REGION="us-east-1", AWS_DEFAULT_REGION="us-east-1")
default_user_config["stepfunctions"]["execute_state_machine"] = True
jsonata._eval_jsonata = evaluate
lambda_eval_utils.boto_client_for = client
Table.__deepcopy__ = snapshot
StateMachine.__deepcopy__ = machine_of_an_execution

server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
server.start()
host, port = server.get_host_and_port()
# The interpreter finds S3 at this port.
os.environ["MOTO_PORT"] = str(port)
try:
    command.append(f"-Drollcall.lambda.port={functions}")
    sys.exit(subprocess.run(command, env={**os.environ, "AWS_ENDPOINT_URL": f"http://{host}:{port}"}).returncode)
finally:
    server.stop()
