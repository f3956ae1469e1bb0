"""Words of figures that no numeral states, in other languages than English: "ein Soldat", "ambos pilotos", "nadie"."""

from collections.abc import Mapping
from dataclasses import dataclass

from claims.rules.figures.languages.words import phrases, split, table


@dataclass(frozen=True)
class UncountedWords:
    """The words of a language.

    `singulars` are people and things that news counts one by one, with their units; `harm` verbs before which an
    article is a number ("tötete einen Soldaten"); `both` and `nobody` phrases that are 2 and 0; `added` adjectives
    behind a plural ("soldats supplémentaires").
    """

    singulars: Mapping[str, str]
    harm: frozenset[str]
    both: tuple[str, ...]
    nobody: tuple[str, ...]
    added: frozenset[str] = frozenset()


UNCOUNTED: Mapping[str, UncountedWords] = {
    "de": UncountedWords(
        singulars=table(
            "soldat=person soldaten=person soldatin=person mensch=person menschen=person person=person toter=person "
            "tote=person toten=person verletzter=person verletzten=person zivilist=civilian zivilisten=civilian "
            "pilot=pilot piloten=pilot kind=child mann=man frau=woman polizist=officer polizisten=officer "
            "polizistin=officer geisel=hostage journalist=journalist journalisten=journalist journalistin=journalist "
            "arzt=doctor ärztin=doctor lehrer=teacher lehrerin=teacher schüler=pupil demonstrant=protester "
            "passagier=passenger arbeiter=worker mitarbeiter=employee feuerwehrmann=firefighter angreifer=attacker "
            "rakete=rocket drohne=drone panzer=tank flugzeug=aircraft hubschrauber=helicopter schiff=ship boot=boat "
            "haus=house auto=car angriff=attack festnahme=arrest leiche=body auftragnehmer=contractor"
        ),
        harm=split("tötete töteten tötet verletzte verletzten verwundete wurde wurden starb erschoss zerstörte"),
        both=phrases("die beiden|den beiden|der beiden|alle beide|beide"),
        nobody=phrases("niemand|niemanden|niemandem"),
    ),
    "fr": UncountedWords(
        singulars=table(
            "soldat=person personne=person mort=person blessé=person blessée=person civil=civilian pilote=pilot "
            "enfant=child homme=man femme=woman policier=officer policière=officer otage=hostage "
            "journaliste=journalist médecin=doctor enseignant=teacher élève=pupil manifestant=protester "
            "passager=passenger ouvrier=worker employé=employee pompier=firefighter sous-traitant=contractor "
            "victime=victim roquette=rocket missile=missile drone=drone char=tank avion=aircraft "
            "hélicoptère=helicopter navire=ship bateau=boat maison=house voiture=car attaque=attack "
            "arrestation=arrest suspect=suspect"
        ),
        harm=split("tué tue tuent tuant tuer blessé blesse blessent blessant abattu détruit"),
        both=phrases("tous les deux|toutes les deux|les deux"),
        nobody=phrases("personne n'|personne ne"),
        added=split("supplémentaires additionnels additionnelles"),
    ),
    "es": UncountedWords(
        singulars=table(
            "soldado=person persona=person muerto=person muerta=person herido=person herida=person civil=civilian "
            "piloto=pilot niño=child niña=child hombre=man mujer=woman policía=officer rehén=hostage "
            "periodista=journalist médico=doctor médica=doctor profesor=teacher alumno=pupil manifestante=protester "
            "pasajero=passenger trabajador=worker empleado=employee bombero=firefighter contratista=contractor "
            "víctima=victim cohete=rocket misil=missile dron=drone tanque=tank avión=aircraft helicóptero=helicopter "
            "barco=ship buque=ship casa=house coche=car ataque=attack arresto=arrest sospechoso=suspect"
        ),
        harm=split("mató mataron mata matan hirió hirieron hiere hieren murió muere destruyó derribó detuvo"),
        both=phrases("ambos|ambas"),
        nobody=phrases("nadie"),
        added=split("adicionales suplementarios suplementarias"),
    ),
    "it": UncountedWords(
        singulars=table(
            "soldato=person persona=person morto=person morta=person ferito=person ferita=person civile=civilian "
            "pilota=pilot bambino=child bambina=child uomo=man donna=woman poliziotto=officer ostaggio=hostage "
            "giornalista=journalist medico=doctor insegnante=teacher alunno=pupil manifestante=protester "
            "passeggero=passenger operaio=worker dipendente=employee pompiere=firefighter contractor=contractor "
            "vittima=victim razzo=rocket missile=missile drone=drone aereo=aircraft elicottero=helicopter nave=ship "
            "barca=boat casa=house attacco=attack arresto=arrest sospetto=suspect"
        ),
        harm=split("ucciso uccide uccidono uccidendo ferito ferisce feriscono morto abbattuto distrutto"),
        both=phrases("entrambi|entrambe|ambedue|tutti e due|tutte e due"),
        nobody=phrases("nessuno è|nessuno"),
        added=split("aggiuntivi aggiuntive supplementari"),
    ),
    "pt": UncountedWords(
        singulars=table(
            "soldado=person pessoa=person morto=person morta=person ferido=person ferida=person civil=civilian "
            "piloto=pilot criança=child homem=man mulher=woman polícia=officer policial=officer refém=hostage "
            "jornalista=journalist médico=doctor médica=doctor professor=teacher aluno=pupil manifestante=protester "
            "passageiro=passenger trabalhador=worker funcionário=employee bombeiro=firefighter vítima=victim "
            "foguete=rocket míssil=missile drone=drone tanque=tank avião=aircraft helicóptero=helicopter navio=ship "
            "barco=boat casa=house carro=car ataque=attack prisão=arrest suspeito=suspect"
        ),
        harm=split("matou mataram mata matam feriu feriram fere ferem morreu morre destruiu abateu"),
        both=phrases("ambos|ambas"),
        nobody=phrases("ninguém"),
        added=split("adicionais suplementares"),
    ),
    "nl": UncountedWords(
        singulars=table(
            "soldaat=person mens=person persoon=person dode=person gewonde=person militair=person burger=civilian "
            "piloot=pilot kind=child man=man vrouw=woman agent=officer politieagent=officer gijzelaar=hostage "
            "journalist=journalist arts=doctor leraar=teacher leerling=pupil demonstrant=protester "
            "passagier=passenger arbeider=worker werknemer=employee medewerker=employee brandweerman=firefighter "
            "slachtoffer=victim raket=rocket drone=drone tank=tank vliegtuig=aircraft helikopter=helicopter "
            "schip=ship boot=boat huis=house auto=car aanval=attack arrestatie=arrest verdachte=suspect"
        ),
        harm=split("doodde doodden doodt verwondde verwondden werd vernietigde"),
        both=phrases("de beide|beide|allebei de"),
        nobody=phrases("niemand"),
    ),
}
