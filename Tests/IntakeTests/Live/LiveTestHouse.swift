import Domain
import Foundation
import Intake
import Logging
import Platforms
import Storage
import TestSupport
import Transport

/// A house with a Telegram bot, whose platform answers from a closure.
struct LiveTestHouse {
    let house: TestHouse
    let transport: FakeTransport
    let leader: SourceLeader
    let doors: WebhookDoors
    let source: Source

    /// The secret that the platform shows when it calls.
    static let secret = "a-secret-of-the-webhook"

    init(
        _ answer: @escaping @Sendable (WireRequest) throws(TransportError) -> WireAnswer = { _ in
            WireAnswer(status: 500)
        }
    ) async throws {
        house = try TestHouse()
        transport = FakeTransport(answer)
        let secrets = SourceSecrets(house.folder.url.appending(path: "secrets"))
        try secrets.set("token", of: "bot", to: "42:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
        try secrets.set("webhook-secret", of: "bot", to: Self.secret)
        source = try await house.store.addSource(
            name: "bot",
            kind: .telegramBot,
            settings: [:],
            space: nil,
            intervalSeconds: 60,
            now: SamplePosts.now
        )
        leader = SourceLeader(
            store: house.store,
            secrets: secrets,
            transport: transport,
            intake: house.intake,
            options: ImportOptions(),
            spool: house.folder.url.appending(path: "spool"),
            now: { SamplePosts.now }
        )
        doors = WebhookDoors(
            store: house.store,
            leader: leader,
            changes: ChangeSignal(),
            now: { SamplePosts.now }
        )
    }

    var inbox: WebhookInbox {
        WebhookInbox(doors: doors, store: house.store, keyring: house.keyring, now: { SamplePosts.now })
    }

    func worker(
        _ arrived: @escaping @Sendable (Int, Int64) -> Void = { _, _ in }
    ) -> WebhookWorker {
        WebhookWorker(
            store: house.store,
            doors: doors,
            keyring: house.keyring,
            intake: house.intake,
            arrived: arrived,
            logger: .init(label: "test"),
            now: { SamplePosts.now }
        )
    }

    func courier(now: @escaping @Sendable () -> Date = { SamplePosts.now }) -> OutboxCourier {
        OutboxCourier(
            store: house.store,
            leader: leader,
            transport: transport,
            logger: .init(label: "test"),
            now: now
        )
    }

    /// A call of the platform with a post of a group, or with an edit of it.
    static func call(_ update: Int, message: Int, text: String, editedAfter: Int? = nil) -> [UInt8] {
        let date = Int(SamplePosts.now.timeIntervalSince1970)
        let edit = editedAfter.map { #","edit_date":\#(date + $0)"# } ?? ""
        let field = editedAfter == nil ? "message" : "edited_message"
        return Array(
            """
            {"update_id":\(update),"\(field)":{"message_id":\(message),"date":\(date)\(edit),"text":"\(text)",
             "from":{"id":7001,"is_bot":false,"first_name":"A"},
             "chat":{"id":-1001234567890,"type":"supergroup","title":"Group"}}}
            """.utf8
        )
    }

    /// What the platform shows besides.
    static let headers = ["x-telegram-bot-api-secret-token": secret]
}
