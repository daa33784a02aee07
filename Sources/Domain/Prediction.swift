/// What the classifier says about one text, with its reasons.
package struct Prediction: Hashable, Codable, Sendable {
    /// The main language; `und` when unsure.
    package var language: Language
    /// The script of most letters by ISO 15924, such as `Cyrl`; `Zyyy` where there are no letters.
    package var script: String
    /// How sure the language is, 0...1.
    package var confidence: Double
    /// What the post does.
    package var kind: Kind
    /// All topics that the post is about, in the order of `Config/topics.tsv`.
    package var topics: [TopicID]
    /// The topic that an answer would have to deal with first; one of `topics`, nil where there is none.
    package var primary: TopicID?
    /// How soon an answer is needed.
    package var urgency: Urgency
    /// Whether a child under 18, or an unborn one, is part of the situation.
    package var minors: Bool
    /// Towns and regions named, each in its usual local Latin spelling, in the order of mention.
    package var places: [String]
    /// The words that decided, in the order of fields and then of the text.
    package var evidence: [Evidence]
    /// Which classifier and which data gave this prediction.
    package var model: String

    package init(
        language: Language,
        script: String,
        confidence: Double,
        kind: Kind,
        topics: [TopicID],
        primary: TopicID?,
        urgency: Urgency,
        minors: Bool,
        places: [String],
        evidence: [Evidence],
        model: String
    ) {
        self.language = language
        self.script = script
        self.confidence = confidence
        self.kind = kind
        self.topics = topics
        self.primary = primary
        self.urgency = urgency
        self.minors = minors
        self.places = places
        self.evidence = evidence
        self.model = model
    }

    /// Whether a counsellor should see this post: every request, and every claim that is about a topic,
    /// because a false claim about rights must be corrected.
    package var isRelevant: Bool {
        switch kind {
        case .request: true
        case .claim: !topics.isEmpty
        case .offer, .chatter: false
        }
    }
}

/// One reason for one field of a prediction.
package struct Evidence: Hashable, Codable, Sendable {
    /// The field that it decided: `kind`, `topic`, `urgency`, `minors` or `place`.
    package var field: String
    /// The value that it spoke for, such as `housing` or `acute`.
    package var value: String
    /// The words as they stand in the post.
    package var text: String
    /// Where the words begin, in Unicode scalars from the start of the text.
    package var start: Int
    /// Where the words end, in Unicode scalars; exclusive.
    package var end: Int

    package init(field: String, value: String, text: String, start: Int, end: Int) {
        self.field = field
        self.value = value
        self.text = text
        self.start = start
        self.end = end
    }
}
