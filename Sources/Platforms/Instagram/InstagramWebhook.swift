import Domain
import Foundation

/// What Meta calls when something happens on an Instagram account.
struct InstagramWebhook: Webhook {
    private let proof: GraphWebhook
    private let reader: InstagramReader

    /// - Returns: nil where the secrets are not there.
    init?(_ setup: SourceSetup, reader: InstagramReader) {
        guard let proof = GraphWebhook(setup) else { return nil }
        self.proof = proof
        self.reader = reader
    }

    func greeting(_ query: [String: String]) -> WebhookGreeting? { proof.greeting(query) }

    func verdict(headers: [String: String], body: [UInt8], now: Date) -> WebhookVerdict {
        proof.verdict(headers: headers, body: body)
    }

    func events(_ body: [UInt8], receivedAt: Date) -> [PlatformEvent] {
        GraphEnvelope.parts(of: body, about: "instagram", receivedAt: receivedAt).map { part in
            switch part {
            case .ignored(let reason): .row(.ignored(reason))
            case .rejected(let row): .row(.rejected(row))
            case .change(let change): event(of: change)
            }
        }
    }

    private func event(of change: GraphEnvelope.Change) -> PlatformEvent {
        switch change.field {
        case "comments", "live_comments": .row(comment(change))
        case "mentions": mention(change)
        case "messages": .row(.ignored(.privateChat))
        default: .row(.ignored(.otherNews))
        }
    }

    private func comment(_ change: GraphEnvelope.Change) -> ExportRow {
        switch change.value.decoded(as: InstagramComment.self) {
        case .failure(let row): return .rejected(row)
        case .success(let comment):
            // Some apps know the account under another id, which is the one of the entry.
            if let writer = comment.writerID, writer == change.owner { return .ignored(.own) }
            return reader.row(
                of: comment,
                answering: nil,
                under: comment.media,
                sentAt: change.sentAt,
                raw: change.value
            )
        }
    }

    private func mention(_ change: GraphEnvelope.Change) -> PlatformEvent {
        switch change.value.decoded(as: Mention.self) {
        case .failure(let row): .row(.rejected(row))
        case .success(let mention):
            .lookUp(InstagramLookUp.wanted(media: mention.media.value, comment: mention.comment?.value))
        }
    }

    private struct Mention: Decodable {
        var media: FlexibleID
        var comment: FlexibleID?

        enum CodingKeys: String, CodingKey {
            case media = "media_id"
            case comment = "comment_id"
        }
    }
}
