import CEncoder
import Foundation
import TestSupport
import Testing

struct MadeUpEncoderTests {
    private let weights = MadeUpWeights()
    private let folder: TemporaryFolder
    private let file: String

    init() throws {
        folder = try TemporaryFolder()
        file = folder.url.appending(path: "weights.bin").path
        try Data(weights.bytes).write(to: URL(fileURLWithPath: file))
    }

    @Test func `a text becomes the pieces with the highest score, of equal ones the longer`() throws {
        let encoder = try OpenEncoder(file)
        let pieces = MadeUpWeights.pieces.map { $0.0 }

        let tokens = encoder.tokens("ab  Aba\u{301} ßq").map { pieces[$0] }

        #expect(tokens == ["<s>", "▁query", ":", "▁ab", "▁ab", "a", "▁", "s", "s", "<unk>", "</s>"])
    }

    @Test func `a long text is cut to as many tokens as there are positions`() throws {
        let encoder = try OpenEncoder(file)

        #expect(encoder.tokens(String(repeating: "ab ", count: 100)).count == MadeUpWeights.positions)
        #expect(encoder.tokens("ab", most: 1).isEmpty)
    }

    @Test(arguments: ["", "ab", "ж ab ba s", "b a b a b a b a b a"])
    func `the vector is nearly that of a plain calculation`(text: String) throws {
        let encoder = try OpenEncoder(file)

        let vector = encoder.vector(Array(text.utf8)).map { Double($0) }
        let plain = PlainNetwork(weights: weights).vector(encoder.tokens(text))

        #expect(zip(vector, plain).map { $0 * $1 }.reduce(0, +) > 0.999)
    }

    @Test func `every path gives the same bits, on every machine`() throws {
        let bits: [UInt32] = [1_041_572_933, 1_002_429_431, 1_016_473_058, 1_024_452_973]

        for path in OpenEncoder.paths {
            let vector = try OpenEncoder(file, path).vector(Array("ab ж ba".utf8))

            #expect(vector.prefix(4).map { $0.bitPattern } == bits, "\(path)")
        }
    }

    @Test func `no text makes it fail`() throws {
        let encoder = try OpenEncoder(file)

        for (name, bytes) in UnusualTexts.all {
            let length = encoder.vector(bytes).map { $0 * $0 }.reduce(0, +)
            #expect(abs(length - 1) < 1e-4, "\(name)")
        }
    }

    @Test func `a file that is cut off is refused wherever it ends`() throws {
        let size = weights.bytes.count
        for length in Array(0..<500) + Array(stride(from: 500, to: size, by: 997)) + [size - 1] {
            try Data(weights.bytes.prefix(length)).write(to: URL(fileURLWithPath: file))

            #expect(throws: OpenEncoder.Refusal.self, "\(length)") { try OpenEncoder(file) }
        }
    }

    @Test func `a damaged head does no harm`() throws {
        for place in Array(0..<80) + Array(stride(from: 80, to: 3000, by: 31)) {
            for byte: UInt8 in [0x00, 0x7F, 0xFF] {
                var bytes = weights.bytes
                bytes[place] = byte
                try Data(bytes).write(to: URL(fileURLWithPath: file))
                // Refused or opened: both are good, as long as nothing beyond the file is read.
                guard let encoder = try? OpenEncoder(file) else { continue }
                #expect(encoder.vector(Array("ab ж".utf8)).isEmpty == false)
            }
        }
    }

    @Test func `the reason of a refusal is said`() throws {
        #expect(throws: OpenEncoder.Refusal(reason: "it cannot be opened")) { try OpenEncoder(file + "-none") }
        try Data("no weights".utf8).write(to: URL(fileURLWithPath: file))
        #expect(throws: OpenEncoder.Refusal(reason: "it is no file of weights")) { try OpenEncoder(file) }
    }
}
