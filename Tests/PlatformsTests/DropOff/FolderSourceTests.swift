import Foundation
import Platforms
import TestSupport
import Testing

@Suite struct FolderSourceTests {
    @Test func `folders within are looked into, unfinished files and pictures are passed over`() throws {
        var leader = DropOffLeader.folder([
            "/srv/drop": [
                DropOffLeader.folder("ChatExport_2026"), DropOffLeader.folder("__MACOSX"),
                DropOffLeader.file("b.zip.part"),
            ],
            "/srv/drop/ChatExport_2026": [
                DropOffLeader.file("result.json"), DropOffLeader.file("photo.jpg"), DropOffLeader.folder("photos"),
            ],
            "/srv/drop/ChatExport_2026/photos": [],
        ])

        let first = try leader.round()
        let second = try leader.round(after: 60)

        #expect(first.looked == ["/srv/drop", "/srv/drop/ChatExport_2026", "/srv/drop/ChatExport_2026/photos"])
        #expect(second.fetched.map(\.path) == ["/srv/drop/ChatExport_2026/result.json"])
        #expect(second.fetched.allSatisfy { $0.request == nil })
    }

    @Test(arguments: ["a/b.json", "..", "a\nb.json", ""])
    func `names that could lead elsewhere are refused`(name: String) throws {
        var leader = DropOffLeader.folder(["/srv/drop": [DropOffLeader.file(name), DropOffLeader.file("a.json")]])

        let first = try leader.round()
        let second = try leader.round(after: 60)

        #expect(first.reasons.count == 1)
        #expect(second.names == ["a.json"])
    }

    @Test(arguments: ["drop", "/", "/srv/../etc", "relative/drop"])
    func `a path that does not begin at the root is for a person`(path: String) throws {
        var leader = DropOffLeader.folder([:])
        leader.setup.settings["path"] = path

        let round = try leader.round()

        #expect(Troubles.words(round.trouble).hasPrefix("person: The setting 'path'"))
    }

    @Test func `a folder that is not there or closed is for a person`() throws {
        var leader = DropOffLeader.folder([:])
        let missing = try leader.round()
        leader.serve = { _ in FolderListing.forbidden }

        let forbidden = try leader.round()

        #expect(Troubles.words(missing.trouble) == "person: The folder is not there.")
        #expect(Troubles.words(forbidden.trouble) == "person: The folder may not be looked into.")
    }

    @Test func `a listing is read as it was made`() throws {
        let entries = [
            FolderListing.Entry(name: "a \"b\"\n\u{1F600}.json", bytes: 5, modified: SamplePosts.now, isFolder: false),
            FolderListing.Entry(name: "z", bytes: 0, modified: .distantPast, isFolder: true),
        ]

        #expect(try FolderListing.entries(of: FolderListing.answer(entries.reversed())) == entries)
        #expect(throws: PollTrouble.self) { try FolderListing.entries(of: WireAnswer(status: 200, body: [0x7B])) }
    }
}
