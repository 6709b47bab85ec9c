"""What the name of a person looks like, and what looks like one and is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from unicodedata import combining, normalize

from disclosure_log.leaks.text.nearby import FIRST_NAMES
from disclosure_log.leaks.text.pattern import Pattern


def words_of(text: str) -> frozenset[str]:
    """A list of words that is written as a text, to be read and added to."""
    return frozenset(text.split())


#: Forenames that tell a person from a place: those of nearby, and more of today's Britain.
FORENAMES: Final = FIRST_NAMES | words_of("""
    abbie abdullah adele aimee alana alasdair alastair alec alejandro alessandro alexis allan
    allison alun amir amit ana anand anastasia andreas andrzej andy angus anil anish ann annie
    antonio anwen arjun arthur arun asif astrid austin ava ayesha beata becky belinda bernadette
    bethan beverley blessing bob brandon brendan bryn calum camilla carla carole carys cathy
    catriona ceri chantal cheryl chidi ciara claudia colette courtney curtis cynthia dafydd
    danielle danny daryl dean deirdre delyth desmond dewi dilys dipak doris eduardo efa eilidh
    elaine eleanor elena elin elisabeth eloise emeka emmanuel erica eunice euan ewa ewan felix
    fergus finlay frankie gabriel gail garry gaynor georgina gerard gethin glenn glenys grzegorz
    gwyn hamish hanna hari hilda huw hywel idris ieuan ifan imogen ingrid iona ismail isobel iwan
    jakub jan jaroslaw javed jerome jorge jose juan juliet justine kamal kamran karim karl
    katarzyna kate kathy katrina katy kayleigh kelvin kenny kimberley kiran krystyna krzysztof
    lakshmi lara layla lena lenny lindsey llinos lola louisa lucia luis maciej madeleine magdalena
    mahmoud mair mairi malgorzata manjit manuel marc marcin marco marek marianne mario marta
    mateusz matt maya mehmet mercy michal michele mike mildred mina miranda mitchell moses myra
    nasreen natalia nerys niall nikki nuala oluwaseun osman owain pablo pam parveen patrycja pavel
    pawel pedro percy petra philippa piotr pippa precious priti quentin rachael raj ramesh ranjit
    rashid raul rebecca rees reginald rehana reuben rhian rhona ricardo robbie roberta roderick
    roisin roland ronan rosa rosanna rupert sadia saeed saima sanjay saskia sebastian selina serena
    shabnam shane shaun shelley shona silvia sioned sonia stacy stefan stephan sunita suresh
    susanna susanne suzanna syed tahir tamara tania tariq tasha ted terence tess tiffany tomasz
    tommy toni tristan tudor ursula usha usman vicki victor vijay vikram vivian vivienne wanda
    wiktoria winston wojciech yolanda yvette zachary zahra zainab zofia zuzanna
    """)

#: Heads of what is no person: the name before them is a body's, a place's or a company's.
BODIES: Final = words_of("""
    academy administration agency association authority borough branch bureau centre chambers
    charity choir church clinic club college commission committee company constabulary consulting
    contractors cooperative corporation council department directorate district division enterprises
    estates executive federation firm forum foundation friends funeral garage group groups guild
    hall holdings hospital hospice hotel hub institute institution laboratories ltd limited llp
    ministry museum network nhs nursery office organisation panel parish partners partnership plc
    police practice programme project restaurant school schools section service services society
    solicitors sons stores surgery system team teams theatre tribunal trust trustees union unit
    university works bank bakery bar bros brothers builders cafe catering cleaning electrical foods
    kebab kebabs motors pizza plumbing salon shop stables takeaway tavern taxis transport arms inn
    court house lodge cottage farm building buildings road street lane avenue drive close crescent
    way gardens green park place square terrace hill grove view mews walk row wharf estate common
    wood woods bridge quay station cemetery playground library pool site ward depot
    """)

#: Words of posts and of subjects, which stand in the last lines of letters in place of a name.
POSTS: Final = words_of("""
    access accountant acting administrator adult adults adviser advisor affairs allocation and
    analyst appeals applications archivist assistant associate assurance audit auditor benefits
    building business cabinet care case ceo chair chairman chairperson chief children children's
    city civil clerk coach collections commercial commissioning commissioner communications
    communities community complaints compliance contact control coordinator co-ordinator corporate
    council's county customer customers data delivery democratic deputy desk development digital
    direct director disclosure duty economy editor education eir electoral emergency engagement
    engineer enquiries environment environmental enforcement equality exchequer external families
    family feedback finance financial fire foi foia foisa for freedom front full general governance
    governor greater hd head headteacher health highways home housing hr human ico improvement
    information inspector insurance interim internal it joint junior justice lead leader learning
    legal leisure librarian licensing litigation local mailbox maintenance management manager
    member members minister monitoring national neighbourhood of officer officers operations
    operational our on parking people performance permits personnel planner planning policy
    portfolio practitioner president principal privacy procurement property protection public
    quality records recovery recruitment registrar registration regeneration regional regulation
    regulatory relations request requests research resident residents resilience resource resources
    response responses returning review reviewer revenues rights roads royal rural safeguarding
    safety sar secretary security senior shared skills social solicitor special specialist staff
    standards statutory strategic strategy streets subject supervisor support surveyor
    sustainability systems tax technical technology telephone the to town trading traffic training
    transformation travel treasurer vice waste welfare wellbeing worker workforce youth yours north
    south east west northern southern eastern western central upper lower great new old united
    kingdom england scotland wales british english scottish welsh dear sir madam sirs tel phone
    mobile email e-mail fax web website ddi ext enc encs cc
    """)

# Words that begin a sentence or stand alone as often as any name does.
_NOT_NAMES: Final = words_of("""
    a about after again all also an any appendix are as at attached be because below but by can
    cancelled closed date dates did do does draft each enclosed enclosure every final first from
    further had has have he hello help her his how however i if in is its january february march
    july september october november december monday tuesday wednesday thursday friday saturday
    sunday last less more most much no none not note notes now number once one only open or other
    others out over page part paid per please questions reference regarding reply re same see
    several she since so some sincerely faithfully regards thank thanks that their them then there
    these they this those thus today total two under until up upon very was we were what when where
    which while who why will with within without yes you your na nil null true false unknown
    various vacant withheld redacted removed day night respectfully cheers signed signature name
    question answer section freedom act regulation regulations schedule table figure annex male
    female average sum year month week quarter street type status cost grade band
    """)

HONORIFIC: Final = r"(?:Mrs?|Miss|M[sx]|Dr|Prof(?:essor)?|Sir|Dame|Revd?|Reverend|Lady|Lord)"
_HONORIFIC: Final = Pattern(rf"{HONORIFIC}\.?\Z", re.IGNORECASE)
_TOKEN: Final = Pattern(r"[^\s;|()<>\[\]]+")
_NAME: Final = Pattern(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?\Z")
_PARTICLES: Final = words_of("van von de der den la le di da dos del ap ab bin bint ibn al el y")
_CUT: Final = Pattern(r"[,;|(\[<\t/]| [-–—] |\s{3,}")


def bare(token: str) -> str:
    """A word in small letters without accents and without the marks around it."""
    word = token.strip(".,:;*_'’\"“”()!").casefold()
    if word.isascii():
        return word
    return "".join(c for c in normalize("NFKD", word) if not combining(c))


def is_honorific(token: str) -> bool:
    """Whether it is Mr, Dr or the like."""
    return _HONORIFIC.match(token.strip("*_,")) is not None


def is_name(token: str) -> bool:
    """Whether a word may be part of a person's name: a capital, letters, and no other known use."""
    token = token.strip('*_"“”,:!')
    if not token or not token[0].isupper() or not _NAME.match(token):
        return False
    word = bare(token)
    return (
        word in FORENAMES
        or len(word) == 1
        or not (word in POSTS or word in BODIES or word in _NOT_NAMES)
    )


def tokens(line: str) -> list[str]:
    """The words of a line up to the first comma, bracket, bar or spaced dash."""
    return _TOKEN.findall(_CUT.split(line.strip(' \t>*_|#"“”-'), maxsplit=1)[0])


def leading_name(words: Sequence[str]) -> int:
    """How many of the first words, without an honorific, are a person's name."""
    count = 0
    for number, word in enumerate(words[:6]):
        follows = number + 1 < len(words) and is_name(words[number + 1])
        if not is_name(word) and not (count and follows and bare(word) in _PARTICLES):
            break
        count += 1
    return count


def person_at(line: str, *, sure: bool = False) -> bool:
    """Whether a line is, or begins with, the name of a person rather than a post or a body.

    `sure` asks for more than two capitalised words: a known forename, initials or an honorific.
    """
    words = tokens(line)
    if not words:
        return False
    if is_honorific(words[0]):
        return len(words) > 1 and leading_name(words[1:]) > 0
    count = leading_name(words)
    if not 0 < count <= 4:
        return False
    rest = [bare(word) for word in words[count:]]
    known = bare(words[0]) in FORENAMES and words[0].casefold() != "tîm"  # Welsh for a team
    if any(word in BODIES for word in rest) and not (known and count > 1):
        return False
    if known or _initials(words[:count]):
        return count > 1 or not rest
    return not sure and not _wordy(rest) and (count > 1 or not rest)


def _wordy(rest: Sequence[str]) -> bool:
    """Whether what follows reads on as a sentence does."""
    return any(word in _NOT_NAMES for word in rest)


def _initials(words: Sequence[str]) -> bool:
    """Whether there is “J Smith” or “Smith J.”: one letter beside a longer name."""
    lengths = [len(bare(word)) for word in words]
    return 2 <= len(words) <= 4 and 1 in lengths and max(lengths) > 2


def is_person(cell: str) -> bool:
    """Whether a whole cell is a person's name: “Jane Smith”, “SMITH, Jane”, “Dr J Smith”."""
    cell = cell.strip()
    if not 3 <= len(cell) <= 60 or any(letter.isdigit() for letter in cell):
        return False
    last, comma, first = cell.partition(",")
    words = f"{first} {last}".split() if comma else cell.split()
    if words and is_honorific(words[0]):
        return len(words) > 1 and leading_name(words[1:]) == len(words) - 1
    words = [word.capitalize() if word.isupper() and len(word) > 2 else word for word in words]
    if not 2 <= len(words) <= 4 or leading_name(words) != len(words):
        return False
    return bare(words[0]) in FORENAMES or _initials(words)
