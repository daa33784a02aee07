"""Folding and inflecting names, and how usual they are as words."""

import math
import re
import unicodedata

import wordfreq

# Which word list stands for each language.
LISTS = dict(bg="bg", cs="cs", de="de", en="en", es="es", fr="fr", hr="sh", hu="hu", it="it", pl="pl", ro="ro",
             ru="ru", sk="sk", sr="sh", tr="tr", uk="uk")
SPECIAL = str.maketrans({"ł": "l", "đ": "d", "ð": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th"})
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# Ways of writing Bulgarian in Latin letters; also how neighbours spell foreign names by ear.
LATIN = [dict(zip("абвгдежзийклмнопрстуфхцчшщъьюя", row.split())) for row in (
    "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y yu ya",
    "a b v g d e j z i i k l m n o p r s t u f h c 4 6 6t u i iu q",
    "a b v g d e j z i y k l m n o p r s t u f h c ch sh sht y i u ia",
    "a b v g d e ž z i j k l m n o p r s t u f h c č š št a j ju ja")]
SERBIAN = LATIN[3] | {"ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "d", "џ": "dz", "х": "h", "ш": "s", "ч": "c"}
CYRILLIC = re.compile(r"^[А-Яа-яЁёІіЇїЄєҐґЂђЈјЉљЊњЋћЏџЪъ' -]+$")
NAME = re.compile(r"^[A-ZÀ-ŽȘȚİ][A-Za-zÀ-žșțȘȚ' .-]+$")


def fold(text):
    """Lower case without diacritics; Cyrillic letters keep theirs. As `FoldTable` in Swift."""
    kept = []
    for letter in text.lower():
        if "Ѐ" <= letter <= "ԯ":
            kept.append({"ѝ": "и", "ѐ": "е"}.get(letter, letter))
        else:
            plain = unicodedata.normalize("NFD", letter.translate(SPECIAL))
            kept += [mark for mark in plain if unicodedata.category(mark) != "Mn"]
    return " ".join(re.findall(r"\w+", "".join(kept)))


def frequencies():
    """For each language the folded words with their Zipf values."""
    tables = {}
    for language, name in LISTS.items():
        table = {}
        for word, frequency in wordfreq.get_frequency_dict(name, "best").items():
            key = fold(word)
            if " " not in key:
                table[key] = table.get(key, 0) + frequency
        tables[language] = {word: math.log10(value) + 9 for word, value in table.items()}
    return tables


def endings(config):
    """For each language the ends of names with what takes their place, the longest first."""
    rules = {}
    for line in (config / "place-rules.tsv").read_text().splitlines():
        if line.startswith(("ending\t", "case\t")):
            _, languages, end, values = line.split("\t")
            for language in languages.split():
                rules.setdefault(language, []).append(
                    (fold(end), [fold(value) for value in values.split(",")]))
    return {language: sorted(rows, key=lambda row: -len(row[0])) for language, rows in rules.items()}


def inflected(form, rows):
    for end, values in rows:
        if form.endswith(end):
            return {form[:len(form) - len(end)] + value for value in values} - {form}
    return set()
