import Classification
import Testing
import Training

struct HeadsTrainerTests {
    /// Two outputs that exclude one another, told apart by the first two places; the third is noise.
    private func examples() -> [HeadsExample] {
        var random = SeededRandom(state: 5)
        return (0..<200).map { number in
            let isFirst = number % 2 == 0
            var features = FeatureVector()
            features.add(isFirst ? 0 : 1, 1)
            features.add(2, Float(random.below(100)) / 100)
            var labels = SIMD16<Float>.zero
            labels[isFirst ? 0 : 1] = 1
            return HeadsExample(features: features, labels: labels)
        }
    }

    private func trained() -> (heads: LinearHeads, setting: HeadsTrainer.Setting, measure: Float) {
        HeadsTrainer(outputs: ["kind:a", "kind:b"], places: 3, kinds: 0...1)
            .train(examples(), settings: [.init(rounds: 3, decay: 0.0001), .init(rounds: 6, decay: 0.0001)])
    }

    @Test func `learns what tells the outputs apart`() {
        let (heads, _, measure) = trained()

        let scores = heads.scores(examples()[0].features)
        let others = heads.scores(examples()[1].features)

        #expect(scores[0] > scores[1])
        #expect(others[0] < others[1])
        #expect(measure > 0.99)
    }

    @Test func `the same examples give the same heads`() throws {
        #expect(try trained().heads.fileBytes() == trained().heads.fileBytes())
    }

    @Test func `random numbers repeat, and stay below their limit`() {
        var (one, two) = (SeededRandom(state: 9), SeededRandom(state: 9))

        let numbers = (0..<1_000).map { _ in one.below(7) }

        #expect(numbers == (0..<1_000).map { _ in two.below(7) })
        #expect(Set(numbers) == Set(0..<7))
    }
}
