"""Compares answers with labels."""

from texts import Text, base, merged

TOPICS_NAMED = ["housing", "work", "family"]


def share(hits: list[bool]) -> float:
    return sum(hits) / len(hits) if hits else 1.0


def language_shares(texts: list[Text], answers: list[str], untimed: list[str]) -> dict:
    """How many languages are right, of the texts as they are and without diacritics."""
    pairs, bare = list(zip(texts, answers)), list(zip(texts, untimed))
    return {
        "right": share([base(answer) == base(text.language) for text, answer in pairs]),
        "rightMerged": share([merged(answer) == merged(text.language) for text, answer in pairs]),
        "rightStripped": share([base(answer) == base(text.language) for text, answer in bare]),
        "rightStrippedMerged": share([merged(answer) == merged(text.language) for text, answer in bare]),
    }


class Rates:
    """How often a label is found, and found rightly."""

    def __init__(self, truth: list[bool], found: list[bool]) -> None:
        hits = sum(wanted and got for wanted, got in zip(truth, found))
        self.precision = hits / sum(found) if any(found) else 1.0
        self.recall = hits / sum(truth) if any(truth) else 1.0
        total = self.precision + self.recall
        self.f1 = 2 * self.precision * self.recall / total if total else 0.0


def label_shares(texts: list[Text], answers: list[dict]) -> dict:
    """The measures of all labels; macro F1 is over the values that occur."""
    truth = [text.labels for text in texts]

    def rates(test) -> Rates:
        return Rates([test(labels) for labels in truth], [test(answer) for answer in answers])

    topics = sorted({topic for labels in truth for topic in labels["topics"]})
    of_topic = {topic: rates(lambda labels: topic in labels["topics"]).f1 for topic in topics}
    kinds = sorted({labels["kind"] for labels in truth})
    of_kind = {kind: rates(lambda labels: labels["kind"] == kind) for kind in kinds}
    acute = rates(lambda labels: labels["urgency"] == "acute")
    has_language = "language" in answers[0]
    return {
        "language": share([base(a["language"]) == base(t["language"]) for a, t in zip(answers, truth)])
        if has_language
        else None,
        "topicsF1": sum(of_topic.values()) / len(of_topic) if of_topic else None,
        **{f"{topic}F1": of_topic.get(topic) for topic in TOPICS_NAMED},
        "kindF1": sum(rates.f1 for rates in of_kind.values()) / len(of_kind),
        "requestRecall": of_kind["request"].recall if "request" in of_kind else None,
        "acutePrecision": acute.precision,
        "acuteRecall": acute.recall,
    }
