import Domain
import Foundation

/// The frame in which Meta's webhooks deliver what happened.
///
/// Entries hold a list of changes, or are a change themselves, or hold private messages.
struct GraphEnvelope {
    /// One thing that happened.
    struct Change {
        /// The id of the Page or account.
        var owner: String?
        /// When Meta sent it.
        var sentAt: Date
        /// What kind of news it is, such as `feed`.
        var field: String
        /// The news as raw JSON.
        var value: [UInt8]
    }

    /// What an entry holds.
    enum Part {
        case change(Change)
        /// Rightly nothing for us.
        case ignored(IgnoreReason)
        /// Something that cannot be understood.
        case rejected(RejectedRow)
    }

    /// The parts of a delivery in their order.
    /// - Parameters:
    ///   - object: what deliveries of this kind are about, such as `page`; others are ignored.
    ///   - receivedAt: stands in where an entry has no time.
    static func parts(of body: [UInt8], about object: String, receivedAt: Date) -> [Part] {
        let kind: Kind
        switch GraphSlices.decode(Kind.self, body) {
        case .success(let found): kind = found
        case .failure(let row): return [.rejected(row)]
        }
        guard kind.object == object else { return [.ignored(.otherNews)] }
        guard let entries = GraphSlices.values(at: ["entry", .element], in: body) else {
            return [.rejected(RejectedRow(reason: "the delivery is no whole JSON", offset: 0, raw: body))]
        }
        return entries.flatMap { parts(ofEntry: $0, receivedAt) }
    }

    private static func parts(ofEntry entry: [UInt8], _ receivedAt: Date) -> [Part] {
        let head: Head
        switch GraphSlices.decode(Head.self, entry) {
        case .success(let found): head = found
        case .failure(let row): return [.rejected(row)]
        }
        if let messages = head.messaging { return messages.map { _ in .ignored(.privateChat) } }
        let changes = head.field == nil ? GraphSlices.values(at: ["changes", .element], in: entry) ?? [] : [entry]
        if changes.isEmpty { return [.ignored(.otherNews)] }
        return changes.map { change in part(of: change, head, receivedAt) }
    }

    private static func part(of change: [UInt8], _ head: Head, _ receivedAt: Date) -> Part {
        let field: Field
        switch GraphSlices.decode(Field.self, change) {
        case .success(let found): field = found
        case .failure(let row): return .rejected(row)
        }
        guard let name = field.field, field.hasValue, let value = GraphSlices.values(at: ["value"], in: change)?.first
        else { return .ignored(.otherNews) }
        let sentAt = head.time?.value?.date ?? receivedAt
        return .change(Change(owner: head.id?.value, sentAt: sentAt, field: name, value: value))
    }

    private struct Kind: Decodable {
        var object: String?
        var entry: [GraphNothing]?
    }

    private struct Head: Decodable {
        var id: FlexibleID?
        /// Seconds or milliseconds; lenient, because Meta's test button sends 0.
        var time: GraphLenient<FlexibleDate>?
        var field: String?
        var messaging: [GraphNothing]?
    }

    private struct Field: Decodable {
        var field: String?
        var hasValue: Bool

        enum CodingKeys: String, CodingKey { case field, value }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            field = try container.decodeIfPresent(String.self, forKey: .field)
            hasValue = try container.contains(.value) && !container.decodeNil(forKey: .value)
        }
    }
}
