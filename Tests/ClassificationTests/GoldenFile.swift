import Foundation
import TestSupport
import Testing

/// A file of the checkout that holds what the tests measure.
///
/// `RECORD=1` in the environment rewrites it.
enum GoldenFile {
    /// Fails where the file differs; a missing file is written and fails too.
    static func expect(_ text: String, at path: String, _ place: SourceLocation = #_sourceLocation) throws {
        let url = Fixtures.checkout.appending(path: path)
        let recorded = try? String(contentsOf: url, encoding: .utf8)  // A file that is not there yet is written below.
        if recorded == nil || ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try text.write(to: url, atomically: true, encoding: .utf8)
        }
        if recorded == nil { Issue.record("\(path) was missing and has been written", sourceLocation: place) }
        guard ProcessInfo.processInfo.environment["RECORD"] != "1", let recorded else { return }
        let comment: Comment = "\(path) differs from what is measured: rewrite it with RECORD=1 and look at the change"
        #expect(recorded == text, comment, sourceLocation: place)
    }
}
