"""The numbered events of prove-intake: updates of the Bot API, as bytes that are ready to be sent."""

from loopback import HOST
from telegram_people import WEBHOOK_SECRET

SOURCE = "proof"
CHAT = -1001999900001
# Numbers begin here, so that all of them have nine digits and all requests of a text the same length.
FIRST = 100_000_000
MOST = 800_000_000
# What people write, and what some of them ask. In groups most posts ask nothing, and hundreds of copies of one question
# would measure how copies are found, not the way in.
TEXTS = [
    "Bis später am Bahnhof, Gleis %09d",
    "Mulțumesc frumos, am primit numărul %09d",
    "Благодаря на всички, поздрави от %09d",
    "Nice group, hi from number %09d",
    "Hvala, vidimo se u nedjelju, broj %09d",
    "Kto dzisiaj gra, drużyna %09d",
    "Ciao a tutti, sono il numero %09d",
    "Krásný den všem, číslo %09d",
]
QUESTIONS = [
    "Wo bekomme ich Hilfe, mein Lohn ist nicht gezahlt worden, Aktenzeichen %09d?",
    "Ne-au dat afară din casă, unde putem dormi la noapte? Telefon %09d",
    "Спряха ми парите от джобцентъра, какво да правя, номер %09d?",
    "Dobrý den, potřebuji pomoc s přídavky na dítě, spis %09d, kam se mám obrátit?",
]
QUESTION_EVERY = 500
_BODY = (
    '{"update_id":%%09d,"message":{"message_id":%%09d,"from":{"id":%%09d,"is_bot":false,"first_name":"Simulated"},'
    '"chat":{"id":%d,"title":"Proof","type":"supergroup"},"date":%d,"text":"%s"}}'
)
_HEAD = (
    "POST /hooks/%s HTTP/1.1\r\nHost: %s:%d\r\nX-Telegram-Bot-Api-Secret-Token: %s\r\n"
    "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n"
)


class Events:
    """Makes the request of an event in about a microsecond."""

    def __init__(self, port: int, date: int) -> None:
        """`date` is when all of them were posted, in seconds since 1970."""
        self._texts = [pattern(text, port, date) for text in TEXTS]
        self._questions = [pattern(text, port, date) for text in QUESTIONS]

    def request(self, number: int) -> bytes:
        """The bytes of an event; the same number gives the same bytes."""
        value = FIRST + number
        author = FIRST + number * 7919 % 5000
        turn, rest = divmod(number, QUESTION_EVERY)
        chosen = self._texts[number % len(self._texts)] if rest else self._questions[turn % len(self._questions)]
        return chosen % (value, value, author, value)


def pattern(text: str, port: int, date: int) -> bytes:
    """A request of this text in which four numbers are still missing; its length does not depend on them."""
    body = (_BODY % (CHAT, date, text)).encode()
    length = len(body % (FIRST, FIRST, FIRST, FIRST))
    return (_HEAD % (SOURCE, HOST, port, WEBHOOK_SECRET, length)).encode() + body


def external_id(number: int) -> str:
    """The id under which the post of an event is stored."""
    return str(FIRST + number)
