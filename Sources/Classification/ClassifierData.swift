package import Domain

/// The texts of the data files that a classifier is made from, as `Config` holds them.
package struct ClassifierData: Sendable {
    /// The topics in the order of `topics.tsv`.
    package var topics: [TopicID]
    /// The text of each language's lexicon.
    package var lexicons: [Language: String]
    /// The text of the lexicon that holds in every language.
    package var commonLexicon: String?
    /// For a language written in Latin letters too: the text of its table of spellings.
    package var transliterations: [Language: String]
    /// The text of the gazetteer that was made by hand.
    package var places: String
    /// The text of the gazetteer that a script made.
    package var gazetteer = ""
    /// The text of the rules for names of places.
    package var placeRules = ""
    /// The text of the table of names of places that are words.
    package var placeWords = ""
    /// The text of the table of words for time limits.
    package var deadlines = ""
    /// The text of the table of languages that are like each other.
    package var neighbours = ""
    /// Words for currencies.
    package var currencies: [String]
    /// When a label holds.
    package var thresholds: Thresholds
    /// The text of the table of letters that look like others.
    package var letters = ""
    /// The language model; without one the words of the lexicons vote.
    package var languageModel: LanguageModel?
    /// The linear models of the fast tier; without them the sums of the lexicons decide.
    package var fastHeads: LinearHeads?
    /// The linear models of the deep tier.
    package var deepHeads: LinearHeads?
    /// A number for exactly these heads, so that the name of the model changes with them.
    package var headsFingerprint: UInt64 = 0
    /// What the deep tier makes of the encoder's states.
    package var attentionHeads: AttentionHeads?

    package init(
        topics: [TopicID],
        lexicons: [Language: String],
        commonLexicon: String?,
        transliterations: [Language: String],
        places: String,
        currencies: [String],
        thresholds: Thresholds,
        languageModel: LanguageModel? = nil
    ) {
        self.topics = topics
        self.lexicons = lexicons
        self.commonLexicon = commonLexicon
        self.transliterations = transliterations
        self.places = places
        self.currencies = currencies
        self.thresholds = thresholds
        self.languageModel = languageModel
    }

    /// The sums of weights from which on a label holds.
    package struct Thresholds: Codable, Sendable, Equatable {
        /// For each topic.
        package var topic: Int
        /// For urgency `acute`.
        package var acute: Int
        /// For urgency `soon`.
        package var soon: Int
        /// For each kind.
        package var kind: Int
        /// For children being part of the situation.
        package var minors: Int

        package init(topic: Int = 3, acute: Int = 4, soon: Int = 3, kind: Int = 3, minors: Int = 3) {
            self.topic = topic
            self.acute = acute
            self.soon = soon
            self.kind = kind
            self.minors = minors
        }
    }

    /// The script that most letters of each lexicon's patterns are written in.
    var scripts: [String: Set<Language>] {
        var scripts: [String: Set<Language>] = [:]
        for (language, text) in lexicons {
            var (letters, cyrillic) = (0, 0)
            for line in DataTable(file: language.rawValue, text: text).lines {
                for scalar in line.columns.last?.unicodeScalars ?? "".unicodeScalars
                where scalar.properties.isAlphabetic {
                    letters += 1
                    cyrillic += (0x400...0x52F).contains(scalar.value) ? 1 : 0
                }
            }
            scripts[cyrillic * 2 > letters ? "Cyrl" : "Latn", default: []].insert(language)
        }
        return scripts
    }

    /// A name for exactly this content: FNV-1a (Fowler, Noll, Vo; 64 bits) over all files.
    var fingerprint: String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ text: String) {
            for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
            hash = (hash ^ 0xFF) &* 0x100_0000_01B3
        }
        topics.forEach { add($0.rawValue) }
        for (language, text) in lexicons.sorted(by: { $0.key < $1.key }) { add(language.rawValue); add(text) }
        add(commonLexicon ?? "")
        for (language, text) in transliterations.sorted(by: { $0.key < $1.key }) { add(language.rawValue); add(text) }
        for text in [places, gazetteer, placeRules, placeWords] { add(text) }
        add(letters)
        currencies.forEach(add)
        add("\(thresholds.topic) \(thresholds.acute) \(thresholds.soon) \(thresholds.kind) \(thresholds.minors)")
        if let languageModel { hash = (hash ^ languageModel.fingerprint) &* 0x100_0000_01B3 }
        hash = (hash ^ headsFingerprint) &* 0x100_0000_01B3
        let digits = String(hash, radix: 16)
        return "lexicon-" + String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// Every line of the data files that cannot be used.
package struct ClassifierDataFaults: Error {
    /// In the order of the files and their lines.
    package var faults: [LexiconFault]
}
