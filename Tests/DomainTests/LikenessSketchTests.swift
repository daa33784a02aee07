import Domain
import Foundation
import TestSupport
import Testing

struct LikenessSketchTests {
    @Test func `finds the same text fully alike, whatever the seed`() {
        for seed in 0..<20 as Range<UInt64> {
            #expect(sketch(Self.notice, seed: seed).likeness(to: sketch(Self.notice, seed: seed)) == 1)
        }
    }

    @Test func `finds a text with one changed clause alike, whatever the seed`() {
        let changed = Self.notice.replacing("until the end of next month", with: "until the first of march")
        #expect(Self.notice.split(separator: " ").count == 40)

        let likenesses = (0..<200 as Range<UInt64>).map { seed in
            sketch(Self.notice, seed: seed).likeness(to: sketch(changed, seed: seed))
        }

        #expect(likenesses.min() ?? 0 >= 0.6)
        #expect(likenesses.max() ?? 1 < 1)
    }

    @Test func `estimates the share of common word pairs`() {
        let left = (0..<200 as Range<UInt64>).map { $0 }
        let right = Array(left[100...]) + (1000..<1100 as Range<UInt64>)

        let likenesses = (0..<100 as Range<UInt64>).map { seed in
            LikenessSketch(words: left, seed: seed).likeness(to: LikenessSketch(words: right, seed: seed))
        }

        // 99 pairs of 301 are common.
        let mean = likenesses.reduce(0, +) / 100
        #expect(abs(mean - 99.0 / 301.0) < 0.03)
    }

    @Test(arguments: ["bg", "bg-Latn", "cs", "de", "en", "hr", "it", "pl", "ro"])
    func `finds different posts of one language unlike`(_ language: String) throws {
        let sketches = try texts(language).map { sketch($0, seed: 42) }
        #expect(sketches.count >= 40)

        var alike: [String] = []
        for (index, one) in sketches.enumerated() {
            for other in sketches.indices.dropFirst(index + 1) where one.likeness(to: sketches[other]) >= 0.3 {
                alike.append("\(index + 1) and \(other + 1)")
            }
        }

        #expect(alike == [])
    }

    @Test func `tells nothing without the seed`() {
        let likeness = sketch(Self.notice, seed: 1).likeness(to: sketch(Self.notice, seed: 2))

        #expect(likeness < 0.1)
    }

    @Test func `minds the order of words`() {
        let words = Self.notice.split(separator: " ")

        let turned = sketch(words.reversed().joined(separator: " "), seed: 1)

        #expect(turned.likeness(to: sketch(Self.notice, seed: 1)) < 0.3)
    }

    @Test func `comes back from its bytes`() {
        let sketch = sketch(Self.notice, seed: 7)

        #expect(sketch.bytes.count == LikenessSketch.places * 2)
        #expect(LikenessSketch(bytes: sketch.bytes) == sketch)
    }

    @Test(arguments: [0, 1, 95, 97, 192])
    func `reads no bytes of another length`(_ length: Int) {
        #expect(LikenessSketch(bytes: Array(repeating: 1, count: length)) == nil)
    }

    private static let notice = """
        hello my landlord wants us out of the flat until the end of next month although i always paid the rent and we \
        have two small children who go to school here so what can i do now please tell
        """

    private func sketch(_ text: String, seed: UInt64) -> LikenessSketch {
        let words = text.lowercased().split(separator: " ").map { word in
            word.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        }
        return LikenessSketch(words: words, seed: seed)
    }

    private func texts(_ language: String) throws -> [String] {
        struct Post: Decodable { var text: String }
        return try Fixtures.text("classification/\(language).jsonl").split(separator: "\n")
            .map { try JSONDecoder().decode(Post.self, from: Data($0.utf8)).text }
    }
}
