import Domain
import Foundation
import Platforms

/// Reads export files in tests, the way that the import does.
enum Reading {
    /// The formats for which this part of the suite stands.
    static let formats: [any ExportFormat] = [
        InstagramOwnData(), Zeeschuimer(), TikTokComments(.document), TikTokComments(.lines),
        TikTokResearchAPI(.document), TikTokResearchAPI(.lines), TikTokOwnData(), PostLines(),
    ]

    /// Every row of a file, which is fed in two chunks.
    static func rows(
        of bytes: [UInt8],
        as format: any ExportFormat,
        _ options: ExportOptions = ExportOptions(fileName: "test")
    ) -> [ExportRow] {
        var reader = ExportReader(format: format, options: options)
        var rows: [ExportRow] = []
        bytes.withUnsafeBytes { buffer in
            let half = buffer.count / 2
            reader.feed(UnsafeRawBufferPointer(rebasing: buffer[..<half])) { rows.append($0) }
            reader.feed(UnsafeRawBufferPointer(rebasing: buffer[half...])) { rows.append($0) }
        }
        _ = reader.finish { rows.append($0) }
        return rows
    }

    /// The names of those formats that claim a file.
    static func recognisers(of bytes: [UInt8], named fileName: String) -> [String] {
        let head = ExportHead(fileName: fileName, start: bytes.prefix(ExportHead.bytes))
        return formats.filter { $0.recognises(head) }.map(\.name)
    }
}

extension [ExportRow] {
    /// The rows that became posts.
    var posts: [ReceivedPost] {
        compactMap { if case .post(let post) = $0 { post } else { nil } }
    }

    /// Why rows are rightly no posts.
    var ignoreReasons: [IgnoreReason] {
        compactMap { if case .ignored(let reason) = $0 { reason } else { nil } }
    }

    /// What is wrong with the refused rows.
    var rejections: [String] {
        compactMap { if case .rejected(let row) = $0 { row.reason } else { nil } }
    }
}

extension Date {
    /// A fixed moment, written as ISO 8601.
    static func utc(_ text: String) -> Date? {
        // A moment that is mistyped equals no other, so the test fails.
        try? Date(text, strategy: .iso8601)
    }
}
