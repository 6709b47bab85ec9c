"""Words for invented records: lists of our own, and coined names without end.

A real log's vocabulary has no bottom: a few words stand everywhere, and every other record brings
a place, a firm or a code that no record had. `ZipfDraw` draws by rank, and `coined` gives every
rank a name.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from random import Random

#: Topic: its words in the site, the department that mostly answers, what is asked about.
TOPICS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "parking": (
        "Parking",
        "Parking Services",
        (
            *("penalty charge notices", "parking permits", "pay and display machines"),
            *("disabled bays", "appeals against parking notices", "car park income"),
            *("residents' parking zones", "enforcement officers", "camera enforcement"),
        ),
    ),
    "housing": (
        "Housing",
        "Housing",
        (
            *("council homes", "housing repairs", "temporary accommodation", "empty homes"),
            *("homelessness applications", "damp and mould reports", "rent arrears"),
            *("right to buy sales", "housing register applications", "fire safety inspections"),
        ),
    ),
    "roads": (
        "Roads",
        "Highways",
        (
            *("potholes", "road resurfacing", "street lights", "gritting routes", "road closures"),
            *("claims for damage to vehicles", "traffic signals", "speed humps", "drain covers"),
        ),
    ),
    "education": (
        "Education",
        "Education",
        (
            *("school admissions appeals", "school exclusions", "home tuition", "school meals"),
            *("home to school transport", "special educational needs plans", "school buildings"),
            *("attendance penalty notices", "academy conversions"),
        ),
    ),
    "children-and-families": (
        "Children and families",
        "Children's Services",
        (
            *("foster carers", "children in care", "agency social workers"),
            "child protection plans",
            *("children's homes", "adoption payments", "family hubs", "care leavers"),
        ),
    ),
    "finance": (
        "Finance",
        "Finance",
        (
            *("payments to suppliers", "agency spending", "purchase card payments", "reserves"),
            *("loans to other bodies", "consultancy fees", "late payment charges", "grants"),
            *("investment losses", "audit reports"),
        ),
    ),
    "planning": (
        "Planning",
        "Planning",
        (
            *("planning applications", "planning enforcement cases", "section 106 contributions"),
            *("pre-application advice", "tree preservation orders", "appeal costs"),
            "listed buildings",
            *("neighbourhood plans", "viability assessments"),
        ),
    ),
    "staff": (
        "Staff",
        "Human Resources",
        (
            *("sickness absence", "settlement agreements", "vacant posts", "senior salaries"),
            *("apprenticeships", "disciplinary cases", "staff turnover", "exit payments"),
            "overtime",
        ),
    ),
    "environment": (
        "Environment",
        "Environmental Health",
        (
            *("air quality readings", "noise complaints", "fly-tipping reports", "flood defences"),
            *("contaminated land surveys", "tree felling", "water samples", "pest control visits"),
        ),
    ),
    "licensing": (
        "Licensing",
        "Licensing",
        (
            *("taxi licences", "premises licences", "street trading consents", "licence reviews"),
            *("animal boarding licences", "scrap metal licences", "licence suspensions"),
        ),
    ),
    "waste-and-recycling": (
        "Waste and recycling",
        "Waste and Recycling",
        (
            *("missed bin collections", "recycling rates", "garden waste subscriptions"),
            *("bulky waste collections", "recycling centre visits", "waste contracts"),
            "litter bins",
        ),
    ),
    "adult-social-care": (
        "Adult social care",
        "Adult Social Care",
        (
            *("care home fees", "direct payments", "home care visits", "deferred payments"),
            *("care assessments", "safeguarding referrals", "respite care", "day centres"),
        ),
    ),
    "council-tax": (
        "Council tax",
        "Revenues and Benefits",
        (
            *("council tax arrears", "council tax reductions", "liability orders", "band changes"),
            *("second home premiums", "enforcement agent visits", "discretionary payments"),
        ),
    ),
    "information-technology": (
        "Information technology",
        "Digital and Technology",
        (
            *("software contracts", "cyber security incidents", "mobile phone contracts"),
            *("data centre costs", "lost laptops", "network equipment", "cloud services"),
            "printers",
        ),
    ),
    "contracts": (
        "Contracts and procurement",
        "Procurement",
        (
            *("contract extensions", "tender evaluations", "framework agreements", "waivers"),
            *("insurance contracts", "cleaning contracts", "security contracts"),
            "energy contracts",
        ),
    ),
    "business-and-economy": (
        "Business and economy",
        "Economic Development",
        (
            *("business rates accounts", "business rates relief", "market stalls"),
            "business grants",
            *("empty shops", "town centre visitors", "enterprise loans"),
        ),
    ),
    "council-and-democracy": (
        "Council and democracy",
        "Democratic Services",
        (
            *("councillors' allowances", "petitions", "election costs", "standards complaints"),
            *("postal votes", "committee attendance", "civic events", "public questions"),
        ),
    ),
    "health-and-safety": (
        "Health and safety",
        "Health and Safety",
        (
            *("accidents at work", "food hygiene inspections", "asbestos surveys"),
            "assaults on staff",
            *("safety notices", "first aid training"),
        ),
    ),
    "libraries-and-leisure": (
        "Libraries and leisure",
        "Libraries and Leisure",
        (
            *("library visits", "library closures", "swimming lessons", "leisure centre repairs"),
            *("play areas", "allotments", "museum loans", "sports pitches"),
        ),
    ),
    "property": (
        "Land and property",
        "Property Services",
        (
            *("land sales", "lease renewals", "community asset transfers", "office moves"),
            *("surplus buildings", "public toilets", "cemetery plots", "farm tenancies"),
        ),
    ),
    "transport": (
        "Transport",
        "Transport Planning",
        (
            *("bus subsidies", "concessionary passes", "cycle lanes", "school crossing patrols"),
            *("electric vehicle chargers", "bus shelters", "traffic counts", "park and ride use"),
        ),
    ),
}

#: Departments that answer beside a topic's own, seldom.
OTHER_DEPARTMENTS = ("Legal Services", "Communications", "Public Health", "Customer Services")

REASONS = (
    *("late reports", "damage", "no valid permit", "weather", "withdrawn by the applicant"),
    *("no response", "out of time", "duplicate", "referred elsewhere", "safety", "noise"),
    *("access refused", "change of circumstances", "cost", "staff shortage", "appeal upheld"),
    *("insufficient evidence", "third party works", "equipment fault", "other"),
)
COLUMNS = (
    *("Received", "Closed", "Upheld", "Refused", "Open at year end", "Cost (£)", "Average days"),
    *("Paid", "Cancelled", "Inspected", "Repaired", "Budget (£)", "Spent (£)", "Posts", "Vacant"),
)
#: General words, most usual first; drawn by rank.
NOUNS = (
    *("service", "report", "team", "contract", "policy", "review", "budget", "scheme", "officer"),
    *("committee", "project", "system", "assessment", "application", "inspection", "programme"),
    *("complaint", "decision", "account", "register", "plan", "survey", "agreement", "payment"),
    *("grant", "meeting", "invoice", "case", "visit", "record", "target", "framework", "strategy"),
    *("procedure", "consultation", "partnership", "supplier", "tenant", "resident", "household"),
    *("premises", "building", "vehicle", "route", "depot", "notice", "permit", "licence", "appeal"),
    *("audit", "risk", "incident", "repair", "upgrade", "tender", "lease", "valuation"),
    "boundary",
    *("forecast", "saving", "overspend", "reserve", "subsidy", "levy", "tariff", "rebate"),
    "refund",
    *("workshop", "briefing", "minute", "agenda", "protocol", "charter", "bylaw", "covenant"),
    *("easement", "culvert", "embankment", "parapet", "bollard", "kerb", "verge", "hedgerow"),
    *("reservoir", "sluice", "outfall", "gully", "manhole", "pylon", "substation", "boiler"),
    *("lift", "canopy", "pavilion", "bandstand", "slipway", "jetty", "towpath", "viaduct"),
    *("weighbridge", "compactor", "skip", "trommel", "leachate", "borehole", "piezometer"),
)
ADJECTIVES = (
    *("annual", "local", "current", "total", "average", "monthly", "new", "public", "internal"),
    *("external", "formal", "additional", "separate", "previous", "final", "draft", "relevant"),
    *("joint", "regional", "temporary", "permanent", "seasonal", "emergency", "routine", "digital"),
    *("voluntary", "statutory", "interim", "provisional", "quarterly", "corporate", "independent"),
    *("rural", "coastal", "urban", "derelict", "refurbished", "modular", "bespoke", "ancillary"),
    *("contingent", "outstanding", "retrospective", "cumulative", "phased", "peripatetic"),
)
VERBS = (
    *("recorded", "reviewed", "approved", "received", "completed", "inspected", "reported"),
    *("published", "assessed", "updated", "funded", "agreed", "closed", "transferred", "repaired"),
    *("replaced", "awarded", "audited", "monitored", "consulted on", "deferred", "renewed"),
    *("suspended", "extended", "retendered", "surveyed", "reclassified", "decommissioned"),
    *("apportioned", "reconciled", "mothballed", "relocated", "escalated", "ringfenced"),
)
_HEADS = (
    *("Alder", "Amber", "Barrow", "Beacon", "Birch", "Bram", "Brindle", "Burn", "Cald", "Chalk"),
    *("Clay", "Colder", "Copper", "Crane", "Crow", "Dapple", "Dene", "Drum", "Dun", "Elder", "Fal"),
    *("Fenner", "Flint", "Fox", "Gander", "Gorse", "Grange", "Grim", "Hazel", "Heron", "Hob"),
    *("Holm", "Ivy", "Jack", "Kestrel", "Kiln", "Lark", "Linnet", "Lober", "Mallow", "Marl"),
    *("Mere", "Moss", "Nettle", "Oaken", "Otter", "Pack", "Pebble", "Quarrel", "Raven", "Reed"),
    *("Rook", "Rush", "Sallow", "Sedge", "Shingle", "Slate", "Sorrel", "Stell", "Swarth", "Tarn"),
    *("Teasel", "Thistle", "Thrush", "Tumble", "Umber", "Vetch", "Wander", "Whin", "Wick"),
    "Yarrow",
)
_MIDDLES = ("", "er", "en", "ing", "le", "ow", "ar", "ish", "el", "am")
_TAILS = (
    *("bourne", "by", "combe", "cote", "dale", "den", "don", "fold", "ford", "gate", "ham"),
    *("hithe", "holt", "hurst", "ley", "low", "mere", "mouth", "ness", "side", "stead", "stoke"),
    *("thorpe", "thwaite", "ton", "wall", "well", "wick", "with", "worth"),
)
STREETS = ("Road", "Street", "Lane", "Avenue", "Close", "Way", "Terrace", "Hill", "Drive", "Row")
FIRMS = (
    *("Services Ltd", "Group", "Consulting Ltd", "Construction Ltd", "Care Ltd", "Systems Ltd"),
    *("Environmental Ltd", "Associates", "Partnership", "Logistics Ltd", "Energy Ltd", "Trust"),
)
_COINED = len(_HEADS) * len(_MIDDLES) * len(_TAILS)


def coined(rank: int) -> str:
    """The name of a rank: neighbours in rank are not neighbours in the alphabet."""
    number = rank * 7919 % _COINED
    number, tail = divmod(number, len(_TAILS))
    head, middle = divmod(number, len(_MIDDLES))
    again = rank // _COINED
    name = f"{_HEADS[head % len(_HEADS)]}{_MIDDLES[middle]}{_TAILS[tail]}"
    return f"{name} {_HEADS[again % len(_HEADS)]}" if again else name


class ZipfDraw:
    """Draws words so that the n-th is `n ** exponent` times rarer than the first."""

    def __init__(self, words: Sequence[str], exponent: float = 1.0) -> None:
        self._words = words
        self._heights = zipf_heights(len(words), exponent)

    def __call__(self, rng: Random) -> str:
        return self._words[bisect(self._heights, rng.random() * self._heights[-1])]


class CoinedDraw:
    """Draws coined names, the first ranks far more often than the last of `names`."""

    def __init__(self, names: int, exponent: float = 0.9, start: int = 0) -> None:
        self._heights = zipf_heights(names, exponent)
        self._start = start

    def __call__(self, rng: Random) -> str:
        rank = bisect(self._heights, rng.random() * self._heights[-1])
        return coined(self._start + rank)


@cache
def zipf_heights(count: int, exponent: float) -> tuple[float, ...]:
    """Cumulated Zipf weights of so many ranks."""
    return tuple(accumulate((rank + 2.0) ** -exponent for rank in range(count)))
