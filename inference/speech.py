"""An answer made fit to be spoken, sentence by sentence. The checks use the same code, so it lies with them."""

from validation.sentences import Sentences
from validation.spoken import speakable

__all__ = ["Sentences", "speakable"]
