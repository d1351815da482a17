"""Changes users one after the other with boto3: the script that a library would write without Rollcall.

It reads each user, writes the user group with a condition, and, if the second argument is "letters", sends a letter. It
has no preview, no report, no retry and no list of failed users. Arguments: a file with primary IDs, one per line, and
optionally "letters". The endpoints come from the file serve.env of ./rollcall serve.
"""
import json
import os
import sys
import time

import boto3

LETTER = """From: library@example.edu
To: {to}
Subject: Your library account
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Hello {name},

your library account has a new user group.
"""


def main():
    ids = open(sys.argv[1]).read().split()
    letters = sys.argv[2:] == ["letters"]
    region = os.environ.get("AWS_REGION", "us-east-1")
    table = boto3.resource("dynamodb", region_name=region).Table("rollcall-users")
    ses = boto3.client("ses", region_name=region)
    start = time.monotonic()
    for primary_id in ids:
        key = {"primary_id": primary_id}
        user = table.get_item(Key=key, ConsistentRead=True)["Item"]
        table.update_item(
            Key=key,
            UpdateExpression="SET user_group = :new",
            ConditionExpression="user_group = :old",
            ExpressionAttributeValues={":new": {"value": "ALUMNI"}, ":old": user["user_group"]},
        )
        if letters:
            to = user["contact_info"]["email"][0]["email_address"]
            text = LETTER.format(to=to, name=user["first_name"])
            ses.send_raw_email(Source="library@example.edu", Destinations=[to], RawMessage={"Data": text.encode()})
    seconds = time.monotonic() - start
    print(json.dumps({"users": len(ids), "seconds": round(seconds, 3), "per_second": round(len(ids) / seconds, 1)}))


if __name__ == "__main__":
    main()
