"""The figures of an evaluation in Swedish words, for its report and the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.gate import SMALLEST_GROUP, Check
from bot.evaluation.names import name_check

# As many missed targets as a sentence can hold.
NAMED_GAPS = 3
_NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Verdict:
    """What a measuring run says about a model: a headline, and a few sentences that explain it."""

    headline: str
    sentences: tuple[str, ...]
    passed: bool | None


def show_percent(share: float, *, digits: int = 1) -> str:
    """A share as "88,7 %"; a round one without decimals."""
    shown = f"{share * 100:.{digits}f}"
    if "." in shown:
        shown = shown.rstrip("0").rstrip(".")
    return f"{shown.replace('.', ',')}{_NO_BREAK}%"


def show_interval(interval: tuple[float, float]) -> str:
    """A 95 % interval as "86,5–90,8 %"."""
    low, high = interval
    return f"{show_percent(low).removesuffix(f'{_NO_BREAK}%')}–{show_percent(high)}"


def show_decimal(value: float, *, digits: int = 2) -> str:
    """A plain figure with a decimal comma."""
    return f"{value:.{digits}f}".replace(".", ",")


def show_count(number: int) -> str:
    """A whole number with spaces between thousands."""
    return f"{number:,}".replace(",", _NO_BREAK)


def is_score(check: Check) -> bool:
    """Whether a check is of an F1 value, which is no share and carries no percent sign."""
    return check.name.startswith("F1 ")


def show_value(check: Check) -> str:
    """The measured figure of a check."""
    return show_decimal(check.value, digits=3) if is_score(check) else show_percent(check.value)


def show_target(check: Check) -> str:
    """What a check asks for."""
    bound = show_decimal(check.target) if is_score(check) else show_percent(check.target)
    return f"{'högst' if check.at_most else 'minst'} {bound}"


def show_check_interval(check: Check) -> str:
    """The 95 % interval of a check."""
    if is_score(check):
        return "–".join(show_decimal(each, digits=3) for each in check.interval)
    return show_interval(check.interval)


def show_outcome(check: Check) -> str:
    """Met or not, and whether more messages could turn it."""
    if check.passed:
        return "nått" if check.is_certain else "nått, knappt"
    return "inte nått" if check.is_certain else "inte nått, nära"


def judge_checks(checks: Sequence[Check]) -> Verdict:
    """The verdict on a model, for someone who reads nothing more."""
    if not checks:
        return Verdict(
            "För lite för ett omdöme",
            (f"Målen prövas först när det finns minst {SMALLEST_GROUP} meddelanden att mäta med.",),
            None,
        )
    missed = [check for check in checks if not check.passed]
    if not missed:
        return Verdict("Modellen håller måttet", (f"Alla {len(checks)} mål är nådda.", *_describe_narrow(checks)), True)
    return Verdict(
        "Modellen håller inte måttet än",
        (
            f"{len(checks) - len(missed)} av {len(checks)} mål är nådda.",
            _describe_gaps(missed),
            *_describe_close(missed),
        ),
        False,
    )


def _describe_gaps(missed: Sequence[Check]) -> str:
    widest = sorted(missed, key=_gap, reverse=True)[:NAMED_GAPS]
    told = [
        f"{_in_sentence(name_check(check.name))} ({show_value(check)}, målet är {show_target(check)})"
        for check in widest
    ]
    return f"Längst kvar är det för {_list(told)}." if len(missed) > 1 else f"Det som fattas är {told[0]}."


def _describe_close(missed: Sequence[Check]) -> tuple[str, ...]:
    close = sum(not check.is_certain for check in missed)
    if not close:
        return ()
    which = "Ett av dem som inte är nådda ligger" if close == 1 else f"{close} av dem som inte är nådda ligger"
    return (f"{which} så nära målet att fler meddelanden kan ändra utslaget.",)


def _describe_narrow(checks: Sequence[Check]) -> tuple[str, ...]:
    narrow = sum(not check.is_certain for check in checks)
    return (f"För {narrow} av dem är marginalen mindre än osäkerheten i mätningen.",) if narrow else ()


def _gap(check: Check) -> float:
    return (check.value - check.target) if check.at_most else (check.target - check.value)


def _in_sentence(name: str) -> str:
    return name[:1].lower() + name[1:]


def _list(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} och {parts[-1]}"
