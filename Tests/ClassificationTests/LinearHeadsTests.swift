import Classification
import Domain
import Testing

struct LinearHeadsTests {
    private let heads = LinearHeads(
        outputs: ["a", "b"],
        thresholds: [0.5, 0.25],
        places: 3,
        weights: (0..<3).flatMap { place in (0..<LinearHeads.lanes).map { $0 < 2 ? Float(place * 2 + $0) : 0 } }
    )

    private var features: FeatureVector {
        var features = FeatureVector()
        features.add(0, 1)
        features.add(2, 0.5)
        return features
    }

    @Test func `adds up the weights of the features`() {
        let scores = heads.scores(features)

        #expect(scores[0] == 2)
        #expect(scores[1] == 1 + 2.5)
    }

    @Test func `a file gives back the same heads, within its resolution`() throws {
        let again = try LinearHeads(fileBytes: heads.fileBytes())

        #expect(again.outputs == heads.outputs)
        #expect(again.thresholds == heads.thresholds)
        #expect(abs(again.scores(features)[1] - 3.5) < 0.001)
    }

    @Test func `a file that is none, or was cut off, is refused with the reason`() throws {
        let bytes = try heads.fileBytes()

        #expect(throws: ModelFileFault(reason: "it holds no linear heads")) { try LinearHeads(fileBytes: [1]) }
        #expect(throws: ModelFileFault(reason: "it is cut off")) {
            try LinearHeads(fileBytes: Array(bytes.dropLast(2)))
        }
    }
}
