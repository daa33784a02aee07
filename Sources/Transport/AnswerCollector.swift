import Glibc
import Platforms

/// Gathers an answer piece by piece, within its limits.
struct AnswerCollector {
    /// How many bytes of headers are read at most, those of answers before the last among them.
    static let maxHeaderBytes = 64 << 10

    /// Where the body goes.
    private let file: DownloadFile?
    private let maxBodyBytes: Int
    private var headerBytes = 0
    private var bodyBytes = 0
    private(set) var headers: [String: String] = [:]
    private(set) var body: [UInt8] = []
    /// Whether the empty line came that ends the headers: libcurl takes an answer that is cut before it for whole.
    private(set) var hasAllHeaders = false
    /// Why nothing more is taken; nil while all is well.
    private(set) var failure: TransportError?

    init(file: DownloadFile?, maxBodyBytes: Int) {
        self.file = file
        self.maxBodyBytes = maxBodyBytes
    }

    /// Takes a line of the headers.
    /// - Returns: whether to go on.
    mutating func take(headerLine line: UnsafeRawBufferPointer) -> Bool {
        headerBytes += line.count
        guard headerBytes <= Self.maxHeaderBytes else { return fail(.tooLarge(limit: Self.maxHeaderBytes)) }
        let text = String(decoding: line, as: UTF8.self)
        if text.hasPrefix("HTTP/") {
            headers = [:]
            hasAllHeaders = false
        } else if text.utf8.allSatisfy({ $0 == 13 || $0 == 10 }) {
            hasAllHeaders = true
        } else if !hasAllHeaders, let colon = text.firstIndex(of: ":"), !text.hasPrefix(" "), !text.hasPrefix("\t") {
            // What follows the body is left out: it may not overrule what stood before.
            headers[text[..<colon].lowercased()] = Self.trimmed(text[text.index(after: colon)...])
        }
        return true
    }

    /// Takes a piece of the body, decompressed.
    /// - Returns: whether to go on.
    mutating func take(body piece: UnsafeRawBufferPointer) -> Bool {
        guard piece.count <= maxBodyBytes - bodyBytes else { return fail(.tooLarge(limit: maxBodyBytes)) }
        bodyBytes += piece.count
        guard let file else {
            body.append(contentsOf: piece)
            return true
        }
        do throws(TransportError) {
            try file.write(piece)
            return true
        } catch {
            return fail(error)
        }
    }

    /// Remembers the first reason not to go on.
    private mutating func fail(_ error: TransportError) -> Bool {
        failure = failure ?? error
        return false
    }

    private static func trimmed(_ text: Substring) -> String {
        let end = text.lastIndex { !$0.isWhitespace }
        guard let end, let start = text.firstIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(text[start...end])
    }
}
