import Domain
import Testing
import Training

struct AttentionExampleTests {
    private static let posts = ["a", "bb", "ccc"].map { text in
        LabelledPost(
            id: "de-\(text.count)",
            text: text,
            labels: PostLabels(
                language: "de",
                script: "Latn",
                kind: .chatter,
                topics: [],
                primary: nil,
                urgency: .routine,
                minors: false,
                places: []
            )
        )
    }

    @Test func `posts are read in their order, with their labels`() throws {
        var counts: [Int] = []

        let examples = try AttentionExample.read(
            Self.posts,
            with: LengthEncoder(longest: 3),
            layers: [1, 2],
            labels: { SIMD16(repeating: Float($0.text.utf8.count)) },
            progress: { counts.append($0) }
        )

        #expect(examples.map(\.reading.pieces) == [1, 2, 3])
        #expect(examples.map(\.reading.vector) == [[2], [2], [2]])
        #expect(examples.map { $0.labels[0] } == [1, 2, 3])
        #expect(counts == [1, 2, 3])
    }

    @Test func `a post that the encoder cannot read ends the training and is named`() {
        let error = #expect(throws: OperatorError.self) {
            try AttentionExample.read(
                Self.posts,
                with: LengthEncoder(longest: 1),
                layers: [1],
                labels: { _ in .zero }
            )
        }

        #expect(error?.what.contains("'de-2', number 2 of 3") == true)
        #expect(error?.what.contains("bb") == false)
        #expect(error?.remedy.contains("memory") == true)
    }
}

/// Reads a text as so many pieces as it has bytes; fails on longer ones.
private struct LengthEncoder: TextEncoder {
    let dimension = 1
    let longest: Int

    func reading(of text: String, layers: [Int]) -> TextReading? {
        let pieces = text.utf8.count
        return pieces <= longest ? TextReading(vector: [Float(layers.count)], states: [], pieces: pieces) : nil
    }
}
