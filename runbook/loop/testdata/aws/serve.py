"""Runs the aws command without the time that it takes to start.

This is a plugin of the aws command, of version 1 or 2, which loads it because a
config file says so, and calls awscli_initialize. That never returns: it has the
command load what every call needs, listens on the socket that AWS_SERVER names,
and forks for each call. The child gets the caller's arguments, environment,
folder and streams, and runs the command's own main function. When its standard
input ends, the server ends.

A child is not a new process in three ways: models in the caller's ~/.aws/models
are not seen, version 2 leaves its C library out of --debug, and a Ctrl-C that
ends the caller does not reach the child.
"""
import functools
import gc
import json
import os
import select
import signal
import socket
import sys
import time
import traceback

import awscli.clidriver
from botocore import loaders

# The aws command makes names of files below the home folder when it is loaded.
# The server's is this one, and in a child it is the caller's.
HOME = "/proc/self/fd/200"

# What the command puts in its own environment when it starts.
OWN = ("AWS_DATA_PATH", "LD_LIBRARY_PATH", "_PYI_ARCHIVE_FILE", "_PYI_PARENT_PROCESS_LEVEL", "_PYI_LINUX_PROCESS_NAME")


def once(method):
    """Makes a method that reads files remember its answers, for all loaders together."""
    answers = {}

    @functools.wraps(method)
    def remembered(self, *args, **named):
        key = (*args, *named.items(), *getattr(self, "search_paths", ()))
        if key not in answers:
            answers[key] = method(self, *args, **named)
        return answers[key]

    return remembered


def quiet():
    """Keeps version 2 from setting up the log of its C library again.

    That ends the thread of the log before, which a child does not have, and so
    it would wait for ever.
    """
    try:
        import awscrt.io
    except ImportError:  # version 1 has no such library
        return
    awscrt.io.init_logging = lambda *_: None


def warm(*services):
    """Has the command load what every call needs, by calls that reach nobody."""
    loaders.JSONFileLoader.load_file = once(loaders.JSONFileLoader.load_file)
    loaders.Loader.list_available_services = once(loaders.Loader.list_available_services)
    os.environ.update(AWS_ACCESS_KEY_ID="none", AWS_SECRET_ACCESS_KEY="none", AWS_DEFAULT_REGION="us-east-1", AWS_MAX_ATTEMPTS="1",
                      AWS_EC2_METADATA_DISABLED="true", AWS_CLI_SESSION_ID_DISABLED="true", AWS_CONFIG_FILE="/dev/null")
    for service, operation in services:
        sys.argv = ["aws", service, operation, "--endpoint-url", "http://127.0.0.1:9"]
        awscli.clidriver.main()
    gc.collect()
    gc.freeze()


def read(connection, size):
    """Reads that much of a call."""
    body = b""
    while len(body) < size:
        part = connection.recv(size - len(body))
        if not part:
            os._exit(1)
        body += part
    return body


def become(call, streams):
    """Makes the child what a process of the caller's would be."""
    for target, stream in enumerate(streams):
        os.dup2(stream, target)
        os.close(stream)
    home = [e for e in call["env"] if e.startswith("HOME=") and os.path.isdir(e[5:])]
    if home:
        os.dup2(os.open(home[0][5:], os.O_PATH), int(os.path.basename(HOME)), inheritable=False)
    own = {name: os.environ[name] for name in OWN if name in os.environ}
    os.environ.clear()
    os.environ.update(entry.split("=", 1) for entry in call["env"])
    os.environ.update(own)
    time.tzset()
    os.chdir(call["dir"])
    sys.argv = ["aws", *call["args"]]


def answer(connection):
    """Runs one call, in a child, and sends its exit code back."""
    head, streams, _, _ = socket.recv_fds(connection, 8, 3)
    become(json.loads(read(connection, int.from_bytes(head, "big"))), streams)
    try:
        code = awscli.clidriver.main()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1 if stop.code else 0
    sys.stdout.flush()
    sys.stderr.flush()
    connection.sendall(bytes([code or 0]))
    os._exit(0)


def awscli_initialize(_):
    if os.environ["HOME"] != HOME:
        sys.exit(f"the server of the aws command needs HOME={HOME}")
    door = socket.socket(socket.AF_UNIX)
    quiet()
    warm(("sts", "get-caller-identity"), ("ec2", "describe-regions"), ("iam", "list-users"), ("s3api", "list-buckets"))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # no child is waited for
    door.bind(os.environ["AWS_SERVER"])
    door.listen(64)
    print("ready", flush=True)
    while 0 not in select.select([door, 0], [], [])[0]:
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
    os._exit(0)
