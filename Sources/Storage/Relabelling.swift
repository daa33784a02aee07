import Domain
import Foundation
import GRDB

/// Lets counters and enquiries follow a person's labels, within one transaction.
struct Relabelling {
    private let db: Database
    private let user: String
    private let now: Date
    private let item: @Sendable (BacklogPost, Prediction) throws -> ClassifiedPost

    init(
        _ db: Database,
        user: String,
        now: Date,
        item: @escaping @Sendable (BacklogPost, Prediction) throws -> ClassifiedPost
    ) {
        self.db = db
        self.user = user
        self.now = now
        self.item = item
    }

    /// - Parameter calms: whether the enquiry may become less urgent.
    func follow(_ row: LabelledRow, to labels: PostLabels, calms: Bool) throws -> RelabelledPost {
        try SeenCounts.move(row, to: labels, db)
        if !labels.isRelevant { try db.execute(literal: "UPDATE post SET handle = NULL WHERE id = \(row.post.id)") }
        if let enquiry = try enquiry(of: row.post.id) {
            try relabel(enquiry, calms: calms)
        } else if labels.isRelevant, !row.isDeleted {
            var sheet = CounterSheet(week: ISOWeek(of: now))
            var keeper = EnquiryKeeper(db, now: now, mergeWindow: 14 * 86_400)
            let question = try item(row.post, row.prediction.corrected(by: labels))
            try keeper.opened(question, postID: row.post.id, &sheet)
            try sheet.write(db)
            try Meanings.keep(question.meaning, of: row.post.id, db)
        }
        return RelabelledPost(
            id: row.post.id,
            enquiry: try enquiry(of: row.post.id),
            before: row.labels,
            labels: labels,
            correction: try Corrections.current(of: row.post.id, db)
        )
    }

    private func enquiry(of post: Int64) throws -> Int64? {
        try Int64.fetchOne(db, SQLRequest(literal: "SELECT enquiryID FROM enquiryPost WHERE postID = \(post)"))
    }

    /// Gives an enquiry the labels of its posts; one that is open leaves the queue where nobody needs to see any of
    /// them.
    ///
    /// A closed one keeps its labels where no post is relevant any more: what was done stays visible.
    private func relabel(_ id: Int64, calms: Bool) throws {
        let enquiry = try Queue.enquiry(id, now: now, db)
        let relevant = enquiry.posts.map(\.labels).filter(\.isRelevant)
        let before = try EnquiryLabels.counted(id, db)
        guard let first = relevant.first else {
            if enquiry.state == .open { try remove(enquiry, before) }
            return
        }
        let urgency = relevant.map(\.urgency).min() ?? .routine
        let kind: Kind = relevant.contains { $0.kind == .request } ? .request : first.kind
        try db.execute(
            literal: """
                UPDATE enquiry SET urgency = \((calms ? urgency : min(urgency, enquiry.urgency)).rawValue),
                    kind = \(kind.rawValue), language = \(first.language.rawValue),
                    primaryTopic = \(relevant.lazy.compactMap(\.primary).first?.rawValue),
                    minors = \(relevant.contains(where: \.minors))
                WHERE id = \(id)
                """
        )
        try db.execute(literal: "DELETE FROM enquiryTopic WHERE enquiryID = \(id)")
        for topic in Set(relevant.flatMap(\.topics)) {
            try db.execute(literal: "INSERT INTO enquiryTopic (enquiryID, topic) VALUES (\(id), \(topic.rawValue))")
        }
        try moveCounts(of: enquiry, from: before, to: try EnquiryLabels.counted(id, db))
    }

    private func remove(_ enquiry: Enquiry, _ labels: CountedLabels) throws {
        try Queue.refuseIfTaken(enquiry, unlessBy: user)
        try moveCounts(of: enquiry, from: labels, to: nil)
        try db.execute(literal: "DELETE FROM enquiry WHERE id = \(enquiry.id)")
    }

    /// What was counted when the enquiry was opened and closed moves to the new labels, in the same weeks.
    private func moveCounts(of enquiry: Enquiry, from before: CountedLabels, to after: CountedLabels?) throws {
        let request = SQLRequest<Int64>(literal: "SELECT openedAt FROM enquiry WHERE id = \(enquiry.id)")
        let openedAt = try request.fetchOne(db).map(Date.init(stored:)) ?? now
        try move(.opened, ISOWeek(of: openedAt), from: before, to: after)
        guard let after, let closedAt = enquiry.closedAt else { return }
        switch enquiry.state {
        case .open: break
        case .dismissed: try move(.dismissed, ISOWeek(of: closedAt), from: before, to: after)
        case .answered:
            try move(.answered, ISOWeek(of: closedAt), from: before, to: after)
            try Answers.moveDelay(of: enquiry, closedAt: closedAt, from: before, to: after, db)
        }
    }

    private func move(
        _ figure: Figure,
        _ week: ISOWeek,
        from before: CountedLabels,
        to after: CountedLabels?
    ) throws {
        var sheet = CounterSheet(week: week)
        sheet.add(figure, before, -1)
        if let after { sheet.add(figure, after) }
        try sheet.write(db)
    }
}

/// What was counted when a post came.
enum SeenCounts {
    /// Moves it to new labels, in the same week.
    static func move(_ row: LabelledRow, to labels: PostLabels, _ db: Database) throws {
        let platform = row.post.space.platform
        let (before, after) = (CountedLabels(row.labels, platform: platform), CountedLabels(labels, platform: platform))
        var sheet = CounterSheet(week: ISOWeek(of: row.seenAt))
        sheet.add(.seen, before, -1)
        sheet.add(.seen, after)
        if row.labels.isRelevant { sheet.add(.relevant, before, -1) }
        if labels.isRelevant { sheet.add(.relevant, after) }
        try sheet.write(db)
    }

    /// Moves it to the labels of a post's new words, unless a person's labels hold.
    static func follow(_ prediction: Prediction, of post: Int64, now: Date, _ db: Database) throws {
        for row in try Corrections.rows(of: .post(post), now: now, db) where row.correction == nil {
            try move(row, to: PostLabels(prediction), db)
        }
    }
}
