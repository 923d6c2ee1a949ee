"""Runs the aws command, version 1, without the half second that it takes to start.

It loads the command once, listens on the socket named by its argument, and
forks for each call: the child gets the caller's arguments, environment, folder
and streams, and runs the command's own main function.
"""
import gc
import json
import os
import signal
import socket
import sys
import traceback

import awscli.clidriver
from botocore import loaders

read_model = loaders.JSONFileLoader.load_file
models = {}


def load_file(self, path):
    """Reads a model of a service once: children find it in their memory."""
    if path not in models:
        models[path] = read_model(self, path)
    return models[path]


def warm(*services):
    """Has the command load what every call needs, by calls that reach nobody."""
    loaders.JSONFileLoader.load_file = load_file
    os.environ.update(AWS_ACCESS_KEY_ID="none", AWS_SECRET_ACCESS_KEY="none", AWS_DEFAULT_REGION="us-east-1",
                      AWS_MAX_ATTEMPTS="1", AWS_EC2_METADATA_DISABLED="true", AWS_CONFIG_FILE="/dev/null")
    for service, operation in services:
        sys.argv = ["aws", service, operation, "--endpoint-url", "http://127.0.0.1:9"]
        awscli.clidriver.main()
    gc.collect()
    gc.freeze()


def answer(connection):
    """Runs one call, in a child, and sends its exit code back."""
    head, streams, _, _ = socket.recv_fds(connection, 8, 3)
    size, body = int.from_bytes(head, "big"), b""
    while len(body) < size:
        part = connection.recv(size - len(body))
        if not part:
            os._exit(1)
        body += part
    call = json.loads(body)
    for target, stream in enumerate(streams):
        os.dup2(stream, target)
        os.close(stream)
    data = os.environ["AWS_DATA_PATH"]  # the command sets it when it is loaded
    os.environ.clear()
    os.environ.update(entry.split("=", 1) for entry in call["env"])
    os.environ["AWS_DATA_PATH"] = data
    os.chdir(call["dir"])
    sys.argv = ["aws", *call["args"]]
    try:
        code = awscli.clidriver.main()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1 if stop.code else 0
    sys.stdout.flush()
    sys.stderr.flush()
    connection.sendall(bytes([code or 0]))
    os._exit(0)


def main(path):
    door = socket.socket(socket.AF_UNIX)
    warm(("sts", "get-caller-identity"), ("ec2", "describe-regions"), ("iam", "list-users"), ("s3api", "list-buckets"))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no child is waited for
    door.bind(path)
    door.listen(64)
    while True:
        connection, _ = door.accept()
        if os.fork() == 0:
            try:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                door.close()
                answer(connection)
            finally:
                traceback.print_exc()
                os._exit(1)
        connection.close()


main(sys.argv[1])
