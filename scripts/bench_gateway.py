"""Measures what a pupil waits for: the gateway's own share, whole turns through gateway, engine and actions, and refusals.

Syvbot with one engine and with two is measured beside Rasa's default pipeline and policies, trained on the same data, with the
same actions behind the same gateway; all three run at once and take turns at being asked, so that a noisy machine is noisy for
all. Nobody asks in the same words twice. `python scripts/bench_gateway.py` prints tables and exits 1 when a target is missed;
`--json FILE` writes the figures.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from pathlib import Path

from benching.figures import Figure, describe_machine, measure_idle_share, middle, near_worst, print_table
from benching.installation import Installation, running, servers_answer
from benching.own_share import measure_own_share, measure_refusals
from benching.pupils import Talk, compare_early_with_late, deal_out, let_many_talk, let_one_talk
from benching.questions import Questions
from benching.rival import DEFAULT_EPOCHS, prepare_rival

from bot.settings import Settings
from bot.training.train import find_newest_model

PUPILS = 16
WARM_UP_SECONDS = 5.0
TURNS_ALONE = 64
# Long conversations ask for the same at their early and their late turns, about other occupations and places.
LONG_SESSIONS = 3
EARLY, LATE = range(3, 8), range(103, 108)
LONG_SESSION = 108
RIVAL, ONE, TWO = "Rasas förval", "Syvbot, en motor", "Syvbot, två motorer"


@dataclass
class Crowds:
    """The rounds of one installation, what is asked in them, and the processor seconds that they took by part."""

    questions: Questions = field(default_factory=Questions)
    rounds: list[Talk] = field(default_factory=list)
    used: dict[str, float] = field(default_factory=dict)
    logged: int = 0

    @property
    def whole(self) -> Talk:
        """All rounds together."""
        together = Talk(seconds=sum(talk.seconds for talk in self.rounds))
        for talk in self.rounds:
            together.add(talk)
        return together


def main() -> int:
    """Runs all measurements, prints them, and says whether a target was missed."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=3, help="how often each installation is asked by 16 pupils")
    arguments.add_argument("--seconds", type=float, default=15.0, help="how long a round is")
    arguments.add_argument("--epochs", type=int, default=3, help="for how long the rival's networks are trained")
    arguments.add_argument("--every", type=int, default=4, help="the rival learns from every nth example")
    arguments.add_argument("--reuse-rival", action="store_true", help="take the kept rival, also of older data")
    arguments.add_argument("--without-rival", action="store_true", help="measure Syvbot alone")
    arguments.add_argument("--json", type=Path)
    chosen = arguments.parse_args()

    print(f"  Maskinen före: {describe_machine()}, {measure_idle_share():.0%} ledigt", flush=True)
    figures = measure_own_share()
    print_table("Grinden ensam (motor som svarar genast)", figures)
    with ExitStack() as stack:
        installations = _start_all(stack, chosen)
        crowds = _measure_crowds(installations, rounds=chosen.rounds, seconds=chosen.seconds)
        ours = next(each for each in installations if each.name == ONE)
        figures += _compare_crowds(crowds)
        figures += _measure_one_pupil(ours, crowds[ONE].questions)
        figures += measure_refusals(ours)
        figures += _describe_starts(installations)
        _print_crowds(installations, crowds)
    print_table("Hela vägen genom grind, motor och svarsdel", figures)
    print(f"  Maskinen efter: {describe_machine()}")
    if chosen.json:
        plain = [{**asdict(figure), "missed": figure.missed} for figure in figures]
        chosen.json.write_text(json.dumps(plain, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return 1 if any(figure.missed for figure in figures) else 0


def _start_all(stack: ExitStack, chosen: argparse.Namespace) -> list[Installation]:
    settings = Settings()
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="syvbot-bench-")))
    own = folder / "models"
    own.mkdir()
    newest = find_newest_model(settings)
    shutil.copy(newest, own)
    print(f"  Syvbots modell: {newest.name}", flush=True)

    def start(name: str, *, models: Path, engines: int = 1, servers: bool = False, plain: bool = False) -> Installation:
        place = folder / f"installation-{len(list(folder.iterdir()))}"
        place.mkdir()
        print(f"  Startar {name} …", flush=True)
        return stack.enter_context(
            running(name, folder=place, models=models, engines=engines, servers=servers, plain=plain)
        )

    started = [start(ONE, models=own)]
    if servers_answer():
        started.append(start(TWO, models=own, engines=2, servers=True))
    else:
        print("  PostgreSQL eller Redis svarar inte: två motorer mäts inte.")
    if not chosen.without_rival:
        # Started as Rasa starts itself (`rasa run`), behind the same gateway and with the same actions.
        rival = prepare_rival(settings, epochs=chosen.epochs, every=chosen.every, reuse=chosen.reuse_rival)
        print(
            f"  Rasas förval: vart {rival.every}:e exempel ({rival.examples}, {rival.trained_on}; Syvbot har alla), "
            f"{rival.epochs} epoker i stället för {DEFAULT_EPOCHS}: vad en tur kostar beror inte på antalet epoker.",
            flush=True,
        )
        started.append(start(RIVAL, models=rival.model.parent, plain=True))
    return started


def _measure_crowds(installations: list[Installation], *, rounds: int, seconds: float) -> dict[str, Crowds]:
    crowds = {each.name: Crowds() for each in installations}
    for each in installations:
        let_many_talk(each.address, questions=crowds[each.name].questions, pupils=PUPILS, seconds=WARM_UP_SECONDS)
    before = {each.name: each.count_logged_answers() for each in installations}
    for number in range(rounds):
        # Each round begins with another, so that nobody always comes first.
        for each in installations[number % len(installations) :] + installations[: number % len(installations)]:
            used = each.read_processor_seconds()
            talk = let_many_talk(each.address, questions=crowds[each.name].questions, pupils=PUPILS, seconds=seconds)
            crowds[each.name].rounds.append(talk)
            for part, spent in each.read_processor_seconds().items():
                crowds[each.name].used[part] = crowds[each.name].used.get(part, 0.0) + spent - used[part]
            print(f"  omgång {number + 1}: {each.name:<20} {talk.per_second:6.1f} svar/s", flush=True)
    for each in installations:
        crowds[each.name].logged = each.count_logged_answers() - before[each.name]
    return crowds


def _print_crowds(installations: list[Installation], crowds: dict[str, Crowds]) -> None:
    print(f"\n{PUPILS} elever samtidigt (processortid per tur: motor + svarsdel + grind, och elevernas egen)")
    print(
        f"  {'':<22}{'svar/s':>8}{'(omgångar)':>22}{'p50 ms':>8}{'p95 ms':>8}{'tappade':>9}{'cpu ms/tur':>20}{'elever':>8}"
        f"{'start s':>9}{'RSS MB':>8}{'PSS MB':>8}"
    )
    for each in installations:
        crowd = crowds[each.name]
        whole, memory = crowd.whole, each.read_memory("engine")
        rounds = " ".join(f"{talk.per_second:.1f}" for talk in crowd.rounds)
        used = " + ".join(
            f"{crowd.used[part] / len(whole.times) * 1000:.1f}" for part in ("engine", "actions", "gateway")
        )
        print(
            f"  {each.name:<22}{middle([talk.per_second for talk in crowd.rounds]):>8.1f}{rounds:>22}{middle(whole.times):>8.0f}"
            f"{near_worst(whole.times):>8.0f}{whole.lost:>9}{used:>20}{whole.own_milliseconds:>8.1f}"
            f"{each.seconds_to_answer:>9.0f}{memory.resident:>8.0f}{memory.proportional:>8.0f}  {_describe_lost(whole)}"
        )


def _compare_crowds(crowds: dict[str, Crowds]) -> list[Figure]:
    figures = []
    rival = crowds.get(RIVAL)
    for name, least in ((ONE, 2.0), (TWO, 3.0)):
        crowd = crowds.get(name)
        if crowd is None:
            figures.append(Figure(f"{name}: svar/s mot Rasas förval", None, "ggr", least=least))
            continue
        whole = crowd.whole
        if rival is not None:
            # Round by round, since both were measured within the same minute.
            times = [our.per_second / their.per_second for our, their in zip(crowd.rounds, rival.rounds, strict=True)]
            figures.append(Figure(f"{name}: svar/s mot Rasas förval", middle(times), "ggr", least=least))
        figures += [
            Figure(f"{name}: svar/s med {PUPILS} elever", middle([talk.per_second for talk in crowd.rounds]), "/s"),
            Figure(f"{name}: p95 med {PUPILS} elever", near_worst(whole.times), "ms", most=1000.0),
            Figure(f"{name}: tappade turer", float(whole.lost), most=0.0, note=_describe_lost(whole)),
            Figure(
                f"{name}: svar som inte finns i loggen", float(whole.answered - whole.untraced - crowd.logged), most=0.0
            ),
            Figure(f"{name}: elevernas egen processortid per tur", whole.own_milliseconds, "ms"),
        ]
    return figures


def _measure_one_pupil(ours: Installation, questions: Questions) -> list[Figure]:
    alone = let_one_talk(ours.address, deal_out(questions, turns=TURNS_ALONE))
    long = [
        let_one_talk(
            ours.address,
            questions.make_long(turns=LONG_SESSION, early=EARLY, late=LATE),
            turns_of_a_session=LONG_SESSION,
        )
        for _ in range(LONG_SESSIONS)
    ]
    early, late = compare_early_with_late(long, early=EARLY, late=LATE)
    return [
        Figure("En elev ensam: p50", middle(alone.times), "ms"),
        Figure("En elev ensam: p95", near_worst(alone.times), "ms"),
        Figure("En elev ensam: tappade turer", float(sum(talk.lost for talk in (alone, *long))), most=0.0),
        Figure(
            "Tur 100 mot tur 5 i samma samtal", late / early, "ggr", most=1.3,
            note=f"{late:.0f} mot {early:.0f} ms, {len(long)} samtal, samma frågor om andra yrken och orter",
        ),
    ]  # fmt: skip


def _describe_starts(installations: list[Installation]) -> list[Figure]:
    return [
        Figure(
            f"{each.name}: från start till första svar",
            each.seconds_to_answer, "s", most=45.0 if each.name == ONE else None,
        )
        for each in installations
    ] + [
        Figure(
            f"{each.name}: motorns minne (RSS)",
            each.read_memory("engine").resident, "MB", most=900.0 if each.name == ONE else None,
            note=f"PSS {each.read_memory('engine').proportional:.0f} MB",
        )
        for each in installations
    ]  # fmt: skip


def _describe_lost(talk: Talk) -> str:
    return ", ".join(f"{reason}: {number}" for reason, number in sorted(talk.refused.items()))


if __name__ == "__main__":
    sys.exit(main())
