"""`livemel lecture`: the lecture's window; or the list of scenes, a check of their numbers, a handout."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace

from livemel.commands.display import why_no_display
from livemel.commands.listening import check_writable, source_overrides, write_stats
from livemel.commands.progress import Progress
from livemel.commands.qt_check import check_qt
from livemel.config.layers import as_tables
from livemel.config.remembering import start_of_window
from livemel.errors import LivemelError
from livemel.lecture.reading.scene_file import read_scene
from livemel.lecture.rehearsal import off, rehearse
from livemel.lecture.results import check_results
from livemel.lecture.scene import NumberSpec, Scene
from livemel.lecture.shelf import all_scenes, read_shelf, scene_path, scene_paths
from livemel.lecture.stage import SceneError, Stage
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
    scenes, problems = read_shelf()
    for scene in scenes:
        extra = ", an extra" if scene.optional else ""
        print(f"{scene.name:18} {scene.title} ({len(scene.steps)} steps, {scene.minutes:.0f} min{extra})")
        print(f"{'':18} {scene.aim}")
    _tell(problems)
    return 0


def _tell(problems: list[str]) -> None:
    """A broken scene does not keep a class from the others."""
    for problem in problems:
        print(f"livemel: a scene is left out: {problem}", file=sys.stderr)


def _check(scenes: list[Scene]) -> int:
    """Every step gone through, every number beside what its scene claims; an error where something is wrong."""
    wrong = []
    for scene in scenes:
        workshop = Workshop()
        progress = Progress(f"going through {scene.title}", sys.stderr)
        problems = rehearse(scene, workshop, progress.at)
        progress.done()
        stage = Stage(scene, workshop)
        for problem in problems:
            print(f"{'wrong':6}{problem}")
        wrong += problems
        for spec in scene.numbers.values():
            wrong += _check_number(stage, spec)
    if wrong:
        raise LivemelError(f"wrong: {'; '.join(wrong)}")
    return 0


def _check_number(stage: Stage, spec: NumberSpec) -> list[str]:
    try:
        number = stage.number(spec)
    except SceneError as error:
        print(f"{'wrong':6}{error}")
        return [str(error)]
    is_off = off(stage, spec)
    sign, name = "wrong" if is_off else "ok", stage.scene.name
    print(f"{sign:6}{name}: {spec.name} = {number:.6g} (claimed {spec.expected:g} ± {spec.within:g})")
    return [f"{stage.scene.path}: numbers.{spec.name}"] if is_off else []


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
    if args.results:
        check_results(args.results)
    scenes, place, problems = _from_scene(args)
    _tell(problems)
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
            problems=tuple(problems),
        )
    )
    write_stats(args.stats, report.stats | {"config": as_tables(start.config)})
    if report.error is not None:
        raise report.error
    return report.exit_code


def _from_scene(args: argparse.Namespace) -> tuple[list[Scene], tuple[int, int], list[str]]:
    """All scenes that can be read, where to begin, and what is wrong with the others.

    One that is asked for must be whole; one that is not on the shelf comes alone.
    """
    if not args.scene:
        if args.step > 1:
            raise LivemelError("--step needs SCENE: livemel lecture 7 --step 3")
        scenes, problems = read_shelf()
        if not scenes:
            raise LivemelError(f"there is no scene to give: {'; '.join(problems)}")
        return scenes, (0, 0), problems
    path = scene_path(args.scene)
    wanted = read_scene(path)
    if args.step > len(wanted.steps):
        raise LivemelError(f"--step must be 1..{len(wanted.steps)} in {wanted.name}, got {args.step}")
    if path not in scene_paths().values():
        return [wanted], (0, args.step - 1), []
    scenes, problems = read_shelf()
    number = [scene.path for scene in scenes].index(path)
    return scenes, (number, args.step - 1), problems
