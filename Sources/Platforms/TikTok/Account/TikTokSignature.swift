import Crypto
import Foundation

/// The header with which TikTok signs its calls: `t=<seconds>,s=<HMAC-SHA256 in hexadecimal digits>`.
struct TikTokSignature: Sendable {
    /// The seconds as they stood there, because they are signed as they stand.
    private let time: String
    private let seconds: Int64
    private let digest: [UInt8]

    /// How far the clocks may be apart, in seconds.
    static let tolerance: Int64 = 300

    /// Nil where a part is missing or has another form; of repeated parts the first counts.
    init?(_ header: String) {
        var parts: [Substring: Substring] = [:]
        for part in header.split(separator: ",", omittingEmptySubsequences: false) {
            let name = part.prefix { $0 != "=" }
            if parts[name] == nil { parts[name] = part.dropFirst(name.count + 1) }
        }
        guard let time = parts["t"], let digest = parts["s"], (1...12).contains(time.utf8.count),
            time.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let seconds = Int64(time)
        else { return nil }
        self.time = String(time)
        self.seconds = seconds
        self.digest = Array(digest.utf8)
    }

    /// Whether one of the secrets has signed the body; looks at all of them.
    func isMade(of body: [UInt8], withAnyOf secrets: [String]) -> Bool {
        let signed = Array("\(time).".utf8) + body
        return ConstantTime.isAny(digest, of: secrets.map { Self.digits(of: signed, $0) })
    }

    /// Whether it was made about now.
    func isFresh(_ now: Date) -> Bool {
        abs(now.timeIntervalSince1970 - Double(seconds)) <= Double(Self.tolerance)
    }

    private static func digits(of message: [UInt8], _ secret: String) -> [UInt8] {
        let key = SymmetricKey(data: Array(secret.utf8))
        return HMAC<SHA256>.authenticationCode(for: message, using: key).flatMap { byte in
            [hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 0xF)]]
        }
    }

    private static let hexadecimal = Array("0123456789abcdef".utf8)
}
