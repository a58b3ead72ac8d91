"""The words by which an English question leans on what was said before."""

import re

from intents.grammar import ADVERBS, ASKS, GENERIC, HELPS, ORDERS, PLACED, PREPOSITIONS, ROOMS, table
from intents.leads import (
    CorrectionWords,
    FragmentWords,
    Leads,
    OrderWords,
    PronounWords,
    ReplyWords,
    either,
    pattern,
)

NAME = r"[^\W\d_][\w.'’-]*"
FORMS = either("is, was, are, were, do, does, did, has, have, had, will, would, can, could, should")
SWITCHING = table(
    """
    brighten close decrease dim increase lock lower make open pause put raise set shut start stop switch turn unlock
    """
)
STEPS = either(
    """
    louder, quieter, softer, brighter, dimmer, darker, lighter, warmer, cooler, colder, hotter, higher, lower, faster,
    slower
    """
)
SIZE = either(
    """
    (?:a )?(?:(?:little |tiny |wee )?bit|little|smidge|smidgen|tad|touch), (?:a )?lot, lots, loads, even,
    much, slightly, still, just, way, and, now, then, but, no
    """
)
BEHIND = either(
    rf"""
    on, off, up, down, out, back, to, by, for, until, when, if, and, again, now, please, too, also, tomorrow, tonight,
    {STEPS}
    """
)
# Verbs that end what a question is about: "when was the tower built".
VERBS = either(
    r"""
    \w+ed, born, built, made, written, sung, shot, won, held, found, alive, dead, die, start, end, begin, open, close,
    play, playing, win, lose, lost, doing, work, live, mean, cost, happen, come, get, go, stand, on, off
    """
)

NOW = r"(?:(?:and|then|now|ok|okay) )*"
SUM = r"(?:it|that|this|the result|the answer|the total)"

FRAGMENTS = FragmentWords(
    own=pattern(rf"(?:{'|'.join(sorted(ASKS | HELPS | ORDERS))})\b"),
    lead=pattern(
        r"^(?:(?:ok|okay|and|or|but|so|then|now|also|hmm|great|thanks|thank you)\b[\s,]*)*",
        r"(?:which ones?(?= (?:this|next|on|today|tonight|tomorrow)\b)",
        r"|(?:is|was|will) it(?: be)?(?= (?:later|next \w+|on \w+day|this \w+|today|tomorrow|tonight|yesterday)$)",
        r"|(?:what|how|how's) (?:about|bout)|what if|what of|and|or|but|also|(?:now|then)(?= (?:the|in|for)\b)",
        r"|(?:do )?(?:the )?same(?: thing)?(?: again)?(?= (?:in|for|with|at|on)\b))\b[\s,]*",
        r"(?:with (?=the ))?(?:it (?:is|'s)\s+)?",
    ),
    phrase=pattern(
        r"(?P<by>of|by|in|on|over|at|for|from|with|without|since|before|after|against|during|to|about|under|than) ",
        r"\S+(?: \S+){0,4}",
    ),
    bound=table("of by to than about"),
    day_after=pattern(
        r"(?:(?:and|then|what about|how about|on|for) )*"
        r"(?:the )?(?:(?:day|one) (?:after|(?P<before>before))(?: that| then)?|(?:next|following) day)"
    ),
    tail=pattern(r"[\s,]+(?:too|as well|also|then|instead)$"),
    within=pattern(r"^(?:in|for|at|near|on|to|with|it's|it is) "),
    there=pattern(
        r"\b(?<!is )(?<!are )(?<!was )(?<!will )there\b",
        r"(?! (?:a|an|any|be|is|are|was|will|some|going)\b)|\bover there\b",
    ),
    compares=pattern(
        r"\bit(?:'s| is| be| get| going to (?:be|get))? (?:any |much |a bit )*",
        r"(?:better|worse|nicer|warmer|colder|cooler|hotter|milder|drier|wetter|sunnier|windier|brighter|clearer",
        r"|clear up)\b",
        r"(?!.* than\b)",
    ),
    now=pattern(r"\b(?:now|right now|at the moment|currently)\b"),
    item=re.compile(r"(?!(?:in|on|at|for|of|to|by|with|from)\b)[^\W_][\w'’-]*(?: [^\W_][\w'’-]*){0,4}"),
    place=re.compile(rf"^(?:in |for |at |near )?(?P<the>the )?(?P<name>{NAME}(?:,? {NAME}){{0,3}})$"),
    calculates_on=pattern(r"^(?:and |then |now )*((?:times|plus|minus|divided by|multiplied by)\b.*\w)"),
    sums=(
        (pattern(rf"{NOW}double {SUM}"), "times 2"),
        (pattern(rf"{NOW}triple {SUM}"), "times 3"),
        (pattern(rf"{NOW}(?:halve {SUM}|(?:what is )?half (?:of )?{SUM})"), "divided by 2"),
        (pattern(rf"{NOW}add (\d[\d.,]*)(?: to {SUM})?"), r"plus \1"),
        (pattern(rf"{NOW}(?:subtract|take away|take off) (\d[\d.,]*)(?: from {SUM})?"), r"minus \1"),
        (pattern(rf"{NOW}multiply (?:{SUM} )?by (\d[\d.,]*)"), r"times \1"),
        (pattern(rf"{NOW}divide (?:{SUM} )?by (\d[\d.,]*)"), r"divided by \1"),
        (pattern(rf"{NOW}split {SUM} (?:between|among|by) (\d+)(?: people| of us)?"), r"divided by \1"),
        (pattern(rf"{NOW}split {SUM} (\d+) ways"), r"divided by \1"),
    ),
    converts=pattern(
        rf"{NOW}(?:(?:convert|change|turn) {SUM}|(?:how (?:much|many) is|what is|what's|whats) {SUM}|{SUM}) "
        r"(?:in|to|into) (?P<unit>[^\W\d]+(?: [^\W\d]+)?)"
    ),
    in_unit=pattern(rf"{NOW}in (?P<unit>[^\W\d]+(?: [^\W\d]+)?)"),
    conversion="convert {} to {}",
    lacking=pattern(
        r"(?:and |but |so |then |or )*(",
        either(
            """
            (?:by|with|for|from|to|of|at|in|against) (?:whom?|what|which|where|what time), by how (?:much|many|far),
            who by, who with, who for,
            (?:since|until|for|from|in) (?:when|how long|which year|which city|which country), what for, where from,
            at what time, when, where, why, how, how come, which,
            how (?:long|much|many|often|far|high|big|old|tall|fast),
            what (?:time|year|day|date|channel|color|kind|gate|terminal|score), which (?:gate|terminal|channel), who
            """
        ),
        r")(?: (?:exactly|then))?",
    ),
    asks=pattern(
        r"^(?:(?:by|in|at|for|with|from) )?",
        r"(?:who|whom|what|when|where|why|which|how(?: (?:much|many|long|far|often|old|tall))?)",
        rf"(?:(?P<short>'s)|(?= {FORMS}\b))\s*",
    ),
    full="is",
    who=pattern(r"(?:who|what|which)\b"),
    small_talk=pattern(
        "(?:",
        either(
            """
            ok, okay, thanks, thank you, great, good, cool, nice, perfect, awesome, hello, hi, hey, bye, goodbye,
            alright, all right, i see, got it, good (?:morning|afternoon|evening|night), see you, later, athena,
            very much, so much, a lot, how are you, wow, fine, well done, good job, no, yes
            """
        ),
        "(?: |$))+",
    ),
    generic=GENERIC,
    rooms=ROOMS,
    placed=PLACED | table("time date day"),
    weather=PLACED - table("time traffic news sun")
    | table(
        """
        blizzard chilly chillier colder cooler degree degrees drizzle drizzling fog foggy freeze hail hotter outside
        pouring storm stormy sunnier thunder warmer wetter windier
        """
    ),
    at_place="in {}",
    inside="in the {}",
    town="weather in {}",
)

ORDER = OrderWords(
    verbs=ORDERS | SWITCHING,
    switching=SWITCHING,
    object=pattern(
        rf"\b(?:{'|'.join(sorted(SWITCHING))})\s+(?:back\s+)?(?:(?:on|off|up|down|out)\s+)?",
        r"(?P<x>(?!(?:in|at|on|off|up|down|to|it|them|that|this|these|those)\b)[^\s,]+",
        rf"(?:\s+(?!(?:in|at|of|{BEHIND})\b)[^\s,\d]+){{0,5}})",
        r"(?P<where>\s+(?:in|on|at|of) (?:the |my |our )[a-z']+(?: (?:room|yard))?)?",
        rf"(?=\s*(?:$|[,.!?]|(?:in|at|of|{BEHIND})\b|\d))",
    ),
    before=pattern(r"^(?:(?:also|and|but|now|ok|okay|or|so|then)\b[\s,]*)+"),
    again=pattern(
        r"(?:and |now |then )*",
        either(
            """
            (?:do|say|try|play) (?:it|that|this|so) (?:again|once more|one more time), again, once again, once more,
            one more time, repeat, repeat that, repeat it, try again, same again, another one, one more,
            (?:do )?the same(?: thing)?(?: again)?
            """
        ),
    ),
    more=pattern(rf"(?:{SIZE} )*(?:more|further)(?: (?:again|than that))?|(?:(?:it|that) is )?(?:still )?not enough"),
    less=pattern(rf"(?:{SIZE} )*less(?: (?:again|than that))?|not (?:so|that|quite so) much|(?:that is )?too much"),
    much=pattern(r"\b(?:an? (?:little |tiny )?(?:bit|little|tad|touch|lot)|slightly|much)\b"),
    degree=pattern(rf"(?:{SIZE} |go )*({STEPS})(?: (?:again|now|still|too|a bit|then))*"),
    complaint=pattern(
        rf"(?:{SIZE} )*(?:(?:it is|that is|they are) )?(?:{SIZE} )*(?:too|not so|not that) ",
        r"(loud|quiet|bright|dark|dim|high|low|fast|slow)(?: (?:now|for me|in here))*",
    ),
    position=pattern(
        r"(?:(?:and|now|then|but|turn|switch|put|all|straight|right|back) )*",
        r"(?P<to>on|off|up|down|open|close|closed|shut|lock|unlock)(?: (?:again|now|too|back))*",
        r"(?: (?P<when>(?:after|at|before|by|for|from|in|later|on|tomorrow|tonight|until)\b.*))?",
    ),
    valued=pattern(
        r"(?:(?:and|also|but|then|now) )*(?P<x>(?:all|both|my|our|the) [^\d]+? to (?:\d+|[a-z]+(?: [a-z]+)?)",
        r"(?: ?(?:%|°|degrees?|percent))?)",
    ),
    sets="set {}", value="{} to {}",
    other=pattern(
        r"(?:(?:and|also|now|then|but|do|only|the same for|the same with|same for|same with|what about|how about) )*",
        r"the (?:other(?: one| ones| two)?|others)(?: (?:too|as well|also|now|then))*",
    ),
    other_one=pattern(r"\b(?:the )?other (?:one|ones)\b"),
    opposites={
        "up": "down", "down": "up", "louder": "quieter", "quieter": "louder",
        "softer": "louder", "brighter": "dimmer", "dimmer": "brighter", "darker": "brighter", "lighter": "darker",
        "warmer": "cooler", "cooler": "warmer", "colder": "warmer", "hotter": "cooler", "higher": "lower",
        "lower": "raise", "raise": "lower", "increase": "decrease", "decrease": "increase", "dim": "brighten",
        "brighten": "dim", "faster": "slower", "slower": "faster", "open": "close", "close": "open",
    },
    complaints={
        "loud": "quieter", "quiet": "louder", "bright": "dimmer", "dark": "brighter", "dim": "brighter",
        "high": "lower", "low": "higher", "fast": "slower",
        "slow": "faster",
    },
    positions={
        "on": "turn on {}", "off": "turn off {}", "up": "turn up {}", "down": "turn down {}", "open": "open {}",
        "close": "close {}", "closed": "close {}", "shut": "close {}", "lock": "lock {}", "unlock": "unlock {}",
        "locked": "lock {}", "unlocked": "unlock {}",
    },
    made="make {} {}",
    other_of="the other {}",
    more_about="tell me more about {}",
)  # fmt: skip

WRONG = r"(?:no|nope|nah|sorry|wait|oops|oh|well|actually|rather|hmm|hold on)"
CORRECTION = CorrectionWords(
    lead=pattern(
        rf"^(?:{WRONG}\b[\s,.!-]*)*",
        r"(?:i (?:actually )?(?:mean|meant|said|wanted|was asking about|asked (?:for|about))|rather|actually",
        r"|(?P<sets>make (?:it|that)(?! so\b)|change (?:it|that) to|set (?:it|that) to)|(?:it|that) should be",
        r"|not (?:that|this|those|these)(?: ones?)?(?= (?:the|in|on|a|my)\b)",
        r"|(?:no|nope|nah|sorry|wait|oops|hold on)(?=[\s,])(?:[\s,]*it(?:'s| is))?|not here(?: but)?)\b[\s,.:]*",
    ),
    tail=pattern(r"[\s,]+(?:instead|rather|i (?:mean|meant|said))$"),
    clause=pattern(
        r"\b(?:is|are|was|were|am|do|did|does|not|isn't|wasn't|don't|didn't|i|you|me|what|who|wrong|right|correct|good|thanks)\b",
        r"|'(?:m|re|ve)\b",
    ),
    minutes=pattern(r"(?:at )?(?:half|quarter|a quarter|twenty|ten|five) (?:past|to)"),
    bare=pattern(
        rf"^(?:{WRONG}[\s,]+)*(?:i (?:said|meant) )?(?:it's )?not (?:in |for )?(?P<rest>[^,]{{3,80}})$",
    ),
    contrasts=(
        pattern(
            rf"^(?:{WRONG}[\s,]+)*(?:i (?:said|meant) )?(?:it's )?not (?:in |for )?(?P<old>[^,]{{1,60}}?)",
            r"(?:,\s*(?:but |i (?:said|meant|mean) )?| but )(?:in |for )?(?P<new>.+)$",
        ),
        pattern(
            rf"^(?:{WRONG}[\s,]+)*(?:i (?:said|meant|mean) )?(?:in |for )?(?P<new>[^,]{{1,60}}?),?\s+",
            r"(?:and )?(?:not|instead of|rather than) (?:in |for )?(?P<old>[^,]{1,60})$",
        ),
    ),
)

REPLIES = ReplyWords(
    yes=pattern(
        "(?:",
        either(
            """
            yes, yeah, yep, yup, sure, ok, okay, right, correct, exactly, absolutely, of course, definitely, do, do it,
            do that, do so, go ahead, sounds good, that is (?:right|it|correct|the one), that one, why not, i do, i did,
            i would, it is
            """
        ),
        "(?: |$))+",
    ),
    no=pattern(
        r"(?:no|nope|nah|no way|not really|do not|better not|not now|no need|neither|none|nothing)",
        r"(?: (?:no|of (?:them|those|these)|do not|not now|i do not|i did not|it is not|that is (?:all|it|not it)",
        r"|i am (?:good|fine)|nothing|else|thanks|thank you))*",
    ),
    drop=pattern(
        r"(?:(?:no|oh|actually|well|wait|ok|okay) )*",
        either(
            """
            never ?mind(?: (?:that|it|then))?, forget (?:it|that|about it|about that), leave it, do not bother, drop it,
            skip (?:it|that), (?:it|that) does not matter, no matter
            """
        ),
    ),
    lead=pattern(r"^(?:(?:yes|yeah|yep|sure|ok|okay|no|nope|oh|um|hmm|well|i (?:mean|meant|said))\b[\s,.!]*)+"),
    offer=pattern(
        r"\b(?:shall i|should i|do you want me to|would you like me to|may i|can i|want me to) (?P<x>[^?]+?)",
        r"(?: for you)?(?:,? or not)?(?:,? now)?\W*$",
    ),
    meaning=pattern(
        r"^.*?\b(?:(?:do|did) you (?:mean|want(?! me)|say)|are you asking (?:about|for)|you mean",
        r"|is (?:it|that)|was (?:it|that)",
        r"|would you like(?! me)|you want(?! me)|(?:which|what) [^,:?]{1,60}[,:])\s*",
    ),
    idle=pattern(
        r"\b(?:(?:anything|something) (?:else|more)|how (?:can|may) i (?:help|assist)|what (?:can|may) i do for you",
        r"|how are you|(?:can|may) i help|help you with|is that (?:all|ok|clear)|does that help|do you understand)",
    ),
    open=pattern(r"\b(?:which|what|where|when|who|whom|how (?:long|much|many|high|bright|warm|often|loud))\b"),
    joined=pattern(r",?\s+or\s+"),
    shared=pattern(r"^(?:the |a |an )?(?P<noun>[^,]+?) (?P<link>of|from|in|at) (?P<x>.+)$"),
    links=table("of from"),
    numbering=GENERIC | table("number option choice ones"),
    where=pattern(r"\b(?:where|(?:which|what) (?:city|town|place|country|state|location|village))\b"),
    dropped="never mind",
    order={
        "first": 0, "one": 0, "1": 0, "former": 0, "1st": 0, "second": 1, "two": 1, "2": 1, "2nd": 1, "third": 2,
        "three": 2, "3": 2, "3rd": 2, "fourth": 3, "four": 3, "4": 3, "last": -1, "latter": -1,
    },
)  # fmt: skip

PRONOUNS = PronounWords(
    forms=(
        (
            "owner",
            pattern(r"\b(?P<p>his|her|its|their) (?!(?:on|off|up|down|again|back|too|now|in|at|to|for)\b)(?=\w)"),
        ),
        ("subject", pattern(rf"\b(?:{FORMS}(?:n't)?|[a-z]+'(?:s|re|d|ll)) (?P<p>he|she|it|they)\b")),
        ("subject", pattern(r"(?:^|\b(?:when|where|how|why|what|who|if) )(?P<p>he|she|they)\b")),
        (
            "object",
            pattern(
                rf"\b(?!{FORMS}\b)[a-z]+ (?:(?:about|of|by|for|with|to|on|off|up|down) )?",
                r"(?P<p>him|her|it|them|those|these)(?: ones?)?",
                rf"(?=$|[?!.,]| (?:{BEHIND}|in|at|with|as|open|closed|a bit|a little|even|much)\b)",
            ),
        ),
        (
            "object",
            pattern(rf"\b(?:{'|'.join(sorted(SWITCHING))}) (?:(?:on|off|up|down) )?(?P<p>it|them|those|these)\b"),
        ),
        ("object", pattern(r"\b(?P<p>that|this)(?: one)?(?= (?:on|off|up|down|again|back)\b)")),
    ),
    persons=table("he her him his she"),
    things=table("it its"),
    never=HELPS | table("am currently i me said they us we what you"),
    small=GENERIC | ASKS | HELPS | ORDERS | ADVERBS | PREPOSITIONS | table("exactly still too no yes but"),
    choosing=table("what which whose how"),
    expletive=pattern(
        r"\bit\b.*\b(?:to|that)\b(?! it)|\bit (?:take|takes|going|feel|feels|seem|seems|like)\b",
        r"|\b(?:what|which) (?:time|day|date|month|year|season) (?:is|was|will) it\b",
        r"|\bit (?:is |was |will be )?(?:true|possible|legal|safe|late|early|ok|okay|time)\b",
        r"|\b(?:how|make) (?:is )?it$",
    ),
    topics=(
        pattern(r"\b(?:who|what|where)(?:'s|'re| is| was| are| were) (?!it\b|there\b|on\b)(?P<x>[^\d\s].+)$"),
        pattern(r"\babout (?P<x>.+)$"),
        pattern(
            r"\bwho (?:has |have )?(?:wrote|sang|sings|wins|won|made|built|owns|runs|plays|found|led|leads|drew|\w+ed)",
            r" (?P<x>.+)$",
        ),
        pattern(r"\bhow [a-z]+ (?:is|was|are|were) (?P<x>.+)$"),
        pattern(
            rf"\b(?:when|where|why|how|who|what|year|team)(?:'s| {FORMS}) (?P<x>.+?)(?: {VERBS}\b.*)?$",
        ),
        pattern(rf"^{FORMS} (?P<x>.+?) {VERBS}\b"),
        pattern(r"^(?P<x>(?:the|my|our) [^,]+?) (?:is|are|was|were|has|have|does|do|won't|will|keeps?)\b"),
        pattern(r"\b(?:to|on|from|off) (?P<x>(?:the|my|our) (?:\w+ )?list)$"),
        pattern(r"\b(?:play|find|call|read|show|watch|order|sell|buy)(?: me)? (?P<x>.+)$"),
    ),
    ends_topic=pattern(
        r"(?<!\bthe)\s+(?:and|or|but|when|while|if|because|than|please|worth|doing|like|next|yet|again|last|ever|originally|actually",
        r"|right now|now|last night)\b.*$",
    ),
    last_verb=pattern(r"\s+(?:born|died?|lived?|buried|killed|married|from)$"),
    names=re.compile(r"(?<=\s)(?:[Tt]he )?[A-Z][\w.'&-]*(?: (?:(?:of|the|de|van|von|der|la) )*[A-Z0-9][\w.'&-]*)*"),
    article=pattern(r"^(?:(?:all|both)(?: of)? )?(?:the|my|our|a|an|some|that|this) |^(?:all|both) "),
    attribute=pattern(
        r"^(?:the )?(?:population|size|area|currency|language|flag|height|depth|length|climate|culture|government",
        r"|economy|history",
        r"|president|prime minister|king|queen|people|national \w+) of ",
    ),
    lone_attribute=pattern(
        r"(?:and )*(?:who|what)(?:'s| is| are| was| were) (?:the )?(?:",
        either(
            """
            architect, author, capital, captain, coach, composer, currency, depth, director, editor, flag, founder,
            height, inventor, language, leader, lead singer, main character, manager, mayor, national anthem, owner,
            painter, population, president, prime minister, publisher, (?:final )?(?:score|result), writer
            """
        ),
        r")|(?:and )*how many [^\W\d]+ are there",
    ),
    of_it="{} of {}",
    doer=pattern(r"^who (?:first |originally |has |had )*(?P<did>\w+) (?P<x>.+)$"),
    doers={
        "wrote": "the author of {}",
        "written": "the author of {}",
        "painted": "the painter of {}",
        "composed": "the composer of {}",
        "directed": "the director of {}",
        "founded": "the founder of {}",
        "started": "the founder of {}",
        "invented": "the inventor of {}",
        "discovered": "the discoverer of {}",
        "built": "the builder of {}",
        "designed": "the designer of {}",
        "made": "the maker of {}",
        "created": "the creator of {}",
        "sang": "the singer of {}",
        "sings": "the singer of {}",
    },
    next_one=pattern(
        r"^(?:and |so )?when (?:is|does|will) the next one(?: (?:on|out|coming out|coming|due|start|be|air))?$"
    ),
    next_of={"title": "when is the next episode of {}", "team": "when do the {} play next"},
    owner=("{}'s", "{}'"),
)

ENGLISH = Leads(FRAGMENTS, ORDER, CORRECTION, REPLIES, PRONOUNS)
