package import Domain
package import Foundation
import GRDB

extension Store {
    /// Records an answer that has been published and closes its enquiry, in one transaction.
    ///
    /// Recording the same answer (the same enquiry and link) again changes nothing.
    /// - Throws: `OperatorError` where the enquiry is dismissed, answered elsewhere, or taken by somebody else.
    package func record(
        enquiry id: Int64,
        as user: String,
        template: TemplateUse,
        text: String,
        sentURL: String,
        now: Date
    ) async throws -> Answer {
        try await write { db in
            if let answer = try Answers.find(enquiry: id, sentURL: sentURL, db) { return answer }
            let enquiry = try Queue.open(id, now: now, db)
            try Queue.refuseIfTaken(enquiry, unlessBy: user)
            if let item = try Outbox.pending(of: id, db) { throw Outbox.onItsWay(item) }
            return try Answers.insert(
                enquiry: id,
                user: user,
                template: template,
                text: text,
                sentURL: sentURL,
                now: now,
                db
            )
        }
    }

    /// Takes an enquiry for a counsellor who is about to answer it; renews the lease where they hold it already.
    /// - Throws: `OperatorError` where it is closed or taken by somebody else.
    package func take(_ id: Int64, as user: String, lease: TimeInterval, now: Date) async throws -> Enquiry {
        try await write { db in
            try Queue.refuseIfTaken(try Queue.open(id, now: now, db), unlessBy: user)
            try Queue.lease(id, to: user, until: now.addingTimeInterval(lease), db)
            return try Queue.enquiry(id, now: now, db)
        }
    }

    /// All answers to an enquiry, the first one first.
    package func answers(to enquiry: Int64) async throws -> [Answer] {
        try await read { db in try Answers.all(to: enquiry, db) }
    }
}

/// The statements on answers that several transactions use.
enum Answers {
    static func all(to enquiry: Int64, _ db: Database) throws -> [Answer] {
        try Row.fetchAll(
            db,
            SQLRequest(
                literal: """
                    SELECT id, enquiryID, user, templateKey, templateLanguage, templateVersion, text, sentAt, sentURL
                    FROM answer WHERE enquiryID = \(enquiry) ORDER BY id
                    """
            )
        ).map(answer)
    }

    /// Records an answer and closes its enquiry, where it is still open.
    @discardableResult
    static func insert(
        enquiry id: Int64,
        user: String,
        template: TemplateUse,
        text: String,
        sentURL: String,
        now: Date,
        _ db: Database
    ) throws -> Answer {
        let enquiry = try Queue.enquiry(id, now: now, db)
        try db.execute(
            literal: """
                INSERT INTO answer (enquiryID, user, templateKey, templateLanguage, templateVersion, text, sentAt,
                    sentURL)
                VALUES (\(id), \(user), \(template.key), \(template.language.rawValue), \(template.version),
                    \(text), \(now.stored), \(sentURL))
                """
        )
        let answer = Answer(
            id: db.lastInsertedRowID,
            enquiryID: id,
            user: user,
            template: template,
            text: text,
            sentAt: Date(stored: now.stored),
            sentURL: sentURL
        )
        guard enquiry.state == .open else { return answer }
        try Queue.close(id, state: .answered, by: user, reason: nil, now: now, db)
        try fileDelay(of: enquiry, now: now, db)
        return answer
    }

    static func find(enquiry: Int64, sentURL: String, _ db: Database) throws -> Answer? {
        try all(to: enquiry, db).first { $0.sentURL == sentURL }
    }

    /// Files how long the person waited, once under each label, with nothing that leads back to the enquiry.
    static func fileDelay(of enquiry: Enquiry, now: Date, _ db: Database) throws {
        let seconds = max(0, now.stored - enquiry.waitingSince.stored)
        let labels = try EnquiryLabels.counted(enquiry.id, db)
        try file(labels, week: ISOWeek(of: now).description, seconds: seconds, db)
    }

    /// Files a delay under other labels, after a person corrected them.
    static func moveDelay(
        of enquiry: Enquiry,
        closedAt: Date,
        from before: CountedLabels,
        to after: CountedLabels,
        _ db: Database
    ) throws {
        let week = ISOWeek(of: closedAt).description
        let seconds = max(0, closedAt.stored - enquiry.waitingSince.stored)
        for (dimension, value) in before.cells {
            try db.execute(
                literal: """
                    DELETE FROM answerDelay WHERE id = (
                        SELECT id FROM answerDelay WHERE week = \(week) AND dimension = \(dimension.rawValue)
                            AND value = \(value) AND seconds = \(seconds) LIMIT 1)
                    """
            )
        }
        try file(after, week: week, seconds: seconds, db)
    }

    private static func file(_ labels: CountedLabels, week: String, seconds: Int64, _ db: Database) throws {
        for (dimension, value) in labels.cells {
            try db.execute(
                literal: """
                    INSERT INTO answerDelay (week, dimension, value, seconds)
                    VALUES (\(week), \(dimension.rawValue), \(value), \(seconds))
                    """
            )
        }
    }

    private static func answer(_ row: Row) -> Answer {
        Answer(
            id: row["id"],
            enquiryID: row["enquiryID"],
            user: row["user"],
            template: TemplateUse(
                key: row["templateKey"],
                language: Language(rawValue: row["templateLanguage"]),
                version: row["templateVersion"]
            ),
            text: row["text"],
            sentAt: Date(stored: row["sentAt"]),
            sentURL: row["sentURL"]
        )
    }
}
