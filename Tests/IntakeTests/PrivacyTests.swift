import Domain
import Foundation
import Intake
import Storage
import TestSupport
import Testing

struct PrivacyTests {
    private let request = "Bitte helft mir, der Vermieter hat mir die Wohnung gekündigt, wer weiß was ich tun kann?"

    private func received(_ id: String, text: String, author: String, handle: String) -> ReceivedPost {
        ReceivedPost(
            space: SpaceReference(platform: .facebook, externalID: "g1"),
            externalID: id,
            author: ReceivedPost.Author(id: author, handle: handle),
            text: text,
            publishedAt: SamplePosts.now
        )
    }

    @Test func `neither the id nor the handle of an author stands anywhere in the database files`() async throws {
        let house = try TestHouse(file: true)
        let needles = ["needle-author-4711", "needle-handle-0815"]

        _ = try await house.intake.take([received("1", text: request, author: needles[0], handle: needles[1])])

        for file in try FileManager.default.contentsOfDirectory(atPath: house.folder.url.path)
        where file.hasPrefix("a.sqlite") {
            let bytes = try Data(contentsOf: house.folder.url.appending(path: file))
            for needle in needles { #expect(bytes.range(of: Data(needle.utf8)) == nil, "\(file)") }
        }
        #expect(try await house.store.openCount().open == 1)
    }

    @Test func `refused rows are kept sealed, and open only with their key and place`() async throws {
        let house = try TestHouse(file: true)
        let good = String(decoding: try Fixtures.bytes("exports/post-lines/posts.jsonl"), as: UTF8.self)
        let bad = #"{"platform":"telegram","id":"9","text":"needle-4711-0815"}"#
        let file = try house.folder.write("posts.jsonl", Array((good + bad + "\n").utf8))

        let report = try await house.importing([file.path])
        let run = try #require(report.files.first?.run)
        let kept = try await house.store.rejectedRows(of: run, limit: 10)
        let opened = kept.compactMap { house.keyring.open($0.sealed, for: Intake.rejectedRowPlace) }
        let database = try Data(contentsOf: house.folder.url.appending(path: "a.sqlite"))
        let log = try Data(contentsOf: house.folder.url.appending(path: "a.sqlite-wal"))

        #expect(opened.last == Array(bad.utf8))
        #expect((database + log).range(of: Data("needle-4711-0815".utf8)) == nil)
        var changed = try #require(kept.last?.sealed)
        #expect(house.keyring.open(changed, for: "elsewhere") == nil)
        changed[20] ^= 1
        #expect(house.keyring.open(changed, for: Intake.rejectedRowPlace) == nil)
    }

    @Test func `a NUL in a post neither cuts its text nor joins it with another`() async throws {
        let house = try TestHouse()
        let one = received("1\0a", text: "Hilfe\0 \(request)", author: "a", handle: "A")
        let two = received("1\0b", text: "chat", author: "a", handle: "A")

        let tally = try await house.intake.take([one, two])
        let queue = try await house.store.queue(QueueFilter(), now: SamplePosts.now)

        #expect(tally.new == 2)
        #expect(queue.first?.posts.first?.text == "Hilfe \(request)")
    }

    @Test func `the keys are files that only their owner can read, and stay the same`() async throws {
        let folder = try TemporaryFolder()
        let keys = KeyFolder(folder.url.appending(path: "keys"))

        let first = try keys.key(for: .pseudonym)
        let again = try keys.key(for: .pseudonym)
        let other = try keys.key(for: .seal)
        let path = folder.url.appending(path: "keys/pseudonym-1.key").path
        let rights = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int

        #expect(first.count == 32)
        #expect(first == again)
        #expect(first != other)
        #expect(rights == 0o600)
    }

    @Test func `data written with another key are refused`() async throws {
        let store = try Store()
        let (one, two) = (try TemporaryFolder(), try TemporaryFolder())
        try await Keyring(KeyFolder(one.url)).check(against: store)

        let error = await #expect(throws: OperatorError.self) {
            try await Keyring(KeyFolder(two.url)).check(against: store)
        }

        #expect(error?.what.contains("not the one that the data were written with") == true)
    }

    @Test func `a key that others can read is refused`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("seal-1.key", Array(repeating: 7, count: 32))
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)

        let error = #expect(throws: OperatorError.self) { try KeyFolder(folder.url).key(for: .seal) }

        #expect(error?.what.contains("can be read by other users") == true)
    }

    @Test func `a missing key is refused where data were written with one, and none is made`() throws {
        let folder = try TemporaryFolder()

        let error = #expect(throws: OperatorError.self) {
            try KeyFolder(folder.url, mayMake: false).key(for: .seal)
        }

        #expect(error?.what.contains("missing") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).isEmpty)
    }

    @Test func `a key file that was cut short is refused instead of replaced`() throws {
        let folder = try TemporaryFolder()
        let file = try folder.write("seal-1.key", [1, 2, 3])
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)

        let error = #expect(throws: OperatorError.self) { try KeyFolder(folder.url).key(for: .seal) }

        #expect(error?.what.contains("3 bytes instead of 32") == true)
    }

    @Test func `the same question with another greeting in another group is one enquiry when one person asks`()
        async throws
    {
        let house = try TestHouse()
        let long = request + " Ich wohne seit drei Jahren dort, habe immer bezahlt und muss nun bis Monatsende raus."
        var second = received("2", text: "Hallo Leute! " + long, author: "a1", handle: "A")
        second.space.externalID = "g2"

        _ = try await house.intake.take([received("1", text: long, author: "a1", handle: "A"), second])

        let queue = try await house.store.queue(QueueFilter(), now: SamplePosts.now)
        #expect(queue.map(\.posts.count) == [2])
    }
}
