"""Seeded mistakes: each is said at its place, with a way out, and alone."""

# ruff: noqa: E501 -- one mistake a line, so that the table can be read down

from pathlib import Path

import pytest

from bot.settings.loader import load
from bot.settings.mistakes import ConfigErrors

W, F, C, E, B, R = (
    "watchlists/desk.yaml",
    "feeds.yaml",
    "channels.yaml",
    "entities/countries.yaml",
    "wirewatch.yaml",
    "routes.yaml",
)

MATCH = "    match:\n      all: [entity: india, entity: russia]\n      any: [summit, talks]\n"

SEEDED = [
    # what, file, old text (empty: the whole file), new text, line:column, words of the message
    ("misspelt key", W, "    match:", "    mach:", "4:5", 'no key "mach"; Did you mean "match"?'),
    ("unknown key", W, "    match:", "    colour: red\n    match:", "4:5", 'no key "colour"; Its keys are id, name'),
    ("missing key", W, "    name: Talks of India and Russia\n", "", "2:5", 'a watch needs the key "name"'),
    ("merge key", W, "    match:", "    <<: {}\n    match:", "4:5", "Merge keys are not read"),
    ("severity", W, "    match:", "    severity: hihg\n    match:", "4:15", "low, normal, high; Did you mean"),
    ("scope", W, "any: [summit, talks]", "within: sentance", "6:15", 'Did you mean "sentence"?'),
    ("event kind", W, "    match:", "    event: {kind: sumit}\n    match:", "4:19", 'Did you mean "summit"?'),
    ("party", W, "    match:", "    event: {kind: summit, parties: [indai]}\n    match:", "4:37", '"india"?'),
    ("entity of a term", W, "entity: india", "entity: inda", "5:21", 'no entity has the id "inda"; "india"?'),
    ("entity like nothing", W, "entity: india", "entity: qqq", "5:21", "Declare it in a file under entities/"),
    ("channel", W, "slack:#desk", "slack:#dsk", "7:16", 'Did you mean "slack:#desk"?'),
    ("channel like nothing", W, "slack:#desk", "discord:qqqqqqq", "7:16", "Declare it in channels.yaml"),
    ("platform", W, "slack:#desk", "slak:#desk", "7:16", 'Did you mean "slack:#desk"?'),
    ("no channels", W, "['slack:#desk', 'discord:desk']", "[]", "7:15", "this list is empty"),
    ("channels as text", W, "['slack:#desk', 'discord:desk']", "console", "7:15", "must be a list; [console]"),
    ("id of two words", W, "id: talks", "id: The Talks", "2:9", 'is not an id; Write "the-talks".'),
    ("id as a number", W, "id: talks", "id: 2025", "2:9", 'must be text; "2025"'),
    ("id too long", W, "id: talks", f"id: {'a' * 61}", "2:9", "at most 60 characters"),
    ("term as a number", W, "[summit, talks]", "[2025]", "6:13", 'an item of any must be text; "2025"'),
    ("empty phrase", W, "[summit, talks]", "['...']", "6:13", "holds no word"),
    ("null term", W, "[summit, talks]", "[~]", "6:13", "an item of any is empty"),
    ("term with a wrong key", W, "[summit, talks]", "[{regx: x}]", "6:14", 'Did you mean "regex"?'),
    ("term of two sorts", W, "[summit, talks]", "[{entity: india, regex: x}]", "6:13", "Make two items"),
    ("terms as a mapping", W, "[summit, talks]", "{regex: x}", "6:12", "any must be a list"),
    ("rule that asks for nothing", W, "all: [entity: india, entity: russia]\n      any", "none", "5:7", "never matches"),
    ("bad regex", W, "[summit, talks]", "[{regex: '(x'}]", "6:21", "cannot be used: missing ); backslash"),
    ("look-ahead", W, "[summit, talks]", "[{regex: 'x(?=y)'}]", "6:21", "no look-around; none"),
    ("look-behind", W, "[summit, talks]", "[{regex: '(?<!x)y'}]", "6:21", "no look-around"),
    ("back-reference", W, "[summit, talks]", r"[{regex: '(x)\1'}]", "6:21", "no references back"),
    ("possessive regex", W, "[summit, talks]", "[{regex: 'x*+y'}]", "6:21", "no possessive"),
    ("regex of nothing", W, "[summit, talks]", "[{regex: 'x*'}]", "6:21", "matches where nothing stands"),
    ("long regex", W, "[summit, talks]", f"[{{regex: {'x' * 1001}}}]", "6:21", "longer than 1,000 characters"),
    ("huge regex", W, "[summit, talks]", r"[{regex: '(?:\pL{1,50} ){40}'}]", "6:21", "cannot be used"),
    ("example as a number", W, "[India wins the cup]", "[1-0, 7]", "10:23", "an item of no_match must be text"),
    ("no watch", W, "", "watches:\n", "1:1", "there is no watch"),
    ("URL without a scheme", F, "https://harbour", "harbour", "2:49", 'Write "https://harbour-wire.example/rss".'),
    ("ftp", F, "https:", "ftp:", "2:49", "is not a web address; http:// or https://"),
    ("file", F, "https:", "file:", "2:49", "is not a web address"),
    ("URL without a host", F, "harbour-wire.example/rss", "/rss", "2:49", "names no host"),
    ("URL with a bad port", F, "example/rss", "example:x/rss", "2:49", "names no host"),
    ("URL with a space", F, "wire.example/rss", "wire.example/a b", "2:49", "holds a space"),
    ("interval without unit", F, "}", ", interval: 15}", "2:93", 'A unit is missing: write "15s"; "15m"'),
    ("interval in words", F, "}", ", interval: 15 min}", "2:93", "30s, 5m, 12h or 7d"),
    ("interval of nothing", F, "}", ", interval: 0s}", "2:93", "0s is out of range; Write 1s to 30d."),
    ("interval of years", F, "}", ", interval: 9999d}", "2:93", "longer than a year"),
    ("yes for true", F, "}", ", enabled: yes}", "2:92", 'must be true or false, and is "yes"; Write true.'),
    ("backfill", F, "}", ", backfill: non}", "2:93", 'all, none; Did you mean "none"?'),
    ("backfill of a misspelt word", F, "}", ", backfill: lastest 5}", "2:93", 'Did you mean "latest 5"?'),
    ("backfill as a number", F, "}", ", backfill: 10}", "2:93", 'the number 10; latest 10, since 2025-11-01; Write "latest 10".'),
    ("backfill of none", F, "}", ", backfill: latest 0}", "2:93", 'latest 0 is out of range; Write "none".'),
    ("backfill of millions", F, "}", ", backfill: latest 999999}", "2:93", '"latest 10000" at most'),
    ("backfill as a day", F, "}", ", backfill: 2025-11-01}", "2:93", 'Write "since 2025-11-01".'),
    ("backfill as a time", F, "}", ", backfill: 7d}", "2:93", 'Write "since 7d".'),
    ("backfill since no day", F, "}", ", backfill: since 2025-11-31}", "2:93", "After since write a day"),
    ("backfill since years", F, "}", ", backfill: since 9999d}", "2:93", "at most a year"),
    ("backfill as true", F, "}", ", backfill: true}", "2:93", "cannot be true; all, none"),
    ("longest interval", F, "}", ", longest_interval: 2}", "2:101", 'write "2s" for seconds'),
    ("longest interval of years", F, "}", ", longest_interval: 31d}", "2:101", "Write 1s to 30d."),
    ("article in words", F, "}", ", article: yes}", "2:92", "Write true."),
    ("folder of nothing", F, "}", ", folder: /}", "2:91", 'folder names none; "World/Asia"'),
    ("folder as a number", F, "}", ", folder: 7}", "2:91", "must be text, and is the number 7"),
    ("folder of numbers", F, "}", ", folder: [World, 7]}", "2:91", "must be text, and is a list"),
    ("deep folder", F, "}", f", folder: {'a/' * 11}}}", "2:91", "11 folders in one another; 10 at most"),
    ("missing id", F, "id: harbour-wire, ", "", "2:5", "It must have id, name, url"),
    ("unknown default", F, "feeds:", "defaults: {intervall: 5m}\nfeeds:", "1:12", 'Did you mean "interval"?'),
    ("feeds as a mapping", F, "", "feeds: {id: x}\n", "1:8", "feeds must be a list; hyphen"),
    ("a file that is a list", F, "", "- id: x\n", "1:1", "this file must be a mapping"),
    ("a file that is a text", B, "", "hello\n", "1:1", "this file must be a mapping"),
    ("slack without #", C, "slack:#desk", "slack:desk", "2:3", 'Write "slack:#desk", in quotes.'),
    ("discord with #", C, "discord:desk", "discord:#desk", "3:3", 'Write "discord:desk".'),
    ("unknown platform", C, "discord:desk", "dicsord:desk", "3:3", 'Did you mean "discord:desk"?'),
    ("no platform", C, "discord:desk", "desk", "3:3", 'Write "slack:#name" or "discord:name".'),
    ("channel id", C, "123456789012345678", "general", "3:19", "is not a channel's id; Copy Channel ID"),
    ("channel id as true", C, "123456789012345678", "true", "3:19", "true is not a channel's id"),
    ("entity kind", E, "kind: country, demonyms", "kind: county, demonyms", "2:36", 'Did you mean "country"?'),
    ("aliases as text", E, "[Indian]", "Indian", "2:55", "demonyms must be a list; [Indian]"),
    ("unknown country", E, "demonyms: [Indian]", "country: inda", "2:54", 'Did you mean "india"?'),
    ("unknown section", B, "database: news.db", "alert: {}", "1:1", 'Did you mean "alerts"?'),
    ("empty section", B, "database: news.db", "fetch:", "1:1", "fetch is empty; remove the line"),
    ("database address", B, "news.db", "postgresql://u:hunter2@h/d", "1:11", "a path, not an address"),
    ("port out of range", B, "database: news.db", "status_page: {port: 70000}", "1:21", "1 to 65535"),
    ("port in quotes", B, "database: news.db", "status_page: {port: '80'}", "1:21", "Write 80 without quotes."),
    ("page as true", B, "database: news.db", "status_page: true", "1:14", "must be false, or a mapping"),
    ("host", B, "database: news.db", "status_page: {host: 'my host'}", "1:21", "is not a host"),
    ("size", B, "database: news.db", "fetch: {max_body: 2 megabytes}", "1:19", "500KB or 2MB"),
    ("size out of range", B, "database: news.db", "fetch: {max_body: 5000MB}", "1:19", "1KB to 100MB"),
    ("size compressed", B, "database: news.db", "fetch: {max_compressed: 3}", "1:25", "is not a size; 2MB"),
    ("feeds at once", B, "database: news.db", "fetch: {concurrency: 1000}", "1:22", "Write 1 to 500."),
    ("requests to a host", B, "database: news.db", "fetch: {per_host: 0}", "1:19", "Write 1 to 16."),
    ("parsers", B, "database: news.db", "fetch: {parsers: two}", "1:18", "must be a whole number"),
    ("operators' channel", B, "database: news.db", 'operators: {channel: "slack:#dsk"}', "1:22", 'Did you mean "slack:#desk"?'),
    ("operators without a key", B, "database: news.db", 'operators: "slack:#desk"', "1:12", "must be a mapping"),
    ("network with host bits", B, "database: news.db", "fetch: {allow_private: [10.0.0.1/8]}", "1:25", '"10.0.0.0/8"'),
    ("no network", B, "database: news.db", "fetch: {allow_private: [home]}", "1:25", "10.0.0.0/8 or fd00::/8"),
    ("contact", B, "database: news.db", 'fetch: {contact: "a\\nb"}', "1:18", "one line of plain ASCII"),
    ("when unsure", B, "database: news.db", "delivery: {when_unsure: rsend}", "1:25", '"resend"?'),
    ("gateway", B, "database: news.db", "discord: {gateway_url: https://x.example}", "1:24", "ws:// or wss://"),
    ("tab", F, "  - {id", "\t- {id", "2:1", "this is not YAML; replace the tab"),
    ("open bracket", F, "rss}", "rss", "2:5", "Close the bracket"),
    ("open quotation mark", F, "name: Harbour", "name: 'Harbour", "2:30", "Close the quotation mark"),
    ("colon in a text", W, "name: Talks of", "name: Talks: of", "3:16", "in quotes"),
    ("key without a colon", W, "    name: Talks of India and Russia", "    name", "3:5", "colon and a space"),
    ("bad indentation", W, "    name", "   name", "3:4", "indented"),
    ("backtick", W, "name: Talks", "name: `Talks", "3:11", "Put the text in quotes"),
    ("bad escape", W, "name: Talks of India and Russia", r'name: "\q"', "3:13", "single quotes"),
    ("key twice", W, "    match:", "    name: Again\n    match:", "4:5", 'the key "name" stands twice; line 3'),
    ("unknown anchor", W, "[summit, talks]", "*words", "6:12", "*words refers to an anchor"),
    ("tag", W, "name: Talks", "name: !!python/name:os Talks", "3:11", "tags"),
    ("two documents", F, "feeds:", "feeds: []\n---\nfeeds:", "2:1", "a second document"),
    ("control character", W, "Talks of", "Talks \x07of", "3:17", "U+0007"),
    ("escaped NUL", W, "name: Talks of India and Russia", 'name: "a\\0b"', "3:11", "control character"),
    ("half of a character", W, "name: Talks of India and Russia", 'name: "a\\ud800"', "3:11", "half of a character"),
    ("list as a key", W, "    match:", "    ? [a]\n    : b\n    match:", "4:7", "a key must be a word"),
    ("deep nesting", B, "", "a: " + "[" * 30 + "]" * 30, "1:23", "nested too deeply"),
    ("token in a comment", B, "news.db", "news.db # xoxb-1-abcdef", "1:21", "never from these files"),
    ("token as a key's value", B, "database: news.db", "database: xapp-1-A0B-12-cd", "1:11", "make a new token"),
    ("second thing in an item", W, "[summit, talks]", "[{near: [a, b], title: c}]", "6:13", "has the keys title and near; Make two items"),
    ("item of nothing", W, "[summit, talks]", "[{}]", "6:13", "does not say what it looks for; Write a phrase, or {entity: ..}"),
    ("item of something else", W, "[summit, talks]", "[{qqq: x}]", "6:13", "does not say what it looks for"),
    ("misspelt head of an item", W, "[summit, talks]", "[{entty: india}]", "6:14", 'an item with entity has no key "entty"; "entity"?'),
    ("key of another item", W, "[summit, talks]", "[{entity: india, words: 3}]", "6:29", 'no key "words"; Its keys are entity, also'),
    ("list as an item", W, "[summit, talks]", "[[summit, talks]]", "6:13", "does not say what it looks for; {all: [..]} or {any: [..]}"),
    ("also", W, "entity: india", "{entity: india, also: [peopel]}", "5:36", 'also cannot be "peopel"; metonym, weak, people, cities; "people"?'),
    ("also as text", W, "entity: india", "{entity: india, also: people}", "5:35", "also must be a list; [people]"),
    ("also without an entity", W, "[summit, talks]", "[{also: [people]}]", "6:13", 'needs the key "entity"'),
    ("entity in a group", W, "[summit, talks]", "[{all: [{entity: inda}, x]}]", "6:29", '"india"?'),
    ("empty group", W, "[summit, talks]", "[{all: []}]", "6:13", "this group asks for nothing; all or any"),
    ("group that only forbids", W, "[summit, talks]", "[{none: [cup]}]", "6:13", "this group asks for nothing"),
    ("filter in a group", W, "[summit, talks]", "[{any: [x], feeds: [harbour-wire]}]", "6:24", 'a group has no key "feeds"; all, any, none, within'),
    ("empty title", W, "[summit, talks]", "[{title: []}]", "6:21", "this list is empty"),
    ("title without a value", W, "[summit, talks]", "[{title: }]", "6:14", "title is empty"),
    ("number in a title", W, "[summit, talks]", "[{title: [summit, 23]}]", "6:30", 'an item of title must be text; "23"'),
    ("regex in a title", W, "[summit, talks]", "[{title: {regex: 'x(?=y)'}}]", "6:29", "no look-around"),
    ("near as text", W, "[summit, talks]", "[{near: summit}]", "6:20", "near must be a list; [summit]"),
    ("words as text", W, "[summit, talks]", "[{near: [a, b], words: '5'}]", "6:35", "must be a whole number; Write 5 without quotes"),
    ("words out of range", W, "[summit, talks]", "[{near: [a, b], words: 1}]", "6:35", "1 is out of range; 2 to 1000"),
    ("words without near", W, "[summit, talks]", "[{words: 5}]", "6:13", 'an item with near needs the key "near"'),
    ("within as a number", W, "any: [summit, talks]", "within: 20", "6:15", 'within cannot be the number 20; Write "20 words".'),
    ("within two letters", W, "any: [summit, talks]", "within: 20 letters", "6:15", "a number of words, as 20 words"),
    ("within no words", W, "any: [summit, talks]", "within: 0 words", "6:15", "0 words is out of range; 2 words"),
    ("within in a group", W, "[summit, talks]", "[{all: [a, b], within: sentense}]", "6:35", '"sentence"?'),
    ("salience in per cent", W, "any: [summit, talks]", "min_salience: 30", "6:21", "30 is out of range; Write 0 to 1."),
    ("salience as text", W, "any: [summit, talks]", "min_salience: high", "6:21", 'min_salience must be a number, and is "high"'),
    ("feed of a rule", W, "any: [summit, talks]", "feeds: [harbour-wir]", "6:15", 'no feed has the id "harbour-wir"; Did you mean "harbour-wire"?'),
    ("feed like nothing", W, "any: [summit, talks]", "feeds: [qqq]", "6:15", "Declare it in feeds.yaml."),
    ("feeds as text", W, "any: [summit, talks]", "feeds: harbour-wire", "6:14", "feeds must be a list; [harbour-wire]"),
    ("tag of two words", W, "any: [summit, talks]", "tags: [Own Desk]", "6:14", 'Write "own-desk".'),
    ("language in full", W, "any: [summit, talks]", "languages: [english]", "6:19", '"english" is not a language; en, hi or ru'),
    ("match as a list", W, MATCH, "    match: [india]\n", "4:12", "match must be a mapping"),
    ("language of a feed", F, "}", ", language: en-GB}", "2:93", 'Write "en".'),
    ("tags as text", F, "}", ", tags: desk}", "2:89", "tags must be a list; [desk]"),
    ("default language", F, "feeds:", "defaults: {language: English}\nfeeds:", "1:22", "is not a language"),
    ("extension of nothing", E, "entities:\n", "entities:\n  - {extends: inda, weak: [Hind]}\n", "2:15", 'no entity has the id "inda"; "india"?'),
    ("extension that adds nothing", E, "entities:\n", "entities:\n  - {extends: india}\n", "2:5", 'nothing is added to "india" here'),
    ("extension with a name", E, "entities:\n", "entities:\n  - {extends: india, name: Hind}\n", "2:22", 'an extension has no key "name"; extends, aliases'),
    ("misspelt extends", E, "entities:\n", "entities:\n  - {extend: india, weak: [Hind]}\n", "2:6", '"extends"?'),
    ("replacement of nothing", E, "id: india,", "id: india, replaces: true,", "2:10", "so nothing is replaced; Remove replaces."),
    ("replaces in words", E, "id: india,", "id: india, replaces: yes,", "2:27", "Write true."),
    ("party as a name", W, "    match:", "    event: {kind: visit, parties: [India]}\n    match:", "4:36", 'no entity has the id "India"; "india"?'),
    ("watch without channels", W, "    channels: ['slack:#desk', 'discord:desk']\n", "", "2:5", 'a watch needs the key "channels"; no route'),
    ("quiet hours as text", C, "123456789012345678", "{quiet_hours: 22:00-07:00}", "3:33", 'quiet_hours cannot be "22:00-07:00"; Write {from: "22:00", to: "07:00"; or off'),
    ("quiet hours without an end", C, "123456789012345678", "{quiet_hours: {from: 22:00, zone: UTC}}", "3:33", 'quiet_hours needs the key "to"; It must have from, to'),
    ("misspelt beginning", C, "123456789012345678", "{quiet_hours: {form: 22:00, to: 07:00, zone: UTC}}", "3:34", 'quiet_hours has no key "form"; Did you mean "from"?'),
    ("time as a number", C, "123456789012345678", "{quiet_hours: {from: 22, to: 07:00, zone: UTC}}", "3:40", 'the number 22 is not a time of day; Write "22:00".'),
    ("time as minutes", C, "123456789012345678", "{quiet_hours: {from: 1320, to: 07:00, zone: UTC}}", "3:40", 'in quotes, as "22:00"'),
    ("time after midnight", C, "123456789012345678", "{quiet_hours: {from: 22:00, to: 24:00, zone: UTC}}", "3:51", 'Write "00:00".'),
    ("time with seconds", C, "123456789012345678", "{quiet_hours: {from: 22:00, to: 07:00:00, zone: UTC}}", "3:51", '"07:00:00" is not a time of day'),
    ("zone", C, "123456789012345678", "{quiet_hours: {from: 22:00, to: 07:00, zone: Europe/Berln}}", "3:64", '"Europe/Berln" is not a time zone; Did you mean "Europe/Berlin"?'),
    ("zone in small letters", C, "channels:", "defaults: {zone: europe/berlin}\nchannels:", "1:18", 'Did you mean "Europe/Berlin"?'),
    ("zone as an offset", C, "channels:", "defaults: {zone: GMT+2}\nchannels:", "1:18", "by a large city, as Europe/Berlin"),
    ("zone as a number", C, "channels:", "defaults: {zone: 2}\nchannels:", "1:18", "the number 2 is not a time zone"),
    ("no zone", C, "123456789012345678", "{quiet_hours: {from: 22:00, to: 07:00}}", "3:33", "quiet_hours names no time zone, and defaults neither; zone: Europe/Berlin"),
    ("empty zone", C, "channels:", "defaults: {zone: , digest: {every: day, at: 08:00}}\nchannels:", "1:28", "digest names no time zone"),
    ("day", C, "123456789012345678", "{quiet_hours: {from: 22:00, to: 07:00, zone: UTC, days: [mon, Tuesdy]}}", "3:81", '"Tuesdy" is not a day of the week; "tuesday"?'),
    ("days as text", C, "123456789012345678", "{quiet_hours: {from: 22:00, to: 07:00, zone: UTC, days: mon}}", "3:75", "days must be a list; [mon]"),
    ("no day", C, "123456789012345678", "{quiet_hours: {from: 22:00, to: 07:00, zone: UTC, days: []}}", "3:75", "this list is empty"),
    ("posts of millions", C, "123456789012345678", "{posts_per_hour: 1000000}", "3:36", "posts_per_hour cannot be the number 1000000; 0 (digests only) to 1000, or unlimited"),
    ("posts in quotes", C, "123456789012345678", "{posts_per_hour: '6'}", "3:36", "Write 6 without quotes."),
    ("posts as false", C, "123456789012345678", "{posts_per_hour: false}", "3:36", "posts_per_hour cannot be false"),
    ("breaking through in words", C, "123456789012345678", "{high_breaks_through: yes}", "3:41", "Write true."),
    ("misspelt key of a channel", C, "123456789012345678", "{digests: off}", "3:20", 'a channel has no key "digests"; Did you mean "digest"?'),
    ("channel id in a mapping", C, "123456789012345678", "{id: general}", "3:24", "is not a channel's id"),
    ("channel as a list", C, "123456789012345678", "[1]", "3:19", "a list is not a channel's id"),
    ("id of all channels", C, "channels:", "defaults: {id: C0123456789}\nchannels:", "1:12", 'defaults has no key "id"; zone'),
    ("digest in words", C, "123456789012345678", "{digest: daily}", "3:28", 'digest cannot be "daily"; Write {every: day, at: "08:00", zone: Europe/Berlin}, or off.'),
    ("digest of every month", C, "123456789012345678", "{digest: {every: month, at: 08:00, zone: UTC}}", "3:36", "It is one of day, week."),
    ("digest of no day", C, "123456789012345678", "{digest: {every: week, at: 08:00, zone: UTC}}", "3:28", "needs its day; Write on: monday."),
    ("digest of a day and every day", C, "123456789012345678", "{digest: {every: day, on: mon, at: 08:00, zone: UTC}}", "3:28", "every: week, or remove on"),
    ("second digest without a time", C, "123456789012345678", "{digest: [{every: day, at: 08:00, zone: UTC}, {every: day, zone: UTC}]}", "3:65", 'digest needs the key "at"'),
    ("outlets that fall", B, "database: news.db", "alerts: {outlets: [20, 5, 5]}", "1:19", "do not increase; Write [5, 20]."),
    ("one outlet", B, "database: news.db", "alerts: {outlets: [1, 5]}", "1:20", "1 is out of range; Write 2 to 1000."),
    ("outlets as a number", B, "database: news.db", "alerts: {outlets: 5}", "1:19", "outlets must be a list; [5]"),
    ("decisions of hours", B, "database: news.db", "alerts: {keep_decisions: 12h}", "1:26", "12h is out of range; Write 1d to 366d."),
    ("series as a list", W, "    match:", "    event: {kind: visit, series: [a]}\n    match:", "4:34", "series must be text"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "words"),
    [pytest.param(*seed[1:], id=seed[0]) for seed in SEEDED],
)
def test_a_mistake_is_said_once_at_its_place_with_a_way_out(small, mistakes, file, old, new, place, words):
    assert old in small[file]
    (found,) = mistakes({file: small[file].replace(old, new, 1) if old else new})
    assert f"{found.line}:{found.column}" == place
    assert found.file == f"config/{file}"
    for part in words.split("; "):
        assert part in str(found)


ROUTES = "routes:\n  - {id: grave, severity: high, watches: [talks], tags: [official], channels: ['slack:#desk']}\n"

SEEDED_ROUTES = [
    # what, old text, new text, line:column, words of the message
    ("watch", "[talks]", "[tolks]", "2:43", 'no watch has the id "tolks"; Did you mean "talks"?'),
    ("watch like nothing", "[talks]", "[qqq]", "2:43", "Declare it in a file under watchlists/."),
    ("watches as text", "[talks]", "talks", "2:42", "watches must be a list; [talks]"),
    ("tag", "[official]", "[offical]", "2:58", 'no feed has the tag "offical"; Did you mean "official"?'),
    ("tag like nothing", "[official]", "[qqq]", "2:58", "as tags: [..]"),
    ("channel", "#desk", "#dsk", "2:80", 'no channel is called "slack:#dsk"; Did you mean "slack:#desk"?'),
    ("no channel", "['slack:#desk']", "[]", "2:79", "this list is empty"),
    ("missing channels", ", channels: ['slack:#desk']", "", "2:5", 'a route needs the key "channels"; id, channels'),
    ("severity", "high", "hihg", "2:27", 'low, normal, high; Did you mean "high"?'),
    ("language", "severity: high", "languages: [english]", "2:29", '"english" is not a language'),
    ("misspelt key", "watches", "watch", "2:33", 'a route has no key "watch"; Did you mean "watches"?'),
    ("id", "grave", "Grave News", "2:10", 'Write "grave-news".'),
    ("id twice", "\n", "\n  - {id: grave, channels: [console]}\n", "3:10", "the route id; is used twice; routes.yaml:2:10"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "place", "words"), [pytest.param(*seed[1:], id=seed[0]) for seed in SEEDED_ROUTES]
)
def test_a_mistake_in_a_route_is_said_once_at_its_place_with_a_way_out(
    small, mistakes, old, new, place, words
):
    feeds = small[F].replace("}", ", tags: [official]}")
    head, rest = ROUTES.split("\n", 1)
    (found,) = mistakes({R: f"{head}\n{rest.replace(old, new, 1)}", F: feeds})
    assert str(found).startswith(f"config/{R}:{place}: ")
    for part in words.split("; "):
        assert part in str(found)


def test_an_unreadable_file_does_not_make_routes_wrong(mistakes, small):
    """Nor does a broken routes.yaml make a watch wrong that leaves its channels to routes."""
    found = mistakes({F: "feeds: [", W: "watches: [", R: ROUTES})
    assert [each.file for each in found] == [f"config/{F}", f"config/{W}"]
    without = small[W].replace("    channels: ['slack:#desk', 'discord:desk']\n", "")
    (found,) = mistakes({R: "routes: [", W: without})
    assert found.file == f"config/{R}"


def test_every_mistake_of_every_file_is_said_at_once(mistakes, small):
    found = mistakes(
        {
            W: small[W].replace("any:", "ayn:").replace("slack:#desk", "slack:#dsk"),
            F: small[F].replace("https:", "ftp:").replace("id: harbour", "id: Harbour"),
            E: "entities:\n\t- x",
            B: "fetch: {timeout: 5}\n",
        }
    )
    places = [str(each.place) for each in found]
    assert places == [
        "config/entities/countries.yaml:2:1",
        "config/feeds.yaml:2:10",
        "config/feeds.yaml:2:49",
        "config/watchlists/desk.yaml:6:7",
        "config/watchlists/desk.yaml:7:16",
        "config/wirewatch.yaml:1:18",
    ]


@pytest.mark.parametrize(
    ("file", "content", "first"),
    [
        (F, "feeds:\n" + "  - {id: a, name: A, url: 'https://a.example'}\n" * 2, "feeds.yaml:2:10"),
        ("entities/more.yaml", "entities: [{id: india, name: Hind, kind: topic}]\n", "countries.yaml:2:10"),
        ("watchlists/more.yaml", "watches: [{id: talks, name: T, match: {any: [x]}, channels: [console]}]\n", "desk.yaml:2:9"),
    ],
    ids=["feed", "entity", "watch"],
)  # fmt: skip
def test_an_id_used_twice_names_both_places(mistakes, file, content, first):
    (found,) = mistakes({file: content})
    assert "is used twice" in found.what
    assert first in found.hint


def test_an_unreadable_file_hides_its_names_and_not_the_mistakes_of_others(mistakes, small):
    """Its entities and channels cannot be called unknown while nobody could read them."""
    found = mistakes({E: "entities: [", C: "channels: [", W: small[W].replace("any:", "ayn:")})
    assert [each.file.rpartition("/")[2] for each in found] == [
        "channels.yaml",
        "countries.yaml",
        "desk.yaml",
    ]


def test_bytes_that_are_not_utf8_are_found_in_their_line(mistakes):
    (found,) = mistakes({F: "# é\nfeeds: # é".encode() + b"\xe9"})
    assert (found.line, found.column, found.what) == (2, 11, "this file is not UTF-8")


def test_a_file_beyond_five_megabytes_is_refused_unread(mistakes):
    (found,) = mistakes({F: "#" * (5 * 1024 * 1024 + 1)})
    assert "larger than 5 MB" in found.what


def test_a_file_that_cannot_be_opened_is_named_with_the_reason(write, small, tmp_path):
    del small[F]
    write(small)
    (tmp_path / "config" / F).mkdir()
    with pytest.raises(ConfigErrors, match=r"config/feeds.yaml: this file cannot be read: Is a directory"):
        load(Path("config"))


@pytest.mark.parametrize("name", ["nowhere", "config/wirewatch.yaml"])
def test_a_folder_that_is_none_is_named_with_the_way_out(write, name):
    write({"wirewatch.yaml": ""})
    with pytest.raises(ConfigErrors, match="folder") as caught:
        load(Path(name))
    assert caught.value.exit_code == 78
    assert caught.value.mistakes[0].file == name


def test_a_folder_without_watchlists_is_refused(write, small):
    del small[W]
    with pytest.raises(ConfigErrors, match="config/watchlists: there is no watch"):
        load(write(small))


def test_paths_outside_of_the_current_directory_are_shown_whole(write, tmp_path, monkeypatch):
    write({"feeds.yaml": "- x"})
    monkeypatch.chdir("/")
    with pytest.raises(ConfigErrors) as caught:
        load(tmp_path / "config")
    shown = {each.file for each in caught.value.mistakes}
    assert f"{tmp_path.relative_to('/')}/config/feeds.yaml" in shown


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (F, "https://", "https://reader:hunter2@"),
        (F, "https://", "reader:hunter2@"),
        (F, "example/rss", "example/xoxb-1-hunter2"),
        (B, "news.db", "postgresql://me:hunter2@db/x"),
        (B, "news.db", "xoxb-1-hunter2"),
        (C, "123456789012345678", "xapp-1-hunter2"),
        (W, "'slack:#desk'", "'slack:xoxb-1-hunter2'"),
        (W, "talks]", "xoxp-1-hunter2, 1]"),
    ],
)
def test_no_message_repeats_a_secret(mistakes, small, file, old, new):
    found = mistakes({file: small[file].replace(old, new)})
    assert "hunter2" not in "".join(map(str, found))


def test_the_error_lists_its_mistakes_and_counts_them(write, small):
    files = {**small, B: "a: 1\nb: 2\n"}
    with pytest.raises(ConfigErrors) as caught:
        load(write(files))
    lines = str(caught.value).splitlines()
    assert lines[0].startswith("config/wirewatch.yaml:1:1: wirewatch.yaml has no key")
    assert lines[-1] == "config: 2 mistakes to mend."
