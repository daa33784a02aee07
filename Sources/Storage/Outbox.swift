package import Domain
package import Foundation
import GRDB

extension Store {
    /// Puts a released answer into the outbox; the enquiry is held by its counsellor until it is out.
    /// - Throws: `OperatorError` where the enquiry is closed or taken by somebody else, or an answer to it waits already.
    package func release(
        answerTo enquiry: Int64,
        through source: Int64,
        as user: String,
        template: TemplateUse,
        message: String,
        notBefore: Date,
        now: Date
    ) async throws -> OutboxItem {
        try await write { db in
            try Queue.refuseIfTaken(try Queue.open(enquiry, now: now, db), unlessBy: user)
            if let item = try Outbox.pending(of: enquiry, db) { throw Outbox.onItsWay(item) }
            try Queue.lease(enquiry, to: user, until: now.addingTimeInterval(Outbox.lease), db)
            try db.execute(
                literal: """
                    INSERT INTO outbox (enquiryID, sourceID, user, templateKey, templateLanguage, templateVersion,
                        message, state, releasedAt, notBefore)
                    VALUES (\(enquiry), \(source), \(user), \(template.key), \(template.language.rawValue),
                        \(template.version), \(message), 'waiting', \(now.stored), \(notBefore.stored))
                    """
            )
            return try Outbox.known(db.lastInsertedRowID, db)
        }
    }

    /// The items of the outbox, the newest first.
    /// - Parameter open: only those that are not out and not given up.
    package func outbox(open: Bool, limit: Int = 100) async throws -> [OutboxItem] {
        try await read { db in
            let condition: SQL = open ? "closedAt IS NULL" : "1"
            return try Outbox.all(where: "\(condition) ORDER BY id DESC LIMIT \(limit)", db)
        }
    }

    /// One item.
    /// - Throws: `OperatorError` where there is none with this number.
    package func outboxItem(_ id: Int64) async throws -> OutboxItem {
        try await read { db in try Outbox.known(id, db) }
    }

    /// The items that may be sent now, and those whose fate has to be looked up now, the oldest first.
    package func outboxDue(now: Date, limit: Int) async throws -> [OutboxItem] {
        try await read { db in
            try Outbox.all(
                where: """
                    state IN ('waiting', 'unknown') AND notBefore <= \(now.stored) ORDER BY notBefore, id LIMIT \(limit)
                    """,
                db
            )
        }
    }

    /// Notes, durably and before anything leaves the house, that an item is being sent.
    /// - Returns: the item as it is now; nil where it was taken back meanwhile.
    package func beginSending(_ id: Int64, now: Date) async throws -> OutboxItem? {
        try await write { db in
            try db.execute(
                literal: """
                    UPDATE outbox SET state = 'sending', attempts = attempts + 1,
                        firstTriedAt = COALESCE(firstTriedAt, \(now.stored))
                    WHERE id = \(id) AND state = 'waiting'
                        AND EXISTS (SELECT 1 FROM enquiry WHERE enquiry.id = enquiryID AND enquiry.state = 'open')
                    """
            )
            guard db.changesCount == 1 else {
                try Outbox.giveUpClosed(id, now: now, db)
                return nil
            }
            return try Outbox.known(id, db)
        }
    }

    /// After a start: what was being sent when the process ended has an unknown fate.
    /// - Returns: how many there are.
    package func doubtInterrupted(now: Date) async throws -> Int {
        try await write { db in
            try db.execute(
                literal: """
                    UPDATE outbox SET state = 'unknown', notBefore = \(now.stored),
                        reason = 'the program ended while it was being sent'
                    WHERE state = 'sending'
                    """
            )
            return db.changesCount
        }
    }

    /// Notes that an item is not out: it waits, is in doubt, or is given up.
    package func settle(
        _ id: Int64,
        state: OutboxState,
        notBefore: Date,
        reason: String,
        remedy: String?,
        now: Date
    ) async throws {
        try await write { db in
            let closedAt = state == .failed || state == .cancelled ? now.stored : nil
            try db.execute(
                literal: """
                    UPDATE outbox SET looks = looks + (state = 'unknown' AND \(state.rawValue) = 'unknown'),
                        state = \(state.rawValue), notBefore = \(notBefore.stored), reason = \(reason),
                        remedy = \(remedy), closedAt = \(closedAt)
                    WHERE id = \(id) AND closedAt IS NULL
                    """
            )
        }
    }

    /// Notes that an item is out, records the answer and closes the enquiry, in one transaction; again is harmless.
    package func finishSending(_ id: Int64, text: String, externalID: String?, link: String, now: Date) async throws {
        try await write { db in
            let item = try Outbox.known(id, db)
            guard item.state != .sent else { return }
            try db.execute(
                literal: """
                    UPDATE outbox SET state = 'sent', sentExternalID = \(externalID), sentURL = \(link),
                        closedAt = \(now.stored), reason = NULL, remedy = NULL
                    WHERE id = \(id)
                    """
            )
            try Answers.insert(
                enquiry: item.enquiryID,
                user: item.user,
                template: item.template,
                text: text,
                sentURL: link,
                now: now,
                db
            )
        }
    }

    /// Takes an item back that has not gone out.
    /// - Throws: `OperatorError` where it is out, being sent, or given up.
    package func cancelSending(_ id: Int64, now: Date) async throws -> OutboxItem {
        try await write { db in
            let item = try Outbox.known(id, db)
            guard item.state == .waiting || item.state == .unknown else { throw Outbox.tooLate(item) }
            try db.execute(
                literal: "UPDATE outbox SET state = 'cancelled', closedAt = \(now.stored) WHERE id = \(id)"
            )
            return try Outbox.known(id, db)
        }
    }

    /// Lets an item be sent again, after a person has looked that it does not stand there.
    /// - Throws: `OperatorError` where it is neither in doubt nor given up.
    package func retrySending(_ id: Int64, now: Date) async throws -> OutboxItem {
        try await write { db in
            let item = try Outbox.known(id, db)
            guard item.state == .unknown || item.state == .failed else { throw Outbox.tooLate(item) }
            let pending = try Outbox.pending(of: item.enquiryID, db)
            guard pending == nil || pending?.id == id else {
                throw OperatorError(
                    "Another answer to enquiry \(item.enquiryID) is on its way.",
                    remedy: "'streetwork outbox list' shows it."
                )
            }
            _ = try Queue.open(item.enquiryID, now: now, db)
            try db.execute(
                literal: """
                    UPDATE outbox SET state = 'waiting', notBefore = \(now.stored), closedAt = NULL, reason = NULL,
                        remedy = NULL, looks = 0
                    WHERE id = \(id)
                    """
            )
            return try Outbox.known(id, db)
        }
    }
}
