"""Dutch."""

from claims.rules.figures.languages.words import NumberWords, Words, counted_from, split, table

_NUMBERS = NumberWords(
    small=counted_from(
        0,
        "nul een/één/eén/ene twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien "
        "zestien zeventien achttien negentien",
    )
    | counted_from(20, "twintig dertig veertig vijftig zestig zeventig tachtig negentig", step=10),
    hundred=split("honderd"),
    scales={
        "duizend": 10**3, "miljoen": 10**6, "miljoenen": 10**6, "mln": 10**6, "mio": 10**6, "miljard": 10**9,
        "mld": 10**9, "biljoen": 10**12, "bln": 10**12, "triljoen": 10**18,
    },
    bare=split("honderd duizend"),
    joiner="en",
    joins="units",
    is_compound=True,
    half_before=("een half", "een halve", "half", "halve"),
    mixed=table("anderhalf=1.5 anderhalve=1.5 tweeënhalf=2.5 tweeënhalve=2.5 drieënhalf=3.5 drieënhalve=3.5 "
                "vierenhalf=4.5 vierenhalve=4.5 vijfenhalf=5.5 vijfenhalve=5.5 zesenhalf=6.5 zevenenhalf=7.5 "
                "achtenhalf=8.5 negenenhalf=9.5"),
    collective={
        "dozijn": (12, False), "tiental": (10, True), "twaalftal": (12, True), "vijftiental": (15, True),
        "twintigtal": (20, True), "dertigtal": (30, True), "veertigtal": (40, True), "vijftigtal": (50, True),
        "zestigtal": (60, True), "honderdtal": (100, True), "duizendtal": (1000, True),
    },
    fractions={"helft": (1, 2), "derde": (1, 3), "kwart": (1, 4), "vijfde": (1, 5), "tiende": (1, 10)},
)  # fmt: skip

_NOUNS = table(
    "troepen=person piloten=pilot piloot=pilot "
    "mensen=person mens=person personen=person doden=person dode=person gewonden=person vermisten=person "
    "soldaten=person soldaat=person militairen=person slachtoffers=victim slachtoffer=victim gijzelaars=hostage "
    "kinderen=child kind=child vrouwen=woman vrouw=woman mannen=man man=man burgers=civilian agenten=officer "
    "demonstranten=protester betogers=protester vluchtelingen=refugee migranten=migrant gevangenen=prisoner "
    "strijders=fighter patiënten=patient leerlingen=pupil studenten=student arbeiders=worker werknemers=employee "
    "medewerkers=employee kiezers=voter toeschouwers=spectator passagiers=passenger inwoners=resident huizen=house "
    "huis=house woningen=home gebouwen=building scholen=school ziekenhuizen=hospital dorpen=village steden=city "
    "landen=country raketten=rocket raket=rocket drones=drone tanks=tank vliegtuigen=aircraft schepen=ship "
    "boten=boat "
    "auto's=car voertuigen=vehicle gevallen=case besmettingen=infection arrestaties=arrest aanhoudingen=arrest "
    "sterfgevallen=death aanvallen=attack stemmen=vote zetels=seat banen=job bedrijven=company pagina's=page "
    "doses=dose vaccins=vaccine dieren=animal honden=dog bomen=tree branden=fire ongelukken=accident "
    "handtekeningen=signature bezoekers=visitor toeristen=tourist boeken=book graven=grave lichamen=body "
    "leraren=teacher artsen=doctor journalisten=journalist verdachten=suspect gezinnen=family tenten=tent "
    "gemeenten=municipality punten=point"
)
_UNITS = table(
    "euro=EUR euro's=EUR dollar=USD dollars=USD cent=cent yen=JPY roebel=RUB yuan=CNY britse_pond=GBP "
    "zwitserse_frank=CHF procent=percent procentpunten=percentage_point procentpunt=percentage_point "
    "basispunten=basis_point jaar=year jaren=year eeuwen=century eeuw=century decennia=decade "
    "decennium=decade ton=tonne "
    "kilo=kg vaten=barrel vat=barrel graden=degree graad=degree uur=hour uren=hour minuten=minute dagen=day dag=day "
    "maanden=month maand=month weken=week week=week hectare=hectare km/u=km/h km/h=km/h "
    "vierkante_kilometer=km2 vierkante_meter=m2 kubieke_meter=m3 zeemijl=nautical_mile mijl=mile "
    "graden_celsius=degC liter=litre"
)
# "20-koppig", "12-jarige", "72-urige"
_UNITS |= {
    f"{stem}{end}": unit
    for stem, unit in table("jarig=year maands=month weeks=week daags=day urig=hour koppig=person").items()
    for end in ("", "e", "en")
}

NL = Words(
    numbers=_NUMBERS,
    before={
        "at_least": "ten minste|tenminste|minstens|minimaal|op zijn minst|niet minder dan|een minimum van|zeker",
        "more_than": "meer dan|ruim|boven de|iets meer dan|veel meer dan|net iets meer dan|over de",
        "at_most": "tot|hoogstens|maximaal|hooguit|niet meer dan|ten hoogste|tot wel|een maximum van",
        "less_than": "minder dan|onder de|lager dan",
        "nearly": "bijna|haast|vrijwel|krap|net geen|iets minder dan",
        "about": "ongeveer|circa|rond de|zo'n|naar schatting|een stuk of|om en nabij|rond|pakweg|plusminus",
        "exact": "precies|exact|slechts|alleen|in totaal|een totaal van|maar liefst",
    },
    after={"at_least": "of meer", "at_most": "of minder", "about": "of zo|ongeveer"},
    to=("tot", "à", "a"),
    alternatives=("of",),
    between={"tussen": "en", "van": "tot"},
    vague={
        "tientallen": (20, 100),
        "tienduizenden": (10**4, 10**5),
        "honderdduizenden": (10**5, 10**6),
        "honderden": (100, 1000),
        "duizenden": (1000, 10**4),
        "miljoenen": (10**6, 10**7),
        "miljarden": (10**9, 10**10),
        "dozijnen": (12, 120),
        "meerdere": (3, 9),
        "verscheidene": (3, 9),
        "enkele": (2, 9),
        "een paar": (2, 9),
        "een handvol": (2, 9),
        "enige": (2, 9),
        "verschillende": (3, 9),
    },
    vague_scales={"tientallen": 10, "honderd": 100, "duizend": 1000, "miljoen": 10**6, "honderden": 100},
    plural_words=split("veel vele talrijke extra diverse"),
    articles=split("een"),
    fillers=split("andere nieuwe extra de het jonge van"),
    lead=split("de het andere nog extra alle"),
    links=split("van"),
    stops=split(
        "in op aan met door voor na naar uit bij tot sinds tijdens en of zijn is waren was werden werd heeft "
        "hebben die dat de het van per om over onder"
    ),
    nouns=_NOUNS,
    units=_UNITS,
    labels=split(
        "artikel art pagina hoofdstuk categorie fase niveau klasse nummer nr lijn vlucht kamer versie groep "
        "type deel resolutie boeing airbus paragraaf wet seizoen aflevering dag windows covid agenda spoor"
    ),
    idioms=(
        "nultolerantie",
        "nul tolerantie",
        "duizend maal dank",
        "eerste wereldoorlog",
        "tweede wereldoorlog",
        "het jaar nul",
        "ground zero",
    ),
    clock=split("uur"),
    clock_before=("om",),
    none=split("geen"),
    modal={
        "denied": "ontkent|ontkende|ontkenden|ontkennen|nooit|niet waar",
        "possible": "kan|kunnen|zou|zouden|mogelijk|misschien|wellicht|als|indien",
        "planned": "zal|zullen|wil|willen|gaat|gaan|plant|gepland",
        "alleged": "naar verluidt|vermeende|zogenaamd|vermoedelijk",
    },
    up=split("steeg stegen gestegen stijging groeide toename"),
    down=split("daalde daalden gedaald daling zakte afname verloor kromp"),
    more=split("extra"),
    fewer=split("minder"),
    ago=split("geleden"),
    period=split("in sinds tijdens gedurende binnen"),
    share=("op de", "van de"),
    per=("per",),
    below_zero=("onder nul", "onder het vriespunt"),
)
