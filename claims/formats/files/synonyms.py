"""Names that files use for the fields, in several languages. Case, accents and separators are ignored."""

SYNONYMS: dict[str, str] = {
    "external_id": (
        "id claim_id claimid identifier uuid guid key record_id nr no kennung identifiant identificador vclaim_id "
        "post_id tweet_id statement_id review_id article_id item_id row_id entry_id message_id story_id doc_id docid "
        "fact_check_id factcheck_id claimreview_id video_id case_id ticket_id external_ref reference_id aktenzeichen"
    ),
    "text": (
        "claim statement claim_text claim_reviewed claimreviewed vclaim claimed claimreview_claimreviewed "
        "assertion aussage behauptung affirmation declaration afirmacion declaracion bulo afirmacao alegacao "
        "affermazione bewering"
    ),
    "title": "claim_title heading claim_heading ueberschrift",
    "claimant": (
        "speaker claimed_by said_by claimant_name speaker_name who person politician sprecher sprecherin urheber "
        "auteur orateur orador declarante autor autore spreker itemreviewed_author_name"
    ),
    "claimant_role": "job speaker_role speaker_job role position job_title speakers_job_title amt fonction cargo",
    "claimed_on": (
        "date claim_date claimdate date_said said_on statement_date date_of_claim datum fecha data "
        "itemreviewed_datepublished"
    ),
    "occurred_from": "event_date event_start occurred_on occurred happened_on date_of_event",
    "occurred_to": "event_end",
    "place": "location country city where ort land lieu pays lugar pais luogo paese plaats location_iso_code",
    "language": "lang locale claim_language inlanguage sprache langue idioma lingua taal",
    "topics": (
        "topic tags tag subjects subject categories category keywords themen thema schlagworte sujets categories temas "
        "categorias argomenti onderwerpen"
    ),
    "quantities": "quantity figures figure numbers zahlen chiffres cifras",
    "source_url": (
        "claim_url original_claim_url original_url appearance appearance_url source_link first_appearance_url"
    ),
    "source_title": "source_name",
    "quote": "quotation exact_quote original_quote zitat citation cita citazione citaat",
    "verdict_label": (
        "label verdict rating ruling truth_label truth_rating claim_label conclusion alternatename rating_name "
        "rating_alternatename reviewrating_alternatename textualrating bewertung urteil verdikt note_verite "
        "calificacion veredicto classificacao classificazione oordeel"
    ),
    "verdict_publisher": "publisher fact_checker factchecker publisher_site author_url checked_by",
    "verdict_url": "review_url article_url fact_check_url factcheck_url claimreview_url check_url",
    "verdict_date": (
        "review_date published published_at datepublished date_published publication_date fact_check_date "
        "claimreview_datepublished"
    ),
    "verdict_headline": "title headline titel titre titulo titolo extra_title",
    "verdict_summary": "summary justification explanation reason begruendung explication resumen resumo",
}
# Ambiguous names: the field that they are used for, and a remark for the user.
DOUBTFUL: dict[str, tuple[str, str]] = {
    "author": ("claimant", "may be who made the claim, or who wrote the check"),
    "source": ("claimant", "may be who made the claim, or where it was published"),
    "name": ("claimant", "may be who made the claim"),
    "url": ("verdict_url", "may be where the claim was made, or where it was checked"),
    "link": ("verdict_url", "may be where the claim was made, or where it was checked"),
    "text": ("text", ""),
}
# Names of lists of evidence, and the names of the fields in their objects.
EVIDENCE_LISTS = frozenset(
    ["evidence", "evidences", "sources", "answers", "references", "belege", "preuves", "pruebas"]
)
EVIDENCE: dict[str, str] = {
    "url": "source_url link source href evidence_url",
    "title": "article name page headline",
    "stance": "label evidence_label verdict",
    "quote": "evidence sentence text excerpt quotation",
    "question": "question",
    "note": "answer comment explanation",
}
STANCES: dict[str, str] = {
    "supports": "supports support supported supporting true pro entails agree",
    "refutes": "refutes refute refuted refuting false contra contradicts disagree",
    "context": "context not_enough_info nei neutral unrelated other not_enough_evidence discuss",
}
