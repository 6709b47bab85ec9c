"""Whether a person stands near: what makes a telephone number or a postcode somebody's own."""

from __future__ import annotations

import re

from disclosure_log.leaks.text.pattern import Pattern
from disclosure_log.leaks.text.wording import any_of

_FIRST_NAMES = """
aaron abdul abigail adam adrian agnes ahmed aidan aisha alan albert alex alexander alexandra
alfie alice alison alistair amanda amber amelia amina amy andrea andrew angela angus anita ann
anna anne annette anthony antonia archie arthur asha ashley audrey barbara barry beatrice
bella ben benjamin bernard beth bethany betty beverley bilal bill billy bob bradley brenda
brian bridget bronwen bruce bryan callum cameron carl carol caroline carolyn catherine cerys
charles charlie charlotte chloe chris christian christina christine christopher claire clare
clive colin connor craig daisy damian dan daniel daphne darren dave david dawn dean deborah
debbie deepak denise dennis derek diana diane dominic donald donna doreen dorothy douglas
dylan eamonn edith edward eileen elaine eleanor eleri elizabeth ella ellen ellie elsie emily
emma emrys eric erin esther ethan eva evan eve evelyn faith farah fatima felicity fiona
florence frances francis frank fred freddie frederick freya gareth gary gavin gemma geoff
geoffrey george georgia georgina gerald gillian gina gladys glen gloria glyn gordon grace
graeme graham grant greg gurpreet guy gwen gwyneth hannah harold harriet harry hassan hayley
heather helen henry hilary holly howard hugh hussain iain ian ibrahim imran irene iris isaac
isabel isabella isla ivan ivy jack jackie jacob jacqueline jade jake james jamie jan jane
janet janice jasmine jason jay jayne jean jeffrey jemima jennifer jenny jeremy jess jessica
jill jim jo joan joanna joanne jodie joe joel john jon jonathan jordan joseph josephine josh
joshua joy joyce judith judy julia julian julie june justin karen kate katherine kathleen
kathryn katie kay keith kelly ken kenneth kerry kevin khalid kieran kim kirsty kumar kyle
lachlan laura lauren lawrence leah leanne lee leo leon lesley leslie lewis liam lily linda
lindsay lisa liz logan lorna lorraine louis louise lucas lucy luke lydia lynda lynn lynne
mabel malcolm mandy marcus margaret maria marian marie marilyn marion mark marlene martin
martha mary matilda matthew maureen maurice max maxine megan mel melanie melissa mhairi mia
michael michelle miles millie miriam mohamed mohammad mohammed moira molly monica morag
muhammad muriel nadia nancy naomi natalie natasha nathan neil nia nicholas nick nicola nicole
nigel nina noah noel nora norma norman oliver olivia omar oscar owen pamela pat patricia
patrick paul paula pauline penelope penny peter phil philip phillip phoebe phyllis poppy
priya rachel rajesh ralph ravi ray raymond rebecca reece rhiannon rhys richard rita rob robert
robin roger ron ronald rory rosalind rose rosemary rosie ross roy ruby russell ruth ryan sally
sam samantha samuel sandra sanjay sara sarah scott sean sebastian shabana shannon sharon
sheila shirley sian simon siobhan sofia sonia sophia sophie stacey stanley stella stephanie
stephen steve steven stewart stuart sue sunil susan suzanne sybil sylvia tamsin tanya tara
teresa terry thelma theo theresa thomas tim timothy tina toby tom tony tracey tracy trevor
valerie vanessa vera vernon veronica vicky victor victoria vincent violet vivien walter wayne
wendy wilfred will william winifred yasmin yusuf yvonne zara zoe
"""

#: Common first names of people in Britain, enough to tell "Sarah Pugh" from "High Street".
FIRST_NAMES = frozenset(_FIRST_NAMES.split())

_HONORIFIC = Pattern(
    r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lady|Cllr|Councillor|Rev|Revd|Mr & Mrs)\b"
    r"\.?[ \n]+(?:[A-Z]\.? ?){0,3}[A-Z][\w'-]+"
)
_NAME = Pattern(r"\b([A-Z][a-z]{1,14})(?:[ \n]+[A-Z]\.?)?[ \n]+(?:Mc|Mac|O'|van |de )?[A-Z][a-z]+")
_ASKED_FOR = Pattern(
    r"\b(?:contact|call|ring|reach|phone|text|email|e-mail|with|for|from|speak to"
    r"|named?)[ \n]+([A-Z][a-z]+)\b"
)
_BLANK_LINE = Pattern(r"\n[ \t]*\n")
_OWN_WORDS = any_of("""
home personal private lives? living resid(?:es?|ing) tenant claimant complainant applicant
neighbour next_of_kin occupier householder mother father son daughter widow
""")
_OWN = Pattern(
    rf"\b(?:my|his|her|their)\b[^.\n]{{0,30}}\Z|\b{_OWN_WORDS}s?\b(?!\s+services)", re.IGNORECASE
)


def person_near(plain: str, start: int, end: int, reach: int = 70) -> bool:
    """Whether a name or an honorific stands within reach on either side, in the same paragraph."""
    before, after = around(plain, start, end, reach)
    return any(
        _HONORIFIC.search(side)
        or any(is_name(found) for found in _NAME.finditer(side))
        or any(is_name(found) for found in _ASKED_FOR.finditer(side))
        for side in (before, after[: reach // 2])
    )


def someones_own(plain: str, start: int, end: int, reach: int = 60) -> bool:
    """Whether the words beside it say that it is a person's: "her", "lives at", "home"."""
    before, after = around(plain, start, end, reach)
    return bool(_OWN.search(before) or _OWN.search(after[:20]))


def is_name(found: re.Match[str]) -> bool:
    """Whether a pair of capitalised words begins with a known first name."""
    return found[1].lower() in FIRST_NAMES


def around(plain: str, start: int, end: int, reach: int) -> tuple[str, str]:
    """What stands before and after, no further than reach and than the paragraph."""
    before = _BLANK_LINE.split(plain[max(0, start - reach) : start])[-1]
    after = _BLANK_LINE.split(plain[end : end + reach], maxsplit=1)[0]
    return before, after
