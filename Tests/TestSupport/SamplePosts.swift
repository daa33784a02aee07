package import Domain
package import Foundation

/// Posts with labels for tests that need no classifier.
package enum SamplePosts {
    /// A fixed moment: Friday, 20 November 2026, 12:00 UTC, in ISO week 2026-W47.
    package static let now = Date(timeIntervalSince1970: 1_795_176_000)

    /// A classified post; everything that is not named is plain.
    package static func post(
        _ id: String,
        in space: String = "-1001",
        platform: Platform = .telegram,
        text: String = "some words",
        kind: Kind = .request,
        urgency: Urgency = .routine,
        topics: [TopicID] = ["housing"],
        language: Language = "ro",
        author: UInt8? = nil,
        likeness: UInt8? = nil,
        words: [UInt64]? = nil,
        publishedAt: Date = now
    ) -> ClassifiedPost {
        let reference = SpaceReference(platform: platform, externalID: space, name: "Space \(space)")
        let prediction = Prediction(
            language: language,
            script: "Latn",
            confidence: 0.9,
            kind: kind,
            topics: topics,
            primary: topics.first,
            urgency: urgency,
            minors: false,
            places: [],
            evidence: [Evidence(field: "kind", value: kind.rawValue, text: "some", start: 0, end: 4)],
            model: "test"
        )
        return ClassifiedPost(
            post: ReceivedPost(space: reference, externalID: id, text: text, publishedAt: publishedAt),
            author: author.map { Array(repeating: $0, count: 16) },
            sealedHandle: nil,
            textMark: Array(text.utf8.prefix(16)),
            likenessMark: likeness.map { Array(repeating: $0, count: 16) },
            sketch: words.map { LikenessSketch(words: $0, seed: 1) },
            prediction: prediction
        )
    }
}
