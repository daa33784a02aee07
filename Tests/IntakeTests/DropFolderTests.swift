import Domain
import Foundation
import Intake
import Logging
import Storage
import TestSupport
import Testing

struct DropFolderTests {
    @Test(.timeLimit(.minutes(5)))
    func `takes in what no longer grows, and puts it away with the reason where it broke`() async throws {
        let house = try TestHouse()
        let folder = house.folder.url.appending(path: "drop")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let whole = try Fixtures.bytes("exports/tiktok/comments-4cat.ndjson")
        try Data(whole).write(to: folder.appending(path: "good.ndjson"))
        try Data("no export".utf8).write(to: folder.appending(path: "bad.json"))
        try Data(whole).write(to: folder.appending(path: "growing.ndjson.part"))
        let drop = DropFolder(
            folder: folder,
            interval: .milliseconds(20),
            options: ImportOptions(),
            intake: house.intake,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        )

        let running = Task { try await drop.run() }
        let names = { (place: String) in
            ((try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: place).path)) ?? []).sorted()
        }
        while names("failed").count < 2 || names("done").isEmpty { try await Task.sleep(for: .milliseconds(20)) }
        running.cancel()
        try await running.value

        #expect(names("done") == ["good.ndjson"])
        #expect(names("failed") == ["bad.json", "bad.json.reason.txt"])
        #expect(names("").contains("growing.ndjson.part"))
        #expect(try await house.store.importRuns(limit: 5).map(\.tally.new) == [4])
    }
}
