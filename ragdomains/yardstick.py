"""How near a model puts what belongs together, and what does not: scores then mean the same with every model.

Some models give every two texts a cosine of 0.7 and more, others hardly ever one above 0.5.
"""

from dataclasses import dataclass

import numpy as np

from ragdomains.embeddings import Vectors

# A question, and a passage that answers it and none of the other questions.
PAIRS = (
    ("When is the rubbish collected?", "The bins are emptied every second Tuesday, from seven in the morning."),
    ("How do I restart the router?", "Pull the plug of the internet box, wait ten seconds, and put it in again."),
    ("What is the code of the alarm?", "To arm the burglar alarm, type the four digits and press the star."),
    ("How long do eggs have to boil?", "Soft eggs need five minutes in boiling water, hard ones ten."),
    ("Who repairs the boiler?", "For faults of the heating call the plumber, whose number is on the burner."),
    ("How often do the plants need water?", "Water the fern twice a week and the cactus once a month."),
    ("When was the washing machine bought?", "Invoice: one laundry appliance, delivered in March, warranty two years."),
    ("Where is the spare key?", "A second key of the front door lies under the flower pot in the garage."),
    ("How do I get to the airport?", "The express train to the terminal leaves from platform one each half hour."),
    ("What does the dog eat?", "Our pet gets two cups of dry food at six in the evening, and no bones."),
    ("How do I descale the coffee machine?", "Mix citric acid with water, run it through the espresso maker, rinse."),
    ("When is the rent due?", "The tenant pays the landlord by bank transfer on the third of each month."),
)  # fmt: skip
TEXTS = tuple(text for pair in zip(*PAIRS, strict=True) for text in pair)


@dataclass(frozen=True, slots=True)
class Scale:
    """The mean cosine of what does not belong together, and of what does."""

    far: float
    near: float

    def as_usual(self, cosines: Vectors) -> Vectors:
        """Cosines of this model as the built-in one would give them."""
        return USUAL.far + (cosines - self.far) * np.float32((USUAL.near - USUAL.far) / (self.near - self.far))


USUAL = Scale(0.101, 0.511)  # of the built-in model; a test measures it


def scale(vectors: Vectors) -> Scale:
    """Of the vectors of TEXTS: first the questions, then the passages."""
    cosines = vectors[: len(PAIRS)] @ vectors[len(PAIRS) :].T
    near = float(np.diag(cosines).mean())
    return Scale(float((cosines.sum() - np.trace(cosines)) / (cosines.size - len(cosines))), near)
