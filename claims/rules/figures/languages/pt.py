"""Portuguese."""

from claims.rules.figures.languages.words import NumberWords, Words, counted_from, split, table

_NUMBERS = NumberWords(
    small=counted_from(
        0,
        "zero um/uma dois/duas três/tres quatro cinco seis sete oito nove dez onze doze treze "
        "catorze/quatorze quinze "
        "dezasseis/dezesseis dezassete/dezessete dezoito dezanove/dezenove",
    )
    | counted_from(20, "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", step=10)
    | counted_from(
        100,
        "cem/cento duzentos/duzentas trezentos/trezentas quatrocentos/quatrocentas quinhentos/quinhentas "
        "seiscentos/seiscentas setecentos/setecentas oitocentos/oitocentas novecentos/novecentas",
        step=100,
    ),
    scales={
        "mil": 10**3, "milhão": 10**6, "milhões": 10**6, "bilhão": 10**9, "bilhões": 10**9, "bilião": 10**12,
        "biliões": 10**12, "trilhão": 10**12, "trilhões": 10**12, "mi": 10**6, "bi": 10**9, "tri": 10**12,
    },
    bare=split("mil"),
    joiner="e",
    joins="all",
    half_after=("e meio", "e meia"),
    half_before=("meio", "meia"),
    collective={
        "dezena": (10, True), "dúzia": (12, False), "quinzena": (15, True), "vintena": (20, True),
        "centena": (100, True), "milhar": (1000, True), "par": (2, False), "meia-dúzia": (6, False),
    },
    fractions={"metade": (1, 2), "terço": (1, 3), "terços": (1, 3), "quarto": (1, 4), "quartos": (1, 4),
               "quinto": (1, 5)},
)  # fmt: skip

_NOUNS = table(
    "tropas=person pilotos=pilot piloto=pilot "
    "pessoas=person pessoa=person mortos=person mortas=person morto=person feridos=person ferido=person "
    "desaparecidos=person soldados=person soldado=person militares=person vítimas=victim reféns=hostage "
    "crianças=child mulheres=woman homens=man civis=civilian polícias=officer policiais=officer "
    "manifestantes=protester refugiados=refugee migrantes=migrant presos=prisoner detidos=person "
    "combatentes=fighter pacientes=patient doentes=patient alunos=pupil estudantes=student trabalhadores=worker "
    "funcionários=employee eleitores=voter deputados=deputy espectadores=spectator passageiros=passenger "
    "habitantes=resident cidadãos=citizen casas=house casa=house edifícios=building prédios=building escolas=school "
    "hospitais=hospital aldeias=village cidades=city países=country foguetes=rocket foguete=rocket mísseis=missile "
    "drones=drone tanques=tank aviões=aircraft navios=ship barcos=boat carros=car veículos=vehicle casos=case "
    "detenções=arrest prisões=arrest mortes=death ataques=attack votos=vote assentos=seat empregos=job "
    "empresas=company páginas=page doses=dose animais=animal cães=dog árvores=tree incêndios=fire acidentes=accident "
    "assinaturas=signature visitantes=visitor turistas=tourist livros=book túmulos=grave corpos=body "
    "professores=teacher médicos=doctor jornalistas=journalist suspeitos=suspect famílias=family municípios="
    "municipality pontos=point tendas=tent"
)
_UNITS = table(
    "euros=EUR euro=EUR dólares=USD dólar=USD reais=BRL real=BRL centavos=cent cêntimos=cent ienes=JPY rublos=RUB "
    "yuans=CNY libras_esterlinas=GBP francos_suíços=CHF por_cento=percent pontos_percentuais=percentage_point "
    "ponto_percentual=percentage_point pontos_base=basis_point anos=year ano=year séculos=century século=century "
    "décadas=decade década=decade toneladas=tonne tonelada=tonne quilos=kg quilo=kg barris=barrel barril=barrel "
    "graus=degree grau=degree horas=hour hora=hour minutos=minute dias=day dia=day meses=month mês=month "
    "semanas=week semana=week hectares=hectare hectare=hectare km/h=km/h quilómetros=km quilômetros=km metros=m "
    "quilómetros_quadrados=km2 quilômetros_quadrados=km2 metros_quadrados=m2 metros_cúbicos=m3 milhas=mile "
    "milhas_náuticas=nautical_mile"
)

PT = Words(
    numbers=_NUMBERS,
    before={
        "at_least": "pelo menos|ao menos|no mínimo|não menos de|um mínimo de|mínimo de",
        "more_than": "mais de|mais do que|mais que|acima de|superior a|pouco mais de|um pouco mais de|bem mais de",
        "at_most": "até|no máximo|não mais de|um máximo de|máximo de",
        "less_than": "menos de|abaixo de|inferior a",
        "nearly": "quase|perto de|pouco menos de|um pouco menos de",
        "about": "cerca de|aproximadamente|por volta de|uns|umas|em torno de|mais ou menos|à volta de",
        "exact": "exatamente|exactamente|precisamente|apenas|só|somente|um total de|no total",
    },
    after={
        "at_least": "ou mais|no mínimo|pelo menos",
        "at_most": "ou menos|no máximo",
        "about": "aproximadamente|mais ou menos",
    },
    to=("a", "até"),
    alternatives=("ou",),
    between={"entre": "e", "de": "a"},
    vague={
        "dezenas": (10, 100),
        "dezenas de milhares": (10**4, 10**5),
        "dúzias": (12, 120),
        "centenas": (100, 1000),
        "centenas de milhares": (10**5, 10**6),
        "milhares": (1000, 10**4),
        "milhões": (10**6, 10**7),
        "vários": (3, 9),
        "várias": (3, 9),
        "alguns": (2, 9),
        "algumas": (2, 9),
        "um punhado": (2, 9),
    },
    vague_scales={"dezenas": 10, "dúzias": 12, "centenas": 100, "milhares": 1000, "milhões": 10**6},
    plural_words=split("muitos muitas numerosos numerosas múltiplos diversos diversas"),
    articles=split("um uma"),
    fillers=split("outros outras novos novas adicionais os as de do da dos das o jovens"),
    lead=split("os as o a outros outras"),
    links=split("de do da dos das"),
    stops=split(
        "a ao em no na com por para sem sobre desde durante entre e ou são é foram foi eram que de do da dos "
        "das os as o um uma"
    ),
    nouns=_NOUNS,
    units=_UNITS,
    labels=split(
        "artigo art página capítulo categoria fase nível classe número nº n voo linha quarto versão grupo tipo "
        "tomo parte resolução boeing airbus lei rota temporada episódio dia etapa portão windows covid agenda "
        "parágrafo grau"
    ),
    idioms=(
        "tolerância zero",
        "mil obrigados",
        "marco zero",
        "primeira guerra mundial",
        "segunda guerra mundial",
        "hora zero",
        "risco zero",
    ),
    clock=split("h horas"),
    clock_before=("às",),
    none=split("nenhum nenhuma"),
    modal={
        "denied": "nega|negou|negaram|negam|desmente|desmentiu|nunca|jamais",
        "possible": "poderia|poderiam|pode|podem|talvez|se|possivelmente",
        "planned": "prevê|preveem|planeia|planeja|enviará|vai|vão|previsto",
        "alleged": "alegadamente|supostamente|supostos",
    },
    up=split("subiu subiram aumentou aumentaram aumento cresceu cresceram alta subida crescimento"),
    down=split("caiu caíram queda desceu diminuiu redução descida perdeu corte"),
    more=split("adicionais"),
    fewer=split("menos"),
    ago=split("há atrás"),
    period=split("em durante desde"),
    share=("em cada", "em", "de"),
    per=("por",),
    below_zero=("abaixo de zero", "negativos"),
    allows_point=False,
)
