package import Foundation

/// Reads the files under the top-level folder `Fixtures`, found from the place of this source file.
package enum Fixtures {
    /// The checkout that the tests were built from.
    package static let checkout = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The place of a fixture, such as `exports/telegram/group.json`.
    package static func url(_ path: String) -> URL { checkout.appending(path: "Fixtures/\(path)") }

    /// The bytes of a fixture.
    /// - Throws: where the file is missing.
    package static func bytes(_ path: String) throws -> [UInt8] { Array(try Data(contentsOf: url(path))) }

    /// The text of a fixture.
    /// - Throws: where the file is missing or not UTF-8.
    package static func text(_ path: String) throws -> String { try String(contentsOf: url(path), encoding: .utf8) }

    /// The folder with real sample files that the environment names in `STREETWORK_SAMPLES`; nil where it does not.
    package static var samples: URL? { folder(in: "STREETWORK_SAMPLES") }

    /// The folder with public data sets that the environment names in `STREETWORK_DATA_SETS`; nil where it does not.
    package static var dataSets: URL? { folder(in: "STREETWORK_DATA_SETS") }

    private static func folder(in variable: String) -> URL? {
        guard let path = ProcessInfo.processInfo.environment[variable], !path.isEmpty else { return nil }
        return URL(fileURLWithPath: path, isDirectory: true)
    }
}
