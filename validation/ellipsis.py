"""What a clause leaves out because the one before has said it: "the left lamp was replaced, the right one was not"."""

import re

_FORMS = ("is are was were be", "do does did", "has have had", "may", "can could", "must", "will would", "should")
_AUXILIARY = {form: row.split()[0] for row in _FORMS for form in row.split()}
_LEFT_OUT = re.compile(rf"(?P<verb>\b(?:{'|'.join(_AUXILIARY)}))(?P<no>\s+not|n['’]t)(?=\s*(?:[.!;]|$))", re.IGNORECASE)
_CUT = re.compile(r"[,;]|\b(?:and|but|while|whereas)\b", re.IGNORECASE)


def spelled_out(sentence: str) -> str:
    """The sentence with what it leaves out behind a last "not"; unchanged where nothing was said before."""
    found = _LEFT_OUT.search(sentence)
    if not found:
        return sentence
    cuts = [cut for cut in _CUT.finditer(sentence) if cut.end() <= found.start()]
    if not cuts:
        return sentence
    before = sentence[: cuts[-1].start()]
    said = [each for each in re.finditer(r"[\w]+", before) if _same(each.group(), found["verb"])]
    rest = before[said[-1].end() :].strip(" ,;") if said else ""
    return f"{sentence[: found.end()]} {rest}{sentence[found.end() :]}" if rest else sentence


def _same(word: str, verb: str) -> bool:
    return _AUXILIARY.get(word.lower(), word) == _AUXILIARY[verb.lower()]
