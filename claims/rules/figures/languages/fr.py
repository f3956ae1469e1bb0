"""French."""

from claims.rules.figures.languages.words import NumberWords, Words, counted_from, split, table

_NUMBERS = NumberWords(
    small=counted_from(
        0,
        "zéro un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
        "dix-huit dix-neuf",
    )
    | counted_from(20, "vingt/vingts trente quarante cinquante soixante septante huitante nonante", step=10)
    | {"octante": 80, "quatre-vingt": 80, "quatre-vingts": 80, "nonante": 90, "septante": 70, "huitante": 80},
    hundred=split("cent cents"),
    scales={
        "mille": 10**3, "milliers": 10**3, "million": 10**6, "millions": 10**6, "milliard": 10**9, "milliards": 10**9,
        "md": 10**9, "mds": 10**9, "mrd": 10**9, "mds€": 10**9, "billion": 10**12, "billions": 10**12, "mio": 10**6,
    },
    bare=split("cent mille"),
    joiner="et",
    joins="tens",
    vigesimal=frozenset({60, 80}),
    half_after=("et demi", "et demie"),
    half_before=("un demi", "une demi", "un demi -", "une demi -", "demi", "demi -"),
    collective={
        "dizaine": (10, True), "douzaine": (12, True), "quinzaine": (15, True), "vingtaine": (20, True),
        "trentaine": (30, True), "quarantaine": (40, True), "cinquantaine": (50, True), "soixantaine": (60, True),
        "centaine": (100, True), "millier": (1000, True), "couple": (2, False), "paire": (2, False),
    },
    fractions={"moitié": (1, 2), "tiers": (1, 3), "quart": (1, 4), "quarts": (1, 4), "cinquième": (1, 5),
               "dixième": (1, 10)},
)  # fmt: skip

_NOUNS = table(
    "troupes=person pilotes=pilot pilote=pilot "
    "personnes=person personne=person morts=person mort=person tués=person tuées=person blessés=person "
    "disparus=person "
    "soldats=person soldat=person militaires=person victimes=victim victime=victim otages=hostage otage=hostage "
    "enfants=child enfant=child femmes=woman femme=woman hommes=man homme=man civils=civilian civil=civilian "
    "policiers=officer manifestants=protester manifestant=protester réfugiés=refugee migrants=migrant "
    "prisonniers=prisoner détenus=prisoner combattants=fighter patients=patient élèves=pupil étudiants=student "
    "ouvriers=worker salariés=employee employés=employee électeurs=voter députés=deputy spectateurs=spectator "
    "passagers=passenger habitants=resident citoyens=citizen maisons=house maison=house bâtiments=building "
    "logements=home écoles=school hôpitaux=hospital villages=village villes=city pays=country roquettes=rocket "
    "roquette=rocket fusées=rocket missiles=missile drones=drone chars=tank avions=aircraft navires=ship "
    "bateaux=boat "
    "voitures=car véhicules=vehicle cas=case arrestations=arrest arrestation=arrest interpellations=arrest "
    "décès=death "
    "attaques=attack voix=vote sièges=seat emplois=job entreprises=company pages=page doses=dose animaux=animal "
    "chiens=dog arbres=tree incendies=fire accidents=accident signatures=signature visiteurs=visitor "
    "touristes=tourist livres=book tombes=grave corps=body enseignants=teacher médecins=doctor "
    "journalistes=journalist "
    "suspects=suspect familles=family tentes=tent communes=municipality points=point magasins=shop"
)
_UNITS = table(
    "euros=EUR euro=EUR dollars=USD dollar=USD centimes=cent centime=cent yens=JPY roubles=RUB yuans=CNY "
    "livres_sterling=GBP francs_suisses=CHF francs=franc pour_cent=percent pourcent=percent "
    "points_de_pourcentage=percentage_point point_de_pourcentage=percentage_point points_de_base=basis_point "
    "ans=year an=year années=year année=year siècles=century siècle=century décennies=decade décennie=decade "
    "tonnes=tonne tonne=tonne kilos=kg kilo=kg barils=barrel baril=barrel degrés=degree degré=degree heures=hour "
    "heure=hour minutes=minute jours=day jour=day mois=month semaines=week semaine=week hectares=hectare "
    "km/h=km/h kilomètres_carrés=km2 mètres_carrés=m2 mètres_cubes=m3 milles_nautiques=nautical_mile"
)

FR = Words(
    numbers=_NUMBERS,
    before={
        "at_least": "au moins|au minimum|pas moins de|pas moins d'|un minimum de|minimum",
        "more_than": "plus de|plus d'|plus que|un peu plus de|un peu plus d'|bien plus de|supérieur à"
        "|supérieure à|au - delà de|dépassant",
        "at_most": "jusqu'à|jusqu' à|au plus|au maximum|pas plus de|pas plus d'|tout au plus|un maximum de|maximum",
        "less_than": "moins de|moins d'|inférieur à|inférieure à",
        "nearly": "près de|près d'|presque|quasiment|pas loin de|un peu moins de|un peu moins d'",
        "about": "environ|quelque|quelques|à peu près|autour de|approximativement|aux alentours de"
        "|aux environs de|une estimation de",
        "exact": "exactement|précisément|seulement|un total de|au total",
    },
    after={
        "at_least": "ou plus|et plus|au moins",
        "at_most": "ou moins|au plus|au maximum|maximum",
        "about": "environ",
    },
    to=("à", "a"),
    alternatives=("ou",),
    between={"entre": "et", "de": "à"},
    vague={
        "dizaines": (10, 100),
        "dizaines de milliers": (10**4, 10**5),
        "centaines": (100, 1000),
        "centaines de milliers": (10**5, 10**6),
        "milliers": (1000, 10**4),
        "millions": (10**6, 10**7),
        "milliards": (10**9, 10**10),
        "douzaines": (12, 120),
        "plusieurs": (3, 9),
        "quelques": (2, 9),
        "une poignée": (2, 9),
        "poignée": (2, 9),
    },
    vague_scales={
        "dizaines": 10,
        "douzaines": 12,
        "centaines": 100,
        "milliers": 1000,
        "millions": 10**6,
        "milliards": 10**9,
    },
    plural_words=split("nombreux nombreuses divers diverses beaucoup"),
    articles=split("un une"),
    fillers=split("autres nouveaux nouvelles supplémentaires les des de d' du la le l' jeunes"),
    lead=split("les des aux le la l' autres"),
    links=split("de d' des du"),
    stops=split(
        "à au aux dans en sur par pour avec sans sous entre depuis pendant et ou ont a sont est étaient était "
        "qui que où dont le la les ce cette de des du d'"
    ),
    nouns=_NOUNS,
    units=_UNITS,
    labels=split(
        "article art page chapitre catégorie phase niveau classe numéro no n° n vol ligne chambre version "
        "groupe type tome partie résolution boeing airbus alinéa paragraphe loi route autoroute saison "
        "épisode jour étape quai porte windows covid agenda place"
    ),
    idioms=(
        "zéro tolérance",
        "tolérance zéro",
        "mille mercis",
        "mille et une nuits",
        "année zéro",
        "première guerre mondiale",
        "seconde guerre mondiale",
        "un jour",
        "quatre cent coups",
        "risque zéro",
    ),
    clock=split("heures h"),
    clock_before=(
        "à",
        "vers",
    ),
    none=split("aucun aucune"),
    modal={
        "denied": "nie|nié|dément|démenti|jamais|n'a pas|n'ont pas|ne sont pas|réfute",
        "possible": "pourrait|pourraient|peut|peuvent|peut - être|éventuellement|si|aurait|auraient|serait|seraient",
        "planned": "va|vont|prévoit|prévoient|prévu|sera|seront|doit|envisage",
        "alleged": "présumé|présumés|prétendument|selon des sources anonymes",
    },
    up=split("augmenté augmentation hausse progressé progression grimpé bondi"),
    down=split("baissé baisse diminué diminution recul reculé chuté chute perdu supprimé"),
    more=split("supplémentaires additionnels"),
    fewer=split(""),
    ago=split(""),
    period=split("en depuis pendant durant"),
    share=("sur",),
    per=("par",),
    below_zero=("au - dessous de zéro", "en dessous de zéro", "sous zéro"),
    splits_elisions=True,
)
