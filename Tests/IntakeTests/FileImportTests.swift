import Domain
import Foundation
import Intake
import Platforms
import Storage
import TestSupport
import Testing

struct FileImportTests {
    @Test func `every fixture gives the rows that are expected, and nothing new the second time`() async throws {
        let house = try TestHouse()

        for row in try ExpectedExport.all {
            let first = try await house.importing([row.path])
            let second = try await house.importing([row.path])

            #expect(first.tally.rows == row.rows, "\(row.name)")
            #expect(first.tally.new + first.tally.known + first.tally.changed == row.posts, "\(row.name)")
            #expect(first.tally.ignored == row.ignored, "\(row.name)")
            #expect(first.tally.rejected == row.rejected, "\(row.name)")
            #expect(first.files.map(\.format) == [row.format], "\(row.name)")
            #expect((second.tally.new, second.tally.changed) == (0, 0), "\(row.name)")
            #expect(second.tally.known == row.posts, "\(row.name)")
        }
    }

    @Test(arguments: [0.2, 0.5, 0.8, 0.95, 0.999])
    func `a file that is cut off keeps what came before and says where it broke`(_ share: Double) async throws {
        let house = try TestHouse()
        let whole = try Fixtures.bytes("exports/telegram/forum-berlin.json")
        let cut = try house.folder.write("result.json", whole.prefix(Int(Double(whole.count) * share)))

        let report = try await house.importing([cut.path])
        let complete = try await house.importing([Fixtures.url("exports/telegram/forum-berlin.json").path])

        #expect(report.files.first?.fault?.what.contains("breaks at byte") == true)
        #expect(report.tally.isBalanced)
        #expect(complete.tally.known == report.tally.new)
        #expect(complete.tally.new == 28 - report.tally.new)
    }

    @Test func `one file that breaks does not stop the others of a folder`() async throws {
        let house = try TestHouse()
        let folder = house.folder.url.appending(path: "drop")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let whole = try Fixtures.bytes("exports/telegram/forum-berlin.json")
        try Data(whole.prefix(5_000)).write(to: folder.appending(path: "a.json"))
        try Data("no export".utf8).write(to: folder.appending(path: "b.json"))
        try Data(whole).write(to: folder.appending(path: "c.json"))

        let report = try await house.importing([folder.path])

        #expect(report.files.count == 3)
        #expect(report.files.map { $0.fault != nil } == [true, false, false])
        #expect(report.files[1].skipped?.isEmpty == false)
        #expect(report.tally.new == 28)
    }

    @Test(arguments: try ArchiveCase.all)
    func `archives are read, and refused when they are built like an attack`(_ archive: ArchiveCase) async throws {
        let house = try TestHouse()

        let report = try await house.importing([Fixtures.url("archives/\(archive.name)").path])

        #expect(report.tally.new == archive.posts)
        #expect(report.hasFaults == (archive.error != nil))
        if let error = archive.error {
            let fault = try #require(report.files.compactMap(\.fault).first)
            #expect(fault.what.contains(error))
            #expect(!fault.remedy.isEmpty)
        }
    }

    @Test func `the space that a person names wins over the file`() async throws {
        let house = try TestHouse()
        let named = SpaceReference(platform: .telegram, externalID: "-100777", name: "Ours")
        let line =
            #"{"platform":"telegram","space":{"id":"-1"},"id":"5","text":"hi","publishedAt":"2026-11-20T08:15:00Z"}"#
        let file = try house.folder.write("a.jsonl", line.utf8)

        _ = try await house.importing([file.path], ImportOptions(space: named))

        #expect(try await house.store.spaces().map(\.reference) == [named])
    }

    @Test func `a table without a mapping is refused with its columns named`() async throws {
        let house = try TestHouse()
        let file = try house.folder.write("a.csv", "When,Who,What\n2026-11-20 10:00,A,Hello there\n".utf8)

        let report = try await house.importing([file.path], ImportOptions())

        #expect(report.files.first?.fault?.what.contains("When, Who, What") == true)
        #expect(report.files.first?.fault?.remedy.contains("--map") == true)
    }

    @Test func `a named format that does not exist or does not fit is refused with a way on`() async throws {
        let house = try TestHouse()
        let path = Fixtures.url("exports/telegram/forum-berlin.json").path

        let unknown = try await house.importing([path], ImportOptions(format: "nope"))
        let unfit = try await house.importing([path], ImportOptions(format: "tiktok-comments"))

        #expect(unknown.files.first?.fault?.remedy.contains("telegram-desktop") == true)
        #expect(unfit.files.first?.fault?.remedy.contains("telegram-desktop") == true)
        #expect(unknown.tally.rows + unfit.tally.rows == 0)
    }

    @Test(.enabled(if: Fixtures.samples != nil, "STREETWORK_SAMPLES names no folder"))
    func `every real sample is imported, and the counts add up`() async throws {
        let house = try TestHouse()
        let folder = try #require(Fixtures.samples)

        for name in ["telegram", "facebook/apify", "facebook/dyi", "instagram/dyi", "instagram/zeeschuimer", "tiktok"] {
            let report = try await house.importing([folder.appending(path: name).path])

            #expect(report.tally.isBalanced)
            #expect(report.tally.rejected == 0, "\(name)")
            #expect(report.tally.rows > 0, "\(name)")
        }
        #expect(try await house.store.counts(through: ISOWeek(of: SamplePosts.now)).isEmpty == false)
    }
}

extension Tally {
    /// Whether the five outcomes add up to the rows read.
    var isBalanced: Bool { rows == new + known + changed + ignored + rejected }
}

/// A row of Fixtures/exports/expected.tsv.
struct ExpectedExport {
    let name: String
    let format: String
    let rows: Int
    let posts: Int
    let ignored: Int
    let rejected: Int

    var path: String { Fixtures.url("exports/\(name)").path }

    static var all: [ExpectedExport] {
        get throws {
            try TableRows.read("exports/expected.tsv").map { cells in
                let numbers = cells.dropFirst(2).compactMap(Int.init)
                try #require(numbers.count == 4)
                return ExpectedExport(
                    name: cells[0],
                    format: cells[1],
                    rows: numbers[0],
                    posts: numbers[1],
                    ignored: numbers[2],
                    rejected: numbers[3]
                )
            }
        }
    }
}

/// A row of Fixtures/archives/expected.tsv.
struct ArchiveCase: CustomTestStringConvertible, Sendable {
    let name: String
    let posts: Int
    let error: String?

    var testDescription: String { name }

    static var all: [ArchiveCase] {
        get throws {
            try TableRows.read("archives/expected.tsv").map { cells in
                ArchiveCase(name: cells[0], posts: try #require(Int(cells[1])), error: cells[2] == "-" ? nil : cells[2])
            }
        }
    }
}
