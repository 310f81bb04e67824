"""The figures: what is pushed, what is asked for, and what nobody can tell."""

from __future__ import annotations

import math

from bot.ops.metrics import Metrics, Readings


def text(metrics: Metrics) -> str:
    return metrics.page()[0].decode()


def test_questions_are_counted_by_outcome_with_their_latency() -> None:
    metrics = Metrics()
    for outcome, seconds in (("answer", 0.004), ("answer", 0.2), ("decline", 4.0)):
        metrics.observe_question(outcome, seconds)
    page = text(metrics)

    assert 'strikebot_questions_total{outcome="answer"} 2.0' in page
    assert 'strikebot_questions_total{outcome="decline"} 1.0' in page
    assert 'strikebot_question_seconds_bucket{le="0.005"} 1.0' in page
    assert 'strikebot_question_seconds_bucket{le="3.0"} 2.0' in page
    assert "strikebot_question_seconds_count 3.0" in page


def test_readings_are_asked_for_each_time() -> None:
    waiting = [3.0]
    metrics = Metrics(
        Readings(
            gateway_latency=lambda: 0.08,
            shards=lambda: 2,
            base_revision=lambda: "208afbe58962",
            base_age=lambda: 60.0,
            reloads_failed=lambda: 1,
            unanswered=lambda: waiting[0],
            lost=lambda: 0,
        )
    )
    page = text(metrics)
    waiting[0] = 4.0

    assert "strikebot_gateway_latency_seconds 0.08" in page
    assert "strikebot_shards 2.0" in page
    assert 'strikebot_base_info{revision="208afbe58962"} 1.0' in page
    assert "strikebot_base_age_seconds 60.0" in page
    assert "strikebot_reloads_failed_total 1.0" in page
    assert "strikebot_lost_total 0.0" in page
    assert "strikebot_unanswered 3.0" in page
    assert "strikebot_unanswered 4.0" in text(metrics)


def test_what_nobody_can_tell_is_left_out_and_hides_nothing_else() -> None:
    def broken() -> float:
        raise OSError("away")

    page = text(Metrics(Readings(gateway_latency=lambda: math.nan, unanswered=broken, shards=lambda: 1)))

    assert "strikebot_shards 1.0" in page
    assert "gateway_latency" not in page
    assert "unanswered" not in page
    assert "base" not in page


def test_two_sets_of_metrics_do_not_meet() -> None:
    first, second = Metrics(), Metrics()
    first.observe_question("answer", 0.1)

    assert "outcome=" not in text(second)
