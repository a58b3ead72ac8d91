"""Says, fit to be spoken, what went wrong on the way to a source."""

from athena_project.http import HttpError
from ragdomains.models import Domain
from ragdomains.types import ProviderError


def service(domain: Domain) -> str:
    """The source as it is spoken of: "The weather service"."""
    words = domain.title.split()
    title = " ".join(words[1:] if words and words[0].lower() in {"the", "your", "my", "our"} else words)
    return f"The {title or domain.name} service"


SPENT = {
    "minute": "for this minute is used up",
    "hour": "for this hour is used up",
    "day": "for today is used up",
    "month": "for this month is used up",
}


def used_up(domain: Domain, seconds: float) -> ProviderError:
    """That the quota is spent; in so many seconds there is a new one."""
    name = service(domain)
    text = f"The quota of {name[:1].lower()}{name[1:]} {SPENT.get(domain.quota_window, SPENT['day'])}."
    return ProviderError(text, "quota", seconds)


def refused_ahead(domain: Domain, seconds: float) -> ProviderError:
    """That the service said it allows no more calls; in so many seconds it does again."""
    return ProviderError(f"{service(domain)} has been asked too often. Please try again later.", "quota", seconds)


def told(error: HttpError, name: str) -> ProviderError:
    """What the network did, fit to be spoken."""
    if error.kind == "status":
        return told_status(error, name)
    texts = {
        "blocked": ("blocked", "may not be reached: its address is not allowed here."),
        "timeout": ("timeout", "did not answer in time."),
        "unreachable": ("unreachable", "cannot be reached right now."),
    }
    kind, text = texts.get(error.kind, ("broken", "gave an answer that makes no sense."))
    return ProviderError(f"{name} {text}", kind, error.retry_after)


def told_status(error: HttpError, name: str) -> ProviderError:
    if error.status == 429:
        return ProviderError(f"{name} has been asked too often. Please try again later.", "limited", error.retry_after)
    if error.status in {401, 403}:
        return ProviderError(f"{name} refused the request. Its key may be missing or wrong.", "refused")
    if error.status >= 500:
        return ProviderError(f"{name} is out of order right now.", "unreachable", error.retry_after)
    return ProviderError(f"{name} refused the request.", "refused")
