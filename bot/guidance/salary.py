"""Answers what an occupation or industry pays, and what the figure is a figure of: statistic, tax, year, area and group."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from bot.guidance.answer import About, Answer, Reply
from bot.guidance.items import Item, salary_item
from bot.guidance.names import (
    describe_industry,
    describe_occupation,
    inside_sentence,
    name_industry,
    name_occupation,
    name_occupations,
)
from bot.guidance.question import Question
from bot.guidance.sources import gather_sources, note_sources
from bot.guidance.suggestions import answer_name_only, ask_for_occupation, ways_about, ways_on, ways_to_occupations
from bot.guidance.topics import EDUCATION, EMPLOYERS, OUTLOOK, SALARY
from bot.guidance.whereabouts import note_unknown_place
from bot.guidance.words import Words, words_for
from bot.regional.queries.common_occupations import find_common_occupations
from bot.regional.queries.occupations import (
    OccupationFacts,
    find_industry,
    find_occupation,
)
from bot.regional.queries.places import SWEDEN, Place
from bot.regional.queries.salaries import SalaryFigure, find_industry_salaries, find_salary, find_salary_range

MEDIAN = "median"


def answer_salary(question: Question, *, session: Session) -> Answer:
    """The figure nearest to the occupation and place; else the span over the country, else the industry's, else a plain no."""
    occupation = None
    if question.occupation_id is not None:
        occupation = find_occupation(session, occupation_id=question.occupation_id, today=question.today)
    if occupation is None:
        if question.industry_id is None:
            return ask_for_occupation(question, session=session)
        return _answer_industry(question, question.industry_id, session=session)
    about = About(SALARY, describe_occupation(occupation, question.language), question.place)
    if not occupation.described:
        return answer_name_only(occupation, question, session=session, about=about)
    return _answer_occupation(question, occupation, about, session=session)


def say_amount(figure: SalaryFigure, words: Words) -> str:
    """ "35 500 kronor i månaden" or "208,60 kronor i timmen"."""
    if figure.monthly_sek is not None:
        return words.say("salary", "month", amount=words.number(figure.monthly_sek))
    return words.say("salary", "hour", amount=words.number(figure.hourly_sek or 0))


def say_group(figure: SalaryFigure, words: Words) -> str:
    """The group that the figure is for, without the abbreviation that would end a sentence twice."""
    return figure.name.replace("m.fl.", words.say("salary", "and_others"))


def say_period(figure: SalaryFigure, words: Words) -> str:
    """The year or month of the figure, or that the source does not say."""
    return words.published(figure.period) if figure.period else words.say("salary", "period_unknown")


def say_in_area(area_code: str, words: Words) -> str:
    """ "i hela landet" or "i Västsverige"."""
    if area_code == SWEDEN.code:
        return words.say("place", "country")
    return words.say("place", "in", place=words.say_or_keep("nuts2", area_code))


def make_salary_item(figure: SalaryFigure, words: Words) -> Item:
    """The figure as a card."""
    monthly = figure.monthly_sek is not None
    amount = words.number(figure.monthly_sek if figure.monthly_sek is not None else figure.hourly_sek or 0)
    label = figure.name if figure.sex == "total" else f"{figure.name}, {words.say('sex', figure.sex)}"
    whole = figure.area_code == SWEDEN.code
    area = words.say("place", "country_name") if whole else words.say_or_keep("nuts2", figure.area_code)
    return salary_item(
        label=label,
        amount=amount,
        unit=words.say("unit", "month" if monthly else "hour"),
        statistic=words.say("statistic_label", figure.statistic),
        period=say_period(figure, words),
        area=area,
    )


def say_in_short(figures: Sequence[SalaryFigure], words: Words) -> str:
    """The figures in a table's cell."""
    if not figures:
        return words.say("salary", "unknown")
    cells = {}
    for figure in figures:
        form = "short" if figure.monthly_sek is not None else "short_hour"
        amount = words.number(figure.monthly_sek if figure.monthly_sek is not None else figure.hourly_sek or 0)
        cells[figure.sex] = words.say(
            "salary",
            form,
            amount=amount,
            statistic=words.say("statistic_short", figure.statistic),
            period=say_period(figure, words),
        )
    if "total" in cells:
        return cells["total"]
    if len(cells) == 2:
        return words.say("salary", "both", women=cells["women"], men=cells["men"])
    sex, text = next(iter(cells.items()))
    return f"{words.say('sex', sex)}: {text}"


def say_range_in_short(figures: Sequence[SalaryFigure], words: Words) -> str:
    """The lowest and the highest figure over the country in a table's cell."""
    lowest, highest = figures[0], figures[-1]
    return words.say(
        "salary",
        "short_range",
        low=words.number(lowest.monthly_sek or 0),
        high=words.number(highest.monthly_sek or 0),
        statistic=words.say("statistic_short", lowest.statistic),
        period=say_period(lowest, words),
    )


def _answer_occupation(question: Question, occupation: OccupationFacts, about: About, *, session: Session) -> Answer:
    words = words_for(question.variant)
    place = question.place or SWEDEN
    salary = find_salary(session, occupation_id=occupation.id, place=place, today=question.today)
    figures = salary.figures
    names = {
        "occupation": name_occupation(occupation, question.language),
        "occupations": name_occupations(occupation, question.language),
    }
    if figures:
        replies = [_say_figures(figures, names, words), _say_basis(figures[0], words)]
    else:
        figures = find_salary_range(session, occupation_id=occupation.id, today=question.today)
        replies = _say_range(figures, names, words, place=place) if figures else [Reply("utter_salary_unknown", names)]
    industry_figures: tuple[SalaryFigure, ...] = ()
    if not figures and occupation.industry_id:
        industry_figures = find_industry_salaries(session, industry_id=occupation.industry_id, today=question.today)
        replies += _say_branch(industry_figures, words)
    figures = figures or industry_figures
    if figures:
        replies.append(Reply("utter_salary_new"))
    sources = gather_sources(each.source for each in figures) or (occupation.source,)
    return Answer(
        about,
        (*replies, Reply("utter_salary_next", names)),
        items=tuple(make_salary_item(each, words) for each in figures),
        sources=sources,
        notes=(*note_unknown_place(question), *note_sources(sources, words)),
        suggestions=ways_about(occupation, (EMPLOYERS, EDUCATION, OUTLOOK), question),
    )


def _say_figures(figures: Sequence[SalaryFigure], names: dict[str, str], words: Words) -> Reply:
    by_sex = {figure.sex: figure for figure in figures}
    if "total" in by_sex:
        figure = by_sex["total"]
        # The group is what the figure is a figure of; it may be wider than the occupation.
        values = names | {"amount": say_amount(figure, words), "group": inside_sentence(say_group(figure, words))}
        return Reply("utter_salary_median" if figure.statistic == MEDIAN else "utter_salary_mean", values)
    on_average = {"on_average": words.say("statistic", figures[0].statistic)}
    if len(by_sex) == 2:
        amounts = {sex: say_amount(figure, words) for sex, figure in by_sex.items()}
        return Reply("utter_salary_women_men", {**names, **on_average, **amounts})
    values = {"amount": say_amount(figures[0], words), "sex": words.say("sex", figures[0].sex)}
    return Reply("utter_salary_one_sex", {**names, **on_average, **values})


def _say_basis(figure: SalaryFigure, words: Words) -> Reply:
    values = {
        "group": say_group(figure, words),
        "statistic": words.say("statistic_label", figure.statistic),
        "period": say_period(figure, words),
        "in_area": say_in_area(figure.area_code, words),
    }
    return Reply("utter_salary_basis" if figure.level == "ssyk4" else "utter_salary_basis_wider", values)


def _say_range(figures: Sequence[SalaryFigure], names: dict[str, str], words: Words, *, place: Place) -> list[Reply]:
    lowest, highest = figures[0], figures[-1]
    values = {
        "low": say_amount(lowest, words),
        "low_who": f"{words.say('sex', lowest.sex)} {say_in_area(lowest.area_code, words)}",
        "high": say_amount(highest, words),
        "high_who": f"{words.say('sex', highest.sex)} {say_in_area(highest.area_code, words)}",
        "group": inside_sentence(say_group(lowest, words)),
        "period": say_period(lowest, words),
        "statistic": words.say("statistic_label", lowest.statistic),
        "on_average": words.say("statistic", lowest.statistic),
    }
    told = [Reply("utter_salary_range", names | values)]
    # Whoever has said where they are gets no better figure by saying it again: there is none for there.
    return [*told, Reply("utter_salary_range_place")] if place == SWEDEN else told


def _say_branch(figures: Sequence[SalaryFigure], words: Words) -> list[Reply]:
    return [
        Reply(
            f"utter_salary_branch_{figure.statistic}",
            {
                "branch": inside_sentence(figure.name),
                "amount": say_amount(figure, words),
                "period": say_period(figure, words),
            },
        )
        for figure in figures
    ]


def _answer_industry(question: Question, industry_id: str, *, session: Session) -> Answer:
    industry = find_industry(session, industry_id=industry_id, today=question.today)
    if industry is None:
        return ask_for_occupation(question, session=session)
    words = words_for(question.variant)
    figures = find_industry_salaries(session, industry_id=industry_id, today=question.today)
    occupations = find_common_occupations(session, industry_id=industry_id, today=question.today)[:2]
    values = {"industry": name_industry(industry, question.language)}
    if figures:
        replies = [
            *_say_branch(figures, words),
            Reply("utter_salary_branch_basis", {"in_area": words.say("place", "country")}),
        ]
    else:
        replies = [Reply("utter_salary_branch_unknown", values)]
    sources = gather_sources(each.source for each in figures) or (industry.source,)
    return Answer(
        About(SALARY, place=question.place, industry=describe_industry(industry, question.language)),
        (*replies, Reply("utter_salary_branch_next", values)),
        items=tuple(make_salary_item(each, words) for each in figures),
        sources=sources,
        notes=note_sources(sources, words),
        suggestions=(
            *ways_to_occupations(occupations, question, topic=SALARY),
            *ways_on(question, (EMPLOYERS,)),
        ),
    )
