"""How a line of the log is written: without API keys, wherever they came from."""

import logging
import re

KEY = re.compile(r"(ath_[a-z0-9]{8})_[A-Za-z0-9_-]+")


class Discreet(logging.Formatter):
    """Cuts the secret part off every API key: a client that mistypes its base URL has it in the path."""

    def format(self, record: logging.LogRecord) -> str:
        return discreet(super().format(record))


def discreet(text: str) -> str:
    return KEY.sub(r"\1_***", text)
