"""How a domain's passages are made: by which embedding model, and of what size."""

from dataclasses import dataclass

WORDS, OVERLAP = 120, 25


@dataclass(frozen=True, slots=True)
class Size:
    """Of a passage: about so many words, of which so many stand in the passage before already."""

    words: int = WORDS
    overlap: int = OVERLAP

    @property
    def most(self) -> int:
        """A section of up to so many words is not cut: better one longer passage than a crumb."""
        return self.words * 7 // 6


USUAL = Size()


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a build is made by; passages of two recipes are never mixed."""

    model: str
    size: Size
