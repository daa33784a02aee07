import Domain

/// Makes the features of a post: what the lexicons say, how it is built, its words and letters, and, in the deep tier,
/// its meaning as a vector.
struct FeatureMaker: Sendable {
    /// What the lexicons have sums for.
    private let labels: [TermLabel]
    /// How many numbers the vector of the encoder has; 0 in the fast tier.
    let dimension: Int

    /// Words and letters are hashed to so many places.
    private static let hashed = 1 << 15

    /// How many places there are in all.
    var places: Int { Self.hashed + lexiconPlaces + dimension }

    init(topics: [TopicID], dimension: Int) {
        self.dimension = dimension
        labels =
            topics.map { TermLabel(field: .topic, value: $0.rawValue) }
            + Kind.allCases.map { TermLabel(field: .kind, value: $0.rawValue) }
            + ["acute", "soon"].map { TermLabel(field: .urgency, value: $0) }
            + [TermLabel(field: .minors, value: "yes")]
    }

    private var lexiconPlaces: Int { labels.count * 2 + TextMark.allCases.count + 3 }

    /// - Parameter vector: the vector of the encoder; nil in the fast tier.
    func features(_ prepared: PreparedText, _ scores: LabelScores, vector: [Float]?) -> FeatureVector {
        var features = FeatureVector()
        addLexicon(scores, prepared, &features)
        if let vector {
            let start = Self.hashed + lexiconPlaces
            for (index, value) in vector.enumerated() { features.add(start + index, value * Self.vectorScale) }
        }
        addWords(prepared, &features, isDeep: vector != nil)
        return features
    }

    private func addLexicon(_ scores: LabelScores, _ prepared: PreparedText, _ features: inout FeatureVector) {
        var place = Self.hashed
        for label in labels {
            let sum = Float(scores[label.field, label.value].sum)
            features.add(place, max(-1, min(2, sum / 4)))
            features.add(place + 1, sum >= 3 ? 1 : 0)
            place += 2
        }
        for mark in TextMark.allCases {
            features.add(place, prepared.marks.contains { $0.kind == mark } ? 1 : 0)
            place += 1
        }
        features.add(place, min(2, Float(prepared.words.count) / 25))
        features.add(place + 1, prepared.words.count < 6 ? 1 : 0)
        features.add(place + 2, 1)
    }

    /// Folded words, pairs of words, and the beginnings of words; of length 1 together.
    private func addWords(_ prepared: PreparedText, _ features: inout FeatureVector, isDeep: Bool) {
        var places: [Int] = []
        var before: UInt64 = 0
        for word in prepared.words.prefix(200) {
            var hash: UInt64 = 0xCBF2_9CE4_8422_2325
            var length = 0
            for byte in prepared.folded[Int(word.start)..<Int(word.end)] {
                hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3
                length += 1
                if length == 4 || length == 6 { places.append(Self.place(hash &+ 1)) }
            }
            places.append(Self.place(hash &+ 2))
            places.append(Self.place(hash &* 31 &+ before))
            before = hash
        }
        guard !places.isEmpty else { return }
        let value = (isDeep ? Self.wordScaleBesideVector : Self.wordScale) / Float(places.count).squareRoot()
        for place in places { features.add(place, value) }
    }

    private static func place(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: ((hash ^ hash >> 31) &* 0x9E37_79B9_7F4A_7C15) >> 49) & (hashed - 1)
    }

    /// How much each kind of feature weighs before training, which the steps of training depend on.
    private static let vectorScale: Float = 6
    private static let wordScale: Float = 2
    private static let wordScaleBesideVector: Float = 1
}
