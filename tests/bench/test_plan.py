"""Plans go to another process and come back from there."""

from livemel.bench.plan import Plan


def test_a_plan_survives_json():
    plan = Plan(offline=(("kaldi", 1.5),), rounds=2, live=("decibels",), live_rounds=3, hops=4, pictures=5, peers=False)

    assert Plan.from_json(plan.to_json()) == plan
    assert Plan.from_json(Plan().to_json()) == Plan()
