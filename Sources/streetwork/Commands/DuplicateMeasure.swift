import Classification
import Domain
import Foundation
import Storage
import Training

/// Lets posts and their copies join enquiries, and counts.
struct DuplicateMeasure {
    /// A post that is copied.
    struct Original {
        var text: String
        var places: [String]
        var greeting: String
    }

    let classifier: Classifier
    let posts: [Original]

    /// - Parameter similar: pairs of texts by two people.
    func run(similar: [[String]]) async throws -> DuplicateFigures {
        var figures = DuplicateFigures()
        for kind in PostEdits.Kind.allCases {
            for bySamePerson in [false, true] {
                figures.rows.append(try await measure(kind, bySamePerson: bySamePerson))
            }
        }
        figures.similarPairs = similar.count
        for pair in similar {
            let store = try Store()
            for (number, text) in pair.enumerated() {
                let batch = ClassifiedBatch(posts: [post(text, "\(number)", author: number)])
                _ = try await store.save(batch, rules: .demonstration, now: Self.now)
            }
            if try await store.openCount().open < pair.count { figures.similarMerged += 1 }
        }
        return figures
    }

    private func measure(_ kind: PostEdits.Kind, bySamePerson: Bool) async throws -> DuplicateFigures.Row {
        let towns = Set(posts.flatMap(\.places)).sorted()
        var edits = PostEdits(towns: towns, seed: 47)
        var batch = posts.enumerated().map { number, original in post(original.text, "o\(number)", author: number) }
        var copies: Set<Int> = []
        for (number, original) in posts.enumerated() {
            let places = original.places
            guard let copy = edits.copy(original.text, kind, places: places, greeting: original.greeting) else {
                continue
            }
            copies.insert(number)
            batch.append(post(copy, "c\(number)", author: bySamePerson ? number : number + posts.count))
        }
        let store = try Store()
        _ = try await store.save(ClassifiedBatch(posts: batch), rules: .demonstration, now: Self.now)
        var row = DuplicateFigures.Row(
            kind: kind,
            bySamePerson: bySamePerson,
            copies: copies.count,
            found: 0,
            wrong: 0
        )
        for enquiry in try await store.queue(QueueFilter(limit: batch.count), now: Self.now) {
            let numbers = enquiry.posts.map { String($0.externalID.dropFirst()) }
            if Set(numbers).count < numbers.count { row.found += 1 }
            row.wrong += Set(numbers).count - 1
        }
        return row
    }

    /// A post that is taken for a request, so that only its words decide.
    private func post(_ text: String, _ id: String, author: Int) -> ClassifiedPost {
        let folded = classifier.likeness(of: text)
        var prediction = classifier.classify(text)
        prediction.kind = .request
        return ClassifiedPost(
            post: ReceivedPost(
                space: SpaceReference(platform: .telegram, externalID: String(id.prefix(1))),
                externalID: id,
                text: text,
                publishedAt: Self.now
            ),
            author: (0..<16).map { UInt8(truncatingIfNeeded: author >> ($0 * 8 % 64)) },
            sealedHandle: nil,
            textMark: Array(id.utf8),
            likenessMark: folded,
            sketch: folded.map { _ in classifier.sketch(of: text, seed: 1) },
            prediction: prediction
        )
    }

    private static let now = Date(timeIntervalSince1970: 1_795_176_000)
}
