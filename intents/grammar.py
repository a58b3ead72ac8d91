"""The closed words of English by which questions, orders and places are told apart. A language is one such table."""


def table(text: str, separator: str | None = None) -> frozenset[str]:
    return frozenset(" ".join(each.split()) for each in text.split(separator))


ASKS = table("how how's hows what what're what's whats when when's where where's wheres which who who's whos whose why")
ASKS_IS = table("how's hows what're what's whats when's where's wheres who's whos")
HELPS = table(
    """
    are aren't can can't could did do does doesn't don't had has have is isn't may might shall should was
    were will won't would
    """
)
SUBJECTS = table(
    """
    a all an any anybody anyone he her his i it its my our she some someone that the there these they this
    those we you your
    """
)
WISHERS = table("i i'd i'll i'm i've let's lets there's we we'd we'll")
WISHES = table("like love must need require wanna want wish would")
# What follows one of these is a request of its own, whatever it looks like.
STRONG = table("afterwards also then")
# "Open the player and play ..." is one order: one of these, then one of FOLLOWS.
LEADS_ON = table("call check come go make open put run search start switch try")
FOLLOWS = table("check confirm find give listen play see tell tune")
ORDERS = table(
    """
    access activate add arm ask begin book bring buy calculate call cancel change check clean clear close
    compute confirm continue convert create deactivate decrease define delete describe dial dim disarm
    display email explain find finish flip follow get give go help increase let list locate lock look lower
    make mark message move mute name open order pause pay play post power provide pull put raise rate read
    recite recommend remind remove repeat replace reschedule reserve resume run save schedule search send
    set share show shuffle shut skip spell start stop submit suggest switch take tell text track transfer
    translate turn tweet unlock unmute update use vacuum wake watch whats write
    """
)
ORDERED = table("a all an every her his it me my off on our out some that the their them these this those up us your")
# What is done by a call or a search: "call the bakery and order a loaf".
BY_CALL = table("ask book buy cancel make order reserve")
REMINDS = table("remember remind")
# What is said on to somebody holds whole sentences: "tell Anna I want to leave and I need the car".
PASSES_ON = table("announce ask broadcast email message note remember remind say send text tell write")
# "Let me ask you how many ..." is one question: one of these, who hears it, and what is asked.
TELLS = table("ask asked show tell told")
HEARERS = table("her him me them us you")
SEEKS = table("find, look for, look up, search, search for", ",")
LINKS = table("and please then to")
SUBORDERS = table("after before so that until when")
# What stands for something that was named before, or goes on with it.
ANAPHORS = table("another anything her him if instead it its next one ones that them then there these they this those")
ADVERBS = table("afterwards again also and athena but finally hey maybe next now oh please plus so then")
# "If it rains, will ..." is one question.
BEFORE_MAIN = table("although because if once since unless whenever while")
# What begins a question, a question or an order, a clause beneath another; and the verbs that begin nothing but a
# question: "have" orders as well.
ASKING = ASKS | HELPS
REQUESTS = ASKING | ORDERS
BENEATH = BEFORE_MAIN | SUBORDERS
INVERTS = HELPS - {"have"}
# After one of these a clause goes on, so that no new one can begin without a connector.
GOES_ON = table(
    """
    'd a about after also am an and any are as ask at be because before but by called can check could did do
    does exactly explain find for from guess he her his how i idea if in into is its just know learn like me
    my named no not of on or our please plus remember said say says see she should show since so some tell
    than that the their then there these they this till titled to too until very want was we what when where
    whether which while who why will with wonder wondering would you your
    """
)
# Two words that begin an order or a question even where nothing stands before them.
OPENERS = table(
    """
    add a, can you, close the, could you, dim the, find me, get me, give me, i need, i want, i'd like, let
    me, lock the, open the, play me, play some, play the, please play, please set, please tell, please turn,
    read me, remind me, set a, set an, set the, show me, switch off, switch on, tell me, turn off, turn on,
    turn the, wake me, will you, would you
    """,
    ",",
)
# What is asked of a place, so that a list of places may follow.
PLACED = table(
    """
    air cloudy cold forecast freezing hot humid humidity news pollution rain raining rainy snow snowing
    snowy sun sunny sunrise sunset temperature temperatures time traffic uv warm weather wind windy
    """
)
# The states of "Miami, FL", but those that are words too.
STATES = table(
    """
    ak al ar az ca co ct dc fl ga ia id il ks ky la ma md mi mn mo ms mt nc nd ne nh nj nm nv ny pa ri sc sd tn tx
    ut va vt wa wi wv wy
    """
)
# Such words are around a place and no place of their own: "in Boston and nearby".
VICINITY = table(
    "close close-by elsewhere near nearby neighboring neighbouring surrounding surroundings vicinity within"
)
# What two questions in one can share a head for: "the weather and the time".
TOPICS = table("date forecast humidity news sunrise sunset temperature time traffic uv weather wind")
# Topics that are asked for by their names alone, in all languages.
BARE = table(
    "weather forecast news headlines time date calendar agenda temperature wetter nachrichten uhrzeit datum termine"
)
# Behind a number they make a sum of it.
OPERATIONS = table("divided minus multiplied percent plus squared times")
INTO = table("in into to")
MUST = table("can could do must shall should")
PREPOSITIONS = table("about at by for from in of on to with")
NEAR = table("around at for in near")
TIMES = table(
    """
    a afternoon an april august autumn celsius day days december evening fahrenheit fall february friday
    general half here hour hours january july june kelvin march midnight minute minutes monday month morning
    night noon november now october saturday september spring summer sunday there thursday today tomorrow
    tonight tuesday wednesday week weekend winter year
    """
)
NUMBERS = table(
    """
    eight eighteen eighty eleven fifteen fifty five forty four fourteen half hundred million nine nineteen ninety
    seven seventeen seventy six sixteen sixty ten third thirteen thirty thousand three twelve twenty two zero
    """
)
BIG = table("hundred million thousand")
# "Go ahead and ..." : what follows is the same order.
URGES = table("ahead, come, come on, go, hurry up, try, wait", ",")
UNITS = table(
    """
    day days feet foot hour hours hr hrs inch inches kilos km meter meters metres mile miles min mins minute minutes
    month months ounces percent pounds second seconds week weeks year years
    """
)
# Words that say nothing about what is wanted.
GENERIC = table(
    """
    a about also am an and answer any anything are as ask at be been being bit but by can check could
    current currently d did do does doing everything find for from get give go going got had has have having
    he her here him his how i if in info information into is it its just know let like ll look lot m make
    many may me might mine more most much must my need no not nothing of ok okay on one or our out please
    question re really right s say see shall she should show so some something t tell than that the their
    them then there these they thing things think this those to up us ve very want was we were what when
    where which who whom whose why will with would yes you your yours
    """
)
# Words whose ending is none.
WHOLE = table(
    """
    address always anything athens bed bedding brussels building bus business ceiling christmas during
    evening everything feed gas king lightning morning need nothing paris plus red seed something speed
    spring string texas thing wedding
    """
)
IS_AFTER = table("he here how it she that there what when where which who why")
ROOMS = table(
    """
    attic, back yard, backyard, balcony, basement, bathroom, bedroom, cellar, closet, conservatory,
    corridor, den, dining room, driveway, entrance, family room, foyer, freezer, fridge, front yard, garage,
    garden, greenhouse, guest bedroom, guest room, gym, hall, hallway, kids room, kitchen, laundry, laundry
    room, library, living room, loft, lounge, master bedroom, nursery, office, oven, pantry, patio,
    playroom, pool, porch, sauna, shed, staircase, stairs, study, sunroom, terrace, toilet, utility room,
    wine cellar, yard
    """,
    ",",
)
# Words that end a place's name.
ENDS = table(
    """
    about after again all also and any are around as asap at atm be because been before between but by can celsius
    could currently degrees did do does during each every fahrenheit feel for forecast from get getting
    going has have he her him his how i if in into is it just last later like looking me my near next not
    now on or our over per please pls plz right rn she should so some soon supposed temperature than thanks that their
    them then there these they this those time to today tomorrow tonight too under until us was we weather
    were what when which while who why will with without would yesterday you your
    """
)
# Words that cannot begin a place's name.
NO_PLACE = table(
    """
    a advance afternoon an april august autumn bed breakfast bus case celsius charge christmas church cm cups
    december detail dinner dollars easter eight english euros evening example fact fahrenheit fall february
    feet five four free french friday full gallons general german grams half halloween her him imperial
    inches it january july june kelvin kg kilograms kilometers kilometres kilos km least liters litres long
    lunch march may me meters metres metric midnight miles mm monday month morning most night nine noon
    november october once one order ounces pounds real run saturday school see september seven short shorts six
    spanish spring stock summer sunday sure ten the them three thursday total touch tuesday two us walk
    wednesday week weekend winter work ya yall year yen you
    """
)
# For whom something is: no place is called so.
AUDIENCES = table(
    """
    adults all anybody anyone babies baby beginners boys children couples dogs everybody everyone families family
    friends girls grandma grandpa groups grownups guests kids men parents people pets seniors somebody someone teenagers
    teens toddlers tourists visitors women
    """
)
# "In the X" is a place when X is one of these or is written with a capital.
THE = table(
    """
    adirondacks, algarve, alps, azores, bahamas, black forest, bronx, canaries, canary islands, catskills,
    congo, cotswolds, czech republic, dolomites, dominican republic, everglades, faroe islands, florida
    keys, gambia, hague, hamptons, highlands, ivory coast, lake district, maldives, netherlands, ozarks,
    philippines, rockies, seychelles, uae, uk, united arab emirates, united kingdom, united states, us, usa,
    vatican
    """,
    ",",
)
# Words before "weather" that are no place.
NOT_BEFORE = table(
    """
    a about accurate and any at average bad be beach better body brief can check cold could current daily
    day detailed do does extended find for full general get give good high holiday hot hourly how how's hows
    i in indoor inside is it kind know latest like local long low marine me month my need new next nice of
    our outdoor outdoors outside oven please quick rain range read report right room s same say sea severe
    short show ski snow some sort space such summer surf tell that the this today today's tomorrow
    tomorrow's tonight tonight's type typical want warm water we week weekend weekly what what's whats
    whether whole will wind winter would you shirt shorts jumper coat jacket barbecue bbq picnic running cycling camping
    hiking sailing skiing swimming golf washing
    """
)
# These lead to a place only where its name is written with a capital.
WEAK = table("of to")
# Places of the world whose name is joined by "and"; they are never split.
JOINED_PLACES = table(
    """
    trinidad and tobago, antigua and barbuda, bosnia and herzegovina, saint kitts and nevis, st kitts and nevis,
    st. kitts and nevis, saint vincent and the grenadines, st vincent and the grenadines, sao tome and principe,
    são tomé and príncipe, turks and caicos, saint pierre and miquelon, wallis and futuna, heard and mcdonald islands,
    newfoundland and labrador, brighton and hove, tyne and wear, south georgia and the south sandwich islands,
    jammu and kashmir, andaman and nicobar islands, castile and leon, perth and kinross, dumfries and galloway,
    svalbard and jan mayen, hammersmith and fulham, kensington and chelsea, telford and wrekin
    """,
    ",",
)
# What people say before or after a question, with a comma.
FOREWORDS = table(
    """
    ah, alexa, alright, assistant, athena, computer, excuse me, fine, good, great, hello, hey, hey there, hi, hmm,
    listen, never mind, no, oh, ok, okay, please, right, robot, so, sorry, sure, thank you, thanks, wait, well, wow,
    yeah, yes
    """,
    ",",
)
AFTERWORDS = table(
    """
    also, as well, assistant, athena, buddy, if possible, if you can, my friend, now, okay, please, right, thank you,
    thanks, then, though, too, will you, would you
    """,
    ",",
)
