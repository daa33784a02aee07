/// The labels of one post by the codebook, whoever gave them.
package struct PostLabels: Hashable, Codable, Sendable {
    /// The main language.
    package var language: Language
    /// The script of most letters by ISO 15924.
    package var script: String
    /// What the post does.
    package var kind: Kind
    /// All topics that the post is about.
    package var topics: [TopicID]
    /// The topic that an answer would have to deal with first; one of `topics`, nil where there is none.
    package var primary: TopicID?
    /// How soon an answer is needed.
    package var urgency: Urgency
    /// Whether a child under 18, or an unborn one, is part of the situation.
    package var minors: Bool
    /// Towns and regions named, each in its usual local Latin spelling.
    package var places: [String]

    package init(
        language: Language,
        script: String,
        kind: Kind,
        topics: [TopicID],
        primary: TopicID?,
        urgency: Urgency,
        minors: Bool,
        places: [String]
    ) {
        self.language = language
        self.script = script
        self.kind = kind
        self.topics = topics
        self.primary = primary
        self.urgency = urgency
        self.minors = minors
        self.places = places
    }

    /// The labels that the classifier gave.
    package init(_ prediction: Prediction) {
        self.init(
            language: prediction.language,
            script: prediction.script,
            kind: prediction.kind,
            topics: prediction.topics,
            primary: prediction.primary,
            urgency: prediction.urgency,
            minors: prediction.minors,
            places: prediction.places
        )
    }

    private enum CodingKeys: String, CodingKey {
        case language, script, kind, topics, primary, urgency, minors, places
    }

    /// A script that is not there is unknown.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        language = try container.decode(Language.self, forKey: .language)
        script = try container.decodeIfPresent(String.self, forKey: .script) ?? ""
        kind = try container.decode(Kind.self, forKey: .kind)
        topics = try container.decode([TopicID].self, forKey: .topics)
        primary = try container.decodeIfPresent(TopicID.self, forKey: .primary)
        urgency = try container.decode(Urgency.self, forKey: .urgency)
        minors = try container.decode(Bool.self, forKey: .minors)
        places = try container.decode([String].self, forKey: .places)
    }

    /// Writes every label, also a `primary` that is null.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(language, forKey: .language)
        try container.encode(script, forKey: .script)
        try container.encode(kind, forKey: .kind)
        try container.encode(topics, forKey: .topics)
        try container.encode(primary, forKey: .primary)
        try container.encode(urgency, forKey: .urgency)
        try container.encode(minors, forKey: .minors)
        try container.encode(places, forKey: .places)
    }

    /// Whether a counsellor should see the post; see `Prediction.isRelevant`.
    package var isRelevant: Bool {
        switch kind {
        case .request: true
        case .claim: !topics.isEmpty
        case .offer, .chatter: false
        }
    }
}

extension Prediction {
    /// The same prediction with the labels that a person gave; the reasons of the classifier go.
    package func corrected(by labels: PostLabels) -> Prediction {
        var result = self
        (result.language, result.kind, result.urgency) = (labels.language, labels.kind, labels.urgency)
        (result.topics, result.primary) = (labels.topics, labels.primary)
        (result.minors, result.places) = (labels.minors, labels.places)
        result.evidence = []
        return result
    }
}
