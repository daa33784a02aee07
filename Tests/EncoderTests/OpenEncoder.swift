import CEncoder

/// An encoder opened for a test.
final class OpenEncoder: Sendable {
    let opened: OpenedEncoder

    /// The reason why the last argument could not be opened.
    struct Refusal: Error, Equatable { let reason: String }

    /// The paths that this machine can compute, the portable one first.
    static let paths: [EncoderPath] = [.portable, .sse2, .avx2, .avxVNNI, .avx512VNNI].filter { encoder_can($0) == 1 }

    init(_ file: String, _ path: EncoderPath = .fastest) throws {
        var error = [CChar](repeating: 0, count: 100)
        opened = encoder_open(file, path, &error, error.count)
        guard opened.model != nil else {
            let bytes = error.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
            throw Refusal(reason: String(decoding: bytes, as: UTF8.self))
        }
    }

    deinit { if opened.model != nil { encoder_close(opened) } }

    /// The vector of some bytes.
    func vector(_ text: [UInt8]) -> [Float] {
        var vector = [Float](repeating: 0, count: encoder_dimension(opened))
        return encoder_embed(opened, text, text.count, &vector) == 1 ? vector : []
    }

    /// The tokens of a text.
    func tokens(_ text: String, most: Int = 600) -> [Int] {
        var tokens = [UInt32](repeating: 0, count: most)
        let bytes = Array(text.utf8)
        let count = encoder_tokens(opened, bytes, bytes.count, &tokens, most)
        return tokens.prefix(count).map { Int($0) }
    }
}

/// Texts that are no posts: damaged, endless, empty.
enum UnusualTexts {
    static let all: [(name: String, bytes: [UInt8])] = [
        ("nothing", []),
        ("a zero", [0]),
        ("zeros", Array(repeating: 0, count: 100_000)),
        ("bytes that are not UTF-8", [0xFF, 0xFE, 0x80, 0xC0, 0xAF, 0xED, 0xA0, 0x80, 0xF8]),
        ("a letter that is cut off", [0xF0, 0x9F, 0x98]),
        ("a mebibyte of all bytes", (0..<1 << 20).map { UInt8(truncatingIfNeeded: $0) }),
        ("emoji only", Array(String(repeating: "😀", count: 1000).utf8)),
        ("one letter with half a million accents", [0x65] + (0..<500_000).flatMap { _ in [0xCC, 0x81] as [UInt8] }),
        ("a mebibyte of spaces", Array(repeating: 0x20, count: 1 << 20)),
        ("letters that become many", Array(String(repeating: "ﷺ", count: 3000).utf8)),
    ]
}
