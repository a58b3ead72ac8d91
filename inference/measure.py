"""How much of what a model says is said: so many sentences, and no question at the end where none is wanted."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from inference.speech import Sentences

LIMIT = 1_000  # sentences of any answer: a model that never ends must not fill the memory
# Sentences of a spoken answer, by its length: more than a model is asked for, so that only one that rambles is cut.
MOST = {"short": 2, "normal": 8, "long": 20}


@dataclass(slots=True)
class Measure:
    """Takes the sentences of one answer as they come."""

    most: int = LIMIT
    whole: bool = False  # JSON: nothing is said before all of it is there
    questions: bool = True
    said: int = 0
    over: bool = False  # there was more
    _held: list[str] = field(default_factory=list)
    _cutter: Sentences = field(default_factory=Sentences)

    def heard(self, text: str) -> list[str]:
        """The sentences that may be said after this piece of text."""
        if self.whole:
            self._cutter.hold(text)
            return []
        return self.kept(self._cutter.feed(text))

    def rest(self) -> list[str]:
        """Those that may be said once nothing more comes."""
        return self.kept(self._cutter.flush())

    def anew(self) -> bool:
        """Forgets what was heard of an answer that broke off; False where a part of it was said."""
        if self.said:
            return False
        self._held, self._cutter = [], Sentences()
        return True

    def kept(self, sentences: Iterable[str]) -> list[str]:
        """Those that may be said now. A question waits for a statement behind it, unless nothing was said before."""
        found: list[str] = []
        for sentence in sentences:
            if not self.questions and self.said + len(found) and sentence.rstrip().endswith("?"):
                self._held.append(sentence)
                continue
            found += [*self._held, sentence]
            self._held.clear()
        if len(found) > (left := self.most - self.said):
            found, self.over = found[:left], True
        self.said += len([sentence for sentence in found if sentence.strip()])
        return found
