"""The recorded answers on which a rule may be tried: what was written, also what the checks kept back, and on what."""

from collections.abc import Iterator, Mapping, Sequence

from django.urls import reverse

from inference import lessons
from inference.models import Feedback, QueryLog
from inference.sources import EXAMINE, Step
from validation.models import Scenario
from validation.trying import Answer, records

PAGE = 100  # answers whose steps are held at a time


@records
def answers(count: int) -> Iterator[Answer]:
    """The newest ones that the checks looked at, newest first."""
    rows = QueryLog.objects.filter(steps__name=EXAMINE).order_by("-at").distinct()
    keys = list(rows.values_list("pk", flat=True)[:count])
    thumbs = dict(Feedback.objects.filter(query_id__in=keys).exclude(thumb="").values_list("query_id", "thumb"))
    for place in range(0, len(keys), PAGE):
        found = QueryLog.objects.filter(pk__in=keys[place : place + PAGE]).prefetch_related("steps")
        for log in sorted(found, key=lambda log: log.at, reverse=True):
            thumb = thumbs.get(log.pk)
            yield from (
                Answer(scenario, url, thumb == Feedback.UP if thumb else None)
                for scenario in scenarios(log)
                for url in [reverse("admin:inference_querylog_change", args=[log.pk])]
            )


def scenarios(log: QueryLog) -> Iterator[Scenario]:
    """One for each mode and domain that its sentences were made of; none where nothing was examined."""
    steps: Sequence[Step] = log.ordered_steps()
    examined = [step.detail for step in steps if step.name == EXAMINE and step.detail.get("sentence")]
    for mode, domain in dict.fromkeys(map(made_of, examined)):
        own = [str(detail["sentence"]) for detail in examined if made_of(detail) == (mode, domain)]
        yield Scenario(
            question=log.question,
            intent=log.intents.partition(", ")[0],
            domain=domain,
            assistant=log.assistant,
            evidence=lessons.evidence(steps),
            answer=" ".join(own),
            mode=mode,
        )


def made_of(detail: Mapping[str, object]) -> tuple[str, str]:
    """Mode and domain of an examined sentence."""
    return str(detail.get("mode") or "llm"), str(detail.get("domain") or "")
