"""English."""

from claims.rules.figures.languages.words import NumberWords, Words, counted_from, phrases, split

_NUMBERS = NumberWords(
    small=counted_from(
        0,
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen",
    )
    | counted_from(20, "twenty thirty forty fifty sixty seventy eighty ninety", step=10),
    hundred=split("hundred hundreds"),
    scales={
        "dozen": 12, "thousand": 10**3, "lakh": 10**5, "lakhs": 10**5, "million": 10**6, "crore": 10**7,
        "crores": 10**7, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15, "thousands": 10**3,
        "millions": 10**6, "billions": 10**9, "trillions": 10**12,
    },
    bare=split("dozen hundred thousand million billion trillion quadrillion lakh crore"),
    joiner="and",
    joins="hundreds",
    half_after=("and a half", "and half", "- and - a - half", "and - a - half"),
    half_before=("half a", "half an", "a half", "half", "half -", "a half -"),
    collective={"score": (20, False), "couple": (2, True), "pair": (2, False), "trio": (3, False)},
    link_needed=True,
    fractions={"half": (1, 2), "halves": (1, 2), "third": (1, 3), "thirds": (1, 3), "quarter": (1, 4),
               "quarters": (1, 4), "fourth": (1, 4), "fourths": (1, 4), "fifth": (1, 5), "fifths": (1, 5),
               "sixth": (1, 6), "sixths": (1, 6), "seventh": (1, 7), "sevenths": (1, 7), "eighth": (1, 8),
               "eighths": (1, 8), "ninth": (1, 9), "ninths": (1, 9), "tenth": (1, 10), "tenths": (1, 10)},
)  # fmt: skip

_STOPS = (
    "a an the and or but nor if as at by for from in into of off on onto out over per to up down upon via with "
    "within without about above across after against along among around before behind below beneath beside "
    "between beyond during except inside like near outside since through throughout till toward towards under "
    "until than that which who whom whose when where while why how is are was were be been being am has have had "
    "having do does did will would shall should can could may might must not no so said says say told according "
    "this these those it its they them us me him their he his she her we our you your i my there here ago each "
    "every earlier later because then also still now only just yet too very come came go goes went took take "
    "takes made make makes got get gets strong long tall wide high deep old olds apart away worth left total "
    "more less fewer additional extra again nationwide overall"
)
_LABELS = (
    "no nos number # highway route flight chapter title page pages article section exit phase class category grade "
    "series channel resolution type version paragraph para clause amendment rule protocol interstate gate platform "
    "line room covid apollo boeing airbus level tier stage round season episode volume vol part book figure table "
    "box lot item proposition prop size area zone district ward precinct sector block pier junction mark model "
    "windows iphone ios playstation xbox falcon soyuz ariane agenda vision euro formula super chapter act scene "
    "psalm verse day week unit terminal track lane court group team engine ladder regiment brigade battalion "
    "division squadron order directive regulation bill title step question option scenario day radio bbc psalm "
    "catch studio hangar corridor plan line house apartment apt suite floor bus train tram metro a.d. bc cop "
    "expo euro fig ch sec art ver v mk android firefox chrome python java lesson unit exhibit count counts"
)
_UP = (
    "rose rise risen rises rising increase increased increases increasing grew grow grown grows growth "
    "growing climbed "
    "jumped surged soared gained added add adds adding raised raise jump surge gain hike hiked expanded up hired "
    "created create creates climb advance advanced"
)
_DOWN = (
    "down fell fall fallen falls falling drop dropped drops dropping decline declined declines declining decrease "
    "decreased decreases decreasing cut cuts reduced reduce reduction shrank lowered lower sank slid slipped tumbled "
    "plunged lost lose loses shed axed slashed slash plunge slump slumped cutting losing dip dipped"
)

EN = Words(
    numbers=_NUMBERS,
    before={
        "at_least": "greater than or equal to|more than or equal to|at least|no fewer than|no less than"
        "|not fewer than|not less than|a minimum of|minimum of|minimum"
        "|upwards of|upward of|as few as|as low as|as little as|at the very least|≥|> =|a low of|a floor of"
        "|at a minimum|not under|not below|no lower than",
        "more_than": "more than|over|above|greater than|larger than|higher than|in excess of|exceeding"
        "|exceeds|exceeded"
        "|exceed|north of|just over|well over|far over|just above|well above|beyond|>|topped|topping|tops|surpassed"
        "|surpassing|surpasses|slightly more than|a little more than|a bit more than|little more than|far more than"
        "|much more than|well more than|slightly over|a little over|a bit over|better than|past|passed|upward past"
        "|bigger than|longer than|older than|taller than|crossed|crosses|outnumbered|a shade over|a tad over"
        "|just more than|slightly above|a little above|way over|way more than|easily more than|easily over",
        "at_most": "less than or equal to|fewer than or equal to|at most|up to|as many as|as much as"
        "|as high as|no more than|not more than|a maximum of|maximum of"
        "|maximum|max|max .|≤|< =|did not exceed|does not exceed|do not exceed|not exceed|not exceeding|not to exceed"
        "|at the most|no higher than|no greater than|a ceiling of|capped at|not over|not above|as long as|as far as"
        "|upto|did n't exceed|didn't exceed|doesn't exceed|don't exceed|won't exceed|no longer than|a high of",
        "less_than": "fewer than|less than|lower than|smaller than|under|below|well under|well below|<|short of"
        "|shorter than|younger than|far fewer than|far less than|south of|far below|well short of|much less than"
        "|many fewer than",
        "nearly": "nearly|almost|just under|just below|just short of|not quite|approaching|close on|slightly under"
        "|a little under|a bit under|slightly less than|a little less than|slightly fewer than|just shy of|shy of"
        "|just less than|just fewer than|very nearly|slightly below|a little below|nearing|virtually|a shade under"
        "|a tad under|a little short of|practically|well nigh|all but",
        "about": "about|around|roughly|some|approximately|approx|approx .|circa|ca|ca .|c .|an estimated|estimated"
        "|close to|in the region of|in the neighborhood of|in the neighbourhood of|something like|~|≈|more or less"
        "|aproximately|on the order of|in the order of|give or take|an average of|averaging|an average|maybe"
        "|perhaps|say|near|somewhere around|in the vicinity of|est .|est|estimated at|an approximate|approximate"
        "|ballpark|a rough|or so|on average|anywhere near|~ ~",
        "exact": "equal to|exactly|precisely|only|just|a total of|a mere|fully|totaling|totalling|a full"
        "|no other than"
        "|altogether|a combined|a whopping|a staggering|nothing but|as many exactly",
    },
    after={
        "at_least": "or more|or above|or greater|or higher|or over|or better|at least|at minimum|plus|- plus|+"
        "|and above|and over|and up|or older|and older|and counting|or longer|minimum|at a minimum",
        "at_most": "or fewer|or less|or under|or lower|or below|at most|at maximum|maximum|max|tops|or younger"
        "|and under|and younger|at the most",
        "about": "or so|or thereabouts|more or less|give or take|- odd|odd|- ish|ish|approximately|roughly|- some"
        "|- something",
    },
    to=("to", "through"),
    alternatives=("or",),
    between={"between": "and", "from": "to"},
    vague={
        "several": (3, 9), "a few": (2, 9), "a handful": (2, 9), "tens": (10, 100), "dozens": (12, 120),
        "scores": (20, 200), "hundreds": (100, 1_000), "thousands": (1_000, 10_000), "millions": (10**6, 10**7),
        "billions": (10**9, 10**10), "trillions": (10**12, 10**13),
    },
    vague_scales={"dozen": 12, "hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9,
                  "trillion": 10**12},
    plural_words=split("multiple many some additional extra further more various numerous several"),
    articles=split("a an"),
    fillers=split("more additional extra further other new full consecutive straight odd fewer less whole plus of the "
                  "its their his her our these those some confirmed reported"),
    lead=split("a an the another additional extra further total record all these those their its his her our full "
               "( ' \" even other new first last past next"),
    links=split("of"),
    stops=split(_STOPS),
    labels=split(_LABELS),
    ordinals=split("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
                   "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth hundredth "
                   "thousandth millionth fortieth fiftieth sixtieth seventieth eightieth ninetieth"),
    idioms=phrases(
        "zero tolerance|ground zero|net zero|net - zero|zero - sum|zero sum|zero hour|day zero|patient zero"
        "|absolute zero|size zero|subzero|sub - zero|one day soon|one day|one another|one - time|one time"
        "|one by one|one on one|one - on - one|square one|day one|number one|air force one|one - off|one way"
        "|one - way|one - sided|two - faced|two cents|three - dimensional|four - letter word|catch 22"
        "|catch - 22|cloud nine|dressed to the nines|the nines|at sixes and sevens|nine to five"
        "|nine - to - five|nine lives|ten commandments|top ten|forty winks|hang ten|high five|high - five"
        "|take five|big three|big four|big five|group of seven|g seven|six - figure|five - figure"
        "|seven - figure|four - figure|eight - figure|six figures|five figures|seven figures|double - digit"
        "|single - digit|triple - digit|double digits|single digits|double digit|single digit|fifty - fifty"
        "|fifty fifty|a million thanks|thanks a million|one in a million|one - in - a - million"
        "|millions of thanks|a thousand times|a hundred times|a thousand words|million - dollar question"
        "|million dollar question|64,000 - dollar question|the eleventh hour|eleventh hour|seventh heaven"
        "|second - hand|second thoughts|second class|first class|first - class|fifth column|third world"
        "|first world|third party|third - party|twenty - four seven|twenty - twenty|back to zero|from zero"
        "|zero in|zeroed in|zero - day|zero - emission|zero emissions|zero - carbon|zero carbon|zero waste"
        "|zero - covid|sub zero|two - state|two state|one china|one - china|a hundred percent sure"
        "|110 percent sure|the lion's share|four horsemen|seven seas|seven wonders|nine times out of ten"
        "|six feet under|two peas|six of one|half - hearted|half - time|half time|halftime|half - truth"
        "|half - staff|half - mast|second half|first half|one and only|one too many|third - degree"
        "|first - degree|second - degree|third degree|first degree|second degree|360 degrees feedback"
        "|five o'clock shadow|zero hours|zero - hours|a thousand apologies|a million to one|one for all"
        "|all for one|one more time|one last time|at one point|at one time|one thing|the one|for one"
        "|not one bit|plan b|back to square one|fourth estate|twelve days of christmas|one man's|on all fours"
        "|two's company|third time lucky|world war two|world war one|ninth circuit|five - star|four - star"
        "|three - star|two - star|one - star|five star|four - by - four|quarter - final|quarter - finals"
        "|quarterfinal|semi - final|ten - four|ten to one|two to one|one size fits all|a million miles"
        "|zero gravity|two - thirds majority|one - stop|one stop|one - man|one - horse race|three rs|part one"
        "|part two|chapter one|chapter two|phase one|phase two|phase three|act one|level one|stage four"
        "|stage one|category five|tier one|tier two|formula one|big ten|question one|round one|round two"
        "|step one|step two|option one|plan one|route one|first lady|second chance|second amendment"
        "|second nature|second to none|fifth amendment|first amendment|third reich|day two|one fine day"
        "|seven dwarfs|million man march"
    ),
    clock=split("am pm a.m. p.m. o'clock gmt utc est pst cet bst"),
    none=split("no zero"),
    modal={
        "denied": "no longer|denied|denies|deny|denying|never|no evidence|refused to|failed to|fails to"
        "|fail to|refuted"
        "|did not|does not|do not|was not|were not|is not|are not|has not|have not|had not|will not|would not"
        "|could not|can not|cannot|didn't|doesn't|don't|wasn't|weren't|isn't|aren't|hasn't|haven't|hadn't|won't"
        "|wouldn't|couldn't|can't|rejected claims|dismissed claims|untrue that|false that|not true that|neither",
        "possible": "could|may|might|possibly|potentially|perhaps|would|can|maybe|if|risk of|threatened to|likely",
        "planned": "will|shall|plans to|plan to|planned|planning to|is to|are to|intends|intend|intended"
        "|set to|going "
        "to|scheduled|about to|expected to|due to|agreed to|ordered to|pledged to|pledges to|promised to|vowed to"
        "|promises to|aims to|aim to|hopes to|a target of|target of|goal of|proposes|proposed|to be deployed|was "
        "agreed|won't|budgeted|earmarked",
        "alleged": "reportedly|allegedly|alleged|supposedly|purportedly|purported|according to unnamed|according to "
        "anonymous|unconfirmed|according to unconfirmed|it is claimed|is said to|are said to|rumoured|rumored"
        "|is alleged to|are alleged to|claimed without evidence|according to sources|sources said|anonymous sources",
    },
    up=split(_UP),
    down=split(_DOWN),
    more=split("more additional extra further increase rise gain growth jump surge hike higher another"),
    fewer=split("fewer less decrease drop decline fall cut reduction lower slump"),
    ago=split("ago earlier later hence"),
    period=split("in over within during for every after under past last next since throughout until"),
    share=("out of every", "out of", "in every", "in", "of"),
    per=("per", "a", "an", "each", "/"),
    below_zero=("below zero", "below freezing", "below 0", "sub - zero", "subzero", "under zero"),
    has_plural_s=True,
)  # fmt: skip
