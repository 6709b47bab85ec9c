"""How to complain about a response: each law's own review and its own regulator, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from disclosure_log.model import Regime

#: How soon an internal review is answered. It may be asked for within 40 working days under all
#: four. Sources: the s45 Code of Practice (2018); EIR r11; FOISA s20 and s21; EISR r16.
REVIEW_TIMES: Mapping[Regime, str] = {
    Regime.FOIA: "You should have an answer within 20 working days, and at the latest within 40.",
    Regime.EIR: "You should have an answer within 40 working days.",
    Regime.FOISA: "You should have an answer within 20 working days.",
    Regime.EISR: "You should have an answer within 20 working days.",
}


@dataclass(frozen=True)
class Regulator:
    """Who looks at a complaint after the authority's own review."""

    name: str
    then: str
    link: str
    url: str


#: Sources: FOIA s50 and EIR r18; FOISA s47 (six months) and EISR r17.
REGULATORS: Mapping[str, Regulator] = {
    "ico": Regulator(
        "Information Commissioner",
        "If you are still not satisfied after the review, you may complain to the Information"
        " Commissioner, who is independent.",
        "Complain to the Information Commissioner’s Office",
        "https://ico.org.uk/make-a-complaint/",
    ),
    "osic": Regulator(
        "Scottish Information Commissioner",
        "If you are still not satisfied after the review, you may appeal within 6 months to the"
        " Scottish Information Commissioner, who is independent.",
        "Go to the Scottish Information Commissioner",
        "https://www.foi.scot/",
    ),
}
