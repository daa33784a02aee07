"""Spells German names as people write them who heard them: in Cyrillic and in Latin letters."""

import itertools
import re

# German letters to sounds, the longest first; the sounds are Cyrillic letters as Bulgarian uses them.
SOUNDS = [
    ("tsch", "ч"), ("sch", "ш"), ("chs", "кс"), ("dt", "т"), ("th", "т"), ("ph", "ф"), ("ck", "к"), ("tz", "ц"),
    ("ch", "х"), ("qu", "кв"), ("ei", "ай"), ("ai", "ай"), ("ey", "ай"), ("ay", "ай"), ("eu", "ой"), ("äu", "ой"),
    ("ie", "и"), ("ee", "е"), ("oo", "о"), ("aa", "а"), ("ß", "с"), ("ä", "е"), ("ö", "ьо"), ("ü", "ю"), ("x", "кс"),
    ("a", "а"), ("b", "б"), ("c", "к"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "х"), ("i", "и"),
    ("j", "й"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"), ("s", "с"),
    ("t", "т"), ("u", "у"), ("v", "ф"), ("w", "в"), ("y", "и"), ("z", "ц"),
]
VOICED = {"с": "з"}
VOWELS = "аеиоуюяьй"


def heard(name):
    """The name in Bulgarian letters, as it sounds."""
    text = re.sub(r"([b-df-hj-np-tv-z])\1", r"\1", name.lower().replace("ck", "k"))
    text = re.sub(r"(?<=[aeiouäöü])h(?![aeiouäöü])", "", text)
    text = re.sub(r"\bst", "scht", re.sub(r"\bsp", "schp", text))
    for part in ("stadt", "stein", "stetten", "stedt", "statt"):
        text = text.replace(part, "sch" + part[1:])
    out = ""
    while text:
        for letters, sound in SOUNDS:
            if text.startswith(letters):
                if sound == "с" and letters == "s" and len(text) > 1 and text[1] in "aeiouäöü":
                    sound = VOICED[sound] if not out or out[-1] in VOWELS + "лмнр" else sound
                out += sound
                text = text[len(letters):]
                break
        else:
            out += text[0]
            text = text[1:]
    return out


def spellings(name, latin):
    """How the name is written in Cyrillic languages and, by the tables `latin`, in Latin letters by ear."""
    bulgarian = heard(name)
    found = {bulgarian, bulgarian.replace("шт", "щ")}
    eastern = bulgarian.replace("ьо", "ё")
    for h, o in itertools.product(("х", "г"), ("ё", "е")):
        russian = eastern.replace("х", h).replace("ё", o)
        found |= {russian, russian.replace("и", "і")}
        soft = re.sub("л(?=[бвгдзкмнпрстфхцчшщ]|$)", "ль", russian)
        found |= {soft, soft.replace("и", "і")}
    serbian = bulgarian.replace("ьо", "е").replace("ю", "и").replace("ай", "ај").replace("ой", "ој").replace("й", "ј")
    found.add(serbian)
    for form in (bulgarian, bulgarian.replace("ьо", "е").replace("ю", "и"), bulgarian.replace("ьо", "о").replace("ю", "у")):
        found |= {"".join(way.get(letter, letter) for letter in form) for way in latin}
    return found
