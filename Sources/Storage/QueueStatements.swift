import Domain
import Foundation
import GRDB

/// The statements on enquiries that several transactions use.
enum Queue {
    static func missing(_ id: Int64) -> OperatorError {
        OperatorError("There is no enquiry \(id).", remedy: "'streetwork queue' lists the open ones.")
    }

    /// An enquiry that must be open.
    static func open(_ id: Int64, now: Date, _ db: Database) throws -> Enquiry {
        let enquiry = try enquiry(id, now: now, db)
        guard enquiry.state == .open else {
            throw OperatorError(
                "Enquiry \(id) is closed: it was \(enquiry.state.rawValue) already.",
                remedy: "'streetwork queue show \(id)' shows what was done."
            )
        }
        return enquiry
    }

    static func refuseIfTaken(_ enquiry: Enquiry, unlessBy user: String) throws {
        guard let holder = enquiry.takenBy, holder != user else { return }
        throw OperatorError(
            "Enquiry \(enquiry.id) has been taken by \(holder).",
            remedy: "Ask \(holder) to release it, or wait until the lease ends."
        )
    }

    static func lease(_ id: Int64, to user: String, until: Date, _ db: Database) throws {
        try db.execute(
            literal: "UPDATE enquiry SET takenBy = \(user), leaseUntil = \(until.stored) WHERE id = \(id)"
        )
    }

    static func close(
        _ id: Int64,
        state: EnquiryState,
        by user: String?,
        reason: String?,
        now: Date,
        _ db: Database
    ) throws {
        try db.execute(
            literal: """
                UPDATE enquiry SET state = \(state.rawValue), closedAt = \(now.stored), closedBy = \(user),
                    reason = \(reason), takenBy = NULL, leaseUntil = NULL
                WHERE id = \(id)
                """
        )
        var counters = CounterSheet(week: ISOWeek(of: now))
        counters.add(state == .answered ? .answered : .dismissed, try EnquiryLabels.counted(id, db))
        try counters.write(db)
        try EnquiryBands.remove(id, db)
    }

    /// Opens a dismissed enquiry again; the dismissal is no longer counted, in the week in which it was.
    static func reopen(_ id: Int64, _ db: Database) throws {
        let request = SQLRequest<Int64>(
            literal: "SELECT closedAt FROM enquiry WHERE id = \(id) AND state = 'dismissed'"
        )
        guard let closedAt = try request.fetchOne(db) else { return }
        var counters = CounterSheet(week: ISOWeek(of: Date(stored: closedAt)))
        counters.add(.dismissed, try EnquiryLabels.counted(id, db), -1)
        try counters.write(db)
        try db.execute(
            literal: """
                UPDATE enquiry SET state = 'open', closedAt = NULL, closedBy = NULL, reason = NULL
                WHERE id = \(id)
                """
        )
        try EnquiryBands.restore(id, db)
    }

    static func enquiry(_ id: Int64, now: Date, _ db: Database) throws -> Enquiry {
        let request = SQLRequest<Row>(
            literal: """
                SELECT state, urgency, kind, language, primaryTopic, minors, platform, waitingSince, takenBy, leaseUntil,
                    closedAt, reason
                FROM enquiry WHERE id = \(id)
                """
        )
        guard let row = try request.fetchOne(db) else { throw missing(id) }
        let topics = try String.fetchAll(
            db,
            SQLRequest(literal: "SELECT topic FROM enquiryTopic WHERE enquiryID = \(id) ORDER BY topic")
        )
        let lease = (row["leaseUntil"] as Int64?).map(Date.init(stored:))
        let isTaken = lease.map { $0 > now } ?? false
        return Enquiry(
            id: id,
            state: try known(row["state"]),
            urgency: try known(row["urgency"]),
            kind: try known(row["kind"]),
            language: Language(rawValue: row["language"]),
            topics: topics.map(TopicID.init(rawValue:)),
            primary: (row["primaryTopic"] as String?).map(TopicID.init(rawValue:)),
            minors: row["minors"],
            platform: try known(row["platform"]),
            waitingSince: Date(stored: row["waitingSince"]),
            takenBy: isTaken ? row["takenBy"] : nil,
            leaseUntil: isTaken ? lease : nil,
            closedAt: (row["closedAt"] as Int64?).map(Date.init(stored:)),
            reason: row["reason"],
            posts: try posts(of: id, db)
        )
    }

    private static func posts(of enquiry: Int64, _ db: Database) throws -> [EnquiryPost] {
        try Row.fetchAll(
            db,
            SQLRequest(
                literal: """
                    SELECT post.id, platform, space.externalID, name, link, post.externalID AS postExternalID,
                        parentExternalID, threadTitle, threadExternalID, text, publishedAt, permalink, deletedAt,
                        prediction.language, script, confidence, kind, topics,
                        primaryTopic, urgency, minors, places, evidence, model
                    FROM enquiryPost JOIN post ON post.id = enquiryPost.postID JOIN space ON space.id = spaceID
                        JOIN prediction ON prediction.postID = post.id
                    WHERE enquiryPost.enquiryID = \(enquiry) ORDER BY publishedAt, post.id
                    """
            )
        ).map { try post($0, db) }
    }

    private static func post(_ row: Row, _ db: Database) throws -> EnquiryPost {
        EnquiryPost(
            id: row["id"],
            space: try Spaces.reference(row),
            externalID: row["postExternalID"],
            parentExternalID: row["parentExternalID"],
            threadTitle: row["threadTitle"],
            threadExternalID: row["threadExternalID"],
            text: row["text"],
            publishedAt: Date(stored: row["publishedAt"]),
            permalink: row["permalink"],
            prediction: try prediction(row),
            correction: try Corrections.current(of: row["id"], db),
            deletedAt: (row["deletedAt"] as Int64?).map(Date.init(stored:))
        )
    }

    static func prediction(_ row: Row) throws -> Prediction {
        Prediction(
            language: Language(rawValue: row["language"]),
            script: row["script"],
            confidence: row["confidence"],
            kind: try known(row["kind"]),
            topics: try StoredJSON.value([TopicID].self, row["topics"]),
            primary: (row["primaryTopic"] as String?).map(TopicID.init(rawValue:)),
            urgency: try known(row["urgency"]),
            minors: row["minors"],
            places: try StoredJSON.value([String].self, row["places"]),
            evidence: try StoredJSON.value([Evidence].self, row["evidence"]),
            model: row["model"]
        )
    }

    /// A value of one of our closed sets.
    static func known<T: RawRepresentable>(_ text: String) throws -> T where T.RawValue == String {
        guard let value = T(rawValue: text) else {
            throw OperatorError(
                "The database holds the value '\(text)', which this version does not know.",
                remedy: "Install the version of streetwork that wrote it."
            )
        }
        return value
    }
}
