import Domain
import Likeness
import Synchronization
import Testing

struct MeaningSpaceTests {
    /// Two languages that differ in the first number; the second is the same for all.
    private static let space = MeaningSpace(groups: [
        [[1, 5, 0.5, 0], [1, 5, -0.5, 0]],
        [[-1, 5, 0, 0.5], [-1, 5, 0, -0.5]],
    ])

    @Test func `takes out what all share and what tells the language`() throws {
        let one = try #require(Self.space.direction(of: [1, 5, 0.5, 0]))
        let other = try #require(Self.space.direction(of: [-1, 5, 0.5, 0]))

        #expect(zip(one, other).allSatisfy { abs($0 - $1) < 1e-5 })
        #expect(abs(one[2] - 1) < 1e-5)
    }

    @Test func `gives nothing for another dimension, or where nothing is left`() {
        #expect(Self.space.direction(of: [1, 2]) == nil)
        #expect(Self.space.direction(of: [1, 5, 0, 0]) == nil)
    }

    @Test func `comes back from its file`() {
        #expect(MeaningSpace(text: Self.space.text) == Self.space)
    }

    @Test(arguments: [
        "", "likeness space 2\n1 2", "likeness space 1", "likeness space 1\n1 2\n3", "likeness space 1\nnan 1",
    ])
    func `reads no other file`(_ text: String) {
        #expect(MeaningSpace(text: text) == nil)
    }

    @Test func `eight bits keep the likeness of directions`() {
        let left: [Float] = (0..<384).map { $0 % 2 == 0 ? 0.051 : -0.051 }
        let right: [Float] = (0..<384).map { $0 < 192 ? left[$0] : -left[$0] * 0.5 }
        let (one, other) = (MeaningVector(direction: left, model: "m"), MeaningVector(direction: right, model: "m"))
        let exact = zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }

        #expect(abs(one.likeness(to: other) - Double(exact)) < 0.02)
        #expect(MeaningVector(bytes: one.bytes, model: "m") == one)
    }

    @Test func `a text is encoded once for labels and meaning, and other weights have another name`() throws {
        let encoder = CountingEncoder()
        let recent = RecentVectors(encoder)
        let meaning = try #require(MeaningEncoder(recent, named: "a", space: Self.space))

        _ = recent.reading(of: "x", layers: [1])
        let vector = meaning.vector(of: "x")

        #expect(encoder.calls.withLock { $0 } == 1)
        #expect(vector?.model == MeaningEncoder.model(encoderName: "a", space: Self.space))
        #expect(vector?.model != MeaningEncoder.model(encoderName: "b", space: Self.space))
    }
}

/// Counts how often it is asked.
private final class CountingEncoder: TextEncoder {
    let dimension = 4
    let calls = Mutex(0)

    func reading(of text: String, layers: [Int]) -> TextReading? {
        calls.withLock { $0 += 1 }
        return TextReading(vector: [1, 5, 0.5, 0], states: [], pieces: 0)
    }
}
