import Classification
import Foundation
import Testing

struct HeadSharesTests {
    private let heads = LinearHeads(
        outputs: ["topic:a", "kind:request", "kind:offer"],
        thresholds: [0.5, 0.5, 0.5],
        places: 1,
        weights: [1.5, 2, 2] + Array(repeating: 0, count: LinearHeads.lanes - 3)
    )

    private func shares(_ value: Float) -> [Double] {
        var features = FeatureVector()
        features.add(0, value)
        return heads.shares(of: features, kinds: 1...2)
    }

    @Test func `a topic stands alone, and the kinds add up to 1`() {
        let shares = shares(1)

        #expect(abs(shares[0] - 1 / (1 + exp(-1.5))) < 0.001)
        #expect(shares[1] == 0.5)
        #expect(shares[2] == 0.5)
    }

    @Test func `every score gives a share`() {
        for value: Float in [-1e6, -30, 0, 30, 1e6] {
            #expect(shares(value).allSatisfy { (0...1).contains($0) })
        }
        #expect(shares(0)[0] == 0.5)
    }
}
