import Domain
import Foundation
import Platforms
import TestSupport
import Testing

/// A fixture with what `Fixtures/exports/expected.tsv` says about it.
private struct FixtureCase: CustomTestStringConvertible {
    let path: String
    let format: String
    let counts: [Int]

    var testDescription: String { path }

    /// The fixtures of the formats that this part of the suite stands for.
    static func ours() throws -> [FixtureCase] {
        let formats = ["telegram-desktop", "facebook-group", "facebook-own-data", "csv"]
        return try Fixtures.text("exports/expected.tsv").split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "\t").map(String.init)
            guard cells.count == 6, formats.contains(cells[1]) else { return nil }
            return FixtureCase(path: cells[0], format: cells[1], counts: cells[2...].compactMap { Int($0) })
        }
    }

    func options() throws -> ExportOptions {
        var options = ExportOptions(fileName: String(path.split(separator: "/").last ?? ""))
        if format == "csv" {
            options.mapping = try SeparatedValuesFormatTests.mapping(options.fileName.replacing(".csv", with: ""))
        }
        return options
    }
}

struct ExportFixtureTests {
    @Test(arguments: try FixtureCase.ours())
    fileprivate func `recognises a fixture and counts its rows`(_ fixture: FixtureCase) throws {
        let bytes = try Fixtures.bytes("exports/\(fixture.path)")
        let head = ExportHead(fileName: "renamed.bin", start: bytes.prefix(ExportHead.bytes))
        let format = try #require(ExportFormats.recognise(head))

        let rows = Reading.rows(of: bytes, as: format, try fixture.options())

        #expect(format.name == fixture.format)
        #expect([rows.count, rows.posts.count, rows.ignoreReasons.count, rows.rejections.count] == fixture.counts)
    }

    @Test(arguments: try FixtureCase.ours())
    fileprivate func `gives the same rows in chunks of any size`(_ fixture: FixtureCase) throws {
        let bytes = try Fixtures.bytes("exports/\(fixture.path)")
        let format = try #require(ExportFormats.named(fixture.format))
        let options = try fixture.options()
        let whole = Reading.rows(of: bytes, as: format, options)

        for size in [1, 13, 1024] {
            var reader = ExportReader(format: format, options: options)
            var rows: [ExportRow] = []
            bytes.withUnsafeBytes { buffer in
                for start in stride(from: 0, to: buffer.count, by: size) {
                    let chunk = UnsafeRawBufferPointer(rebasing: buffer[start..<min(start + size, buffer.count)])
                    reader.feed(chunk) { rows.append($0) }
                }
            }
            #expect(reader.finish { rows.append($0) } == .complete)
            #expect(rows == whole)
        }
    }

    @Test(arguments: try FixtureCase.ours())
    fileprivate func `keeps what stands before a cut`(_ fixture: FixtureCase) throws {
        let bytes = try Fixtures.bytes("exports/\(fixture.path)")
        let format = try #require(ExportFormats.named(fixture.format))
        let options = try fixture.options()
        let whole = Reading.rows(of: bytes, as: format, options).posts.map(\.externalID)

        for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 97)) {
            let cut = Reading.rows(of: Array(bytes[..<length]), as: format, options).posts.map(\.externalID)
            #expect(whole.starts(with: cut))
        }
    }
}
