import Domain

/// Makes the features of a post: what the lexicons say, how it is built, its words and letters, and, in the deep tier,
/// what the encoder makes of its meaning.
struct FeatureMaker: Sendable {
    /// How many labels the lexicons have sums for.
    private let labels: Int
    /// How many scores the attention heads give; 0 in the fast tier.
    let dimension: Int

    /// Words and letters are hashed to so many places.
    private static let hashed = 1 << 15

    /// How many places there are in all.
    var places: Int { Self.hashed + lexiconPlaces + dimension }

    init(core: CoreLabels, dimension: Int) {
        self.dimension = dimension
        labels = core.count
    }

    private var lexiconPlaces: Int { labels * 3 + TextMark.allCases.count + 3 }

    /// - Parameter meaning: the scores of the attention heads; nil in the fast tier.
    func features(_ prepared: PreparedText, _ scores: LabelScores, meaning: SIMD16<Float>?) -> FeatureVector {
        var features = FeatureVector(capacity: prepared.words.count * 4 + lexiconPlaces + dimension)
        addLexicon(scores, prepared, &features)
        if let meaning {
            let start = Self.hashed + lexiconPlaces
            for lane in 0..<dimension {
                features.add(
                    start + lane,
                    max(-Self.mostMeaning, min(Self.mostMeaning, meaning[lane])) * Self.meaningScale
                )
            }
        }
        addWords(prepared, &features, isDeep: meaning != nil)
        return features
    }

    private func addLexicon(_ scores: LabelScores, _ prepared: PreparedText, _ features: inout FeatureVector) {
        var place = Self.hashed
        for label in 0..<labels {
            let sum = Float(scores[label].sum)
            features.add(place, max(-1, min(2, sum / 4)))
            features.add(place + 1, sum >= 3 ? 1 : 0)
            // A long text meets many terms by chance.
            features.add(place + 2, max(-1, min(2, sum / (1 + Float(prepared.words.count) / 25))))
            place += 3
        }
        var marks: UInt8 = 0
        for mark in prepared.marks { marks |= 1 << UInt8(mark.kind.number) }
        for mark in 0..<TextMark.allCases.count {
            features.add(place, marks & 1 << UInt8(mark) != 0 ? 1 : 0)
            place += 1
        }
        features.add(place, min(2, Float(prepared.words.count) / 25))
        features.add(place + 1, prepared.words.count < 6 ? 1 : 0)
        features.add(place + 2, 1)
    }

    /// Folded words, pairs of words, and the beginnings of words; of length 1 together.
    private func addWords(_ prepared: PreparedText, _ features: inout FeatureVector, isDeep: Bool) {
        let first = features.places.count
        var before: UInt64 = 0
        prepared.folded.withUnsafeBufferPointer { folded in
            for word in prepared.words.prefix(200) {
                var hash: UInt64 = 0xCBF2_9CE4_8422_2325
                var length = 0
                for index in Int(word.start)..<Int(word.end) {
                    hash = (hash ^ UInt64(folded[index])) &* 0x100_0000_01B3
                    length += 1
                    if length == 4 || length == 6 { features.add(Self.place(hash &+ 1), 0) }
                }
                features.add(Self.place(hash &+ 2), 0)
                features.add(Self.place(hash &* 31 &+ before), 0)
                before = hash
            }
        }
        let count = features.places.count - first
        guard count > 0 else { return }
        features.fill(from: first, (isDeep ? Self.wordScaleBesideMeaning : Self.wordScale) / Float(count).squareRoot())
    }

    @inline(__always)
    private static func place(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: ((hash ^ hash >> 31) &* 0x9E37_79B9_7F4A_7C15) >> 49) & (hashed - 1)
    }

    /// How much each kind of feature weighs before training, which the steps of training depend on.
    private static let meaningScale: Float = 0.5
    /// Scores beyond this are as good as certain.
    private static let mostMeaning: Float = 10
    private static let wordScale: Float = 2
    private static let wordScaleBesideMeaning: Float = 1
}
