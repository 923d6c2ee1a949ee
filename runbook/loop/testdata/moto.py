"""moto's server, with its check of permissions put right.

Takes the arguments of moto_server. After POST /moto-api/reset-auth moto checks
who may do what, but not as AWS does, and one call is missing (measured with moto
5.2.5):

* It asks for actions by other names: it builds them from the name a request is
  signed for (CloudWatch signs as "monitoring"), takes the operation's name for
  the action's (Budgets has two actions for all of them), and knows few parts of
  a bucket. A policy with exactly AWS's actions would be refused.
* It signs a request without a body as if its query were the body, so that reads
  of GuardDuty and Security Hub fail their signature.
* It refuses in the XML of IAM whatever the service, and then neither aws nor an
  SDK finds an error code in what a JSON service or s3control says.
* It does not know account:GetContactInformation, which is always there on AWS:
  here it answers with one and the same contact. (Once moto knows the call, its
  own answer is taken.)
* It does not know the calls about the account's Regions, and so checks nothing
  about them. Here it checks, and then still cannot do anything.
* Of the lists of standards and tags of Security Hub it knows nothing, and so
  checks nothing about them. Here it checks, and then still cannot do anything.
* It lets a recorder of AWS Config say PENDING for ever.
* It has no Access Analyzer at all, and so checks nothing about it. Here it
  checks, and then still cannot do anything.
* It does not know of calls that take a permission of another service, too, since
  they make a role as well or hand one over, or of another action, for tags.
* It shows a setting of a trail that was emptied, where AWS leaves it out.
* It keeps a second metric filter of the same name beside the first, where AWS
  puts it in its place.
* It does not know that IAM can have access to an organization.
* It names the role of AWS Config otherwise than AWS does.
* Its networks (VPCs) are not whole: a default security group lacks the rule for
  itself, the default network its gateway to the Internet and the route there, and
  no route notices that its gateway is gone. It deletes a network that has a
  gateway, and leaves the network's ACL and flow logs behind.
* It knows no mute rules of alarms. Here there is one, about an alarm that the book
  does not make.
* It does not speak the protocol in which the SDK for Go asks CloudWatch: here it
  is asked in JSON instead, and its answer is put into that protocol.
* It does not say what it checked. Each check adds a line to the file named by
  HARDBOOK_ASKED: ACCESS-KEY-ID ACTION allowed|denied.
* It does not know the credentials of a user for a single service, and takes no
  permissions boundary for a user.
* It cannot go back to an earlier state. GET /hardbook/fork makes a server with a
  copy of everything, on the port that it answers with. /hardbook/end ends one.
"""

import base64
import functools
import gc
import gzip
import io
import json
import os
import signal
import sys
import threading
import time
from datetime import datetime, timezone
from urllib.parse import parse_qs, urlsplit

del sys.path[0]  # the folder of this file, which is itself called moto

import botocore.session
from botocore.parsers import JSONParser, RpcV2CBORParser
from botocore.serialize import RpcV2CBORSerializer
from flask import Flask
from moto.account import urls as account_urls
from moto.account.responses import AccountResponse
from moto.cloudtrail.models import Trail
from moto.cloudwatch.responses import CloudWatchResponse
from moto.config.models import ConfigRecorderStatus
from moto.core.exceptions import AccessDeniedError, JsonRESTError
from moto.core.responses import ActionResult, BaseResponse, EmptyResult
from moto.core.utils import convert_to_flask_response
from moto.ec2.exceptions import DependencyViolationError
from moto.ec2.models.route_tables import Route
from moto.ec2.models.vpcs import VPCBackend
from moto.iam.access_control import IAMRequest, IAMRequestBase
from moto.iam.models import SERVICE_NAME_CONVERSION
from moto.iam.responses import IamResponse
from moto.logs.metric_filters import MetricFilters
from moto.moto_server.werkzeug_app import HTTP_METHODS, BackendRequest, DomainDispatcherApplication, MotoRequestHandler
from moto.organizations.models import FakeServiceAccess
from moto.securityhub.responses import SecurityHubResponse
from moto.server import main
from werkzeug.serving import make_server
from werkzeug.wrappers import Response

FORM = "application/x-www-form-urlencoded"

# Parts of a bucket, by the key in the query, where moto asks for ListBucket,
# CreateBucket or DeleteBucket. AWS has no Delete action for any of them.
BUCKET_PARTS = {
    "publicAccessBlock": "BucketPublicAccessBlock",
    "encryption": "EncryptionConfiguration",
    "ownershipControls": "BucketOwnershipControls",
    "policyStatus": "BucketPolicyStatus",
    "object-lock": "BucketObjectLockConfiguration",
    "replication": "ReplicationConfiguration",
}


def aws_action(method, path, service, operation):
    """The action that AWS checks for an operation."""
    verb = "Get" if method == "GET" else "Put"
    if service == "monitoring":
        service = "cloudwatch"
    elif service == "tagging":
        service = "tag"
    elif service == "budgets":
        operation = "ViewBudget" if operation.startswith("Describe") else "ModifyBudget"
    elif service == "s3" and path.startswith("/v20180820/"):
        if operation.endswith("PublicAccessBlock"):
            operation = verb + "AccountPublicAccessBlock"
    elif service == "s3":
        query = parse_qs(urlsplit(path).query, keep_blank_values=True)
        parts = [name for key, name in BUCKET_PARTS.items() if key in query]
        if parts:
            operation = verb + parts[0]
        elif operation == "HeadBucket":
            operation = "ListBucket"
    return f"{service}:{operation}"


# Actions that AWS wants for an action besides it.
BESIDES = {
    "access-analyzer:CreateAnalyzer": ["iam:CreateServiceLinkedRole"],
    "guardduty:CreateDetector": ["guardduty:TagResource", "iam:CreateServiceLinkedRole"],
    "ec2:CreateFlowLogs": ["ec2:CreateTags", "logs:CreateLogDelivery", "logs:DeleteLogDelivery"],
    "ec2:DeleteFlowLogs": ["logs:DeleteLogDelivery"],
    "events:PutTargets": ["iam:PassRole"],
    "config:PutConfigurationRecorder": ["iam:PassRole"],
    "securityhub:EnableSecurityHub": ["securityhub:TagResource", "iam:CreateServiceLinkedRole"],
    "cloudtrail:UpdateTrail": ["iam:PassRole"],
}

# What must be in a request for that, where it need not be.
ONLY_WITH = {"cloudtrail:UpdateTrail": '"CloudWatchLogsRoleArn": "arn:'}


def text(body):
    return body.decode() if isinstance(body, bytes) else body or ""


def check_action_permitted(self, resource):
    service, _, operation = self._action.partition(":")
    self._action = aws_action(self._method, self._path, service, operation)
    check_and_note(self, resource)
    if ONLY_WITH.get(self._action, "") not in text(self._body):
        return
    for action in BESIDES.get(self._action, []):
        self._action = action
        check_and_note(self, resource)


def check_and_note(self, resource):
    verdict = "denied"
    try:
        moto_check_action_permitted(self, resource)
        verdict = "allowed"
    finally:
        if asked := os.environ.get("HARDBOOK_ASKED"):
            with open(asked, "a") as file:
                file.write(f"{self._access_key._access_key_id} {self._action} {verdict}\n")


def is_form(request):
    return request._headers.get("Content-Type", "").startswith(FORM)


def create_aws_request(self):
    request = moto_create_aws_request(self)
    if SIGNED in self._headers:
        request.url, request.data, headers = json.loads(self._headers[SIGNED])
        request.data = base64.b64decode(request.data)
        for name in set(request.headers) & set(headers):
            request.headers.replace_header(name, headers[name])
        return request
    if not self._body and not is_form(self):  # of a form moto has the fields, and no body
        request.data = b""
    return request


def raise_access_denied(self):
    refusal = AccessDeniedError(self._access_key.arn, self._action)
    if self._service == "s3":
        refusal.description = f"<ErrorResponse><Error><Code>AccessDenied</Code><Message>{refusal.message}</Message></Error></ErrorResponse>"
    elif not is_form(self):
        refusal = JsonRESTError("AccessDeniedException", refusal.message)
        refusal.code = 400 if "X-Amz-Target" in self._headers else 403
    raise refusal


def get_contact_information(self):
    return ActionResult({"ContactInformation": {
        "FullName": "Jo Doe", "AddressLine1": "1 Example Street", "City": "Seattle", "PostalCode": "98101",
        "CountryCode": "US", "PhoneNumber": "+12065550100",
    }})


if not hasattr(AccountResponse, "get_contact_information"):
    AccountResponse.get_contact_information = get_contact_information
    account_urls.url_paths["{0}/getContactInformation$"] = AccountResponse.dispatch


def mute_rule(region):
    return {
        "Name": "nights", "AlarmMuteRuleArn": f"arn:aws:cloudwatch:{region}:{os.environ['MOTO_ACCOUNT_ID']}:alarm-mute-rule:nights",
        "Status": "SCHEDULED", "MuteType": "RECURRING", "MuteTargets": {"AlarmNames": ["test-machine-cpu"]},
        "Rule": {"Schedule": {"Expression": "cron(0 22 * * *)", "Duration": "PT8H"}},
    }


def list_alarm_mute_rules(self):
    return ActionResult({"AlarmMuteRuleSummaries": [mute_rule(self.region)]})


def get_alarm_mute_rule(self):
    return ActionResult(mute_rule(self.region))


for responses, call in (
    (CloudWatchResponse, list_alarm_mute_rules),
    (CloudWatchResponse, get_alarm_mute_rule),
):
    if not hasattr(responses, call.__name__):
        setattr(responses, call.__name__, call)


# A header with the path, body, type and length that a request in CBOR was signed with.
SIGNED = "X-Hardbook-Signed"


@functools.cache
def operation_model(name):
    return botocore.session.Session().get_service_model("cloudwatch").operation_model(name)


def in_json(app):
    """An application that takes CBOR, and asks app in JSON."""

    def ask(environ, start_response):
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        _, _, target, _, name = environ["PATH_INFO"].split("/")
        model = operation_model(name)
        plain = gzip.decompress(body) if environ.get("HTTP_CONTENT_ENCODING") == "gzip" else body
        params = RpcV2CBORParser()._initial_body_parse(plain) or {}
        inner = json.dumps(params, default=lambda moment: moment.timestamp()).encode()
        signed = {"Content-Type": environ.get("CONTENT_TYPE", ""), "Content-Length": environ.get("CONTENT_LENGTH", "")}
        environ = dict(
            environ, PATH_INFO="/", CONTENT_TYPE="application/x-amz-json-1.0", CONTENT_LENGTH=str(len(inner)),
            HTTP_X_AMZ_TARGET=f"{target}.{name}", HTTP_X_HARDBOOK_SIGNED=json.dumps([environ["PATH_INFO"], base64.b64encode(body).decode(), signed]),
        )
        environ["wsgi.input"] = io.BytesIO(inner)
        environ.pop("HTTP_CONTENT_ENCODING", None)
        said = {}

        def note(status, headers, exc_info=None):
            said.update(status=status, headers=dict(headers))

        answer = b"".join(app(environ, note))
        if said["status"].startswith("200") and model.output_shape is None:
            answer = b""
        elif said["status"].startswith("200"):
            parsed = JSONParser().parse({"status_code": 200, "headers": {}, "body": answer}, model.output_shape)
            del parsed["ResponseMetadata"]
            answer = RpcV2CBORSerializer()._serialize_body_params(parsed, model.output_shape)
        else:
            error = {name: str(value) for name, value in json.loads(answer).items()}
            answer = b"\xbf" + b"".join(cbor_text(word) for item in error.items() for word in item) + b"\xff"
        start_response(said["status"], [("Content-Type", "application/cbor"), ("Smithy-Protocol", "rpc-v2-cbor"), ("Content-Length", str(len(answer)))])
        return [answer]

    return ask


def cbor_text(word):
    raw = word.encode()
    return b"\x79" + len(raw).to_bytes(2, "big") + raw


def put_user_permissions_boundary(self):
    arn = self._get_param("PermissionsBoundary")
    boundary = {"PermissionsBoundaryType": "PermissionsBoundaryPolicy", "PermissionsBoundaryArn": arn} if arn else None
    self.backend.get_user(self._get_param("UserName")).permissions_boundary = boundary
    return EmptyResult()


def create_service_specific_credential(self):
    name, service = self._get_param("UserName"), self._get_param("ServiceName")
    self.backend.get_user(name).credentials = [{
        "UserName": name, "ServiceName": service, "Status": "Active", "CreateDate": datetime.now(timezone.utc),
        "ServiceSpecificCredentialId": "ACCAEXAMPLE123EXAMPLE",
    }]
    return EmptyResult()


def list_service_specific_credentials(self):
    names = [self._get_param("UserName")] if self._get_param("UserName") else list(self.backend.users)
    return ActionResult({"ServiceSpecificCredentials": [
        c for name in names for c in getattr(self.backend.get_user(name), "credentials", [])
    ]})


for method in (create_service_specific_credential, list_service_specific_credentials):
    if not hasattr(IamResponse, method.__name__):
        setattr(IamResponse, method.__name__, method)
IamResponse.put_user_permissions_boundary = IamResponse.delete_user_permissions_boundary = put_user_permissions_boundary


def description(self, include_region=False):
    return {name: value for name, value in moto_description(self, include_region).items() if value != ""}


def add_filter(self, filter_name, filter_pattern, log_group_name, metric_transformations):
    self.delete_filter(filter_name, log_group_name)
    moto_add_filter(self, filter_name, filter_pattern, log_group_name, metric_transformations)


FakeServiceAccess.TRUSTED_SERVICES.append("iam.amazonaws.com")
for call in ("listRegions", "getRegionOptStatus", "enableRegion", "disableRegion"):
    account_urls.url_paths.setdefault("{0}/" + call + "$", AccountResponse.dispatch)


def create_vpc(self, *args, **kwargs):
    vpc = moto_create_vpc(self, *args, **kwargs)
    group = self.get_security_group_from_name("default", vpc_id=vpc.id).id
    self.authorize_security_group_ingress(group, "-1", None, None, [], source_groups=[{"GroupId": group}])
    return vpc


def create_default_vpc(self):
    vpc = moto_create_default_vpc(self)
    gateway = self.create_internet_gateway()
    self.attach_internet_gateway(gateway.id, vpc.id)
    table = self.describe_route_tables(filters={"vpc-id": [vpc.id]})[0]
    self.create_route(table.id, "0.0.0.0/0", None, gateway_id=gateway.id)
    return vpc


def delete_vpc(self, vpc_id):
    if self.describe_internet_gateways(filters={"attachment.vpc-id": [vpc_id]}):
        raise DependencyViolationError(f"The vpc '{vpc_id}' has dependencies and cannot be deleted.")
    vpc = moto_delete_vpc(self, vpc_id)
    for acl in [a for a in self.network_acls.values() if a.vpc_id == vpc_id]:
        del self.network_acls[acl.id]
    for log in self.describe_flow_logs(filters={"resource-id": [vpc_id]}):
        del self.flow_logs[log.id]
    return vpc


def route_state(self):
    """A route to a gateway that is attached to nothing leads nowhere."""
    return "blackhole" if getattr(self.gateway, "vpc", self) is None else "active"


class AccessAnalyzer(BaseResponse):
    def __init__(self):
        super().__init__(service_name="accessanalyzer")


def every_path(name, dispatch):
    """An application that has every call answered by one of moto's classes."""
    app = Flask(name)
    app.request_class = BackendRequest
    app.add_url_rule("/<path:path>", "all", convert_to_flask_response(dispatch), methods=HTTP_METHODS)
    return app


analyzers = every_path("access-analyzer", AccessAnalyzer.dispatch)
hubs = every_path("securityhub", SecurityHubResponse.dispatch)


def start_recorder(self):
    moto_start_recorder(self)
    self.last_status = "SUCCESS"


def end_with(parent):
    """Ends a copy when the server that it is of is gone."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


def serve_copy(app, parent, port):
    """What a copy does: all threads but this one stayed behind."""
    threading.Thread(target=end_with, args=(parent,), daemon=True).start()
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=MotoRequestHandler)
    os.write(port, str(server.server_port).encode())
    os.close(port)
    server.serve_forever()


def fork(app):
    """Makes a copy, and answers with its port. No other request may be under way."""
    gc.freeze()  # what a collection would write to, the copy would need memory for
    parent = os.getpid()
    answer, port = os.pipe()
    if os.fork() == 0:
        try:
            serve_copy(app, parent, port)
        finally:
            os._exit(1)
    os.close(port)
    with os.fdopen(answer) as pipe:
        return Response(pipe.read())


def end(_):
    os._exit(0)


COPIES = {"/hardbook/fork": fork, "/hardbook/end": end}


def get_application(self, environ):
    if environ.get("HTTP_SMITHY_PROTOCOL") == "rpc-v2-cbor" and "HTTP_X_HARDBOOK_SIGNED" not in environ:
        return in_json(self)
    if copy := COPIES.get(environ["PATH_INFO"]):
        return copy(self)
    signed = environ.get("HTTP_AUTHORIZATION", "")
    if "/access-analyzer/aws4_request" in signed:
        return analyzers
    if "/securityhub/aws4_request" in signed and environ["PATH_INFO"].startswith(("/standards", "/tags/")):
        return hubs
    return moto_get_application(self, environ)


moto_description = Trail.description
Trail.description = description
moto_add_filter = MetricFilters.add_filter
MetricFilters.add_filter = add_filter
SERVICE_NAME_CONVERSION["config"] = "Config"
moto_start_recorder = ConfigRecorderStatus.start
ConfigRecorderStatus.start = start_recorder
moto_create_vpc = VPCBackend.create_vpc
moto_create_default_vpc = VPCBackend.create_default_vpc
moto_delete_vpc = VPCBackend.delete_vpc
VPCBackend.create_vpc = create_vpc
Route.state = property(route_state)
VPCBackend.create_default_vpc = create_default_vpc
VPCBackend.delete_vpc = delete_vpc
moto_get_application = DomainDispatcherApplication.get_application
moto_check_action_permitted = IAMRequestBase.check_action_permitted
moto_create_aws_request = IAMRequestBase._create_aws_request
DomainDispatcherApplication.get_application = get_application
IAMRequestBase.check_action_permitted = check_action_permitted
IAMRequestBase._create_aws_request = create_aws_request
IAMRequest._raise_access_denied = raise_access_denied

if __name__ == "__main__":
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no copy is waited for
    main()
