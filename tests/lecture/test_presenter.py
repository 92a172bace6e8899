import csv
import io
from datetime import timedelta

import pytest
from scene_text import SCENE

from livemel.errors import LivemelError
from livemel.lecture.handout import handout
from livemel.lecture.presenter import Presenter
from livemel.lecture.results import COLUMNS, check_results, rows, save_results
from livemel.lecture.stage import Stage
from livemel.lecture.workshop import Workshop


@pytest.fixture
def presenter(read):
    scene = read()
    return Presenter([scene, scene], Workshop(), clock=iter(range(1000)).__next__)


def test_steps_follow_each_other_through_all_scenes(presenter):
    seen = [presenter.place]
    while presenter.move(1):
        seen.append(presenter.place)
    assert seen == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert not presenter.move(1)


def test_going_back_finds_votes_and_knobs_as_they_were(presenter):
    presenter.vote(2)
    presenter.vote(1)
    presenter.reveal()
    presenter.stage.knobs["height"] = 400
    presenter.go((1, 1))
    presenter.go((0, 0))
    assert (presenter.answers.votes, presenter.answers.is_revealed) == ([1, 1], True)
    assert presenter.stage.knobs["height"] == 400


def test_the_last_vote_can_be_taken_back_and_no_more_than_there_are(presenter):
    presenter.vote(2)
    presenter.vote(1)
    assert presenter.unvote()
    assert presenter.answers.votes == [0, 1]
    assert presenter.unvote()
    assert not presenter.unvote()
    assert not presenter.vote(3)


def test_a_step_that_explains_looks_back_at_what_was_predicted(presenter):
    presenter.vote(2)
    assert presenter.prediction() is None
    presenter.move(1)
    question, answered = presenter.prediction()
    assert (question.ask, answered.votes) == ("How high?", [0, 1])


def test_home_goes_to_the_begin_of_a_scene_and_then_to_the_one_before(presenter):
    presenter.go((1, 1))
    assert presenter.to_scene(-1)
    assert presenter.place == (1, 0)
    assert presenter.to_scene(-1)
    assert presenter.place == (0, 0)
    assert not presenter.to_scene(-1)
    assert presenter.to_scene(1)
    assert presenter.place == (1, 0)
    assert not presenter.to_scene(1)


def test_time_is_counted_for_every_step_over_all_visits(read):
    now = [0.0]
    presenter = Presenter([read()], Workshop(), clock=lambda: now[0])
    now[0] = 10.0
    presenter.move(1)
    now[0] = 15.0
    presenter.move(-1)
    now[0] = 17.0
    assert presenter.step_elapsed_s == 12.0
    assert presenter.elapsed_s == 17.0
    assert presenter.planned_s == 120.0


def test_answers_are_written_as_csv_that_is_read_back(presenter, tmp_path):
    presenter.vote(1)
    presenter.vote(1)
    save_results(presenter, str(tmp_path / "out.csv"))
    header, *rows = csv.reader(io.StringIO((tmp_path / "out.csv").read_text()))
    assert tuple(header) == COLUMNS
    assert [(row[1], row[4], row[5], row[6], row[7]) for row in rows] == [
        ("scene", "How high?", "low", "2", "yes"),
        ("scene", "How high?", "high", "0", "no"),
    ]


def test_nothing_is_written_of_questions_that_nobody_answered(presenter):
    assert presenter.answers.votes == [0, 0]
    assert rows(presenter) == []


def test_answers_are_put_behind_those_of_another_class_and_once_only(presenter, read, tmp_path):
    path = str(tmp_path / "out.csv")
    presenter.vote(1)
    save_results(presenter, path)
    save_results(presenter, path)
    other = Presenter([read()], Workshop())
    other.began += timedelta(days=7)
    other.vote(2)
    save_results(other, path)
    header, *lines = csv.reader(io.StringIO((tmp_path / "out.csv").read_text()))

    assert tuple(header) == COLUMNS
    assert [line[6] for line in lines] == ["1", "0", "0", "1"]
    assert len({line[0] for line in lines}) == 2


@pytest.mark.parametrize(
    ("name", "told"), [("scene.toml", "ends in .csv"), ("other.csv", "something else than answers")]
)
def test_a_file_that_holds_something_else_is_not_touched(presenter, tmp_path, name, told):
    path = tmp_path / name
    path.write_text("title,aim\n1,2\n")
    with pytest.raises(LivemelError, match=told):
        check_results(str(path))
    assert path.read_text() == "title,aim\n1,2\n"


def test_a_handout_has_every_step_its_picture_its_question_and_the_answer(read):
    text = handout(Stage(read(), Workshop()), lambda number, step: f"{number}.png" if step.show else "")
    assert text.startswith("# A scene\n")
    for part in ("## 1. Ask", "How high is 200 Hz?", "![Ask](1.png)", "1. low", "**1. How high?** low.", "- nobody"):
        assert part in text
    assert SCENE not in text
