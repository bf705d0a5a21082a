"""Simulates AWS for the cases: STS, the SSO portal, and credentials of instances and containers.

It runs in a network namespace that has only loopback, so it can use the addresses of AWS: the
link-local ones of instances and containers, and the host names of the services in /etc/hosts.
"""
import http.server
import json
import os
import re
import socket
import ssl
import subprocess
import threading
import time
import urllib.parse

LINK_LOCAL = ["169.254.169.254", "169.254.170.2", "169.254.170.23", "169.254.0.1"]
LINK_LOCAL_6 = ["fd00:ec2::254", "fd00:ec2::23", "fd00:ec2::10"]
STS = ["sts.%s.amazonaws.com" % region for region in (
    "us-east-1 us-east-2 us-west-1 us-west-2 us-west-3 eu-west-1 eu-west-2 eu-west-3 eu-central-1"
    " us-gov-west-1 ap-south-1 ap-north-1 moon-1 mars-2 default-region alt-region"
    " fake-region-10").split()] + [
    "sts.amazonaws.com", "sts.cn-north-1.amazonaws.com.cn",
    "sts-fips.us-east-1.amazonaws.com", "sts.us-east-1.api.aws", "sts-fips.us-east-1.api.aws",
    "sts-fips.us-west-2.amazonaws.com", "sts.us-west-2.api.aws", "sts-fips.us-west-2.api.aws"]
SSO = ["portal.sso.%s.amazonaws.com" % region for region in (
    "us-east-1 us-east-2 us-west-2 us-east-7 moon-2 eu-west-1").split()] + [
    "portal.sso-fips.us-east-2.api.aws", "portal.sso.us-east-2.api.aws",
    "portal.sso-fips.us-east-2.amazonaws.com", "portal.sso.cn-north-1.amazonaws.com.cn"]
OTHER = [
    "override", "wrong", "somewhere.com", "endpoint.localhost", "loops-back.example",
    "aws.global-env-override", "aws.global-profile-override", "aws.sts-env-override",
    "aws.service-profile-override", "global.endpoint.aws", "global-env.endpoint.aws",
    "sts-env.endpoint.aws", "client.endpoint.aws", "sts-profile.endpoint.aws",
    "other-env.endpoint.aws", "other-profile.endpoint.aws"]
# Port 8080 of this host uses TLS; port 8080 of the other hosts does not.
OTHER_ADDRESS = ["mypersonalsite"]

NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/"
ROLES = "/latest/meta-data/iam/security-credentials/"
KEYS = {
    "instance-token": (200, "tok"),
    "instance-roles": (200, "a-role"),
    "instance-keys": (200, {
        "Code": "Success", "Type": "AWS-HMAC", "LastUpdated": "2026-01-01T00:00:00Z",
        "AccessKeyId": "ASIAIMDS", "SecretAccessKey": "imds-secret", "Token": "imds-token",
        "Expiration": "2099-01-01T00:00:00Z"}),
    "container": (200, {
        "RoleArn": "arn:aws:iam::123456789012:role/task", "AccessKeyId": "ASIAECS",
        "SecretAccessKey": "ecs-secret", "Token": "ecs-token",
        "Expiration": "2099-02-13T23:31:30Z"}),
}


class Cloud:
    """The responses of the servers in one run, and their requests.

    The script has a list of answers for each route. The last one repeats. An answer is "ok",
    "the token", "the role" or "the keys" (the service works), "drop", "hang", or a dict with
    "status" and "body".
    """

    def __init__(self, script):
        self.script = {route: list(answers) for route, answers in script.items()}
        self.asked = []
        self.lock = threading.Lock()

    def answer(self, route, standard):
        with self.lock:
            left = self.script.get(route)
            if not left:
                return standard
            found = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(found, dict):
            return found["status"], found["body"]
        if found.startswith("the "):
            return KEYS[route]
        return standard if found == "ok" else found


class Handler(http.server.BaseHTTPRequestHandler):
    """All services on one port, selected by the path or the form."""

    protocol_version = "HTTP/1.1"
    cloud = Cloud({})

    def log_message(self, *arguments):
        pass

    def do_GET(self):
        self.serve()

    def do_PUT(self):
        self.serve()

    def do_POST(self):
        self.serve()

    def serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        form = {}
        if self.command == "POST":
            form = dict(urllib.parse.parse_qsl(body, keep_blank_values=True))
        authorization = self.headers.get("Authorization", "")
        signer = re.search(r"Credential=([^/]+)/\d+/([^/]+)/", authorization)
        asked = {
            "method": self.command,
            "address": self.connection.getsockname()[0].replace("::ffff:", ""),
            "host": self.headers.get("Host", ""),
            "path": self.path,
            "form": form,
            "authorization": None if signer else (authorization or None),
            "signer": signer.group(1) if signer else None,
            "scope": signer.group(2) if signer else None,
            "token": self.headers.get("X-Amz-Security-Token"),
            "bearer": self.headers.get("x-amz-sso_bearer_token"),
        }
        cloud = Handler.cloud
        asked["route"], standard = self.route(form)
        with cloud.lock:
            cloud.asked.append(asked)
        reply = cloud.answer(asked["route"], standard)
        if reply in ("drop", "hang"):
            if reply == "hang":
                time.sleep(20)
            self.close_connection = True
            try:
                self.connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            return
        status, text = reply
        if callable(text):
            text = text(form, asked)
        data = (text if isinstance(text, str) else json.dumps(text)).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Content-Type", "text/xml" if data[:1] == b"<" else "application/json")
        self.end_headers()
        self.wfile.write(data)

    def route(self, form):
        if form.get("Action"):
            return "sts", (200, sts)
        if self.path.startswith("/federation/credentials"):
            return "sso", (200, self.of_sso())
        if self.path == "/latest/api/token":
            return "instance-token", "drop"
        if self.path == ROLES:
            return "instance-roles", "drop"
        if self.path.startswith(ROLES):
            return "instance-keys", "drop"
        return "container", (404, "no such path")

    def of_sso(self):
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlparse(self.path).query))
        name = "sso" + query.get("role_name", "")
        return {"roleCredentials": {
            "accessKeyId": "ASIA" + name, "secretAccessKey": "secret-of-" + name,
            "sessionToken": "token-of-" + name, "expiration": 4102444800000}}


def sts(form, asked):
    action = form["Action"]
    if action == "GetCallerIdentity":
        user = re.sub(r"[^A-Za-z0-9]", "-", asked["signer"] or "nobody")
        result = (
            "<Arn>arn:aws:iam::123456789012:user/%s</Arn><UserId>AIDAEXAMPLE</UserId>"
            "<Account>123456789012</Account>" % user)
    else:
        role = form.get("RoleArn", "x/none").split("/")[-1]
        account = (form.get("RoleArn", "").split(":") + [""] * 6)[4]
        partition = (form.get("RoleArn", "").split(":") + [""] * 6)[1]
        session = form.get("RoleSessionName", "")
        end = time.gmtime(time.time() + int(form.get("DurationSeconds", 3600)))
        result = (
            "<AssumedRoleUser><AssumedRoleId>AROAEXAMPLE:%s</AssumedRoleId>"
            "<Arn>arn:%s:sts::%s:assumed-role/%s/%s</Arn></AssumedRoleUser>"
            "<Credentials><AccessKeyId>ASIA%s</AccessKeyId>"
            "<SecretAccessKey>secret-of-%s</SecretAccessKey>"
            "<SessionToken>token-of-%s</SessionToken><Expiration>%s</Expiration></Credentials>"
            % (session, partition, account, role, session, role, role, role,
               time.strftime("%Y-%m-%dT%H:%M:%SZ", end)))
    return (
        '<%sResponse xmlns="%s"><%sResult>%s</%sResult>'
        "<ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></%sResponse>"
        % (action, NAMESPACE, action, result, action, action))


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def handle_error(self, request, client_address):
        pass


class Server6(Server):
    address_family = socket.AF_INET6


def start(address, port, tls=None):
    server = (Server6 if ":" in address else Server)((address, port), Handler)
    if tls:
        server.socket = tls.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False)
    threading.Thread(target=server.serve_forever, daemon=True).start()


def certificates(folder):
    """Creates a certificate authority, ca.pem, and the TLS context of a server with its certificate."""
    names = ",".join("DNS:" + name for name in STS + SSO + OTHER + OTHER_ADDRESS + ["localhost"])
    addresses = "IP:127.0.0.1,IP:169.254.0.1,IP:fd00:ec2::23"

    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, capture_output=True)

    curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    openssl(
        "req", "-x509", *curve, "-days", "30", "-keyout", "ca.key", "-out", "ca.pem",
        "-subj", "/CN=authority of the cases", "-addext", "basicConstraints=critical,CA:TRUE",
        "-addext", "keyUsage=critical,keyCertSign,cRLSign")
    openssl("req", *curve, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=sts")
    with open(os.path.join(folder, "extensions"), "w", encoding="utf-8") as file:
        file.write("subjectAltName=%s,%s\nbasicConstraints=CA:FALSE\n" % (names, addresses))
        file.write("keyUsage=digitalSignature\nextendedKeyUsage=serverAuth\n")
    openssl(
        "x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
        "-CAcreateserial", "-days", "29", "-out", "server.pem", "-extfile", "extensions")
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(os.path.join(folder, "server.pem"), os.path.join(folder, "server.key"))
    return tls


def open_for_business(folder):
    """Binds the addresses of AWS in this namespace. Writes ca.pem to the folder."""

    def run(*words):
        subprocess.run(words, check=True, capture_output=True)

    run("ip", "link", "set", "lo", "up")
    for address in LINK_LOCAL:
        run("ip", "addr", "add", address + "/32", "dev", "lo")
    for address in LINK_LOCAL_6:
        run("ip", "-6", "addr", "add", address + "/128", "dev", "lo")
    hosts = os.path.join(folder, "hosts")
    with open(hosts, "w", encoding="utf-8") as file:
        file.write("127.0.0.1 localhost\n::1 localhost\n")
        file.writelines("127.0.0.1 %s\n" % name for name in STS + SSO + OTHER)
        file.writelines("127.0.0.2 %s\n" % name for name in OTHER_ADDRESS)
    run("mount", "--bind", hosts, "/etc/hosts")
    tls = certificates(folder)
    for port in (80, 456, 8000, 8080):
        start("127.0.0.1", port)
    start("::1", 80)
    for address in LINK_LOCAL + LINK_LOCAL_6:
        start(address, 80)
    start("127.0.0.1", 443, tls)
    start("127.0.0.2", 443, tls)
    start("127.0.0.2", 8080, tls)
    start("169.254.0.1", 443, tls)
    start("fd00:ec2::23", 8000, tls)
