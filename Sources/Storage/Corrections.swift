package import Domain
package import Foundation
import GRDB

/// Which posts a person means.
package enum CorrectionTarget: Hashable, Codable, Sendable {
    /// All posts of an enquiry.
    case enquiry(Int64)
    /// One post by its number.
    case post(Int64)
    /// The post at a public address.
    case address(String)

    /// What to say where there are none.
    var missing: OperatorError {
        switch self {
        case .enquiry(let id): Queue.missing(id)
        case .post(let id):
            OperatorError("There is no post \(id).", remedy: "'streetwork queue show' names the posts of an enquiry.")
        case .address:
            OperatorError(
                "No post with this address was taken in.",
                remedy: "Copy the address as 'streetwork queue show' prints it, or import the post first."
            )
        }
    }
}

/// What became of one post whose labels a person gave, or took back.
package struct RelabelledPost: Hashable, Codable, Sendable {
    /// The number of the post.
    package var id: Int64
    /// The enquiry that it belongs to now; nil where nobody needs to see it.
    package var enquiry: Int64?
    /// The labels that held before.
    package var before: PostLabels
    /// The labels that hold now.
    package var labels: PostLabels
    /// The correction that holds now; nil where the classifier's labels do.
    package var correction: Correction?
}

/// One page of corrected posts to learn from.
package struct CorrectionPage: Codable, Sendable {
    /// Posts with a person's labels, by their numbers.
    package var posts: [LabelledPost]
    /// Corrections that give nothing to learn, because the text was deleted.
    package var withoutText: Int
    /// Corrections that give nothing to learn, because the words have changed since.
    package var ofEarlierWording: Int
    /// Where the next page begins; nil after the last one.
    package var next: Int64?
}

extension Store {
    /// Gives posts a person's labels, with counters and enquiries, in one transaction.
    ///
    /// - Parameter item: makes what the store needs to open an enquiry, where the labels ask for one.
    /// - Throws: `LabelFault` where the change contradicts the codebook; `OperatorError` where there is no such post, or
    ///   the enquiry would leave the queue while somebody else has it.
    package func correct(
        _ target: CorrectionTarget,
        by change: LabelChange,
        as user: String,
        note: String?,
        now: Date,
        item: @escaping @Sendable (BacklogPost, Prediction) throws -> ClassifiedPost
    ) async throws -> [RelabelledPost] {
        try await write { db in
            try Corrections.rows(of: target, now: now, db).map { row in
                let labels = try change.applied(to: row.labels)
                try Corrections.insert(labels, of: row, as: user, note: note, now: now, db)
                let work = Relabelling(db, user: user, now: now, item: item)
                return try work.follow(row, to: labels, calms: change.decidesUrgency)
            }
        }
    }

    /// Takes the corrections of posts back: what held before each of them holds again.
    /// - Throws: `OperatorError` where there is none, or as `correct` does.
    package func undoCorrection(
        _ target: CorrectionTarget,
        as user: String,
        now: Date,
        item: @escaping @Sendable (BacklogPost, Prediction) throws -> ClassifiedPost
    ) async throws -> [RelabelledPost] {
        try await write { db in
            let rows = try Corrections.rows(of: target, now: now, db)
            let corrected = rows.compactMap { row in row.correction.map { (row, $0.id) } }
            guard !corrected.isEmpty else {
                throw OperatorError(
                    "There is no correction to take back: the labels are those of the classifier.",
                    remedy: "Nothing to do. 'streetwork correct show' lists what was corrected."
                )
            }
            return try corrected.map { row, id in
                try Corrections.undo(id, as: user, now: now, db)
                let labels = try Corrections.current(of: row.post.id, db)?.labels ?? PostLabels(row.prediction)
                let work = Relabelling(db, user: user, now: now, item: item)
                return try work.follow(row, to: labels, calms: true)
            }
        }
    }

    /// All corrections of posts, also those taken back; of each post the latest first.
    /// - Throws: `OperatorError` where there is no such post.
    package func corrections(of target: CorrectionTarget, now: Date) async throws -> [Correction] {
        try await read { db in
            try Corrections.rows(of: target, now: now, db).flatMap { try Corrections.all(of: $0.post.id, db) }
        }
    }

    /// The corrections that hold, as labelled posts, by the numbers of the posts.
    /// - Parameter after: the last post of the page before.
    package func correctedPosts(after: Int64, limit: Int) async throws -> CorrectionPage {
        try await read { db in
            let ids = try Int64.fetchAll(
                db,
                SQLRequest(
                    literal: """
                        SELECT DISTINCT postID FROM correction
                        WHERE undoneAt IS NULL AND postID > \(after) ORDER BY postID LIMIT \(limit)
                        """
                )
            )
            var page = CorrectionPage(posts: [], withoutText: 0, ofEarlierWording: 0)
            for row in try ids.flatMap({ try Corrections.rows(of: .post($0), now: Date(stored: 0), db) }) {
                guard let correction = row.correction else { continue }
                if !row.hasText {
                    page.withoutText += 1
                } else if correction.isOfEarlierWording {
                    page.ofEarlierWording += 1
                } else {
                    let name = "correction-\(row.post.id)"
                    page.posts.append(LabelledPost(id: name, text: row.post.text, labels: correction.labels))
                }
            }
            page.next = ids.count == limit ? ids.last : nil
            return page
        }
    }
}
