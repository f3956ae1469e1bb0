"""Spanish."""

from claims.rules.figures.languages.words import NumberWords, Words, counted_from, split, table

_NUMBERS = NumberWords(
    small=counted_from(
        0,
        "cero un/uno/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince "
        "dieciséis/dieciseis diecisiete dieciocho diecinueve veinte veintiuno/veintiún/veintiuna/veintiun "
        "veintidós/veintidos veintitrés/veintitres veinticuatro veinticinco veintiséis/veintiseis veintisiete "
        "veintiocho veintinueve",
    )
    | counted_from(30, "treinta cuarenta cincuenta sesenta setenta ochenta noventa", step=10)
    | counted_from(
        100,
        "cien/ciento doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas quinientos/quinientas "
        "seiscientos/seiscientas setecientos/setecientas ochocientos/ochocientas novecientos/novecientas",
        step=100,
    ),
    scales={
        "mil": 10**3, "millón": 10**6, "millon": 10**6, "millones": 10**6, "billón": 10**12, "billon": 10**12,
        "billones": 10**12, "millardo": 10**9, "millardos": 10**9, "mill": 10**6, "mdd": 10**6,
        "trillón": 10**18, "trillones": 10**18,
    },
    bare=split("mil"),
    joiner="y",
    joins="tens",
    half_after=("y medio", "y media"),
    half_before=("medio", "media"),
    collective={
        "decena": (10, True), "docena": (12, False), "quincena": (15, True), "veintena": (20, True),
        "treintena": (30, True), "cuarentena": (40, True), "cincuentena": (50, True), "centena": (100, True),
        "centenar": (100, True), "millar": (1000, True), "par": (2, False), "pareja": (2, False),
    },
    fractions={"mitad": (1, 2), "tercio": (1, 3), "tercios": (1, 3), "cuarto": (1, 4), "cuartos": (1, 4),
               "quinto": (1, 5)},
)  # fmt: skip

_NOUNS = table(
    "tropas=person pilotos=pilot piloto=pilot "
    "personas=person persona=person muertos=person muertas=person muerto=person fallecidos=person heridos=person "
    "heridas=person desaparecidos=person soldados=person soldado=person militares=person víctimas=victim "
    "víctima=victim rehenes=hostage rehén=hostage niños=child niñas=child mujeres=woman mujer=woman hombres=man "
    "hombre=man civiles=civilian policías=officer manifestantes=protester refugiados=refugee migrantes=migrant "
    "presos=prisoner detenidos=person combatientes=fighter pacientes=patient alumnos=pupil estudiantes=student "
    "trabajadores=worker empleados=employee votantes=voter diputados=deputy espectadores=spectator "
    "pasajeros=passenger habitantes=resident ciudadanos=citizen casas=house casa=house viviendas=home "
    "edificios=building escuelas=school colegios=school hospitales=hospital pueblos=village aldeas=village "
    "ciudades=city países=country cohetes=rocket cohete=rocket misiles=missile drones=drone tanques=tank "
    "aviones=aircraft barcos=ship buques=ship coches=car vehículos=vehicle casos=case caso=case arrestos=arrest "
    "detenciones=arrest muertes=death ataques=attack votos=vote escaños=seat empleos=job empresas=company "
    "páginas=page dosis=dose animales=animal perros=dog árboles=tree incendios=fire accidentes=accident "
    "firmas=signature visitantes=visitor turistas=tourist libros=book tumbas=grave cuerpos=body cadáveres=body "
    "profesores=teacher médicos=doctor periodistas=journalist sospechosos=suspect familias=family municipios="
    "municipality puntos=point hogares=home tiendas=tent"
)
_UNITS = table(
    "euros=EUR euro=EUR dólares=USD dólar=USD centavos=cent céntimos=cent yenes=JPY rublos=RUB yuanes=CNY "
    "libras_esterlinas=GBP francos_suizos=CHF pesos=peso peso=peso por_ciento=percent por_cien=percent "
    "puntos_porcentuales=percentage_point punto_porcentual=percentage_point puntos_básicos=basis_point años=year "
    "año=year siglos=century siglo=century décadas=decade década=decade toneladas=tonne tonelada=tonne kilos=kg "
    "kilo=kg barriles=barrel barril=barrel grados=degree grado=degree horas=hour hora=hour minutos=minute días=day "
    "día=day meses=month mes=month semanas=week semana=week hectáreas=hectare hectárea=hectare km/h=km/h "
    "kilómetros_cuadrados=km2 metros_cuadrados=m2 metros_cúbicos=m3 millas_náuticas=nautical_mile millas=mile "
    "grados_centígrados=degC"
)

ES = Words(
    numbers=_NUMBERS,
    before={
        "at_least": "al menos|por lo menos|como mínimo|cuando menos|no menos de|un mínimo de|mínimo",
        "more_than": "más de|más que|por encima de|superior a|algo más de|poco más de|un poco más de|mucho más de",
        "at_most": "hasta|como máximo|a lo sumo|no más de|un máximo de|máximo",
        "less_than": "menos de|por debajo de|inferior a",
        "nearly": "casi|cerca de|poco menos de|algo menos de|un poco menos de",
        "about": "unos|unas|alrededor de|aproximadamente|cerca a|en torno a|entorno a|más o menos|aprox .|aprox",
        "exact": "exactamente|precisamente|solo|sólo|solamente|un total de|en total",
    },
    after={
        "at_least": "o más|como mínimo|por lo menos|al menos",
        "at_most": "o menos|como máximo|a lo sumo",
        "about": "aproximadamente|más o menos",
    },
    to=("a", "hasta"),
    alternatives=("o", "ó"),
    between={"entre": "y", "de": "a"},
    vague={
        "decenas": (10, 100),
        "decenas de miles": (10**4, 10**5),
        "docenas": (12, 120),
        "centenares": (100, 1000),
        "cientos": (100, 1000),
        "cientos de miles": (10**5, 10**6),
        "miles": (1000, 10**4),
        "millares": (1000, 10**4),
        "millones": (10**6, 10**7),
        "varios": (3, 9),
        "varias": (3, 9),
        "algunos": (2, 9),
        "algunas": (2, 9),
        "unos cuantos": (2, 9),
        "un puñado": (2, 9),
        "unos pocos": (2, 9),
    },
    vague_scales={"decenas": 10, "docenas": 12, "cientos": 100, "centenares": 100, "miles": 1000, "millones": 10**6},
    plural_words=split("muchos muchas numerosos numerosas múltiples diversos diversas"),
    articles=split("un uno una"),
    fillers=split("otros otras nuevos nuevas adicionales los las de del la el jóvenes"),
    lead=split("los las el la otros otras a de"),
    links=split("de del"),
    stops=split(
        "a al en con por para sin sobre desde durante entre y o han ha son es fueron fue eran que de del "
        "los las el la un una"
    ),
    nouns=_NOUNS,
    units=_UNITS,
    labels=split(
        "artículo art página capítulo categoría fase nivel clase número núm no nº vuelo línea habitación "
        "versión grupo tipo tomo parte resolución boeing airbus ley ruta temporada episodio día etapa puerta "
        "windows covid agenda apartado párrafo grado"
    ),
    idioms=(
        "tolerancia cero",
        "cero tolerancia",
        "mil gracias",
        "zona cero",
        "primera guerra mundial",
        "segunda guerra mundial",
        "hora cero",
        "mil y una noches",
        "riesgo cero",
    ),
    clock=split("h hrs"),
    clock_before=(
        "a las",
        "a la",
    ),
    none=split("ningún ninguna ningun ninguno"),
    modal={
        "denied": "niega|negó|negaron|niegan|desmiente|desmintió|nunca|jamás",
        "possible": "podría|podrían|puede|pueden|quizá|quizás|tal vez|posiblemente|si",
        "planned": "prevé|prevén|planea|planean|enviará|va a|van a|planeado|previsto",
        "alleged": "presuntamente|supuestamente|presuntos|supuestos",
    },
    up=split("subió subieron aumentó aumentaron aumento creció crecieron alza subida incremento"),
    down=split("bajó bajaron cayó cayeron caída disminuyó descenso reducción perdió recorte"),
    more=split("adicionales más"),
    fewer=split("menos"),
    ago=split("hace"),
    period=split("en durante desde"),
    share=("de cada", "de"),
    per=("por",),
    below_zero=("bajo cero",),
    allows_point=True,
)
