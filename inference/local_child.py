"""Runs llama.cpp's server in a process of its own, for local_server.py. It ends when its standard input does.

It imports nothing of Athena. It reads one line of JSON (the model and how to run it) and writes one: where the server
listens, or that it could not start.
"""

import json
import os
import sys
from typing import Any

import xllamacpp


def start(wanted: dict[str, Any]) -> Any:
    """The running server, on a free port of the loopback interface; raises RuntimeError where the model is no good."""
    settings = xllamacpp.CommonParams()
    settings.model.path = wanted["model"]
    settings.n_ctx = wanted["context"]
    settings.n_gpu_layers = wanted["gpu_layers"]
    settings.cpuparams.n_threads = settings.cpuparams_batch.n_threads = wanted["threads"]
    settings.n_parallel = 1  # the context is divided among parallel answers, and so are the cores
    if hasattr(settings, "hostnames"):
        settings.hostnames = ["127.0.0.1"]
    else:  # before 2026.9
        settings.hostname = "127.0.0.1"
    settings.port = 0
    settings.api_keys = [wanted["key"]]  # other users of this machine reach the loopback interface too
    settings.ui = False
    settings.endpoint_slots = False  # it tells the prompts of others
    settings.verbosity = 0
    return xllamacpp.Server(settings)


def main() -> None:
    report = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # llama.cpp writes to it as well
    wanted = json.loads(sys.stdin.readline())
    try:
        server = start(wanted)
    except RuntimeError as error:
        report.write(json.dumps({"error": str(error)}) + "\n")
        report.flush()
        os._exit(1)
    report.write(json.dumps({"url": server.listening_address}) + "\n")
    report.flush()
    sys.stdin.read()  # until Athena closes it or is gone
    os._exit(0)  # llama.cpp's threads are in the middle of something


if __name__ == "__main__":
    main()
