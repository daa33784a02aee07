import Domain
import Foundation
import GRDB

/// What became of one post.
enum PostFate { case new, known, changed, passedOver }

/// Keeps the posts of one transaction.
///
/// Of each post the latest news holds, whatever order it comes in: posts count from when they were edited, or published;
/// deletions from when they happened. At equal times a deletion holds, and of two wordings the one that comes later.
struct PostKeeper {
    private let db: Database
    private let now: Date
    private var enquiries: EnquiryKeeper
    /// The spaces of this transaction.
    var spaces: SpaceGate
    /// What the posts add to the weekly figures.
    var counters: CounterSheet

    init(_ db: Database, rules: IntakeRules, now: Date, mergeWindow: TimeInterval) {
        self.db = db
        self.now = now
        self.enquiries = EnquiryKeeper(db, now: now, mergeWindow: mergeWindow)
        self.spaces = SpaceGate(db, rules: rules, now: now)
        self.counters = CounterSheet(week: ISOWeek(of: now))
    }

    /// The enquiries that were opened, in the order of their numbers.
    var opened: [Int64] { enquiries.newIDs }

    /// Stores one post, its prediction and its enquiry.
    mutating func keep(_ item: ClassifiedPost) throws -> PostFate {
        let place = try spaces.place(of: item.post.space)
        guard place.isOpen else {
            spaces.passOver(place, item.post.space)
            return .passedOver
        }
        if let id = try PostRows.insert(item, space: place.id, now: now, db) {
            try add(item, id)
            return .new
        }
        return try update(item, space: place.id)
    }

    /// Takes the words of a post away that is gone from its platform.
    ///
    /// Of a post that was never seen a row without words is kept, so that older news of it does not bring it.
    /// - Returns: whether words were taken away.
    mutating func delete(_ news: DeletedPost) throws -> Bool {
        let place = try spaces.place(of: news.space)
        let stored = try PostRows.find(news.externalID, space: place.id, db)
        guard let stored else {
            if place.isOpen { try PostRows.insertDeleted(news, space: place.id, now: now, db) }
            return false
        }
        guard news.deletedAt.stored >= stored.newsAt else { return false }
        try PostRows.clear(stored.id, deletedAt: news.deletedAt, db)
        // Told again, it must not close an enquiry that a person has opened again meanwhile.
        if stored.isDeleted { return false }
        try EnquiryRemains.settle(afterPost: stored.id, reason: ClosingReason.deletedPosts, now: now, db)
        return true
    }

    /// A post that is there already: nothing to do, its words have changed, or it is back.
    private mutating func update(_ item: ClassifiedPost, space: Int64) throws -> PostFate {
        guard let stored = try PostRows.find(item.post.externalID, space: space, db) else { return .known }
        let newsAt = (item.post.editedAt ?? item.post.publishedAt).stored
        if stored.isDeleted {
            guard newsAt > stored.newsAt else { return .known }
            return try bringBack(item, stored)
        }
        if stored.hasBlanks, item.author != nil || item.post.permalink != nil {
            try PostRows.fillBlanks(item, stored.id, db)
        }
        guard newsAt >= stored.newsAt else { return .known }
        guard stored.textMark != Data(item.textMark) else {
            if newsAt > stored.newsAt { try PostRows.noteEdit(stored.id, at: newsAt, db) }
            return .known
        }
        try PostRows.update(item, stored.id, db)
        try relabel(item, stored.id)
        try enquiries.changed(item, postID: stored.id, &counters)
        try Meanings.keep(item.meaning, of: stored.id, db)
        return .changed
    }

    /// A post that its platform shows again.
    private mutating func bringBack(_ item: ClassifiedPost, _ stored: StoredPost) throws -> PostFate {
        try PostRows.restore(item, stored.id, db)
        guard stored.hasPrediction else {
            try add(item, stored.id)
            return .new
        }
        try relabel(item, stored.id)
        if item.prediction.isRelevant { try EnquiryRemains.reopen(withPost: stored.id, item, db) }
        try enquiries.changed(item, postID: stored.id, &counters)
        try Meanings.keep(item.meaning, of: stored.id, db)
        return .changed
    }

    /// Everything that belongs to a post that was not there before.
    private mutating func add(_ item: ClassifiedPost, _ id: Int64) throws {
        try PostRows.insertPrediction(item.prediction, of: id, db)
        try PostRows.putInBacklog(item, id, db)
        count(item)
        try enquiries.opened(item, postID: id, &counters)
        try Meanings.keep(item.meaning, of: id, db)
    }

    private func relabel(_ item: ClassifiedPost, _ id: Int64) throws {
        try SeenCounts.follow(item.prediction, of: id, now: now, db)
        try db.execute(literal: "DELETE FROM prediction WHERE postID = \(id)")
        try PostRows.insertPrediction(item.prediction, of: id, db)
        try PostRows.putInBacklog(item, id, db)
    }

    private mutating func count(_ item: ClassifiedPost) {
        let labels = CountedLabels(item.prediction, platform: item.post.space.platform)
        counters.add(.seen, labels)
        if item.prediction.isRelevant { counters.add(.relevant, labels) }
    }
}
