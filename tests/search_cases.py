"""Texts of claims, the queries that find them and some that do not: by kinds of what people write and ask for."""

# ruff: noqa: RUF001

SEPARATOR = " · "  # between queries

# Of each kind: a language, a text, what finds it, what does not.
Case = tuple[str, str, str, str]

CASES: dict[str, list[Case]] = {
    "typography": [
        (
            "en",
            "“Thirty-one rockets”, officials said",
            (
                'thirty-one · “Thirty-one rockets” · "thirty-one rockets" · "Thirty one rockets" · '
                "rockets · 31 rockets · thirty one · rockets officials · “rockets officials” · ‘rockets’ · "
                "rockets… · Thirty\u2011one · thirty–one"
            ),
            'rockers · "one officials" · -rockets officials',
        ),
        (
            "en",
            "Violence grew—officials said",
            ('grew · officials · grew officials · "grew officials" · grew—officials · grew -drones · “grew—officials”'),
            "growth",
        ),
        (
            "fr",
            "L’hôpital de l’armée a été touché",
            (
                "hôpital · hopital · l'hôpital · l’hôpital · L’HÔPITAL · armée · armee · "
                '"hôpital de l\'armée" · touche · lhopital'
            ),
            "hôpital -armée",
        ),
        (
            "en",
            "The minister’s plan… was “unclear”",
            ("minister · minister's · minister’s · ministers · plan · unclear · \"minister's plan\" · plan…"),
            "",
        ),
        ("en", "Some\u00a0500\u00a0people fled", '500 people · people · "500 people" · 500\u00a0people', "50"),
        (
            "de",
            "Er sagte: „Die Raketen trafen“ – sofort",
            'raketen · rakete · sofort · "die raketen trafen" · „Raketen“',
            "er",
        ),
        ("fr", "«Les années dures» continuent", "années · annees · année · dures · «années»", ""),
        ("en", "ro\u00adckets hit the b\u200base", "rockets · base · base rockets", ""),
        ("en", "• First point • second‚ third", "first point · second · third", ""),
        ("ja", "ＣＯＶＩＤ－１９は続く", "COVID-19 · covid 19 · covid19 · ＣＯＶＩＤ", ""),
        (
            "en",
            "The ship (the Bismarck) [sank]; crew/passengers died: all?",
            "bismarck · sank · crew · passengers · died · crew/passengers",
            "",
        ),
        ("en", "Pfizer™ vaccine® works¹", "pfizer · vaccine · works · works 1", ""),
        ("en", "He said:“stop”—then left", 'said · stop · left · "stop then left"', ""),
        ("es", "¿Murieron 20? ¡Sí!", "murieron · murió 20 · 20", ""),
    ],
    "numbers": [
        (
            "en",
            "The crash killed 17,650 people",
            (
                "17650 · 17,650 · 17 650 · 17\u00a0650 · 17'650 · 17’650 · 17\u202f650 · 17\u2009650 · "
                '"17,650 people" · 17650 people'
            ),
            "17 · 650 · 1765 · 7650 · 176",
        ),
        ("en", "The crash killed 17650 people", "17650 · 17,650 · 17 650", "17 · 650"),
        ("en", "The crash killed 17 650 people", '17650 · 17,650 · 17 650 · "17 650 people"', "17 · 650"),
        ("en", "The crash killed 17\u00a0650 people", "17650 · 17,650 · 17 650", "17 · 650"),
        ("en", "The crash killed 17\u2009650 people", "17650 · 17,650 · 17 650", "17 · 650"),
        ("en", "The crash killed 17’650 people", "17650 · 17,650 · 17 650", "17 · 650"),
        ("de", "Der Absturz tötete 17.650 Menschen", "17650 · 17.650 · 17,650 · 17 650", "17 · 650"),
        ("es", "Murieron 17.650 personas", "17650 · 17.650 · 17 650", "17 · 650"),
        ("pl", "Zginęło 17.650 osób", "17650 · 17.650 · 17 650", "17 · 650"),
        ("fr", "Il y a 17 650 morts", "17650 · 17 650 · 17\u202f650", "17 · 650"),
        ("es-MX", "Murieron 17,650 personas", "17650 · 17,650 · 17 650", "17 · 650"),
        ("de-CH", "Es starben 17’650 Menschen", "17650 · 17’650 · 17,650", "17 · 650"),
        (
            "en",
            "A budget of $1,234,567.50",
            "1234567.5 · 1,234,567.50 · $1,234,567.50 · 1 234 567.50",
            "1 · 234 · 567 · 1234567",
        ),
        ("en", "It costs 1 234 567 euros", "1234567 · 1,234,567 · 1 234 567", "1 · 234 · 567"),
        ("en", "India had 5,00,000 cases", "500000 · 5,00,000 · 500,000", "5 · 00"),
        ("en", "Growth was 3.5 percent", '3.5 · 3.50 · 3.5 percent · "3.5 percent"', "3 · 5 · 35"),
        ("de", "Das Wachstum lag bei 3,5 Prozent", "3,5 · 3.5 · 3,50", "3 · 5 · 35"),
        ("en", "It was 2019, 300 people died", "2019 · 300 · 300 people", "2019300"),
        ("en", "In 2019 300 people died", "2019 · 300 · 300 people", "2019300"),
        ("ar", "قتل ١٧٬٦٥٠ شخصا", "17650 · 17,650 · ١٧٦٥٠", "17 · 650"),
        ("hi", "१७,६५० लोग", "17650 · 17,650 · १७६५०", "17 · 650"),
        ("fa", "۱۷۶۵۰ نفر", "17650 · 17,650", "17"),
        ("zh", "造成17,650人死亡", "17650 · 17,650 · 死亡 · 17 650", "17 · 650"),
        ("en", "On 9/11 at 10:30", "9/11 · 10:30 · 9 11", "911"),
        ("en", "Chapters 1,2,3", "1 · 2 · 3", "123"),
        ("en", "Am 24.12.2019", "2019 · 24.12.2019 · 24", ""),
        ("en", "Between 12-15 were hurt", "12 · 15 · 12-15", "1215"),
        ("en", "Ratio 0.75", "0.75", "75"),
        ("en", "It fell by 1,000 to 2,000", "1000 · 2000 · 1,000 · 2,000", "1 · 2 · 000"),
        ("en", "100,000 doses", "100000 · 100 000 · 100,000", "100 · 000"),
    ],
    "hyphens": [
        (
            "en",
            "Model-123 failed",
            'Model-123 · model 123 · Model123 · MODEL-123 · "model 123" · model\u2011123 · 123',
            "12 · model-12 · Model-1234",
        ),
        ("en", "The IL-7 trial", "IL-7 · IL 7 · IL7 · il7 · il-7", "IL-77 · IL-2"),
        (
            "en",
            "COVID-19 deaths",
            (
                'COVID-19 · COVID 19 · COVID19 · covid19 · Covid–19 · "covid 19 deaths" · '
                '"COVID-19 deaths" · "COVID19 deaths" · covid'
            ),
            "COVID-20 · covid1",
        ),
        ("en", "COVID 19 deaths", 'COVID-19 · COVID 19 · COVID19 · "COVID-19 deaths"', ""),
        ("en", "COVID19 deaths", 'COVID-19 · COVID 19 · COVID19 · "COVID 19 deaths"', ""),
        ("en", "A new S-300 system", "S-300 · S 300 · S300 · s300", "S-400"),
        ("en", "A new S300 system", "S-300 · S 300 · S300 · s-300", "S-400"),
        ("en", "A new S 300 system", "S-300 · S 300 · S300", ""),
        ("en", "There were 300 systems", "300", "S-300 · S 300 · S300"),
        ("en", "The A-10 flew", "A-10 · A 10 · A10 · a10", "B-10"),
        ("en", "Ten of 10", "10", "A-10 · A10 · I-10"),
        ("en", "122mm rockets", "122mm · 122 mm · 122-mm · 122 · mm", "12"),
        ("en", "an air-strike hit", "air-strike · airstrike · air strike · airstrikes · air-strikes", "airship"),
        ("en", "an airstrike hit", "air-strike · airstrike · air-strikes", ""),
        ("en", "send an e-mail now", 'e-mail · email · emails · e mail · "an email now"', ""),
        ("en", "send an email now", 'e-mail · email · "e-mail now"', ""),
        ("en", "The Wi-Fi network", 'wifi · wi-fi · Wi Fi · "wifi network" · "wi-fi network"', ""),
        ("en", "O’Neil met al-Qaeda", "O'Neil · ONeil · o neil · al-Qaeda · alqaeda · al qaeda · neil", ""),
        ("en", "F-16C and MiG-29s", "F-16C · F16C · F-16 · F16 · MiG-29 · MiG29 · mig 29", "F-15"),
        ("en", "5G towers, H1N1, B.1.1.7", "5G · 5 G · H1N1 · H1-N1 · B.1.1.7", "6G"),
        ("de", "Die Boeing 737-800", "737-800 · Boeing 737 · 737 · 800", "737800x"),
        ("en", "AT&T and R&D", "AT&T · R&D", "B&B"),
        ("en", "10-year-old boy", "10-year-old · 10 year old · 10 year · boy", ""),
        ("en", "Su-25 and T-72 tanks", "Su-25 · SU25 · T-72 · T72 · T 72", "T-73"),
    ],
    "separators": [
        ("en", "Twenty dead/wounded", 'dead · wounded · dead/wounded · dead wounded · "dead wounded"', ""),
        (
            "en",
            "Write to press.office@who.example or see https://www.news-site.example/2020/health-report_final?id=9#top",
            (
                "press · office · who.example · news-site · newssite · health · report · final · "
                "press.office@who.example · health-report · "
                "https://www.news-site.example/2020/health-report_final · 2020 · top · www"
            ),
            "healthy reports nothing",
        ),
        (
            "en",
            "@user_name said #BlackHistory and/or nothing",
            "user · name · user_name · blackhistory · and/or nothing",
            "",
        ),
        ("en", "a\\b|c~d=e+f*g^h foo{bar}baz", "foo · bar · baz · foo{bar}", ""),
        ("en", "file.txt C:\\temp\\log.txt 50%/60%", "file · txt · temp · log · 50 · 60", ""),
        ("en", "killed,injured;missing:found", "killed · injured · missing · found", ""),
        ("en", "<b>bold</b> &amp; more", "bold · bold amp", ""),
    ],
    "accents": [
        (
            "en",
            "The café in Zürich",
            (
                'cafe · café · Zurich · Zürich · CAFÉ · ZÜRICH · cafe zurich · "cafe in zurich" · cafe\u0301 · '
                "Zu\u0308rich"
            ),
            "caf",
        ),
        ("en", "The cafe in Zurich", "cafe · café · Zurich · Zürich", ""),
        ("tr", "Erdoğan İstanbul’da konuştu", "Erdogan · Erdoğan · ERDOĞAN · Istanbul · İstanbul · konustu", ""),
        ("en", "Erdoğan spoke in İstanbul and Diyarbakır", "Erdogan · Istanbul · Diyarbakir", ""),
        (
            "fr",
            "L’année dernière, des fusées ont été tirées à Orléans",
            ("annee · année · années · annees · fusee · fusées · tiré · tirées · tire · orleans · derniere"),
            "",
        ),
        ("pl", "Łódź i Kraków", "lodz · Łódź · krakow · LODZ", ""),
        ("cs", "Dvořák, Škoda, žluťoučký", "dvorak · skoda · zlutoucky · Dvořák", ""),
        ("da", "Århus og Ærø, København", "arhus · aero · kobenhavn · Århus · Ærø", ""),
        ("vi", "Việt Nam Đà Nẵng", "viet nam · da nang · Việt Nam · Đà Nẵng", ""),
        ("de", "Die Straße nach Köln", "strasse · straße · koln · köln", ""),
        ("es", "El niño comió piña", "nino · niño · pina", ""),
        ("pt", "São Paulo não é Brasília", "sao paulo · brasilia · são", ""),
        ("ro", "Țara și București", "tara · bucuresti · București", ""),
        ("el", "Ελλάδα και Αθήνα", "Ελλαδα · ΑΘΗΝΑ · αθηνα · Ελλάδα", ""),
        ("ru", "Ёлка стоит у Кремля, йод", "елка · ёлка · ЁЛКА · кремль · йод", "иод"),
        ("ru", "Ракеты выпущены", "ракета · ракеты · РАКЕТА · ракет", ""),
        ("uk", "Київ, Україна", "київ · КИЇВ · україна", ""),
        ("ar", "مُحَمَّد في القاهرة", "محمد · القاهرة", ""),
        ("he", "שָׁלוֹם", "שלום", ""),
        ("en", "Nai\u0308ve re\u0301sume\u0301", "naive · naïve · resume · résumé", ""),
        ("hu", "Orbán Viktor Győr", "orban · gyor · Győr", ""),
        ("is", "Þórður í Reykjavík", "thordur · reykjavik · Þórður", ""),
        ("hi", "प्रधानमंत्री ने कहा", "प्रधानमंत्री · कहा", ""),
    ],
    "spaceless": [
        (
            "zh",
            "国防部长说，火箭弹袭击了位于加伊姆附近的基地",
            '国防 · 国防部长 · 火箭 · 火箭弹 · 袭击 · 加伊姆 · 基地 · 基 · 防 · 地 · 国防 基地 · "国防部长"',
            "国基 · 导弹 · 长国 · 部基",
        ),
        (
            "ja",
            "東京都でロケット弾が発射された",
            "東京 · 東京都 · ロケット · 発射 · 都 · ロ · た · ロケット弾 東京",
            "京東 · 大阪",
        ),
        ("th", "จรวดสามสิบเอ็ดลูกถูกยิงใส่ฐานทัพ", "จรวด · ฐานทัพ · ยิง · สามสิบเอ็ด · ลูก", "เครื่องบิน"),
        ("zh-Hant", "臺北市長說 COVID-19 疫情已經結束", "臺北 · 市長 · 疫情 · COVID-19 · covid19 疫情 · 結束", "高雄"),
        ("en", "The slogan 为人民服务 was shown", "人民 · 服务 · 为人民服务 · slogan 人民", "人服"),
        ("zh", "死亡25人，伤者31名", "25 · 31 · 死亡 · 伤者 · 25人 · 31名", "2531"),
        ("ko", "서울에서 로켓이 발사되었다", "서울 · 로켓 · 발사 · 서울에서", "부산"),
        ("lo", "ປະເທດລາວ", "ລາວ · ປະເທດ", "ໄທ"),
        ("km", "រាជធានីភ្នំពេញ", "ភ្នំពេញ · រាជធានី", ""),
        ("my", "ရန်ကုန်မြို့", "ရန်ကုန် · မြို့", ""),
        ("ja", "ﾛｹｯﾄ弾", "ロケット · ロケット弾", ""),
    ],
    "names": [
        ("en", "The WHO said so", "WHO · who", ""),
        ("en", "Who said so", "said · so said", "WHO · who"),
        ("en", "Our IT system failed", "IT · IT system · it", ""),
        ("en", "It failed", "failed", "IT · it"),
        ("en", "The US sent troops", 'US · U.S. · us · US troops · "US sent" · U.S', ""),
        ("en", "The U.S. sent troops", 'US · U.S. · us · US troops · "U.S. sent"', ""),
        ("en", "They told us of troops", "troops · told", "US · U.S. · us"),
        ("en", "U. S. officials", "US · U.S.", ""),
        ("en", "U.S.-led talks", "US · US-led · U.S.-led", ""),
        ("en", "IS and OR and AM", "IS · OR · AM · is", "AN · ON"),
        ("en", "He is or am", "", "IS · OR · AM"),
        ("en", "NATO and UNICEF met", "NATO · nato · UNICEF · Nato", ""),
        ("en", "EU, UK, U.K. and U.S.A.", "EU · UK · U.K. · USA · U.S.A.", ""),
        ("en", "the D.C. police", "DC · D.C.", ""),
        ("de", "Die USA und die WHO", "USA · WHO", ""),
        ("en", '"To be or not", he said', "said", "the · of the"),
        ("en", "The COVID WHO-led mission", "WHO · who", ""),
    ],
    "grammar": [
        (
            "en",
            "Rockets were fired at the base near Baghdad",
            (
                'rockets -drones · rockets or drones · drones or rockets · "rockets were fired" · '
                '"fired at the base" · rockets base · rocket fire · rockets "near Baghdad" · '
                '-drones rockets · rockets OR drones · “near Baghdad” · "at the base" · '
                'rockets -"near Berlin" · the rockets · drones or near baghdad'
            ),
            (
                'rockets -base · "fired rockets" · drones · rockets -"near Baghdad" · drones or tanks · '
                'rockets drones · "rockets fired" · -rockets · -baghdad or drones'
            ),
        ),
        (
            "en",
            "Thirty-one U.S. troops were at the café",
            (
                '"thirty-one US troops" · "31 US troops" · "31 U.S. troops" -rockets · "at the cafe" · '
                'troops -"30 US troops"'
            ),
            '"31 troops" · -"31 US troops" · troops -café · -cafe troops · -31 troops',
        ),
    ],
    "number words": [
        ("en", "Thirty-one rockets", '31 rockets · 31 · thirty one rockets · "31 rockets"', "30 rockets · 1"),
        ("en", "31 rockets", 'thirty-one rockets · thirty one · Thirty-One · "thirty-one rockets"', "thirty rockets"),
        ("en", "Two hundred and five people", "205 people · 205 · two hundred five", "206 people"),
        ("en", "205 people", "two hundred and five · two hundred five people", ""),
        (
            "en",
            "three million doses",
            "3,000,000 doses · 3 million doses · 3000000 · three million",
            "3 doses -million",
        ),
        ("en", "3,000,000 doses", "three million doses · 3 million · 3 million doses", ""),
        ("en", "20 thousand troops", "20,000 · 20000 troops · twenty thousand", ""),
        ("en", "Seven died", "7 · 7 died · seven", "8"),
        ("en", "7 died", "seven · seven died", ""),
        ("de", "Einunddreißig Raketen", "31 Raketen · 31 · einunddreißig · einunddreissig", "30"),
        ("de", "31 Raketen", "einunddreißig Raketen · Einunddreißig", ""),
        ("fr", "Trente et un morts", "31 morts · 31 · trente-et-un", ""),
        ("fr", "vingt-cinq blessés", "25 blessés · 25", "20"),
        ("fr", "25 blessés", "vingt-cinq · vingt cinq blessés", ""),
        ("es", "Treinta y un muertos", "31 muertos · 31", ""),
        ("es", "20 mil muertos", "20000 · 20.000 · veinte mil", ""),
        ("it", "trentuno razzi", "31 razzi", ""),
        ("pt", "trinta e um foguetes", "31 foguetes", ""),
        ("nl", "eenendertig raketten", "31 raketten", ""),
        ("sv", "trettioen raketer", "31 raketer", ""),
        ("da", "enogtredive raketter", "31 raketter", ""),
        ("nb", "trettien raketter", "31 raketter", ""),
    ],
}
