"""The exit codes of the program, each with what it means; the larger ones are those of sysexits.h."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    OK = 0
    PROBLEMS = 1
    USAGE = 2
    NO_INPUT = 66
    UNEXPECTED = 70
    NO_OUTPUT = 74
    CONFIGURATION = 78
    INTERRUPTED = 130
    PIPE_CLOSED = 141


MEANING = {
    ExitCode.OK: "fine; also for a question that was declined or asked back",
    ExitCode.PROBLEMS: "problems were found (check, links, fmt --check, schema --check, health)",
    ExitCode.USAGE: "the command was not understood",
    ExitCode.NO_INPUT: "no knowledge base, one that cannot be used, or a file that cannot be read",
    ExitCode.UNEXPECTED: "a mistake in Strikebot itself",
    ExitCode.NO_OUTPUT: "a file or the output cannot be written",
    ExitCode.CONFIGURATION: "a setting is missing or wrong; of run, also a knowledge base that cannot be used, "
    "or a refusal of Discord",
    ExitCode.INTERRUPTED: "stopped with Ctrl-C",
    ExitCode.PIPE_CLOSED: "the program that read the output closed it",
}
