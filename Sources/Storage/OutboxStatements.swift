import Domain
import Foundation
import GRDB

/// The statements on the outbox that several transactions use.
enum Outbox {
    /// How long an enquiry stays with its counsellor while the answer is on its way, in seconds.
    static let lease: TimeInterval = 86_400

    static func all(where condition: SQL, _ db: Database) throws -> [OutboxItem] {
        try Row.fetchAll(
            db,
            SQLRequest(
                literal: """
                    SELECT id, enquiryID, sourceID, user, templateKey, templateLanguage, templateVersion, message, state,
                        releasedAt, notBefore, attempts, firstTriedAt, looks, reason, remedy, sentExternalID, sentURL
                    FROM outbox WHERE \(condition)
                    """
            )
        ).map(item)
    }

    static func known(_ id: Int64, _ db: Database) throws -> OutboxItem {
        guard let item = try all(where: "id = \(id)", db).first else {
            throw OperatorError("There is no outgoing answer \(id).", remedy: "'streetwork outbox list' lists them.")
        }
        return item
    }

    /// The item that is on its way to an enquiry.
    static func pending(of enquiry: Int64, _ db: Database) throws -> OutboxItem? {
        try all(where: "enquiryID = \(enquiry) AND closedAt IS NULL", db).first
    }

    /// Takes back an item whose enquiry was closed before it went out.
    static func giveUpClosed(_ id: Int64, now: Date, _ db: Database) throws {
        try db.execute(
            literal: """
                UPDATE outbox SET state = 'cancelled', closedAt = \(now.stored),
                    reason = 'the enquiry was closed before it went out'
                WHERE id = \(id) AND state = 'waiting'
                """
        )
    }

    static func onItsWay(_ item: OutboxItem) -> OperatorError {
        OperatorError(
            "An answer to enquiry \(item.enquiryID) is on its way already.",
            remedy: "'streetwork outbox show \(item.id)' shows it; 'streetwork outbox cancel \(item.id)' takes it back."
        )
    }

    static func tooLate(_ item: OutboxItem) -> OperatorError {
        OperatorError(
            "The outgoing answer \(item.id) is \(item.state.rawValue) already.",
            remedy: item.state == .sending
                ? "Wait a moment, and look at 'streetwork outbox show \(item.id)'."
                : "'streetwork outbox show \(item.id)' shows what became of it."
        )
    }

    private static func item(_ row: Row) throws -> OutboxItem {
        OutboxItem(
            id: row["id"],
            enquiryID: row["enquiryID"],
            sourceID: row["sourceID"],
            user: row["user"],
            template: TemplateUse(
                key: row["templateKey"],
                language: Language(rawValue: row["templateLanguage"]),
                version: row["templateVersion"]
            ),
            message: row["message"],
            state: try Queue.known(row["state"]),
            releasedAt: Date(stored: row["releasedAt"]),
            notBefore: Date(stored: row["notBefore"]),
            attempts: row["attempts"],
            firstTriedAt: (row["firstTriedAt"] as Int64?).map(Date.init(stored:)),
            looks: row["looks"],
            reason: row["reason"],
            remedy: row["remedy"],
            sentExternalID: row["sentExternalID"],
            sentURL: row["sentURL"]
        )
    }
}
