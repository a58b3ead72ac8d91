"""What one look at a source found."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Counts:
    """Documents by what became of them, the chunks of what was read, and those of them embedded anew."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    deleted: int = 0
    failed: int = 0
    chunks: int = 0
    embedded: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def read(self) -> int:
        return self.new + self.changed

    @property
    def eventful(self) -> bool:
        return bool(self.read or self.deleted or self.failed or self.problems)

    def add(self, other: "Counts") -> None:
        for name in ("new", "changed", "unchanged", "deleted", "failed", "chunks", "embedded"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.problems += other.problems

    def __str__(self) -> str:
        return (
            f"{self.new} new, {self.changed} changed, {self.unchanged} unchanged, {self.deleted} deleted, "
            f"{self.failed} unreadable; {self.embedded} of {self.chunks} passages embedded"
        )
