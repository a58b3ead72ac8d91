"""Chromium as Debian ships it, and how it is started: without a word to the world."""

from pathlib import Path

CHROMIUM = Path("/usr/bin/chromium")
SILENT = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
