"""Which rows that ship come together: an intent with its signs, and with the domain that it asks."""

from collections.abc import Iterable, Mapping

from athena_project.three_way import Item, Parents, Place, leads


class Kin:
    """Which rows that the house does not have come with which: those that a row needs, and those that belong to it."""

    def __init__(self, items: Iterable[Item], parents: Parents) -> None:
        self._items = {item.place: item for item in items}
        self._needs: dict[Place, list[Place]] = {}
        self._owns: dict[Place, list[Place]] = {}
        for place, item in self._items.items():
            for other in leads(item.wanted, parents[item.model]):
                if other in self._items and self._items[other].here is None:
                    self._needs.setdefault(place, []).append(other)
                    if item.here is None:
                        self._owns.setdefault(other, []).append(place)

    def needed(self, chosen: Iterable[Item]) -> list[Item]:
        """The chosen ones, and what they need."""
        return self._reached(chosen, (self._needs,))

    def whole(self, chosen: Iterable[Item]) -> list[Item]:
        """The same, and all that belongs to a row which comes anew: an intent without its signs is none."""
        return self._reached(self._reached(chosen, (self._needs, self._owns)), (self._needs,))

    def _reached(self, chosen: Iterable[Item], ways: Iterable[Mapping[Place, list[Place]]]) -> list[Item]:
        taken: set[Place] = set()
        waiting = [item.place for item in chosen]
        while waiting:
            place = waiting.pop()
            if place not in taken:
                taken.add(place)
                for way in ways:
                    waiting += way.get(place, ())
        return [item for place, item in self._items.items() if place in taken]
