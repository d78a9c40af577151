"""The rival: Rasa's default pipeline and policies (`rasa init`), trained on the same data, domain, rules and stories.

Its networks are trained for fewer epochs than the default, and on every nth example of each intent and language, since training
on all takes very long on two cores. What a turn costs the rival does not depend on how long its networks were trained, and hardly
on how many examples they saw; Syvbot is measured with all examples, which it compares each message with, so that the thinning is
no gain to it. The trained model is kept in var/bench as long as the data stay the same.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from bot.dialogue.engine_run import run_engine
from bot.settings import PROJECT_ROOT, Settings

KEPT_IN = PROJECT_ROOT / "var" / "bench"
DEFAULT_EPOCHS = 100
CONFIG = """\
recipe: default.v1
assistant_id: rival
language: sv
pipeline:
  - name: WhitespaceTokenizer
  - name: RegexFeaturizer
  - name: LexicalSyntacticFeaturizer
  - name: CountVectorsFeaturizer
  - name: CountVectorsFeaturizer
    analyzer: char_wb
    min_ngram: 1
    max_ngram: 4
  - name: DIETClassifier
    epochs: {epochs}
    constrain_similarities: true
  - name: EntitySynonymMapper
  - name: ResponseSelector
    epochs: {epochs}
    constrain_similarities: true
  - name: FallbackClassifier
    threshold: 0.3
    ambiguity_threshold: 0.1
policies:
  - name: MemoizationPolicy
  - name: RulePolicy
  - name: UnexpecTEDIntentPolicy
    max_history: 5
    epochs: {epochs}
  - name: TEDPolicy
    max_history: 5
    epochs: {epochs}
    constrain_similarities: true
"""


@dataclass(frozen=True)
class Rival:
    """Its model, alone in its folder, and how it came about."""

    model: Path
    epochs: int
    every: int
    examples: int
    trained_on: str


def prepare_rival(settings: Settings, *, epochs: int, every: int, reuse: bool) -> Rival:
    """The kept model, or one trained now. With `reuse` one of older data will do."""
    mark = _fingerprint(epochs, every)
    kept = sorted(KEPT_IN.glob(f"rival-{'*' if reuse else mark}/rival.tar.gz"), key=lambda path: path.stat().st_mtime)
    if kept:
        same = kept[-1].parent.name == f"rival-{mark}"
        return _describe(kept[-1], "samma data" if same else "ÄLDRE DATA")
    KEPT_IN.mkdir(parents=True, exist_ok=True)
    for old in KEPT_IN.glob("rival-*"):
        shutil.rmtree(old)
    folder = KEPT_IN / f"making-{mark}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    shutil.copytree(PROJECT_ROOT / "data", folder / "data")
    for path in (folder / "data" / "nlu").rglob("*.yml"):
        path.write_text(_thin_out(path.read_text(encoding="utf-8"), every=every), encoding="utf-8")
    shutil.copy(PROJECT_ROOT / "domain.yml", folder)
    (folder / "config.yml").write_text(CONFIG.format(epochs=epochs), encoding="utf-8")
    print(f"  Tränar Rasas förval på samma data ({epochs} epoker); sparas till nästa gång …", flush=True)
    began = time.monotonic()
    run_engine(
        ("-m", "rasa", "train", "--out", ".", "--fixed-model-name", "rival", "--quiet"),
        settings=settings, doing="träningen av Rasas förval", cwd=folder,
    )  # fmt: skip
    (folder / "about.txt").write_text(f"{epochs} {every} {_count_examples(folder / 'data')}", encoding="utf-8")
    shutil.rmtree(folder / "data")
    shutil.rmtree(folder / ".rasa", ignore_errors=True)
    folder.rename(KEPT_IN / f"rival-{mark}")
    print(f"  … klart på {time.monotonic() - began:.0f} s.", flush=True)
    return _describe(KEPT_IN / f"rival-{mark}" / "rival.tar.gz", "samma data")


def _describe(model: Path, trained_on: str) -> Rival:
    epochs, every, examples = (model.parent / "about.txt").read_text(encoding="utf-8").split()
    return Rival(model, int(epochs), int(every), int(examples), trained_on)


def _thin_out(content: str, *, every: int) -> str:
    """Every nth example of the file, from the first on."""
    kept, number = [], 0
    for line in content.split("\n"):
        if _is_example(line):
            number += 1
            if (number - 1) % every:
                continue
        kept.append(line)
    return "\n".join(kept)


def _is_example(line: str) -> bool:
    return line.lstrip().startswith("- ") and not line.lstrip().startswith(("- intent:", "- lookup:", "- synonym:"))


def _fingerprint(epochs: int, every: int) -> str:
    hashed = hashlib.sha256(f"{CONFIG.format(epochs=epochs)}{every}".encode())
    for path in (*sorted((PROJECT_ROOT / "data").rglob("*.yml")), PROJECT_ROOT / "domain.yml"):
        hashed.update(path.name.encode() + path.read_bytes())
    return hashed.hexdigest()[:12]


def _count_examples(data: Path) -> int:
    return sum(
        _is_example(line)
        for path in (data / "nlu").rglob("*.yml")
        for line in path.read_text(encoding="utf-8").split("\n")
    )
