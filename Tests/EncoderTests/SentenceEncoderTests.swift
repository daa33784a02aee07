import Domain
import Encoder
import Foundation
import TestSupport
import Testing

/// Tests with the real weights, which `scripts/fetch-models` fetches.
@Suite(.enabled(if: RealWeights.areThere, "models/encoder is missing: scripts/fetch-models fetches it"))
struct SentenceEncoderTests {
    @Test func `tokens and vectors are those of the package that the weights come from`() throws {
        let encoder = try OpenEncoder(RealWeights.file.path)

        for row in try TableRows.read("encoder/reference.tsv").dropFirst() {
            let expected = row[2].split(separator: " ").compactMap { Float($0) }.map { $0 / 10_000 }
            let vector = encoder.vector(Array(row[0].utf8))

            #expect(encoder.tokens(row[0]) == row[1].split(separator: " ").compactMap { Int($0) })
            #expect(zip(vector, expected).map { $0 * $1 }.reduce(0, +) > 0.999, "\(row[0])")
        }
    }

    @Test func `every path gives the same bits`() throws {
        let text = Array("Pomocy, jutro eksmisja 😢 Моля за съвет! ".utf8)
        let vectors = try OpenEncoder.paths.map { try OpenEncoder(RealWeights.file.path, $0).vector(text) }

        for vector in vectors { #expect(vector.map { $0.bitPattern } == vectors[0].map { $0.bitPattern }) }
    }

    @Test func `what means the same lies nearer than what does not`() throws {
        let encoder = try #require(try SentenceEncoder(modelsFolder: RealWeights.models))
        let texts = ["Am pierdut locuința", "Ich habe meine Wohnung verloren", "Verkaufe Winterreifen"]
        let vectors = try texts.map { try #require(encoder.vector(of: $0)) }

        let near = zip(vectors[0], vectors[1]).map { $0 * $1 }.reduce(0, +)
        let far = zip(vectors[0], vectors[2]).map { $0 * $1 }.reduce(0, +)

        #expect(near > far + 0.02)
    }

    @Test func `many threads get what one gets`() async throws {
        let encoder = try #require(try SentenceEncoder(modelsFolder: RealWeights.models))
        let texts = (1...24).map { String(repeating: "Wohin mit \($0) Kindern? ", count: $0) }
        let alone = texts.map { encoder.vector(of: $0) }

        let together = await withTaskGroup(of: (Int, [Float]?).self) { group in
            for (number, text) in texts.enumerated() { group.addTask { (number, encoder.vector(of: text)) } }
            return await group.reduce(into: [Int: [Float]?]()) { $0[$1.0] = $1.1 }
        }

        for (number, vector) in alone.enumerated() { #expect(together[number] == vector) }
    }

    @Test func `no text makes it fail`() throws {
        let encoder = try OpenEncoder(RealWeights.file.path)

        for (name, bytes) in UnusualTexts.all {
            #expect(abs(encoder.vector(bytes).map { $0 * $0 }.reduce(0, +) - 1) < 1e-4, "\(name)")
        }
    }
}

struct MissingEncoderTests {
    @Test func `a folder without weights is no encoder`() throws {
        #expect(try SentenceEncoder(modelsFolder: TemporaryFolder().url) == nil)
    }

    @Test func `weights that cannot be read are an error with a remedy`() throws {
        let folder = try TemporaryFolder()
        let encoder = folder.url.appending(path: "encoder")
        try FileManager.default.createDirectory(at: encoder, withIntermediateDirectories: true)
        _ = try folder.write("encoder/weights.bin", Array("E5S1".utf8))

        #expect(throws: (any Error).self) { try SentenceEncoder(modelsFolder: folder.url) }
    }
}

/// Where the real weights are.
private enum RealWeights {
    static let models = Fixtures.checkout.appending(path: "models")
    static let file = models.appending(path: "encoder/weights.bin")
    static var areThere: Bool { FileManager.default.fileExists(atPath: file.path) }
}
