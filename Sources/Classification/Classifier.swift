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
    private let attention: AttentionHeads?
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
            FeatureMaker(core: core, dimension: core.count)
        )
        func fitting(_ heads: LinearHeads?, _ maker: FeatureMaker) -> LinearHeads? {
            heads?.outputs == outputs.names && heads?.places == maker.places ? heads : nil
        }
        fastHeads = fitting(data.fastHeads, fast)
        attention = encoder != nil && data.attentionHeads?.outputs == outputs.names ? data.attentionHeads : nil
        deepHeads = attention == nil ? nil : fitting(data.deepHeads, deep)
        (fastMaker, deepMaker, self.outputs) = (fast, deep, outputs)
    }

    /// Labels a text.
    ///
    /// Linear in its length; any text gives a prediction. The deep tier costs some 9 ms more, and blocks meanwhile.
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
    /// - Parameter meaning: the scores of the attention heads, for the deep tier; nil for the fast one.
    package func features(of text: String, meaning: SIMD16<Float>?) -> FeatureVector {
        let reading = read(text)
        let maker = meaning == nil ? fastMaker : deepMaker
        return maker.features(reading.prepared, reading.scores, meaning: meaning)
    }

    /// How many places the features have.
    package func featurePlaces(isDeep: Bool) -> Int { (isDeep ? deepMaker : fastMaker).places }

    /// Whether the fast tier has linear models that fit.
    package var hasFastHeads: Bool { fastHeads != nil }

    /// How likely each output of the heads holds, 0...1, before any threshold; for measuring.
    ///
    /// Empty where the tier has no heads: then they decided nothing.
    package func shares(of text: String, isDeep: Bool) -> [String: Double] {
        guard let heads = isDeep ? deepHeads : fastHeads else { return [:] }
        let meaning = isDeep ? meaning(of: text) : nil
        let shares = heads.shares(of: features(of: text, meaning: meaning), kinds: outputs.kinds)
        return Dictionary(uniqueKeysWithValues: zip(heads.outputs, shares))
    }

    /// What the attention heads say of a text; nil without encoder.
    private func meaning(of text: String) -> SIMD16<Float>? {
        guard let attention else { return nil }
        return encoder?.reading(of: text, layers: attention.layers).map(attention.scores)
    }

    /// The raw scores of the deep heads; nil without a deep tier.
    func deepScores(of text: String) -> SIMD16<Float>? {
        guard let deepHeads, let meaning = meaning(of: text) else { return nil }
        return deepHeads.scores(features(of: text, meaning: meaning))
    }

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
            let scores = fastHeads.scores(fastMaker.features(reading.prepared, reading.scores, meaning: nil))
            fast = (
                outputs.labels(scores, fastHeads, lexicon: lexicon), outputs.dismissal(scores), outputs.haste(scores)
            )
        }
        // A claim about a topic is shown to somebody however sure it is that nobody asks.
        let isClaim = fast.map { $0.labels.kind == .claim && !$0.labels.topics.isEmpty } ?? false
        let isDismissed = !isClaim && (fast?.dismissal ?? 0) >= Self.sureDismissal
        let isSure = tier == .auto && isDismissed
        if tier != .fast, !isSure, let deepHeads, let meaning = meaning(of: text) {
            let features = deepMaker.features(reading.prepared, reading.scores, meaning: meaning)
            return (outputs.labels(deepHeads.scores(features), deepHeads, lexicon: lexicon), .deep, nil)
        }
        return (fast?.labels ?? lexicon, .fast, hasDeepTier && !isDismissed ? fast?.haste ?? 500 : nil)
    }

    /// From this share on the fast tier dismisses a post without asking the deep one.
    private static let sureDismissal = 0.97
}
