"""The commands' names and descriptions in other languages; Discord shows each member their own.

What the options are called stays English: answers, buttons and the documentation use these words too.
"""

from collections.abc import Mapping

import discord
from discord import app_commands

_GERMAN = {
    "latest": "aktuell",
    "timeline": "verlauf",
    "search": "suche",
    "why": "warum",
    "mute": "stumm",
    "unmute": "laut",
    "digest": "überblick",
    "The digest of this channel: what is held, when it comes; now: a look at it": (
        "Die Übersicht dieses Kanals: was ansteht und wann sie kommt; now: ein Blick darauf"
    ),
    "Nothing, or: now": "Nichts, oder: now",
    "list": "liste",
    "feeds": "feeds",
    "help": "hilfe",
    "Why this?": "Warum das?",
    "Ask the news desk": "Frag die Nachrichtenredaktion",
    "What is known now about an event, with sources": "Was jetzt über ein Ereignis bekannt ist, mit Quellen",
    "The event: type a few letters of its name": "Das Ereignis: ein paar Buchstaben seines Namens genügen",
    "Only what changed since then: 7d, or 2025-12-01": (
        "Nur was sich seitdem geändert hat: 7d oder 2025-12-01"
    ),
    "The answer of that day: 2025-12-01": "Die Antwort von jenem Tag: 2025-12-01",
    "How the facts of an event came about, the newest first": "Wie es zu den Fakten kam, die neuesten zuerst",
    "Ten a page": "Zehn auf jeder Seite",
    "Stored reports that hold these words, the newest first": (
        "Berichte mit diesen Wörtern, die neuesten zuerst"
    ),
    'Words that must all be there; "in quotes" together; -not this one': (
        'Alle diese Wörter; "in Anführungszeichen" zusammen; -dieses nicht'
    ),
    "A feed's id or an outlet's domain": "Die Kennung eines Feeds oder die Domain eines Mediums",
    "Published from this day on: 2025-11-01": "Erschienen ab diesem Tag: 2025-11-01",
    "Published before this day: 2025-12-01": "Erschienen vor diesem Tag: 2025-12-01",
    "How many to show": "Wie viele gezeigt werden",
    "Why an alert was shown, and which watch asked for it": (
        "Warum eine Meldung kam und welche Liste sie wollte"
    ),
    "A link, an id, or: last": "Ein Link, eine Kennung oder: last",
    "Quiet for a while in this channel; alone: what is muted": (
        "Eine Zeit lang Ruhe in diesem Kanal; allein: was stumm ist"
    ),
    "story, watch, source or channel, and which: watch russian-oil": (
        "story, watch, source oder channel, und welche: watch russian-oil"
    ),
    "How long: 30m, 8h, 3d": "Wie lange: 30m, 8h, 3d",
    "Why, for your team": "Warum, für dein Team",
    "End a mute sooner": "Die Stille früher beenden",
    "Its id, or what was muted": "Die Kennung, oder was stumm war",
    "The watches of this channel": "Was für diesen Kanal beobachtet wird",
    "The feeds in trouble, and when each is asked again": (
        "Die gestörten Feeds und wann sie wieder gefragt werden"
    ),
    "What can be asked, with examples": "Was man fragen kann, mit Beispielen",
}
_FRENCH = {
    "latest": "actuel",
    "timeline": "chronologie",
    "search": "recherche",
    "why": "pourquoi",
    "mute": "muet",
    "unmute": "audible",
    "digest": "résumé",
    "The digest of this channel: what is held, when it comes; now: a look at it": (
        "Le résumé de ce salon : ce qui attend et quand il vient ; now : un aperçu"
    ),
    "Nothing, or: now": "Rien, ou : now",
    "list": "liste",
    "feeds": "flux",
    "help": "aide",
    "Why this?": "Pourquoi ceci ?",
    "Ask the news desk": "Interroger la rédaction",
    "What is known now about an event, with sources": "Ce que l'on sait d'un événement, avec les sources",
    "The event: type a few letters of its name": "L'événement : quelques lettres de son nom suffisent",
    "Only what changed since then: 7d, or 2025-12-01": "Seulement ce qui a changé depuis : 7d ou 2025-12-01",
    "The answer of that day: 2025-12-01": "La réponse de ce jour-là : 2025-12-01",
    "How the facts of an event came about, the newest first": (
        "L'histoire des faits, du plus récent au plus ancien"
    ),
    "Ten a page": "Dix par page",
    "Stored reports that hold these words, the newest first": (
        "Les articles avec ces mots, du plus récent au plus ancien"
    ),
    'Words that must all be there; "in quotes" together; -not this one': (
        'Tous ces mots ; "entre guillemets" ensemble ; -pas celui-ci'
    ),
    "A feed's id or an outlet's domain": "L'identifiant d'un flux ou le domaine d'un média",
    "Published from this day on: 2025-11-01": "Parus à partir de ce jour : 2025-11-01",
    "Published before this day: 2025-12-01": "Parus avant ce jour : 2025-12-01",
    "How many to show": "Combien en montrer",
    "Why an alert was shown, and which watch asked for it": (
        "Pourquoi une alerte est venue, et qui la demandait"
    ),
    "A link, an id, or: last": "Un lien, un identifiant, ou : last",
    "Quiet for a while in this channel; alone: what is muted": (
        "Du calme pour un temps dans ce salon ; seul : ce qui se tait"
    ),
    "story, watch, source or channel, and which: watch russian-oil": (
        "story, watch, source ou channel, et lequel : watch russian-oil"
    ),
    "How long: 30m, 8h, 3d": "Combien de temps : 30m, 8h, 3d",
    "Why, for your team": "Pourquoi, pour votre équipe",
    "End a mute sooner": "Finir un silence plus tôt",
    "Its id, or what was muted": "Son identifiant, ou ce qui se taisait",
    "The watches of this channel": "Ce qui est suivi pour ce salon",
    "The feeds in trouble, and when each is asked again": "Les flux en panne, et quand chacun sera relu",
    "What can be asked, with examples": "Ce que l'on peut demander, avec des exemples",
}
TRANSLATIONS: Mapping[discord.Locale, Mapping[str, str]] = {
    discord.Locale.german: _GERMAN,
    discord.Locale.french: _FRENCH,
}


class Translations(app_commands.Translator):
    """Gives discord.py what it tells Discord of the commands; what is not here stays English."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        del context
        return TRANSLATIONS.get(locale, {}).get(string.message)
