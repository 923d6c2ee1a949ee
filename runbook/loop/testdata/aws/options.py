"""Reads commands as the aws command does, and sends nothing.

This is a plugin of the aws command, of version 1 or 2, whose own code reads
them: see serve.py. Standard input is a JSON list of lists of words, without "aws" before
them. For each command one JSON string is printed: what aws complains about, or
nothing.

A word that holds UNKNOWN is known only once the shell expands it: its option
must exist, its value is not looked at. Any other value is read too, as far as
the model of the service goes.
"""

import contextlib
import functools
import io
import json
import os
import sys

from awscli import clidriver
from awscli.customizations.commands import BasicCommand
from botocore.validate import ParamValidator

UNKNOWN = "~unknown~"


def known(value):
    values = value if isinstance(value, list) else [value]
    return not any(isinstance(v, str) and (UNKNOWN in v or v.startswith("file://")) for v in values)


def build_call_parameters(self, args, *rest):
    for name, value in vars(args).items():
        if not known(value):
            setattr(args, name, None)
    return aws_build_call_parameters(self, args, *rest)


def invoke(self, service_name, operation_name, parameters, parsed_globals):
    shape = self._session.get_service_model(service_name).operation_model(operation_name).input_shape
    if shape is None:
        return 0
    parameters = {name: value for name, value in parameters.items() if name != "PaginationConfig"}  # of the aws command's own
    report = ParamValidator().validate(parameters, shape).generate_report()
    # That an option is there was made sure of before; its value may be unknown.
    wrong = [line for line in report.splitlines() if not line.startswith("Missing required parameter in input:")]
    if wrong:
        raise ValueError("; ".join(wrong))
    return 0


def call(self, args, parsed_globals):
    if type(self)._run_main is not BasicCommand._run_main:  # which complains that a subcommand is missing
        self._run_main = lambda *_: 0
    return aws_call(self, args, parsed_globals)


aws_call = BasicCommand.__call__
BasicCommand.__call__ = call  # of commands that are no operations, as login
aws_build_call_parameters = clidriver.ServiceOperation._build_call_parameters
clidriver.ServiceOperation._build_call_parameters = build_call_parameters
clidriver.CLIOperationCaller.invoke = invoke


@functools.cache  # the book says much of it often
def complaint(driver, *words):
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        try:
            code = driver.main(list(words))
        except SystemExit as ended:  # as the parser does
            code = ended.code
    return "" if code == 0 else said.getvalue().strip() or f"exit code {code}"


def awscli_initialize(_):
    os.environ["AWS_CONFIG_FILE"] = "/dev/null"  # else the plugin would be loaded once more
    driver = clidriver.create_clidriver()
    for words in json.load(sys.stdin):
        print(json.dumps(complaint(driver, *words)))
    sys.stdout.flush()
    os._exit(0)
