import Domain
import Foundation
import Platforms
import TestSupport
import Testing

/// What polling and exports have to agree on, so that a message that comes both ways is one post.
struct TelegramSameAsExportTests {
    private struct Identity: Hashable {
        var space: String
        var id: String
        var parent: String?
        var author: String?
        var text: String
        var at: Date

        init(_ post: ReceivedPost) {
            space = post.space.externalID
            id = post.externalID
            parent = post.parentExternalID
            author = post.author?.id
            text = post.text
            at = post.publishedAt
        }
    }

    /// The same messages as an export holds them and as the Bot API gives them.
    private func identities(_ name: String) throws -> (export: [Identity], polled: [Identity]) {
        let export = Reading.rows(of: try Fixtures.bytes("same/telegram/\(name)-export.json"), as: TelegramExport())
        let setup = SourceSetup(name: "x", settings: [:], secrets: ["token": ["1:a"]])
        let conversation = try Modules.telegramBot.conversation(setup, cursor: nil, lookUps: [], checksAccess: false)
        let answer = WireAnswer(status: 200, body: try Fixtures.bytes("same/telegram/\(name)-updates.json"))
        let round = PolledRound(try #require(conversation), cursor: nil, answers: [answer], now: SamplePosts.now)
        return (export.posts.map(Identity.init), round.posts.map(Identity.init))
    }

    @Test(arguments: [("forum", 7), ("basic", 2)])
    func `the same message is the same post both ways`(_ name: String, _ count: Int) throws {
        let (export, polled) = try identities(name)

        #expect(export.count == count)
        #expect(export == polled)
    }
}
