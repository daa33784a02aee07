import Domain
import Foundation
import Platforms
import Testing

/// A round with a server that answers as it pleases; ends early after some kept pages, as a crash would end it.
struct LedRound {
    /// The ids of the posts that were kept, in their order.
    private(set) var ids: [String] = []
    /// As the last kept page left it.
    private(set) var cursor: String?
    /// How long to wait, as the round said at its end.
    private(set) var pause: Duration?

    init(
        _ kind: SourceKind,
        cursor: String?,
        now: Date,
        crashAfterPages: Int = .max,
        _ answer: (WireRequest) throws -> WireAnswer
    ) throws {
        self.cursor = cursor
        let module = try MetaSetup.module(kind)
        let setup = MetaSetup.setup(kind)
        let begun = try module.conversation(setup, cursor: cursor, lookUps: [], checksAccess: false)
        var conversation = try #require(begun)
        var given: WireAnswer?
        var pages = 0
        for _ in 0..<10_000 {
            let step = try conversation.next(given, now: now)
            given = nil
            switch step {
            case .ask(let request): given = try answer(request)
            case .keep(let page):
                pages += 1
                if pages > crashAfterPages { return }
                ids += page.events.compactMap { if case .row(.post(let post)) = $0 { post.externalID } else { nil } }
                self.cursor = page.cursor ?? self.cursor
            case .done(let pause):
                self.pause = pause
                return
            case .list, .fetch, .warn: break
            }
        }
        Issue.record("the round never ends")
    }
}
