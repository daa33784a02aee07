"""What the gazetteer is made by: countries, local names, districts and exceptions."""

# From how many people on a town is listed, and from how many on with its names in other languages. The first nine
# countries come first where two towns share a name.
COUNTRIES = {
    "DE": (5_000, 5_000), "AT": (2_500, 2_500), "CH": (4_000, 6_000), "CZ": (4_000, 6_000), "BG": (3_000, 3_000),
    "RO": (6_000, 8_000), "PL": (9_000, 15_000), "HR": (3_000, 5_000), "IT": (10_000, 25_000),
    "MD": (5_000, 5_000), "RS": (8_000, 8_000), "BA": (4_000, 8_000), "MK": (8_000, 8_000), "XK": (8_000, 10_000),
    "AL": (8_000, 10_000), "UA": (8_000, 8_000), "HU": (9_000, 12_000), "SK": (5_000, 8_000), "SI": (4_000, 8_000),
    "GR": (15_000, 25_000), "ME": (5_000, 8_000), "RU": (80_000, 80_000), "TR": (60_000, 80_000),
    "GB": (30_000, 60_000), "IE": (8_000, 20_000), "NL": (25_000, 60_000), "BE": (30_000, 60_000),
    "FR": (70_000, 100_000), "ES": (80_000, 100_000), "PT": (60_000, 80_000), "DK": (50_000, 60_000),
    "SE": (60_000, 80_000), "NO": (60_000, 80_000), "FI": (70_000, 80_000), "LT": (40_000, 60_000),
    "LV": (40_000, 60_000), "EE": (40_000, 60_000), "BY": (60_000, 60_000), "LU": (20_000, 30_000),
}

# City, country, and how many kilometres around its centre are its districts.
CITIES_WITH_DISTRICTS = [
    ("Berlin", "DE", 16), ("Hamburg", "DE", 13), ("Wien", "AT", 9), ("München", "DE", 7), ("Köln", "DE", 5),
    ("Frankfurt am Main", "DE", 4), ("Stuttgart", "DE", 4), ("Bremen", "DE", 6), ("Leipzig", "DE", 5),
    ("Dresden", "DE", 5), ("Hannover", "DE", 3), ("Praha", "CZ", 9), ("Budapest", "HU", 9), ("Warszawa", "PL", 9),
    ("Roma", "IT", 12), ("Milano", "IT", 4), ("Napoli", "IT", 4), ("Torino", "IT", 4), ("Paris", "FR", 6),
    ("Madrid", "ES", 9), ("Barcelona", "ES", 6), ("London", "GB", 18), ("București", "RO", 7), ("Sofia", "BG", 5),
    ("Zagreb", "HR", 6), ("Beograd", "RS", 7), ("İstanbul", "TR", 18), ("Moskva", "RU", 16), ("Kyiv", "UA", 10),
    ("Bruxelles", "BE", 6), ("Amsterdam", "NL", 6), ("Stockholm", "SE", 6), ("Lisboa", "PT", 5), ("Athina", "GR", 6),
    ("Manchester", "GB", 5), ("Birmingham", "GB", 5), ("Bratislava", "SK", 5), ("Kraków", "PL", 5),
]

# Towns that the data name in English or formally.
LOCAL = {
    "Munich": "München", "Vienna": "Wien", "Prague": "Praha", "Rome": "Roma", "Milan": "Milano", "Naples": "Napoli",
    "Turin": "Torino", "Genoa": "Genova", "Florence": "Firenze", "Venice": "Venezia", "Padua": "Padova",
    "Syracuse": "Siracusa", "Mantua": "Mantova", "Leghorn": "Livorno", "Warsaw": "Warszawa", "Bucharest": "București",
    "Geneva": "Genève", "Nuremberg": "Nürnberg", "Cologne": "Köln", "Pilsen": "Plzeň", "Athens": "Athina",
    "Piraeus": "Pireas", "Thessaloníki": "Thessaloniki", "Irákleion": "Iraklio", "Lisbon": "Lisboa",
    "Copenhagen": "København", "Gothenburg": "Göteborg", "The Hague": "Den Haag", "Antwerp": "Antwerpen",
    "Brussels": "Bruxelles", "Bruges": "Brugge", "Moscow": "Moskva", "Tirana": "Tiranë", "Pristina": "Prishtina",
    "Belgrade": "Beograd", "Chisinau": "Chișinău", "Istanbul": "İstanbul", "Bolzano": "Bolzano", "Sitten": "Sion",
    "Sankt Gallen": "St. Gallen", "Århus": "Aarhus", "Reggio nell'Emilia": "Reggio Emilia",
    "Zaporizhzhya": "Zaporizhzhia", "Vinnytsya": "Vinnytsia", "Mykolayiv": "Mykolaiv", "Veliko Tŭrnovo": "Veliko Tarnovo",
    "Las Palmas de Gran Canaria": "Las Palmas", "Castelló de la Plana": "Castellón", "Gasteiz / Vitoria": "Vitoria",
    "Donostia / San Sebastián": "San Sebastián", "Almere Stad": "Almere", "Sankt Pölten": "St. Pölten",
    "Saint Petersburg": "Sankt-Peterburg", "Bielsko-Biala": "Bielsko-Biała", "Riga": "Rīga",
    "Vitebsk": "Vitsyebsk", "Homyel'": "Homyel", "Klagenfurt am Wörthersee": "Klagenfurt",
    "Krems an der Donau": "Krems", "Wiener Neustadt": "Wiener Neustadt",
    "Bad Homburg vor der Höhe": "Bad Homburg", "Stadt Winterthur": "Winterthur", "Marburg an der Lahn": "Marburg", "Miercurea-Ciuc": "Miercurea Ciuc",
    "Meissen": "Meißen", "Laa": "Laa an der Thaya", "Sölde": "Sölden", "Biel/Bienne": "Biel",
}

# Old or wrong names, and names of somebody else.
NO_ALTERNATE = set("julia flavia ulpia sinople pinople trimontium central centro stadt city town augusta viktoria "
                   "maria adolf stalin lenin karl marx tito gorki".split())

# Rows of the data that are no towns.
NO_PLACE = set("Sector,Circoiscrizione,Zentrum,Altstadt,Innenstadt,Centro,Stadt,Mitte,Nord,Süd,West,Ost,Septemvri,Malo,Best,Noci,Soma,"
               "Gmund,Tata,Mena,Háje,Nove,Pale,Asker,Sion,Halle-Neustadt,Fully,Egg,Much,Sinn,Ede,Salò,Mira,Brezno,Aba,Mira,Este".split(","))

ADMIN = {
    "DE": {"01": "Baden-Württemberg", "02": "Bayern", "03": "Bremen", "04": "Hamburg", "05": "Hessen",
           "06": "Niedersachsen", "07": "Nordrhein-Westfalen", "08": "Rheinland-Pfalz", "09": "Saarland",
           "10": "Schleswig-Holstein", "11": "Brandenburg", "12": "Mecklenburg-Vorpommern", "13": "Sachsen",
           "14": "Sachsen-Anhalt", "15": "Thüringen", "16": "Berlin"},
    "AT": {"01": "Burgenland", "02": "Kärnten", "03": "Niederösterreich", "04": "Oberösterreich", "05": "Salzburg",
           "06": "Steiermark", "07": "Tirol", "08": "Vorarlberg", "09": "Wien"},
    "PL": {"72": "dolnośląskie", "73": "kujawsko-pomorskie", "74": "łódzkie", "75": "lubelskie", "76": "lubuskie",
           "77": "małopolskie", "78": "mazowieckie", "79": "opolskie", "80": "podkarpackie", "81": "podlaskie",
           "82": "pomorskie", "83": "śląskie", "84": "świętokrzyskie", "85": "warmińsko-mazurskie",
           "86": "wielkopolskie", "87": "zachodniopomorskie"},
    "IT": {"01": "Abruzzo", "02": "Basilicata", "03": "Calabria", "04": "Campania", "05": "Emilia-Romagna",
           "06": "Friuli-Venezia Giulia", "07": "Lazio", "08": "Liguria", "09": "Lombardia", "10": "Marche",
           "11": "Molise", "12": "Piemonte", "13": "Puglia", "14": "Sardegna", "15": "Sicilia", "16": "Toscana",
           "17": "Trentino-Alto Adige", "18": "Umbria", "19": "Valle d'Aosta", "20": "Veneto"},
    "CZ": {"52": "Praha", "78": "Jihomoravský kraj", "79": "Jihočeský kraj", "80": "Kraj Vysočina",
           "81": "Karlovarský kraj", "82": "Královéhradecký kraj", "83": "Liberecký kraj", "84": "Olomoucký kraj",
           "85": "Moravskoslezský kraj", "86": "Pardubický kraj", "87": "Plzeňský kraj", "88": "Středočeský kraj",
           "89": "Ústecký kraj", "90": "Zlínský kraj"},
}

# The languages that are spoken in a country, where a town is named more often than elsewhere.
SPOKEN = {
    "DE": ("de",), "AT": ("de",), "CH": ("de", "fr", "it"), "CZ": ("cs",), "BG": ("bg",), "RO": ("ro",), "PL": ("pl",),
    "HR": ("hr",), "IT": ("it",), "MD": ("ro", "ru"), "RS": ("sr",), "BA": ("hr", "sr"), "ME": ("sr",), "UA": ("uk", "ru"),
    "HU": ("hu",), "SK": ("sk",), "RU": ("ru",), "TR": ("tr",), "GB": ("en",), "IE": ("en",), "BE": ("fr",),
    "FR": ("fr",), "ES": ("es",), "BY": ("ru",), "LU": ("fr", "de"),
}
