"""German."""

from claims.rules.figures.languages.words import NumberWords, Words, counted_from, split, table

_ONE = "ein eine einen einem einer eines"
_NUMBERS = NumberWords(
    small=counted_from(
        0,
        "null eins zwei/zwo drei vier fünf/fuenf sechs sieben acht neun zehn elf zwölf/zwoelf dreizehn vierzehn "
        "fünfzehn/fuenfzehn sechzehn siebzehn achtzehn neunzehn",
    )
    | dict.fromkeys(_ONE.split(), 1)
    | counted_from(
        20, "zwanzig dreißig/dreissig vierzig fünfzig/fuenfzig sechzig siebzig achtzig neunzig", step=10
    ),
    hundred=split("hundert"),
    scales={
        "tausend": 10**3, "million": 10**6, "millionen": 10**6, "mio": 10**6, "milliarde": 10**9, "milliarden": 10**9,
        "mrd": 10**9, "md": 10**9, "billion": 10**12, "billionen": 10**12, "bio": 10**12, "billiarde": 10**15,
        "billiarden": 10**15, "tsd": 10**3, "trillion": 10**18, "trillionen": 10**18,
    },
    bare=split("hundert tausend"),
    joiner="und",
    joins="units",
    is_compound=True,
    half_before=("eine halbe", "einer halben", "ein halbes", "eine halben", "halbe", "halben", "halbes", "ein halb"),
    mixed=table("anderthalb=1.5 eineinhalb=1.5 einundeinhalb=1.5 zweieinhalb=2.5 dreieinhalb=3.5 viereinhalb=4.5 "
                "fünfeinhalb=5.5 sechseinhalb=6.5 siebeneinhalb=7.5 achteinhalb=8.5 neuneinhalb=9.5 zehneinhalb=10.5 "
                "dreiviertel=0.75"),
    collective={"dutzend": (12, False), "schock": (60, False)},
    fractions={"hälfte": (1, 2), "drittel": (1, 3), "viertel": (1, 4), "fünftel": (1, 5), "sechstel": (1, 6),
               "achtel": (1, 8), "zehntel": (1, 10)},
)  # fmt: skip

_NOUNS = table(
    "truppen=person piloten=pilot pilot=pilot besatzungsmitglieder=person hubschrauber=helicopter "
    "menschen=person mensch=person personen=person person=person leute=person tote=person toten=person toter=person "
    "getötete=person todesopfer=person verletzte=person verletzten=person verwundete=person vermisste=person "
    "soldaten=person soldat=person soldatinnen=person einwohner=resident bewohner=resident bürger=citizen "
    "opfer=victim geiseln=hostage geisel=hostage kinder=child kind=child frauen=woman frau=woman männer=man "
    "mann=man zivilisten=civilian polizisten=officer demonstranten=protester demonstrierende=protester "
    "flüchtlinge=refugee migranten=migrant häftlinge=prisoner gefangene=prisoner kämpfer=fighter patienten=patient "
    "schüler=pupil studenten=student studierende=student arbeiter=worker beschäftigte=employee mitarbeiter=employee "
    "wähler=voter abgeordnete=deputy zuschauer=spectator passagiere=passenger häuser=house haus=house "
    "gebäude=building wohnungen=flat schulen=school krankenhäuser=hospital dörfer=village städte=city länder=country "
    "raketen=rocket rakete=rocket drohnen=drone panzer=tank flugzeuge=aircraft schiffe=ship boote=boat autos=car "
    "fahrzeuge=vehicle fälle=case fall=case festnahmen=arrest verhaftungen=arrest todesfälle=death angriffe=attack "
    "stimmen=vote sitze=seat arbeitsplätze=job stellen=job unternehmen=company firmen=company seiten=page "
    "impfdosen=dose dosen=dose tiere=animal hunde=dog bäume=tree brände=fire unfälle=accident klagen=lawsuit "
    "unterschriften=signature besucher=visitor touristen=tourist bücher=book gräber=grave leichen=body "
    "angestellte=employee lehrer=teacher ärzte=doctor journalisten=journalist verdächtige=suspect familien=family "
    "haushalte=household zelte=tent gemeinden=municipality schüsse=shot anträge=application punkte=point"
)
_UNITS = table(
    "euro=EUR euros=EUR dollar=USD dollars=USD us-dollar=USD cent=cent cents=cent yen=JPY rubel=RUB yuan=CNY "
    "pfund=pound franken=franc schweizer_franken=CHF britische_pfund=GBP prozent=percent v._h.=percent "
    "prozentpunkte=percentage_point prozentpunkten=percentage_point prozentpunkt=percentage_point "
    "basispunkte=basis_point basispunkten=basis_point promille=per_mille jahrzehnte=decade jahrzehnten=decade "
    "jahrzehnt=decade jahrhunderte=century jahrhundert=century jahren=year jahr=year jahre=year monaten=month "
    "tagen=day stunden=hour std=hour km/h=km/h stundenkilometer=km/h stundenkilometern=km/h quadratkilometer=km2 "
    "quadratkilometern=km2 quadratmeter=m2 quadratmetern=m2 kubikmeter=m3 kubikmetern=m3 kilo=kg grad_celsius=degC "
    "grad=degree tonnen=tonne tonne=tonne metern=m kilometern=km litern=litre liter=litre hektar=hectare "
    "barrel=barrel fass=barrel seemeilen=nautical_mile meilen=mile kilowattstunden=kWh kilowattstunde=kWh"
)
# "20-köpfig", "12-jährige", "72-stündiger"
_UNITS |= {
    f"{stem}ig{end}": unit
    for stem, unit in table("jähr=year monat=month wöch=week täg=day stünd=hour minüt=minute köpf=person").items()
    for end in ("", "e", "er", "es", "en", "em")
}

DE = Words(
    numbers=_NUMBERS,
    before={
        "at_least": "mindestens|wenigstens|zumindest|nicht weniger als|ab|minimum|allermindestens",
        "more_than": "mehr als|über|gut|knapp über|etwas mehr als|deutlich mehr als|weit mehr als|weit über|rund über",
        "at_most": "bis zu|höchstens|maximal|nicht mehr als|allenfalls|max .|max",
        "less_than": "weniger als|unter|deutlich weniger als|weit unter",
        "nearly": "fast|beinahe|nahezu|knapp|knapp unter|annähernd",
        "about": "etwa|rund|ungefähr|circa|zirka|ca .|ca|schätzungsweise|um die|gegen|an die|in etwa|ungefähr um",
        "exact": "genau|exakt|nur|lediglich|insgesamt|gerade einmal|gerade mal",
    },
    after={
        "at_least": "oder mehr|und mehr",
        "at_most": "oder weniger",
        "about": "oder so",
    },
    to=("bis", "bis zu"),
    alternatives=("oder",),
    between={"zwischen": "und", "von": "bis"},
    vague={
        "zehntausende": (10**4, 10**5),
        "zehntausenden": (10**4, 10**5),
        "hunderttausende": (10**5, 10**6),
        "hunderttausenden": (10**5, 10**6),
        "dutzende": (12, 120),
        "dutzenden": (12, 120),
        "hunderte": (100, 1000),
        "hunderten": (100, 1000),
        "tausende": (10**3, 10**4),
        "tausenden": (10**3, 10**4),
        "abertausende": (10**3, 10**4),
        "millionen": (10**6, 10**7),
        "milliarden": (10**9, 10**10),
        "mehrere": (3, 9),
        "einige": (2, 9),
        "ein paar": (2, 9),
        "etliche": (3, None),
        "zahlreiche": (3, None),
    },
    vague_scales={"dutzend": 12, "hundert": 100, "tausend": 1000, "millionen": 10**6, "milliarden": 10**9},
    plural_words=split("viele weitere zusätzliche mehrfache verschiedene"),
    articles=split(_ONE),
    fillers=split("weitere weiteren zusätzliche zusätzlichen neue neuen andere anderen die der den etwa insgesamt"),
    lead=split("die der den dem weitere weiteren zusätzliche zusätzlichen alle allen insgesamt"),
    links=split("von der des vom an aus"),
    stops=split(
        "in im am an auf aus bei mit nach seit von vor zu zum zur und oder sind ist war waren wurden wurde "
        "werden hat haben als für pro je durch gegen über unter bis der die das den dem des"
    ),
    nouns=_NOUNS,
    units=_UNITS,
    labels=split(
        "artikel art absatz paragraf paragraph § seite kapitel kategorie phase stufe klasse nummer nr linie "
        "flug zimmer raum halle gleis version gruppe typ band teil platz abschnitt boeing airbus resolution "
        "staffel runde tag woche autobahn windows covid agenda hausnummer gate"
    ),
    idioms=(
        "null toleranz",
        "rund um die uhr",
        "stunde null",
        "eins zu eins",
        "erster weltkrieg",
        "zweiter weltkrieg",
        "auf null",
        "tausend dank",
        "null und nichtig",
    ),
    clock=split("uhr h"),
    clock_before=("um",),
    none=split("kein keine keinen keiner keinerlei"),
    modal={
        "denied": "bestreitet|bestritt|bestritten|dementiert|dementierte|dementierten|leugnet|leugnete|niemals",
        "possible": "könnte|könnten|kann|können|möglicherweise|vielleicht|womöglich|würde|würden|falls|wenn"
        "|dürfte|dürften",
        "planned": "soll|sollen|will|wollen|plant|planen|geplant|beabsichtigt",
        "alleged": "angeblich|mutmaßlich|sollen haben|dem vernehmen nach",
    },
    up=split("stieg stiegen gestiegen steigt steigen wuchs wuchsen zunahme anstieg plus erhöhung erhöhte"),
    down=split("fiel fielen gefallen sank sanken gesunken sinkt rückgang minus senkung kürzte verlor abnahme"),
    more=split("mehr zusätzlich"),
    fewer=split("weniger"),
    ago=split("vor"),
    period=split("in seit während binnen innerhalb für"),
    share=("von",),
    per=("pro", "je"),
    below_zero=("unter null", "unter dem gefrierpunkt", "minus"),
    capital_nouns=True,
)
