"""The shell script of docs/seeding.md, with a stand-in for the AWS CLI that asks a server."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from support.exported_answers import EMPTY
from support.exporting import answers_of

from sagemaker_registry_mock.state.exports import document_from_exports
from sagemaker_registry_mock.testing.seeding import seed
from sagemaker_registry_mock.testing.state import load

if TYPE_CHECKING:
    from collections.abc import Iterator

    import boto3
    from types_boto3_sagemaker import SageMakerClient

PAGE = Path(__file__).parents[3] / "docs" / "seeding.md"
OPEN = {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}}
HELD: dict[str, Any] = {
    "groups": {
        "churn": {
            "tags": {"team": "growth"},
            "policy": OPEN,
            "versions": [{"created": "9 days ago", "status": "Approved", "comment": "good"}, {"stage": "QA/Approved"}],
        },
        "empty": {"created": "3 days ago"},
    },
    "packages": {"market": {"tags": {"team": "sales"}}},
    "cards": {"card": {"created": "5 days ago", "updates": [{"at": "2 days ago", "content": {}}]}},
}
#: The least of the AWS CLI that the script needs: it asks by plain HTTP, follows pages, and prints text or JSON.
STAND_IN = f"""#!{sys.executable} -S
import datetime, http.client, json, os, re, sys

def time(value):
    return datetime.datetime.fromtimestamp(value, datetime.timezone.utc).isoformat()

def printed(value):
    if isinstance(value, dict):
        return {{k: time(v) if k.endswith("Time") else printed(v) for k, v in value.items()}}
    return [printed(one) for one in value] if isinstance(value, list) else value

words, options = sys.argv[1:3], dict(zip(sys.argv[3::2], sys.argv[4::2]))
query, output = options.pop("--query", None), options.pop("--output")
camel = lambda text: "".join(word.capitalize() for word in text.strip("-").split("-"))
request = {{camel(name): int(value) if name == "--model-card-version" else value for name, value in options.items()}}
answer = {{}}
while True:
    connection = http.client.HTTPConnection(os.environ["STAND_IN_FOR"])
    headers = {{
        "X-Amz-Target": "SageMaker." + camel(words[1]),
        "Content-Type": "application/x-amz-json-1.1",
        "Authorization": "AWS4-HMAC-SHA256 Credential=test/20240101/us-east-1/sagemaker/aws4_request",
    }}
    connection.request("POST", "/", json.dumps(request), headers)
    reply = connection.getresponse()
    page = json.loads(reply.read())
    if reply.status != 200:
        sys.exit("An error occurred: " + page["message"])
    for name, value in page.items():
        answer[name] = answer[name] + value if isinstance(answer.get(name), list) else value
    if "NextToken" not in page:
        break
    request["NextToken"] = page["NextToken"]
if query:
    whole, member = re.fullmatch(r"(\\w+)\\[\\]\\.(\\w+)", query).groups()
    print("\\t".join(str(one[member]) for one in answer[whole]))
else:
    print(json.dumps(printed(answer), indent=4))
"""


def recipe() -> str:
    """Return the script of the page."""
    (script,) = re.findall(r"```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    return str(script)


@pytest.fixture
def asked(server: str, aws_session: boto3.Session) -> Iterator[SageMakerClient]:
    """A client of a server that holds something."""
    load(EMPTY)
    seed(HELD)
    yield aws_session.client("sagemaker", endpoint_url=server)
    load(EMPTY)


def test_the_script_exports_all_there_is(asked: SageMakerClient, server: str, tmp_path: Path) -> None:
    """A server that has loaded what the script wrote tells what it told before: answers, tags and policies."""
    tool = tmp_path / "bin" / "aws"
    tool.parent.mkdir()
    tool.write_text(STAND_IN, encoding="utf-8")
    tool.chmod(0o755)
    path = f"{tool.parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "STAND_IN_FOR": server.removeprefix("http://")}
    before = answers_of(asked)

    ran = subprocess.run(  # noqa: S603 - our own script
        ["/bin/sh", "-c", recipe(), "export.sh", "exports"],
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr.count(b"An error occurred: Cannot find")) == (0, 1), ran.stderr
    document = document_from_exports(tmp_path / "exports")
    load(document)

    assert answers_of(asked) == before
    assert asked.get_model_package_group_policy(ModelPackageGroupName="churn")["ResourcePolicy"] == json.dumps(OPEN)
    assert [len(document["registries"][0][kind]) for kind in ("groups", "packages", "card_versions")] == [2, 3, 2]
    files = {file.name for file in (tmp_path / "exports").iterdir()}
    assert {"group-churn.policy.json", "card-card.versions.json", "package-market.tags.json"} < files
    assert not {"group-empty.policy.json", "group-empty-versions.json"} & files
