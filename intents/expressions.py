"""Regular expressions as RE2 takes them; what it refuses is named in words."""

import re

import re2

QUIET = re2.Options()
QUIET.log_errors = False  # the form says it; RE2 would write it to stderr too

# by how RE2's own message names what it does not know; the first that fits
CONSTRUCTS = (
    (r"^(missing|unexpected) \)", "a bracket without its other half", "write \\( or \\) for the bracket itself"),
    (r"^missing ]", "a [ without its ]", "write \\[ for the bracket itself"),
    (r"\(\?<[=!]", "a lookbehind", "write the words before it into the expression, or use a negative pattern"),
    (r"\(\?[=!]", "a lookahead", "write the words after it into the expression, or use a negative pattern"),
    (r"\(\?>", "an atomic group", "leave out ?>: RE2 never goes back anyway"),
    (r"\(\?\(", "a condition", "write both cases with |"),
    (r"\(\?#", "a comment", "leave it out"),
    (r"\(\?[R&]", "a recursion", "write the expression out"),
    (r"\(\?P", "a reference to a named group", "write the text out that is to be repeated"),
    (r"\(\?\|", "a branch reset", "write a plain group: (...)"),
    (r"perl operator", "a group of a kind that RE2 does not know", "write a plain group: (...)"),
    (r"\\(\d|k)", "a backreference", "write the text out that is to be repeated"),
    (r"[*+?}]\+$", "a possessive repetition", "leave out the second +: RE2 never goes back anyway"),
    (
        r"repetition operator",
        "a repetition of a repetition, or of nothing",
        "write a backslash before a plain *, + or ?",
    ),
    (r"repetition size", "a repetition that is too large", "repeat 1000 times at most, all brackets together"),
    (r"escape sequence", "an escape that RE2 does not know", "write the characters themselves"),
    (r"character class", "a range or a class that does not exist", "write the characters themselves"),
    (r"trailing \\", "a backslash at the end", "write two for a backslash itself"),
)


def refusal(expression: str) -> str:
    """Why RE2 does not take it, with the construct and what to write instead; "" for one that it takes."""
    try:
        re2.compile(expression, options=QUIET)
    except re2.error as error:
        return explained(error)
    except UnicodeEncodeError:
        return "RE2 refuses this expression: it holds half a character. Type it again instead of pasting it."
    return ""


def explained(error: Exception) -> str:
    said = error.args[0] if error.args else ""
    said = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    piece = said.partition(": ")[2]
    for sign, name, advice in CONSTRUCTS:
        if re.search(sign, said):
            where = f" at {piece}" if piece else ""
            return f"RE2 refuses this expression: it holds {name}{where}. Instead, {advice}."
    return f"RE2 refuses this expression: {said}."
