"""Every mistake that people make in the files, and the whole message they get for it."""

import datetime as dt

import pytest

from tests.dates.zones import PACIFIC
from tests.knowledge.samples import (
    EVENTS,
    MEETINGS,
    POSITIONS,
    QUOTES,
    STRIKE,
    changed,
    lines_of,
    problems_of,
)

NOW = dt.datetime(2026, 11, 23, 12, tzinfo=PACIFIC)

# ruff: noqa: E501  (whole messages, each on its line)
# fmt: off
# What is wrong, the file, what stands there, what is written instead, and every line that says so.
CASES: list[tuple[str, str, str, str, list[str]]] = [
    ('an unknown party', MEETINGS, '[wga, amptp]',
     '[wga, amptpp]', [
         'strikes/wga-2023/meetings.yaml:5: 2023-08-04.parties.2: found the unknown id "amptpp", expected the id of a party, did you mean amptp?',
     ]),
    ('a person where a party belongs', MEETINGS, '[wga, amptp]',
     '[wga, ann-lee]', [
         'strikes/wga-2023/meetings.yaml:5: 2023-08-04.parties.2: found "ann-lee", which is a person, expected the id of a party',
     ]),
    ('a missing field', MEETINGS, 'date: 2023-08-04\n  kind',
     'kind', [
         'strikes/wga-2023/meetings.yaml:1: 2023-08-04: found no `date`, expected the day, or the first of several',
     ]),
    ('a word that is not a choice', MEETINGS, '  kind: sidebar',
     '  kind: siderbar', [
         'strikes/wga-2023/meetings.yaml:4: 2023-08-04.kind: found "siderbar", expected sidebar, bargaining, contact, executives, offer, vote, agreement, mediation or arbitration, did you mean sidebar?',
     ]),
    ('an unknown field', MEETINGS, '  kind: sidebar\n',
     '  kind: sidebar\n  retreived: x\n', [
         'strikes/wga-2023/meetings.yaml:5: 2023-08-04: found the unknown field "retreived", expected id, title, date, last_date, phase, kind, parties, attendees, also_present, asked_for_by, summary, discussed, outcome, why, next_step, place, time, duration, also_in, citations, reviewed, review_by, review_every, keeper, reported_by, asked, disputed, es or withdrawn',
     ]),
    ('a field like none', MEETINGS, '  kind: sidebar\n',
     '  kind: sidebar\n  zzzqqq: x\n', [
         'strikes/wga-2023/meetings.yaml:5: 2023-08-04: found the unknown field "zzzqqq", expected id, title, date, last_date, phase, kind, parties, attendees, also_present, asked_for_by, summary, discussed, outcome, why, next_step, place, time, duration, also_in, citations, reviewed, review_by, review_every, keeper, reported_by, asked, disputed, es or withdrawn',
     ]),
    ('a day that no calendar has', MEETINGS, '  date: 2023-08-04',
     '  date: 2023-02-30', [
         'strikes/wga-2023/meetings.yaml:3: 2023-08-04.date: found 2023-02-30, which is not a day of the calendar, expected one that is',
     ]),
    ('a date in words', MEETINGS, '  date: 2023-08-04',
     '  date: 4 August', [
         'strikes/wga-2023/meetings.yaml:3: 2023-08-04.date: found "4 August", expected a day such as 2024-03-04',
     ]),
    ('a date without hyphens', MEETINGS, '  date: 2023-08-04',
     '  date: 20230804', [
         'strikes/wga-2023/meetings.yaml:3: 2023-08-04.date: found "20230804", expected a day such as 2024-03-04',
     ]),
    ('an empty date', MEETINGS, '  date: 2023-08-04',
     '  date:', [
         'strikes/wga-2023/meetings.yaml:3: 2023-08-04.date: found nothing, expected a day such as 2024-03-04',
     ]),
    ('a list for a date', MEETINGS, '  date: 2023-08-04',
     '  date: [a]', [
         'strikes/wga-2023/meetings.yaml:3: 2023-08-04.date: found a list, expected a day such as 2024-03-04',
     ]),
    ('ends before it begins', MEETINGS, '  date: 2023-08-04',
     '  date: 2023-08-04\n  last_date: 2023-08-03', [
         'strikes/wga-2023/meetings.yaml:1: 2023-08-04: found an end (2023-08-03) before the beginning (2023-08-04), expected that day or a later one',
     ]),
    ('due for review before it was last reviewed', MEETINGS, '  reviewed: 2026-11-23',
     '  reviewed: 2026-11-23\n  review_by: 2026-11-22', [
         'strikes/wga-2023/meetings.yaml:13: 2023-08-04.review_by: found 2026-11-22, which is before it was last `reviewed` (2026-11-23), expected that day or a later one, or no `review_by`',
     ]),
    ('due for review on the day it was last reviewed', MEETINGS, '  reviewed: 2026-11-23',
     '  reviewed: 2026-11-23\n  review_by: 2026-11-23', []),
    ('a day of review that is none', MEETINGS, '  reviewed: 2026-11-23',
     '  reviewed: 2026-11-23\n  review_by: next week', [
         'strikes/wga-2023/meetings.yaml:13: 2023-08-04.review_by: found "next week", expected a day such as 2024-03-04',
     ]),
    ('a strike due for review before it was last reviewed', STRIKE, 'reviewed: 2026-11-23',
     'reviewed: 2026-11-23\nreview_by: 2026-11-01', [
         'strikes/wga-2023/strike.yaml:16: wga-2023.review_by: found 2026-11-01, which is before it was last `reviewed` (2026-11-23), expected that day or a later one, or no `review_by`',
     ]),
    ('too long a text', MEETINGS, 'title: first meeting',
     'title: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', [
         'strikes/wga-2023/meetings.yaml:2: 2023-08-04.title: found 201 characters, expected at most 200',
     ]),
    ('an empty text', MEETINGS, 'title: first meeting',
     'title: ""', [
         'strikes/wga-2023/meetings.yaml:2: 2023-08-04.title: found an empty text, expected some words',
     ]),
    ('fields for a text', MEETINGS, 'title: first meeting',
     'title: {a: b}', [
         'strikes/wga-2023/meetings.yaml:2: 2023-08-04.title: found named fields, expected a text, in "quotes" if it holds a colon and a space, or begins with {',
     ]),
    ('an empty list', MEETINGS, 'parties: [wga, amptp]',
     'parties: []', [
         'strikes/wga-2023/meetings.yaml:5: 2023-08-04.parties: found an empty list, expected at least one item',
     ]),
    ('a text for a list', MEETINGS, 'parties: [wga, amptp]',
     'parties: wga', [
         'strikes/wga-2023/meetings.yaml:5: 2023-08-04.parties: found "wga", expected a list: one item a line, each after a dash, or [one, two]',
     ]),
    ('nothing for a list', MEETINGS, 'parties: [wga, amptp]',
     'parties:', [
         'strikes/wga-2023/meetings.yaml:5: 2023-08-04.parties: found nothing, expected a list: one item a line, each after a dash, or [one, two]',
     ]),
    ('an id with capitals', MEETINGS, '- id: 2023-08-04',
     '- id: Aug 4', [
         'checks.yaml:2: #1.entry: found the unknown id "wga-2023/meeting/2023-08-04", expected the full id of an entry, did you mean wga-2023/quote/lee-2023-08-04?',
         'strikes/wga-2023/meetings.yaml:1: Aug 4.id: found "Aug 4", expected an id: small letters, digits and hyphens, such as pay-mills-2024-03-04, did you mean aug-4?',
         'strikes/wga-2023/positions.yaml:9: residuals-amptp-2023-08-04.meeting: found the unknown id "2023-08-04", expected the id of a meeting of this strike',
     ]),
    ('no id', MEETINGS, '- id: 2023-08-04\n  title',
     '- title', [
         'checks.yaml:2: #1.entry: found the unknown id "wga-2023/meeting/2023-08-04", expected the full id of an entry, did you mean wga-2023/quote/lee-2023-08-04?',
         'strikes/wga-2023/meetings.yaml:1: #1: found no `id`, expected its own id: letters, digits and hyphens. It never changes',
         'strikes/wga-2023/positions.yaml:9: residuals-amptp-2023-08-04.meeting: found the unknown id "2023-08-04", expected the id of a meeting of this strike',
     ]),
    ('no citation', MEETINGS, '  citations: [gazette-2023-08-04]\n  reviewed',
     '  reviewed', [
         'strikes/wga-2023/meetings.yaml:1: 2023-08-04: found no `citations`, expected at least one source; more where more carry it',
     ]),
    ('an empty list of citations', MEETINGS, '  citations: [gazette-2023-08-04]\n  reviewed',
     '  citations: []\n  reviewed', [
         'strikes/wga-2023/meetings.yaml:11: 2023-08-04.citations: found an empty list, expected at least one item',
     ]),
    ('an unknown source', MEETINGS, '  citations: [gazette-2023-08-04]\n  reviewed',
     '  citations: [gazete-2023-08-04]\n  reviewed', [
         'strikes/wga-2023/meetings.yaml:11: 2023-08-04.citations.1: found the unknown id "gazete-2023-08-04", expected the id of a source, did you mean gazette-2023-08-04?',
     ]),
    ('a phase that is wrong', MEETINGS, '  reviewed: 2026-11-23',
     '  reviewed: 2026-11-23\n  phase: before', [
         'strikes/wga-2023/meetings.yaml:13: 2023-08-04.phase: found 2023-08-04, which is during the strike (2023-05-02 to 2023-09-26), expected `phase: during`',
     ]),
    ('before the strike without saying so', MEETINGS, '  date: 2023-08-04',
     '  date: 2023-04-04', [
         'strikes/wga-2023/meetings.yaml:3: 2023-08-04.date: found 2023-04-04, which is before the strike (2023-05-02 to 2023-09-26), expected `phase: before`',
     ]),
    ('after the strike without saying so', MEETINGS, '  date: 2023-08-04',
     '  date: 2023-10-04', [
         'strikes/wga-2023/meetings.yaml:3: 2023-08-04.date: found 2023-10-04, which is after the strike (2023-05-02 to 2023-09-26), expected `phase: after`',
         'strikes/wga-2023/meetings.yaml:9: 2023-08-04.outcome: found an outcome of 2023-10-04 from "gazette-2023-08-04", published before it (2023-08-04), expected `citations` under the outcome, of that day or later',
     ]),
    ('a list for a statement', MEETINGS, '  summary: They met.',
     '  summary: [a]', [
         'strikes/wga-2023/meetings.yaml:7: 2023-08-04.summary: found a list, expected a text, or named fields (name: value)',
     ]),
    ('a statement without text', MEETINGS, '    text: No date was set.\n',
     '', [
         'strikes/wga-2023/meetings.yaml:9: 2023-08-04.outcome: found no `text`, expected the claim, in a full sentence of your own words',
     ]),
    ('an outcome known before it happened', MEETINGS, '    citations: [gazette-2023-08-04]\n',
     '    citations: [letter-2023-05-02]\n', [
         'strikes/wga-2023/meetings.yaml:9: 2023-08-04.outcome: found an outcome of 2023-08-04 from "letter-2023-05-02", published before it (2023-05-02), expected `citations` under the outcome, of that day or later',
     ]),
    ('a quote without a speaker', QUOTES, '  speaker: ann-lee\n',
     '', [
         'strikes/wga-2023/quotes.yaml:1: lee-2023-08-04: found no speaker, expected `speaker` with the id of a person or party, or `speaker_name` for one without an entry',
     ]),
    ('a quote with two speakers', QUOTES, '  speaker: ann-lee\n',
     '  speaker: ann-lee\n  speaker_name: A\n', [
         'strikes/wga-2023/quotes.yaml:1: lee-2023-08-04: found both `speaker` and `speaker_name`, expected `speaker` with the id of a person or party, or `speaker_name` for one without an entry',
     ]),
    ('a quote from after its sources', QUOTES, 'said: 2023-08-04',
     'said: 2023-08-05', [
         'strikes/wga-2023/quotes.yaml:4: lee-2023-08-04.said: found 2023-08-05, which is after its last source, "gazette-2023-08-04", was published (2023-08-04), expected that day or an earlier one',
     ]),
    ('a year far off', QUOTES, 'said: 2023-08-04',
     'said: 9999-01-01', [
         'strikes/wga-2023/quotes.yaml:4: lee-2023-08-04.said: found the year 9999, expected one from 1800 to 2200',
     ]),
    ('a weekday for a date', QUOTES, 'said: 2023-08-04',
     'said: Friday', [
         'strikes/wga-2023/quotes.yaml:4: lee-2023-08-04.said: found "Friday", expected a date such as 2024-03-04, a month such as 2024-03, or ~2024-03-04 for about that day',
     ]),
    ('a quote too long', QUOTES, 'We are ready.',
     'Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. Ready. ', [
         'strikes/wga-2023/quotes.yaml:2: lee-2023-08-04.text: found 559 characters, expected at most 500',
     ]),
    ('an unknown meeting', POSITIONS, 'meeting: 2023-08-04\n',
     'meeting: 2023-08-14\n', [
         'strikes/wga-2023/positions.yaml:9: residuals-amptp-2023-08-04.meeting: found the unknown id "2023-08-14", expected the id of a meeting of this strike, did you mean 2023-08-04?',
     ]),
    ('a position known before it was held', POSITIONS, 'since: 2023-08-04',
     'since: 2023-08-06', [
         'strikes/wga-2023/positions.yaml:5: residuals-amptp-2023-08-04.since: found 2023-08-06, which is after "gazette-2023-08-04" was published (2023-08-04), expected only sources of that day or later',
     ]),
    ('a passage too long', POSITIONS, 'would not discuss residuals\n  rev',
     'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n  rev', [
         'strikes/wga-2023/positions.yaml:12: residuals-amptp-2023-08-04.citations.1.passage: found 301 characters, expected at most 300',
     ]),
    ('a stance that is none', POSITIONS, 'stance: refuses',
     'stance: refused', [
         'strikes/wga-2023/positions.yaml:4: residuals-amptp-2023-08-04.stance: found "refused", expected demands, offers, willing, refuses, silent or agreed, did you mean refuses?',
     ]),
    ('a position of nobody', POSITIONS, 'party: amptp',
     'party: []', [
         'strikes/wga-2023/positions.yaml:2: residuals-amptp-2023-08-04.party: found an empty list, expected at least one item',
     ]),
    ('an event known before it happened', EVENTS, '  date: 2023-05-02',
     '  date: 2023-05-04', [
         'strikes/wga-2023/events.yaml:2: 2023-05-02-strike-begins.date: found 2023-05-04, which is after "letter-2023-05-02" was published (2023-05-02), expected only sources of that day or later',
     ]),
    ('a citation without its source', EVENTS, '[letter-2023-05-02]',
     '[{passage: x}]', [
         'strikes/wga-2023/events.yaml:5: 2023-05-02-strike-begins.citations.1: found no `source`, expected the id of a source in sources.yaml',
     ]),
    ('a folder with another name', STRIKE, 'id: wga-2023',
     'id: wga-2024', [
         'answers.yaml:4: what-is-a-strike.strike: found the unknown id "wga-2023", expected the id of a strike, did you mean wga-2024?',
         'strikes/wga-2023/strike.yaml:1: wga-2024.id: found "wga-2024", expected the name of its folder, "wga-2023"',
     ]),
    ('a strike that ends before it begins', STRIKE, 'last_day: 2023-09-26',
     'last_day: 2023-05-01', [
         'strikes/wga-2023/strike.yaml:1: wga-2023: found an end (2023-05-01) before the beginning (2023-05-02), expected that day or a later one',
     ]),
    ('an end before the last day', STRIKE, 'last_day: 2023-09-26',
     'last_day: 2023-09-28', [
         'strikes/wga-2023/strike.yaml:10: wga-2023.ended.date: found 2023-09-27, which is before the last_day (2023-09-28), expected the last_day or a later day',
     ]),
    ('a last day without an end', STRIKE, 'ended:\n  date: 2023-09-27\n  text: The strike ended.\n  citations: [gazette-2023-09-27]\n',
     '', [
         'strikes/wga-2023/strike.yaml:1: wga-2023: found a last_day without `ended`, expected `ended`: when and how it ended, with its citations',
     ]),
    ('an end known before it happened', STRIKE, '  citations: [gazette-2023-09-27]\n',
     '', [
         'strikes/wga-2023/strike.yaml:10: wga-2023.ended.date: found 2023-09-27, which is after "letter-2023-05-02" was published (2023-05-02), expected only sources of that day or later',
         'notice: sources.yaml:14: gazette-2023-09-27.id: found a source that nothing cites, expected a citation of it',
     ]),
    ('a strike without a first day', STRIKE, 'first_day: 2023-05-02\n',
     '', [
         'strikes/wga-2023/strike.yaml:1: wga-2023: found a strike without a first_day, expected it, or the `year` where the day is not known',
     ]),
    ('an unknown zone', STRIKE, 'union: wga',
     'union: wga\nzone: Mars', [
         'strikes/wga-2023/strike.yaml:6: wga-2023.zone: found "Mars", expected a time zone such as America/Los_Angeles',
     ]),
    ('a year in words', STRIKE, 'union: wga',
     'union: wga\nyear: soon', [
         'strikes/wga-2023/strike.yaml:6: wga-2023.year: found "soon", expected a year such as 1988',
     ]),
    ('a year with an underscore', STRIKE, 'union: wga',
     'union: wga\nyear: 1_988', [
         'strikes/wga-2023/strike.yaml:6: wga-2023.year: found "1_988", expected a year such as 1988',
     ]),
    ('a year as a program writes it', STRIKE, 'union: wga',
     'union: wga\nyear: 01988', [
         'strikes/wga-2023/strike.yaml:6: wga-2023.year: found "01988", expected a year such as 1988',
     ]),
    ('a year long ago', STRIKE, 'union: wga',
     'union: wga\nyear: 1200', [
         'strikes/wga-2023/strike.yaml:6: wga-2023.year: found "1200", expected at least 1900',
     ]),
    ('neither true nor false', STRIKE, 'union: wga',
     'union: wga\nsuspensions:\n  - first_day: 2023-06-02\n    last_day: 2023-06-01\n    counted: maybe\n    citations: [letter-2023-05-02]', [
         'strikes/wga-2023/strike.yaml:9: wga-2023.suspensions.1.counted: found "maybe", expected true or false',
     ]),
    ('a suspension that ends before it begins', STRIKE, 'union: wga',
     'union: wga\nsuspensions:\n  - first_day: 2023-06-02\n    last_day: 2023-06-01\n    counted: no\n    citations: [letter-2023-05-02]', [
         'strikes/wga-2023/strike.yaml:7: wga-2023.suspensions.1: found an end (2023-06-01) before the beginning (2023-06-02), expected that day or a later one',
     ]),
    ('a suspension outside the strike', STRIKE, 'union: wga',
     'union: wga\nsuspensions:\n  - first_day: 2023-01-02\n    last_day: 2023-06-01\n    counted: no\n    citations: [letter-2023-05-02]', [
         'strikes/wga-2023/strike.yaml:1: wga-2023: found a suspension outside the strike (2023-01-02 to 2023-06-01), expected days of the strike',
     ]),
    ('suspensions that overlap', STRIKE, 'union: wga',
     'union: wga\nsuspensions:\n  - {first_day: 2023-06-01, last_day: 2023-06-03, counted: no, citations: letter-2023-05-02}\n  - {first_day: 2023-06-03, last_day: 2023-06-05, counted: no, citations: letter-2023-05-02}', [
         'strikes/wga-2023/strike.yaml:1: wga-2023: found two suspensions that overlap (on 2023-06-03), expected each day in one of them',
     ]),
    ('an end without a date', STRIKE, 'ended:\n  date: 2023-09-27\n  text: The strike ended.\n  citations: [gazette-2023-09-27]\n',
     'ended: It ended.\n', [
         'strikes/wga-2023/strike.yaml:9: wga-2023.ended: found no `date`, expected the day on which it happened, or the month or year',
     ]),
    ('a time without a zone', 'sources.yaml', '2023-08-04T21:58-07:00',
     '2023-08-04T21:58', [
         'sources.yaml:5: gazette-2023-08-04.published: found "2023-08-04T21:58", expected a day and a time with its zone, such as 2024-03-04T21:58-07:00',
     ]),
    ('a date of another country', 'sources.yaml', '2023-08-04T21:58-07:00',
     '08/04/2023', [
         'sources.yaml:5: gazette-2023-08-04.published: found "08/04/2023", expected a date such as 2024-03-04, a month such as 2024-03, or ~2024-03-04 for about that day',
     ]),
    ('an address without https', 'sources.yaml', 'https://gazette.example.com/talks',
     'http://gazette.example.com/talks', [
         'sources.yaml:6: gazette-2023-08-04.url: found "http://gazette.example.com/talks", expected an https:// address of a public page, without user name, password or port',
     ]),
    ('an address that is none', 'sources.yaml', 'https://gazette.example.com/talks',
     'https://[x/', [
         'sources.yaml:6: gazette-2023-08-04.url: found "https://[x/", expected an https:// address of a public page, without user name, password or port',
     ]),
    ('an address of a machine', 'sources.yaml', 'https://gazette.example.com/talks',
     'https://10.0.0.1/', [
         'sources.yaml:6: gazette-2023-08-04.url: found "https://10.0.0.1/", expected an https:// address of a public page, with a host name, in plain letters',
     ]),
    ('an address with a quote mark', 'sources.yaml', 'https://gazette.example.com/talks',
     'https://a.example.com/a"b', [
         'sources.yaml:6: gazette-2023-08-04.url: found "https://a.example.com/a"b", expected an address without spaces, quote marks, < or >',
     ]),
    ('an address too long', 'sources.yaml', 'https://gazette.example.com/talks',
     'https://a.example.com/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', [
         'sources.yaml:6: gazette-2023-08-04.url: found an address of 622 characters, expected at most 500',
     ]),
    ('a text for a list of authors', 'sources.yaml', '  authors: [Ann Lee]\n',
     '  authors: Ann Lee\n', [
         'sources.yaml:4: gazette-2023-08-04.authors: found "Ann Lee", expected a list: one item a line, each after a dash, or [one, two]',
     ]),
    ('the same source twice', 'sources.yaml', '- id: letter-2023-05-02',
     '- id: gazette-2023-09-27', [
         'answers.yaml:5: what-is-a-strike.citations.1: found the unknown id "letter-2023-05-02", expected the id of a source, did you mean gazette-2023-08-04?',
         'issues.yaml:4: residuals.citations.1: found the unknown id "letter-2023-05-02", expected the id of a source, did you mean gazette-2023-08-04?',
         'parties.yaml:7: wga.citations: found the unknown id "letter-2023-05-02", expected the id of a source, did you mean gazette-2023-08-04?',
         'parties.yaml:14: amptp.citations.1: found the unknown id "letter-2023-05-02", expected the id of a source, did you mean gazette-2023-08-04?',
         'people.yaml:6: ann-lee.citations.1: found the unknown id "letter-2023-05-02", expected the id of a source, did you mean gazette-2023-08-04?',
         'sources.yaml:14: gazette-2023-09-27.id: found "gazette-2023-09-27" a second time (first at sources.yaml:9, as a source), expected an id of its own',
         'strikes/wga-2023/events.yaml:5: 2023-05-02-strike-begins.citations.1: found the unknown id "letter-2023-05-02", expected the id of a source, did you mean gazette-2023-08-04?',
         'strikes/wga-2023/strike.yaml:14: wga-2023.citations.1: found the unknown id "letter-2023-05-02", expected the id of a source, did you mean gazette-2023-08-04?',
     ]),
    ('the same party twice', 'parties.yaml', '- id: amptp',
     '- id: wga', [
         'parties.yaml:9: wga.id: found "wga" a second time (first at parties.yaml:1, as a party), expected an id of its own',
         'strikes/wga-2023/meetings.yaml:5: 2023-08-04.parties.2: found the unknown id "amptp", expected the id of a party',
         'strikes/wga-2023/positions.yaml:2: residuals-amptp-2023-08-04.party: found the unknown id "amptp", expected the id of a party',
         'strikes/wga-2023/strike.yaml:6: wga-2023.against.1: found the unknown id "amptp", expected the id of a party',
         'vocabulary.yaml:2: synonyms.1.means: found the unknown id "amptp", expected the id of a party, a person, an issue, a place or a strike',
     ]),
    ('a party that is part of itself', 'parties.yaml', '  kind: employers',
     '  kind: employers\n  part_of: amptp', [
         'parties.yaml:13: amptp.part_of: found a circle: amptp is part of amptp, expected a larger party that is not part of this one',
     ]),
    ('a synonym of another party', 'parties.yaml', '  aliases: [writers]',
     '  aliases: [writers, the studios]', [
         'vocabulary.yaml:3: synonyms.1.words.1: found "the studios", which already means wga (parties.yaml:5), expected a name for one entry only',
     ]),
    ('a withdrawn party in use', 'parties.yaml', '  aliases: [writers]',
     '  withdrawn: {on: 2026-01-01, reason: wrong}', [
         'notice: people.yaml:5: ann-lee.roles.1.party: found "wga", which is withdrawn (parties.yaml:1), expected a party in use',
         'notice: strikes/wga-2023/meetings.yaml:5: 2023-08-04.parties.1: found "wga", which is withdrawn (parties.yaml:1), expected a party in use',
         'notice: strikes/wga-2023/meetings.yaml:6: 2023-08-04.attendees.2: found "wga", which is withdrawn (parties.yaml:1), expected a person or a party in use',
         'notice: strikes/wga-2023/strike.yaml:5: wga-2023.union: found "wga", which is withdrawn (parties.yaml:1), expected a party in use',
     ]),
    ('an issue named as a party', 'issues.yaml', '- id: residuals',
     '- id: wga', [
         'issues.yaml:1: wga.id: found "wga" a second time (first at parties.yaml:1, as a party), expected an id of its own',
         'strikes/wga-2023/positions.yaml:3: residuals-amptp-2023-08-04.issue: found the unknown id "residuals", expected the id of an issue',
         'strikes/wga-2023/strike.yaml:13: wga-2023.issues.1: found the unknown id "residuals", expected the id of an issue',
     ]),
    ('a synonym of nothing', 'vocabulary.yaml', 'means: amptp',
     'means: amptq', [
         'vocabulary.yaml:2: synonyms.1.means: found the unknown id "amptq", expected the id of a party, a person, an issue, a place or a strike, did you mean amptp?',
     ]),
    ('a check of nothing', 'checks.yaml', '2023-08-04\n  as',
     '2023-08-05\n  as', [
         'checks.yaml:2: #1.entry: found the unknown id "wga-2023/meeting/2023-08-05", expected the full id of an entry, did you mean wga-2023/meeting/2023-08-04?',
     ]),
    ('a check as of nothing', 'checks.yaml', 'as_of: 2023-08-05',
     'as_of: yesterday', [
         'checks.yaml:3: #1.as_of: found "yesterday", expected a day such as 2024-03-04',
     ]),
    ('an answer about no strike', 'answers.yaml', '  strike: wga-2023',
     '  strike: wga-2022', [
         'answers.yaml:4: what-is-a-strike.strike: found the unknown id "wga-2022", expected the id of a strike, did you mean wga-2023?',
     ]),
    ('the same question at two entries', 'issues.yaml', '  name: residuals',
     '  name: residuals\n  asked: [what is a strike?]', [
         'notice: answers.yaml:2: what-is-a-strike.question: found "What is a strike?", which issue/residuals (issues.yaml:1) answers too, expected each question at one entry',
     ]),
    ('the same quote twice', QUOTES, '- id',
     '- id: other\n  text: WE are ready\n  speaker: wga\n  said: 2023-08\n  setting: a letter\n  citations: [gazette-2023-08-04]\n  reviewed: 2026-11-23\n- id', [
         'notice: strikes/wga-2023/quotes.yaml:9: lee-2023-08-04.text: found the same words as wga-2023/quote/other (strikes/wga-2023/quotes.yaml:1), expected each quote once',
     ]),
    ('nothing for a text', MEETINGS, 'title: first meeting',
     'title:', [
         'strikes/wga-2023/meetings.yaml:2: 2023-08-04.title: found nothing, expected a text',
     ]),
    ('a topic that is none', 'answers.yaml', '  strike: wga-2023',
     '  topic: elegibility', [
         'answers.yaml:4: what-is-a-strike.topic: found "elegibility", expected a known one, did you mean eligibility?',
     ]),
    ('an answer that holds for a time', 'answers.yaml', '  strike: wga-2023',
     '  topic: pay\n  since: 2023-05-02\n  until: 2023-09', []),
    ('an answer that holds from a day within the month in which it ends to hold', 'answers.yaml', '  strike: wga-2023',
     '  since: 2023-09-20\n  until: 2023-09', []),
    ('an answer that holds to a day before it begins to hold', 'answers.yaml', '  strike: wga-2023',
     '  since: 2023-09\n  until: 2023-05-02', [
         'answers.yaml:1: what-is-a-strike: found an end (2023-05-02) before the beginning (2023-09-01), expected that day or a later one',
     ]),
    ('an answer that holds from no day', 'answers.yaml', '  strike: wga-2023',
     '  since: last spring', [
         'answers.yaml:4: what-is-a-strike.since: found "last spring", expected a date such as 2024-03-04, a month such as 2024-03, or ~2024-03-04 for about that day',
     ]),
    ('a party in a larger one', 'parties.yaml', '  aliases: [writers]',
     '  aliases: [writers]\n  part_of: amptp', [
     ]),
    ('parties that are part of each other', 'parties.yaml', '- id: amptp',
     '- id: studios\n  name: Studios\n  short_name: Studios\n  part_of: amptp\n  kind: company\n  about: [x]\n  citations: [letter-2023-05-02]\n  reviewed: 2026-11-23\n- part_of: studios\n  id: amptp', [
         'parties.yaml:12: studios.part_of: found a circle: studios is part of amptp is part of studios, expected a larger party that is not part of this one',
         'vocabulary.yaml:3: synonyms.1.words.1: found "the studios", which already means studios (parties.yaml:10), expected a name for one entry only',
     ]),
    ('a field twice with another value', 'sources.yaml', 'published: 2023-05-02',
     'published: 2023-05-02\n  kind: press', [
         'sources.yaml:13: found "kind" a second time (first on line 12), expected each field once',
     ]),
    ('aliases and nothing for names', MEETINGS, 'kind: sidebar',
     'kind: *k\n  *k : x\n  ~: y', [
         'strikes/wga-2023/meetings.yaml:4: found an alias (*k), expected the text itself, in "quotes" if it begins with *',
         'strikes/wga-2023/meetings.yaml:5: found an alias (*k), expected the text itself, in "quotes" if it begins with *',
         'strikes/wga-2023/meetings.yaml:6: found a field without a plain name, expected `name: value`, and "quotes" around a text with [ or {',
     ]),
    ('an alias of another party', 'parties.yaml', 'aliases: [writers]',
     'aliases: [Amptp]', [
         'parties.yaml:11: amptp.short_name: found "AMPTP", which already means wga (parties.yaml:5), expected a name for one entry only',
     ]),
    ('an alias that is a name of another party', 'parties.yaml', 'kind: employers',
     'kind: employers\n  part_of: wga\n  aliases: [wga]', [
         'parties.yaml:14: amptp.aliases.1: found "wga", which already means wga (parties.yaml:3), expected a name for one entry only',
     ]),
    ('an issue with the name of a party', 'issues.yaml', 'name: residuals',
     'name: Bosses', [
         'vocabulary.yaml:3: synonyms.1.words.2: found "bosses", which already means residuals (issues.yaml:2), expected a name for one entry only',
     ]),
    ('a source of today', 'sources.yaml', 'published: 2023-05-02',
     'published: 2026-11-23', [
         'notice: sources.yaml:11: letter-2023-05-02.published: found 2026-11-23, so what it carries is used only from the end of 2026-11-23, Pacific time, expected the time too (2024-03-04T21:58-07:00), to be used at once',
     ]),
    ('a source of tomorrow', 'sources.yaml', '2023-08-04T21:58-07:00',
     '2026-11-24T21:58-07:00', [
         'notice: sources.yaml:5: gazette-2023-08-04.published: found 2026-11-24T21:58:00-07:00, which is still to come, expected a time that has passed',
         'notice: strikes/wga-2023/meetings.yaml:3: 2023-08-04.date: found 2023-08-04, known only from gazette-2023-08-04, published on 2026-11-24, expected a source of those days, where there is one',
     ]),
    ('a list for a publication', 'sources.yaml', 'published: 2023-05-02',
     'published: [2023]', [
         'sources.yaml:11: letter-2023-05-02.published: found a list, expected a date such as 2024-03-04',
     ]),
    ('two unknown fields', MEETINGS, 'kind: sidebar',
     'kind: sidebar\n  one: 1\n  two: 2', [
         'strikes/wga-2023/meetings.yaml:5: 2023-08-04: found the unknown field "one", expected id, title, date, last_date, phase, kind, parties, attendees, also_present, asked_for_by, summary, discussed, outcome, why, next_step, place, time, duration, also_in, citations, reviewed, review_by, review_every, keeper, reported_by, asked, disputed, es or withdrawn',
         'strikes/wga-2023/meetings.yaml:6: 2023-08-04: found the unknown field "two", expected id, title, date, last_date, phase, kind, parties, attendees, also_present, asked_for_by, summary, discussed, outcome, why, next_step, place, time, duration, also_in, citations, reviewed, review_by, review_every, keeper, reported_by, asked, disputed, es or withdrawn',
     ]),
    ('a misspelt field', MEETINGS, 'kind: sidebar',
     'kind: sidebar\n  knd: sidebar', [
         'strikes/wga-2023/meetings.yaml:5: 2023-08-04: found the unknown field "knd", expected a known one, did you mean kind?',
     ]),
    ('a field twice', MEETINGS, 'kind: sidebar',
     'kind: sidebar\n  kind: vote', [
         'strikes/wga-2023/meetings.yaml:5: found "kind" a second time (first on line 4), expected each field once',
     ]),
    ('an anchor', MEETINGS, 'kind: sidebar',
     'kind: &k sidebar', [
         'strikes/wga-2023/meetings.yaml:4: found an anchor (&k), expected the text itself, in "quotes" if it begins with &',
     ]),
    ('an alias of YAML', MEETINGS, 'kind: sidebar',
     'kind: *k', [
         'strikes/wga-2023/meetings.yaml:4: found an alias (*k), expected the text itself, in "quotes" if it begins with *',
     ]),
    ('a tag', MEETINGS, 'kind: sidebar',
     'kind: !!str sidebar', [
         'strikes/wga-2023/meetings.yaml:4: found a tag ("tag:yaml.org,2002:str"), expected the text itself, in "quotes" if it begins with !',
     ]),
    ('a merge', MEETINGS, 'kind: sidebar',
     'kind: sidebar\n  <<: {place: Paris}', [
         'strikes/wga-2023/meetings.yaml:5: found a merge (<<), expected the fields themselves',
     ]),
    ('a list for a name', MEETINGS, 'kind: sidebar',
     'kind: sidebar\n  [a]: b', [
         'strikes/wga-2023/meetings.yaml:5: found a field without a plain name, expected `name: value`, and "quotes" around a text with [ or {',
     ]),
    ('a hidden override', MEETINGS, 'kind: sidebar',
     'kind: "side\\u202Ebar"', [
         'strikes/wga-2023/meetings.yaml:4: found the character U+202E (right-to-left override), expected text without it',
         'strikes/wga-2023/meetings.yaml:4: 2023-08-04.kind: found "side\\u202ebar", expected sidebar, bargaining, contact, executives, offer, vote, agreement, mediation or arbitration, did you mean sidebar?',
     ]),
    ('a tab', MEETINGS, 'kind: sidebar',
     'kind:\tsidebar', [
         'strikes/wga-2023/meetings.yaml:4: found a tab, expected spaces',
     ]),
    ('a second colon', MEETINGS, 'title: first meeting',
     'title: first: meeting', [
         'strikes/wga-2023/meetings.yaml:2: found a second colon with a space after it, expected one field a line; put "quotes" around a text that holds a colon and a space',
     ]),
    ('words after a quote mark', MEETINGS, 'title: first meeting',
     'title: "first" meeting', [
         'strikes/wga-2023/meetings.yaml:2: found words after a closing quote mark, expected quote marks around the whole text, or none',
     ]),
    ('a quote mark without its partner', MEETINGS, 'title: first meeting',
     'title: "first meeting', [
         'strikes/wga-2023/meetings.yaml:2: found a quote mark that is never closed, expected the same quote mark at the end of the text',
     ]),
    ('a field one space too far', MEETINGS, '  title: first meeting',
     '   title: first meeting', [
         'strikes/wga-2023/meetings.yaml:2: found a field further to the right than the one above it, expected all fields of an entry in the same column',
     ]),
    ('a field one space too near', MEETINGS, '  title: first meeting',
     ' title: first meeting', [
         'strikes/wga-2023/meetings.yaml:2: found a line that is not part of the list, expected a dash in the column of the dashes above, or a field in the column of the fields above',
     ]),
    ('a text that begins with an at sign', MEETINGS, 'title: first meeting',
     'title: @first', [
         'strikes/wga-2023/meetings.yaml:2: found a text that begins with a character that has a meaning of its own (such as @, ` or %), expected that text in "quotes"',
     ]),
    ('a bracket without its partner', MEETINGS, '[wga, amptp]',
     '[wga, amptp', [
         'strikes/wga-2023/meetings.yaml:5: found a list in [ ] that is not closed or lacks a comma, expected [one, two]',
     ]),
    ('a name without a colon', MEETINGS, 'title: first meeting',
     'title', [
         'strikes/wga-2023/meetings.yaml:2: found a line without a colon, expected `name: value`; a text that goes on over several lines is indented further than its name',
     ]),
    ('a dash in a line', MEETINGS, 'title: first meeting',
     'title: - first', [
         'strikes/wga-2023/meetings.yaml:2: found a dash after other words on the line, expected a list on lines of its own, or "quotes" around a text that begins with a dash',
     ]),
    ('a second document', POSITIONS, 'stage: the meeting',
     'stage: the meeting\n---', [
         'strikes/wga-2023/positions.yaml:7: found a second document (a line ---), expected one document a file',
     ]),
    ('fields where a list belongs', EVENTS, '- id',
     'id', [
         'strikes/wga-2023/events.yaml:2: found a field further to the right than the one above it, expected all fields of an entry in the same column',
     ]),
    ('a list where fields belong', 'vocabulary.yaml', 'synonyms:\n',
     '- synonyms:\n', [
         'vocabulary.yaml:4: found a line that is not part of the list, expected a dash in the column of the dashes above, or a field in the column of the fields above',
     ]),
]
# fmt: on


@pytest.mark.parametrize(
    ("file", "old", "new", "lines"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_message_says_where_what_was_found_and_what_is_expected(
    file: str, old: str, new: str, lines: list[str]
) -> None:
    assert lines_of(problems_of(file, changed(file, old, new), now=NOW)) == lines
