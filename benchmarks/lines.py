"""One line of a table of measures: what was measured, what it should be, what it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A measure with its target (None: it is told, not judged) and the plain methods beside it.

    The unit % takes shares from 0 to 1.
    """

    name: str
    measure: str
    target: float | None
    ours: float | None
    svm: float | None = None
    nearest: float | None = None
    unit: str = "%"
    at_most: bool = False

    @property
    def reached(self) -> bool | None:
        if self.target is None or self.ours is None:
            return None
        return self.ours <= self.target if self.at_most else self.ours >= self.target

    def __str__(self) -> str:
        bound = "" if self.target is None else f"{'<=' if self.at_most else '>='} {self.shown(self.target)}"
        verdict = {None: "", True: "reached", False: "MISSED"}[self.reached]
        columns = [self.shown(value) for value in (self.ours, self.svm, self.nearest)]
        return (
            f"{self.name:26} {self.measure:30} {bound:>10} {columns[0]:>9} {columns[1]:>8} {columns[2]:>8}  {verdict}"
        )

    def shown(self, value: float | None) -> str:
        if value is None:
            return "-"
        return f"{value * 100:.1f}%" if self.unit == "%" else f"{value:.2f} {self.unit}".rstrip()


HEAD = f"{'set':26} {'measure':30} {'target':>10} {'Athena':>9} {'SVM':>8} {'nearest':>8}"
