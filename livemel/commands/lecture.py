"""`livemel lecture`: the lecture's window; or the list of scenes, a check of their numbers, a handout."""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import replace
from pathlib import Path

from livemel.commands.display import why_no_display
from livemel.commands.listening import check_writable, source_overrides
from livemel.commands.progress import Progress
from livemel.commands.qt_check import check_qt
from livemel.config.layers import as_tables
from livemel.config.remembering import start_of_window
from livemel.errors import LivemelError
from livemel.lecture.reading.scene_file import read_scene
from livemel.lecture.scene import Scene
from livemel.lecture.shelf import all_scenes, scene_path, scene_paths
from livemel.lecture.stage import Stage
from livemel.lecture.workshop import Workshop

THEME = "projector"
"""Unless another was asked for: a class sits far away."""


def run(args: argparse.Namespace) -> int:
    """Give the lecture, or say what there is."""
    if args.list:
        return _list()
    if args.check:
        return _check(_chosen(args))
    if args.handout is not None:
        return _handout(args)
    return _window(args)


def _chosen(args: argparse.Namespace) -> list[Scene]:
    """The scene that was named, or all."""
    return [read_scene(scene_path(args.scene))] if args.scene else all_scenes()


def _list() -> int:
    for scene in all_scenes():
        extra = ", an extra" if scene.optional else ""
        print(f"{scene.name:18} {scene.title} ({len(scene.steps)} steps, {scene.minutes:.0f} min{extra})")
        print(f"{'':18} {scene.aim}")
    return 0


def _check(scenes: list[Scene]) -> int:
    """Every number beside what its scene claims; an error where one is off."""
    wrong = []
    for scene in scenes:
        stage = Stage(scene, Workshop())
        for spec in scene.numbers.values():
            number = stage.number(spec)
            is_off = abs(number - spec.expected) > spec.within
            wrong += [f"{scene.path}: numbers.{spec.name}"] if is_off else []
            sign = "wrong" if is_off else "ok"
            print(f"{sign:6}{scene.name}: {spec.name} = {number:.6g} (claimed {spec.expected:g} ± {spec.within:g})")
    if wrong:
        raise LivemelError(f"{len(wrong)} numbers are not what their scenes claim: {', '.join(wrong)}")
    return 0


def _handout(args: argparse.Namespace) -> int:
    if not args.scene:
        raise LivemelError(f"--handout needs SCENE, one of {', '.join(scene_paths())}")
    scene = read_scene(scene_path(args.scene))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    check_qt()
    from livemel.gui.lecture.handout import write_handout

    progress = Progress(f"making the handout of {scene.title}", sys.stderr)
    for path in write_handout(scene, args.handout, progress.at):
        print(path)
    progress.done()
    return 0


def _window(args: argparse.Namespace) -> int:
    start = start_of_window(
        args.config,
        [*args.overrides, *source_overrides(args)],
        os.environ,
        source_named=bool(args.source or args.device),
    )
    for path in (args.screenshot, args.stats, args.results):
        check_writable(path)
    scenes, place = _from_scene(args)
    reason = why_no_display()
    if reason is not None:
        raise LivemelError(f"a lecture needs a screen, and {reason}; livemel lecture SCENE --handout OUT needs none")
    check_qt()
    from livemel.gui.lecture.run import Lecture, run_lecture

    if "display.theme" not in start.origins:
        start = replace(start, config=replace(start.config, display=replace(start.config.display, theme=THEME)))
    report = run_lecture(
        Lecture(
            scenes=scenes,
            place=place,
            start=start,
            results=args.results,
            duration=args.duration,
            screenshot=args.screenshot,
        )
    )
    if args.stats:
        Path(args.stats).write_text(json.dumps(report.stats | {"config": as_tables(start.config)}, indent=2) + "\n")
    if report.error is not None:
        raise report.error
    return report.exit_code


def _from_scene(args: argparse.Namespace) -> tuple[list[Scene], tuple[int, int]]:
    """All scenes and where to begin; a scene that is not on the shelf alone."""
    if not args.scene:
        return all_scenes(), (0, 0)
    path = scene_path(args.scene)
    paths = list(scene_paths().values())
    scenes = all_scenes() if path in paths else [read_scene(path)]
    number = paths.index(path) if path in paths else 0
    steps = len(scenes[number].steps)
    if args.step > steps:
        raise LivemelError(f"--step must be 1..{steps} in {scenes[number].name}, got {args.step}")
    return scenes, (number, args.step - 1)
