"""The figures that Prometheus reads at /metrics."""

from functools import lru_cache
from typing import TypeVar

from prometheus_client import Counter, Gauge, Histogram
from prometheus_client.metrics import MetricWrapperBase

Metric = TypeVar("Metric", bound=MetricWrapperBase)

QUESTIONS = Counter("athena_questions_total", "Questions answered.", ["outcome", "assistant"])
SECONDS = Histogram(
    "athena_answer_seconds",
    "Server time of an answer, in seconds.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
FIRST_SECONDS = Histogram(
    "athena_first_text_seconds",
    "Server time until the first text left, in seconds.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30),
)
STAGE_SECONDS = Histogram(
    "athena_stage_seconds",
    "Time in one stage of the pipeline, in seconds.",
    ["stage"],
    buckets=(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30),
)
LOOKUPS = Counter("athena_lookups_total", "Look-ups by domain and by what answered.", ["domain", "answered"])
FINDINGS = Counter("athena_findings_total", "Findings of the checks, by rule and action.", ["rule", "action"])
TOKENS = Counter("athena_tokens_total", "Tokens as the model servers counted them.", ["direction"])
REFUSED = Counter("athena_refused_requests_total", "Requests refused before a question was read.", ["status"])
OPEN = Gauge("athena_open_requests", "Questions that are being answered now.")
LOG_QUEUE = Gauge("athena_log_queue", "Answered questions that wait to be written to the log.")
LOG_DROPPED = Counter("athena_log_dropped_total", "Log rows lost because the queue was full.")
RELEASE = Gauge("athena_release", "The number of the release that this process answers from.")
DOMAIN_UP = Gauge("athena_domain_up", "Whether a domain is asked: 1 yes, 0.5 one question tries it, 0 no.", ["domain"])
DOMAIN_SUCCEEDED = Gauge("athena_domain_last_success_timestamp_seconds", "When a domain last answered.", ["domain"])
DOMAIN_FAILED = Gauge("athena_domain_last_failure_timestamp_seconds", "When a domain last failed.", ["domain"])
DOMAIN_LATENCY = Gauge("athena_domain_latency_seconds", "How long a domain takes to answer, smoothed.", ["domain"])
DOMAIN_HITS = Gauge("athena_domain_cache_hit_ratio", "Share of the look-ups that the cache answered.", ["domain"])
QUOTA_LEFT = Gauge("athena_quota_left", "Calls that are left of a domain's quota.", ["domain"])


@lru_cache(maxsize=512)
def labelled(metric: Metric, *labels: str) -> Metric:
    """The figure of these labels, of those that every answer counts in; its library looks for it anew each time."""
    return metric.labels(*labels)
