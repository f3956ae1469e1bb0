"""Italian."""

from claims.rules.figures.languages.words import NumberWords, Words, counted_from, split, table

_NUMBERS = NumberWords(
    small=counted_from(
        0,
        "zero un/uno/una due tre/tré quattro cinque sei sette otto nove dieci undici dodici tredici quattordici "
        "quindici sedici diciassette diciotto diciannove",
    )
    | counted_from(
        20,
        "venti/vent trenta/trent quaranta/quarant cinquanta/cinquant sessanta/sessant settanta/settant "
        "ottanta/ottant "
        "novanta/novant",
        step=10,
    ),
    hundred=split("cento cent"),
    scales={
        "mille": 10**3, "mila": 10**3, "milione": 10**6, "milioni": 10**6, "mln": 10**6, "miliardo": 10**9,
        "miliardi": 10**9, "mld": 10**9, "bilione": 10**12, "bilioni": 10**12,
    },
    bare=split("cento mille"),
    joiner="e",
    joins="all",
    is_compound=True,
    half_after=("e mezzo", "e mezza"),
    half_before=("mezzo", "mezza"),
    collective={
        "decina": (10, True), "dozzina": (12, False), "quindicina": (15, True), "ventina": (20, True),
        "trentina": (30, True), "quarantina": (40, True), "cinquantina": (50, True), "sessantina": (60, True),
        "settantina": (70, True), "ottantina": (80, True), "novantina": (90, True),
        "centinaio": (100, True), "migliaio": (1000, True), "paio": (2, True), "coppia": (2, False),
    },
    fractions={"metà": (1, 2), "terzo": (1, 3), "terzi": (1, 3), "quarto": (1, 4), "quarti": (1, 4),
               "quinto": (1, 5)},
)  # fmt: skip

_NOUNS = table(
    "truppe=person piloti=pilot pilota=pilot "
    "persone=person persona=person morti=person morto=person feriti=person ferito=person dispersi=person "
    "vittime=victim vittima=victim soldati=person soldato=person militari=person ostaggi=hostage bambini=child "
    "donne=woman uomini=man civili=civilian poliziotti=officer agenti=officer manifestanti=protester "
    "rifugiati=refugee migranti=migrant prigionieri=prisoner detenuti=prisoner combattenti=fighter pazienti=patient "
    "studenti=student alunni=pupil lavoratori=worker dipendenti=employee elettori=voter deputati=deputy "
    "spettatori=spectator passeggeri=passenger abitanti=resident cittadini=citizen case=house casa=house "
    "edifici=building scuole=school ospedali=hospital villaggi=village città=city paesi=country razzi=rocket "
    "razzo=rocket missili=missile droni=drone aerei=aircraft navi=ship barche=boat auto=car veicoli=vehicle "
    "casi=case "
    "arresti=arrest arresto=arrest decessi=death attacchi=attack voti=vote seggi=seat imprese=company "
    "aziende=company "
    "pagine=page dosi=dose animali=animal cani=dog alberi=tree incendi=fire incidenti=accident firme=signature "
    "visitatori=visitor turisti=tourist libri=book tombe=grave corpi=body insegnanti=teacher medici=doctor "
    "giornalisti=journalist sospetti=suspect famiglie=family tende=tent comuni=municipality punti=point"
)
_UNITS = table(
    "euro=EUR dollari=USD dollaro=USD centesimi=cent yen=JPY rubli=RUB yuan=CNY sterline=GBP franchi_svizzeri=CHF "
    "per_cento=percent percento=percent punti_percentuali=percentage_point punto_percentuale=percentage_point "
    "punti_base=basis_point anni=year anno=year secoli=century secolo=century decenni=decade decennio=decade "
    "tonnellate=tonne tonnellata=tonne chili=kg chilo=kg barili=barrel gradi=degree grado=degree ore=hour ora=hour "
    "minuti=minute giorni=day giorno=day mesi=month mese=month settimane=week settimana=week ettari=hectare "
    "ettaro=hectare km/h=km/h chilometri_quadrati=km2 metri_quadrati=m2 metri_cubi=m3 miglia_nautiche=nautical_mile "
    "miglia=mile"
)

IT = Words(
    numbers=_NUMBERS,
    before={
        "at_least": "almeno|come minimo|non meno di|un minimo di|minimo",
        "more_than": "oltre|più di|oltre i|oltre le|superiore a|poco più di|ben oltre|al di sopra di",
        "at_most": "fino a|al massimo|non più di|un massimo di|massimo|tutt'al più",
        "less_than": "meno di|sotto i|sotto le|inferiore a|al di sotto di",
        "nearly": "quasi|poco meno di|prossimo a|vicino a",
        "about": "circa|intorno a|all'incirca|pressappoco|più o meno|attorno a|approssimativamente"
        "|un totale stimato di",
        "exact": "esattamente|precisamente|solo|soltanto|un totale di|in totale",
    },
    after={"at_least": "o più|almeno", "at_most": "o meno|al massimo", "about": "circa|più o meno"},
    to=("a", "ai"),
    alternatives=("o",),
    between={"tra": "e", "fra": "e", "da": "a", "dai": "ai"},
    vague={
        "decine": (10, 100),
        "decine di migliaia": (10**4, 10**5),
        "dozzine": (12, 120),
        "centinaia": (100, 1000),
        "centinaia di migliaia": (10**5, 10**6),
        "migliaia": (1000, 10**4),
        "milioni": (10**6, 10**7),
        "diversi": (3, 9),
        "diverse": (3, 9),
        "parecchi": (3, 9),
        "parecchie": (3, 9),
        "alcuni": (2, 9),
        "alcune": (2, 9),
        "una manciata": (2, 9),
        "qualche": (2, 9),
    },
    vague_scales={"decine": 10, "dozzine": 12, "centinaia": 100, "migliaia": 1000, "milioni": 10**6},
    plural_words=split("molti molte numerosi numerose molteplici vari varie tanti tante"),
    articles=split("un uno una"),
    fillers=split("altri altre nuovi nuove ulteriori i gli le di d' del dei degli delle la il lo giovani"),
    lead=split("i gli le altri altre gli"),
    links=split("di d' dei degli delle del"),
    stops=split(
        "a al ai in con per da dal su tra fra e o sono è erano era hanno ha che di del dei degli delle il la "
        "lo gli le i"
    ),
    nouns=_NOUNS,
    units=_UNITS,
    labels=split(
        "articolo art pagina capitolo categoria fase livello classe numero n n° volo linea stanza versione "
        "gruppo tipo tomo parte risoluzione boeing airbus comma legge strada stagione episodio giorno tappa "
        "windows covid agenda grado"
    ),
    idioms=(
        "tolleranza zero",
        "mille grazie",
        "ora zero",
        "prima guerra mondiale",
        "seconda guerra mondiale",
        "anno zero",
        "mille e una notte",
        "rischio zero",
    ),
    clock=split("h"),
    clock_before=("alle",),
    none=split("nessun nessuno nessuna"),
    modal={
        "denied": "nega|negato|negò|smentisce|smentito|mai",
        "possible": "potrebbe|potrebbero|può|possono|forse|se|sarebbe|sarebbero",
        "planned": "prevede|prevedono|previsto|invierà|manderà|intende",
        "alleged": "presunti|presumibilmente|presunto",
    },
    up=split("aumentato aumento cresciuto crescita salito rialzo"),
    down=split("calato calo diminuito diminuzione sceso riduzione perso"),
    more=split("ulteriori aggiuntivi"),
    fewer=split(""),
    ago=split("fa"),
    period=split("in durante da"),
    share=("su",),
    per=("per", "al", "a"),
    below_zero=("sotto zero", "sotto lo zero"),
    splits_elisions=True,
)
