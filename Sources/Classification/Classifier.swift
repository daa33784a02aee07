package import Domain

/// Labels posts by the codebook: text in, prediction with its reasons out.
///
/// Pure and deterministic; safe to use from many threads at once. Costs about 10 µs for a post of 120 bytes.
package struct Classifier: Sendable {
    /// The name of the data that this classifier was made from; changes with every change of a file.
    package let model: String
    /// The languages that it has lexicons for.
    package let languages: [Language]
    let preparation: TextPreparation
    let index: TermIndex
    let identifier: LanguageIdentifier
    let assessment: Assessment

    /// Makes a classifier from the texts of the data files.
    /// - Throws: `ClassifierDataFaults` with every line that cannot be used.
    package init(_ data: ClassifierData) throws(ClassifierDataFaults) {
        let table = FoldTable()
        var reader = LexiconReader(table: table, topics: data.topics)
        languages = data.lexicons.keys.sorted()
        if let common = data.commonLexicon { reader.read(DataTable(file: "common.tsv", text: common), language: nil) }
        for language in languages {
            guard let text = data.lexicons[language] else { continue }
            reader.read(DataTable(file: "\(language.rawValue).tsv", text: text), language: language)
        }
        for (language, text) in data.transliterations.sorted(by: { $0.key < $1.key }) {
            reader.add(Transliteration(DataTable(file: "\(language.rawValue)-Latn.tsv", text: text)), for: language)
        }
        reader.readPlaces(DataTable(file: "places.tsv", text: data.places))
        guard reader.faults.isEmpty else { throw ClassifierDataFaults(faults: reader.faults) }
        preparation = TextPreparation(table: table, currencies: Set(data.currencies.map(table.fold)))
        index = TermIndex(reader.terms, languages: languages)
        let scorer = LanguageScorer(languages: languages, letters: reader.letters, scripts: data.scripts)
        identifier = LanguageIdentifier(model: data.languageModel, scorer: scorer)
        assessment = Assessment(topics: data.topics, thresholds: data.thresholds)
        model = data.fingerprint
    }

    /// Labels a text.
    ///
    /// Linear in its length; any text gives a prediction.
    package func classify(_ text: String) -> Prediction {
        let prepared = preparation.prepare(text)
        let matcher = TermMatcher(index, prepared)
        let language = identifier.identify(text, prepared, matcher, index)
        let scores = LabelScores(matcher.hits(languages: language.mask), index)
        let labels = assessment.labels(scores)
        let evidence = EvidenceList(text: text, prepared: prepared, scores: scores)
        return Prediction(
            language: language.language,
            script: prepared.script,
            confidence: language.confidence,
            kind: labels.kind,
            topics: labels.topics,
            primary: labels.primary,
            urgency: labels.urgency,
            minors: labels.minors,
            places: labels.places,
            evidence: evidence.list(for: labels),
            model: model
        )
    }

    /// A summary of the words of a text; see `LikenessSketch`.
    package func sketch(of text: String, seed: UInt64) -> LikenessSketch {
        let prepared = preparation.prepare(text)
        let words = prepared.words.map { word in
            prepared.folded[Int(word.start)..<Int(word.end)].reduce(0xCBF2_9CE4_8422_2325 as UInt64) {
                ($0 ^ UInt64($1)) &* 0x100_0000_01B3
            }
        }
        return LikenessSketch(words: words, seed: seed)
    }

    /// The folded words of a text, for telling the same question in other spelling: case, diacritics, punctuation and
    /// repeated letters make no difference.
    ///
    /// Nil where fewer than `minLetters` letters are left.
    package func likeness(of text: String, minLetters: Int = 24) -> [UInt8]? {
        let prepared = preparation.prepare(text)
        return prepared.folded.count < minLetters ? nil : prepared.folded
    }
}
