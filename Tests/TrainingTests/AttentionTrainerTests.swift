import Classification
import Domain
import Testing
import Training

struct AttentionTrainerTests {
    private static let depth = 32

    /// Texts of five pieces; the first output holds where any piece has its first number set.
    private func examples(_ count: Int, seed: UInt64) -> [AttentionExample] {
        var random = SeededRandom(state: seed)
        return (0..<count).map { _ in
            var holds = false
            var states: [UInt16] = []
            for _ in 0..<5 {
                let isSet = random.below(8) == 0
                holds = holds || isSet
                for place in 0..<Self.depth {
                    let value: Float = place == 0 ? (isSet ? 1 : 0) : Float(random.below(100)) / 100 - 0.5
                    states.append(UInt16(value.bitPattern >> 16))
                }
            }
            var labels = SIMD16<Float>.zero
            labels[0] = holds ? 1 : 0
            labels[holds ? 1 : 2] = 1
            return AttentionExample(reading: TextReading(vector: [], states: states, pieces: 5), labels: labels)
        }
    }

    private func trained(_ examples: [AttentionExample], seed: UInt64 = 1) -> AttentionNet {
        var setting = AttentionTrainer.Setting()
        (setting.units, setting.rounds, setting.batch, setting.rate) = (16, 30, 16, 0.01)
        (setting.droppedPieces, setting.droppedUnits) = (0, 0.1)
        return AttentionTrainer(outputs: 3, kinds: 1...2, urgent: 0, part: 16, setting: setting)
            .train(examples, seed: seed)
    }

    @Test func `finds the piece that matters, in texts that it has not seen`() {
        let net = trained(examples(400, seed: 5))
        let fresh = examples(200, seed: 6)

        let right = fresh.filter { (net.scores($0.reading.pieceNumbers)[0] > 0) == ($0.labels[0] > 0.5) }.count
        let kinds = fresh.filter { example in
            let scores = net.scores(example.reading.pieceNumbers)
            return (scores[1] > scores[2]) == (example.labels[1] > 0.5)
        }.count

        #expect(right > 185)
        #expect(kinds > 185)
    }

    @Test func `the same examples and seed give the same file, another seed another`() throws {
        let examples = examples(60, seed: 7)
        func file(_ seed: UInt64) throws -> [UInt8] {
            try AttentionHeads(outputs: ["a", "b", "c"], layers: [1, 2], nets: [trained(examples, seed: seed)])
                .fileBytes()
        }

        #expect(try file(1) == file(1))
        #expect(try file(1) != file(2))
    }

    @Test func `a file gives nearly the same scores, and a damaged one is refused`() throws {
        let examples = examples(60, seed: 8)
        let heads = AttentionHeads(
            outputs: ["a", "b", "c"],
            layers: [1, 2],
            nets: [trained(examples), trained(examples, seed: 2)]
        )
        let bytes = try heads.fileBytes()

        let again = try AttentionHeads(fileBytes: bytes)

        #expect(again.layers == [1, 2])
        for example in examples {
            let difference = heads.scores(example.reading) - again.scores(example.reading)
            #expect((0..<3).allSatisfy { abs(difference[$0]) < 0.02 })
        }
        #expect(throws: ModelFileFault(reason: "it is cut off")) {
            try AttentionHeads(fileBytes: Array(bytes.dropLast()))
        }
        #expect(throws: ModelFileFault(reason: "it holds no attention heads")) {
            try AttentionHeads(fileBytes: [1, 2, 3])
        }
    }

    @Test func `a text without pieces gets the scores of no text`() {
        let net = trained(examples(60, seed: 9))

        #expect((0..<3).allSatisfy { net.scores([])[$0].isFinite })
    }
}
