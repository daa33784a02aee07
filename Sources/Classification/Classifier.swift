package import Domain

/// Labels posts by the codebook: text in, prediction with its reasons out.
///
/// Pure and deterministic; safe to use from many threads at once.
package struct Classifier: Sendable {
    /// The name of the data that this classifier was made from; changes with every change of a file.
    package let model: String
    /// The languages that it has lexicons for.
    package let languages: [Language]
    let preparation: TextPreparation
    let index: TermIndex
    let places: PlaceIndex
    let deadlineWords: DeadlineWords
    let switches: LanguageSwitches?
    let identifier: LanguageIdentifier
    let assessment: Assessment
    let core: CoreLabels
    private let fastHeads: LinearHeads?
    private let deepHeads: LinearHeads?
    private let encoder: (any TextEncoder)?
    private let fastMaker: FeatureMaker
    private let deepMaker: FeatureMaker
    /// What the lanes of the heads stand for.
    package let outputs: HeadOutputs

    /// How much work goes into a prediction.
    package enum Tier: String, CaseIterable, Sendable {
        /// Lexicons and linear models; some 20 µs a post.
        case fast
        /// With the meaning of the text, where the encoder is there.
        case deep
        /// Deep where the fast tier cannot dismiss the post with confidence.
        case auto
    }

    /// Makes a classifier from the texts of the data files.
    /// - Throws: `ClassifierDataFaults` with every line that cannot be used.
    package init(_ data: ClassifierData, encoder: (any TextEncoder)? = nil) throws(ClassifierDataFaults) {
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
        let scorer = LanguageScorer(languages: languages, letters: reader.letters, scripts: data.scripts)
        identifier = LanguageIdentifier(model: data.languageModel, scorer: scorer)
        let gazetteer = Gazetteer(data, languages: identifier.numbered, table: table)
        deadlineWords = DeadlineWords(
            DataTable(file: "deadlines.tsv", text: data.deadlines),
            folder: PlaceFolder(table: table)
        )
        let neighbours = DataTable(file: "neighbours.tsv", text: data.neighbours)
        switches = data.languageModel.map { LanguageSwitches($0, neighbours: neighbours) }
        let faults = reader.faults + gazetteer.faults + deadlineWords.faults
        guard faults.isEmpty else { throw ClassifierDataFaults(faults: faults) }
        places = gazetteer.index
        let outputs = HeadOutputs(topics: data.topics)
        core = outputs.core
        preparation = TextPreparation(
            table: table,
            currencies: Set(data.currencies.map(table.fold)),
            alikes: LookAlikes(DataTable(file: "letters.tsv", text: data.letters))
        )
        index = TermIndex(reader.terms, languages: languages, core: core)
        assessment = Assessment(core: core, thresholds: data.thresholds)
        model = data.fingerprint
        self.encoder = encoder
        // Heads that were made for other topics or features are as good as none.
        let (fast, deep) = (
            FeatureMaker(core: core, dimension: 0),
            FeatureMaker(core: core, dimension: encoder?.dimension ?? 0)
        )
        func fitting(_ heads: LinearHeads?, _ maker: FeatureMaker) -> LinearHeads? {
            heads?.outputs == outputs.names && heads?.places == maker.places ? heads : nil
        }
        fastHeads = fitting(data.fastHeads, fast)
        deepHeads = encoder == nil ? nil : fitting(data.deepHeads, deep)
        (fastMaker, deepMaker, self.outputs) = (fast, deep, outputs)
    }

    /// Labels a text.
    ///
    /// Linear in its length; any text gives a prediction. The deep tier costs some 50 ms more, and blocks meanwhile.
    package func classify(_ text: String, tier: Tier = .fast) -> Prediction { triage(text, tier: tier).prediction }

    /// Labels a text, and says whether the deep tier should look at it.
    /// - Parameter explainsAll: whether posts that nobody needs to see get their evidence too.
    package func triage(_ text: String, tier: Tier, explainsAll: Bool = true) -> Triage {
        let reading = read(text)
        let lexicon = assessment.labels(reading.scores, places: reading.places)
        let (labels, used, due) = labels(text, reading, lexicon, tier)
        var prediction = Prediction(
            language: reading.language.language,
            script: reading.prepared.script,
            confidence: reading.language.confidence,
            kind: labels.kind,
            topics: labels.topics.map { core.topics[$0] },
            primary: labels.primary.map { core.topics[$0] },
            urgency: labels.urgency,
            minors: labels.minors,
            places: placeNames(labels.places),
            evidence: [],
            model: used == .deep ? model + "+deep" : model
        )
        if explainsAll || prediction.isRelevant {
            let list = EvidenceList(
                text: text,
                prepared: reading.prepared,
                scores: reading.scores,
                core: core,
                names: index.labels,
                placeNames: places.names
            )
            prediction.evidence = list.list(for: labels)
        }
        return Triage(prediction: prediction, deepDue: due)
    }

    /// A prediction, and what the deep tier should do about it.
    package struct Triage: Sendable {
        /// The labels.
        package var prediction: Prediction
        /// How soon the deep tier should look at it, 0...1000, the likeliest urgent first; nil where it need not,
        /// because it did, or is not there, or the fast tier dismisses the post with confidence.
        package var deepDue: Int?
    }

    /// The features of a text, for training.
    /// - Parameter isDeep: whether the meaning is among them; needs the encoder.
    package func features(of text: String, isDeep: Bool) -> FeatureVector {
        let reading = read(text)
        let vector = isDeep ? encoder?.vector(of: text) : nil
        return maker(dimension: vector?.count ?? 0).features(reading.prepared, reading.scores, vector: vector)
    }

    /// How many places the features have.
    package func featurePlaces(isDeep: Bool) -> Int { maker(dimension: isDeep ? encoder?.dimension ?? 0 : 0).places }

    /// Whether there is a deep tier.
    package var hasDeepTier: Bool { encoder != nil && deepHeads != nil }

    /// What one pass over a text gives.
    private struct Reading {
        var prepared: PreparedText
        var language: LanguageScorer.Result
        var scores: LabelScores
        var places: [PlaceHit]
    }

    private func read(_ text: String) -> Reading {
        let prepared = preparation.prepare(text)
        let matcher = TermMatcher(index, prepared)
        let language = identifier.identify(prepared, matcher, index)
        let scores = LabelScores(matcher.hits(languages: language.mask), core: core.count)
        let places = PlaceFinder.hits(places, prepared, languages: language.spoken)
        return Reading(prepared: prepared, language: language, scores: scores, places: places)
    }

    /// The names of places, each once.
    private func placeNames(_ hits: [PlaceHit]) -> [String] {
        var names: [String] = []
        for hit in hits where !names.contains(places.names[Int(hit.place)]) {
            names.append(places.names[Int(hit.place)])
        }
        return names
    }

    private func maker(dimension: Int) -> FeatureMaker { dimension == 0 ? fastMaker : deepMaker }

    /// The labels by the best tier that is wanted and there; without heads those of the lexicons.
    private func labels(
        _ text: String,
        _ reading: Reading,
        _ lexicon: Assessment.Labels,
        _ tier: Tier
    ) -> (Assessment.Labels, Tier, due: Int?) {
        guard reading.prepared.letterCount > 0 else { return (lexicon, .fast, nil) }
        var fast: (labels: Assessment.Labels, dismissal: Double, haste: Int)?
        if let fastHeads {
            let scores = fastHeads.scores(maker(dimension: 0).features(reading.prepared, reading.scores, vector: nil))
            fast = (
                outputs.labels(scores, fastHeads, lexicon: lexicon), outputs.dismissal(scores), outputs.haste(scores)
            )
        }
        let isDismissed = (fast?.dismissal ?? 0) >= Self.sureDismissal
        let isSure = tier == .auto && isDismissed
        if tier != .fast, !isSure, let deepHeads, let vector = encoder?.vector(of: text) {
            let features = maker(dimension: vector.count).features(reading.prepared, reading.scores, vector: vector)
            return (outputs.labels(deepHeads.scores(features), deepHeads, lexicon: lexicon), .deep, nil)
        }
        return (fast?.labels ?? lexicon, .fast, hasDeepTier && !isDismissed ? fast?.haste ?? 500 : nil)
    }

    /// From this share on the fast tier dismisses a post without asking the deep one.
    private static let sureDismissal = 0.97
}
