"""Words that cannot both be so of the same: highest and lowest, rose and fell, won and lost."""

from itertools import product

_PAIRS = (
    "highest/lowest most/least/fewest largest/smallest biggest/smallest first/last oldest/newest/youngest best/worst "
    "longest/shortest fastest/slowest at_least/at_most over/under above/below before/after rose/fell rises/falls "
    "increased/decreased increase/decrease up/down more/less more/fewer higher/lower warmer/colder warmer/cooler "
    "larger/smaller bigger/smaller longer/shorter older/younger faster/slower earlier/later allowed/forbidden "
    "allowed/prohibited permitted/forbidden permitted/prohibited always/never all/none both/neither everyone/nobody "
    "inside/outside north/south east/west northern/southern eastern/western left/right maximum/minimum early/late "
    "approved/rejected approves/rejected approved/rejects accepted/rejected passed/rejected "
    "open/closed opens/closes starts/ends begins/ends winter/summer day/night male/female husband/wife with/without "
    "including/excluding for/against won/lost married/divorced public/private true/false "
    "höchste/niedrigste größte/kleinste erste/letzte ersten/letzten mindestens/höchstens über/unter vor/nach "
    "stieg/sank stieg/fiel mehr/weniger erlaubt/verboten immer/nie mit/ohne offen/geschlossen öffnet/schließt"
)
# any of the first row against any of the second
_ROWS = (
    (
        "rise rises rose risen rising increase increases increased increasing grow grows grew growing strengthen "
        "strengthens strengthening climb climbs climbed climbing",
        "fall falls fell fallen falling decrease decreases decreased decreasing ease eases eased easing weaken weakens "
        "weakening drop drops dropped dropping shrink shrinks shrank shrinking decline declines declined declining",
    ),
    ("led leads leading ahead", "trailed trails trailing behind"),
    ("win wins winning won victory", "loss losses losing defeat defeats lost"),
    ("saved survived rescued intact unharmed", "lost destroyed burned burnt damaged"),
    ("arrive arrives arrived arriving", "leave leaves left leaving depart departs departed"),
    ("accepts accepted accept", "rejects rejected reject refuses refused refuse declines declined decline"),
    ("welcomes welcomed supports supported backs backed", "opposes opposed criticises criticised rejects fears feared"),
    ("off_its off_the", "on_its on_the"),
    ("hired appointed", "fired dismissed sacked"),
    ("gains gained", "loses lost"),
    ("safe", "unsafe dangerous"),
    ("top", "bottom"),
    ("billig günstig", "teuer"),
    ("steigt stieg gestiegen zunehmend", "sinkt sank gesunken fällt fiel gefallen abnehmend"),
    (
        "beschlossen genehmigt angenommen bewilligt befürwortet beschließt gebilligt",
        "abgelehnt verworfen zurückgewiesen lehnt",
    ),
    ("erlaubt gestattet zulässig möglich", "verboten untersagt unzulässig unmöglich"),
    ("erhöht gestiegen angehoben verlängert", "gesenkt gekürzt verringert verkürzt"),
    ("gesperrt geschlossen", "befahrbar geöffnet freigegeben"),
    ("bestanden", "durchgefallen"),
    ("inklusive einschließlich inbegriffen enthalten", "exklusive ausschließlich ausgenommen"),
    ("freiwillig", "verpflichtend vorgeschrieben pflicht"),
    ("kostenlos kostenfrei gratis", "kostenpflichtig"),
    ("optional voluntary", "mandatory compulsory obligatory required"),
    ("possible legal valid", "impossible illegal invalid"),
    ("easy simple", "difficult hard"),
    ("extended lengthened raised", "shortened cut lowered"),
    ("passed", "failed blocked"),
    # what is decided, and what is done with it
    (
        "approved approves accepted accepts adopted adopts upheld upholds endorsed endorses ratified ratifies",
        "rejected rejects declined declines overturned overturns vetoed vetoes blocked blocks refused refuses",
    ),
    ("upheld upholds confirmed confirms", "overturned overturns quashed quashes reversed reverses"),
    (
        "resumed resumes continued continues restarted restarts",
        "suspended suspends halted halts stopped stops ended ends cancelled cancels",
    ),
    ("cancelled cancels canceled abgesagt", "postponed postpones delayed delays verschoben"),
    # what becomes of a level
    (
        "raised raises hiked hikes lifted lifts",
        "lowered lowers cut cuts reduced reduces kept keeps held holds left unchanged",
    ),
    (
        "lowered lowers reduced reduces",
        "raised raises hiked hikes lifted lifts kept keeps held holds left unchanged",
    ),
    ("hired hires", "fired fires dismissed dismisses sacked sacks"),
    ("arrested arrests detained detains imprisoned jailed", "released releases freed frees acquitted"),
    ("acquitted", "convicted"),
    ("verhaftet verhaftete festgenommen", "freigelassen entlassen freigesprochen"),
    ("freigesprochen", "verurteilt"),
    ("zahlt zahlte gezahlt ausgezahlt", "streicht strich gestrichen"),
    ("stattgefunden", "ausgefallen abgesagt"),
    ("eingeschaltet angeschaltet", "ausgeschaltet abgeschaltet"),
    ("aufgemacht aufgeschlossen", "zugemacht abgeschlossen"),
    ("zugenommen angestiegen angehoben zugelegt", "nachgegeben abgenommen abgesunken zurückgegangen gesenkt gekürzt"),
    ("fortgesetzt", "abgebrochen eingestellt beendet"),
    ("angekommen", "abgefahren abgeflogen"),
    ("zugestimmt zugelassen", "abgelehnt zurückgewiesen verworfen verboten untersagt"),
    ("gewann gewonnen sieg", "verlor verloren niederlage"),
)
# what goes from hand to hand: whoever buys is sold to, so that both are so where the other party is named
_CONVERSE = (
    ("bought buys purchased purchases acquired acquires", "sold sells"),
    ("borrowed borrows", "lent lends"),
    ("kaufte gekauft erwarb erworben", "verkaufte verkauft veräußerte veräußert"),
)
CONVERSE = frozenset(word for row in _CONVERSE for words in row for word in words.split())


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _PAIRS.split():
        first, *others = (each.replace("_", " ") for each in pair.split("/"))
        _add(found, [first], others)
    for one, other in (*_ROWS, *_CONVERSE):
        _add(found, *([word.replace("_", " ") for word in row.split()] for row in (one, other)))
    return {word: frozenset(others) for word, others in found.items()}


def _add(found: dict[str, set[str]], ones: list[str], others: list[str]) -> None:
    for first, second in product(ones, others):
        found.setdefault(first, set()).add(second)
        found.setdefault(second, set()).add(first)


OPPOSITES = _opposites()

# sides of a thing that has both; a text that means one of them names that one
_SIDES = (
    "left/right upper/lower front/rear inner/outer northern/southern eastern/western hot/cold linke/rechte "
    "linken/rechten linker/rechter linkes/rechtes obere/untere oberen/unteren vordere/hintere vorderen/hinteren "
    "innere/äußere inneren/äußeren warme/kalte warmen/kalten"
)
SIDES = dict(
    side for pair in _SIDES.split() for one, other in [pair.split("/")] for side in ((one, other), (other, one))
)
