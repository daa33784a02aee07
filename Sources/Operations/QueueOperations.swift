package import Answering
package import Domain
import Foundation
import Intake
package import Storage

/// The open enquiries in answering order.
package struct ListQueue: HouseOperation {
    package static let name = "queue/list"
    /// Which enquiries are wanted.
    package var filter: QueueFilter

    package init(filter: QueueFilter) { self.filter = filter }

    package func perform(in house: House) async throws -> [Enquiry] {
        try house.check(filter.topic)
        return try await house.store.queue(filter, now: house.now())
    }
}

/// Takes the first free enquiry for a counsellor.
package struct TakeNext: HouseOperation {
    package static let name = "queue/next"
    /// The user name of whoever does it.
    package var user: String
    /// Which enquiries are wanted.
    package var filter: QueueFilter

    package init(user: String, filter: QueueFilter) {
        self.user = user
        self.filter = filter
    }

    package func perform(in house: House) async throws -> Enquiry? {
        try house.check(user: user)
        return try await house.store.takeNext(filter, as: user, lease: house.lease, now: house.now())
    }
}

/// One enquiry with everything that helps to answer it.
package struct ShowEnquiry: HouseOperation {
    package static let name = "queue/show"
    /// The number of the enquiry.
    package var id: Int64

    package init(id: Int64) { self.id = id }

    package func perform(in house: House) async throws -> EnquiryDetail {
        let enquiry = try await house.store.enquiry(id, now: house.now())
        let picker = TemplatePicker(house.templates, isDemonstration: house.settings.isDemonstration)
        return EnquiryDetail(
            enquiry: enquiry,
            deadlines: try house.deadlines(of: enquiry.posts),
            answers: try await house.store.answers(to: id),
            suggestions: picker.suggestions(
                topics: enquiry.topics,
                primary: enquiry.primary,
                language: enquiry.language,
                today: house.today
            ),
            like: try await house.likeness?.like(enquiry: id)
        )
    }
}

/// An enquiry, what was answered to it, and which templates fit.
package struct EnquiryDetail: Codable, Sendable {
    /// The enquiry.
    package var enquiry: Enquiry
    /// The time limits that its posts name, the nearest first.
    package var deadlines: [EnquiryDeadline]
    /// The first answer first.
    package var answers: [Answer]
    /// The best template first; blocked ones last, with the reason.
    package var suggestions: [TemplateSuggestion]
    /// What is like it by meaning; nil where there is no sentence encoder.
    package var like: LikeList?
}

/// Gives an enquiry back to the queue.
package struct ReleaseEnquiry: HouseOperation {
    package static let name = "queue/release"
    /// The number of the enquiry.
    package var id: Int64

    package init(id: Int64) { self.id = id }

    package func perform(in house: House) async throws -> Enquiry {
        try await house.store.release(id, now: house.now())
    }
}

/// Closes an enquiry without an answer.
package struct DismissEnquiry: HouseOperation {
    package static let name = "queue/dismiss"
    /// The number of the enquiry.
    package var id: Int64
    /// The user name of whoever does it.
    package var user: String?
    /// Why, in 1...200 characters.
    package var reason: String

    package init(id: Int64, user: String?, reason: String) {
        self.id = id
        self.user = user
        self.reason = reason
    }

    package func perform(in house: House) async throws -> Enquiry {
        if let user { try house.check(user: user) }
        let reason = reason.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...200).contains(reason.count) else {
            throw OperatorError(
                "An enquiry is dismissed with a reason of 1 to 200 characters; this one has \(reason.count).",
                remedy: "Say why in a few words, without names: --reason 'an advertisement'."
            )
        }
        return try await house.store.dismiss(id, as: user, reason: reason, now: house.now())
    }
}

/// Takes a post out of an enquiry that it was wrongly put in; it gets one of its own.
package struct SplitPost: HouseOperation {
    package static let name = "queue/split"
    /// The number of the post.
    package var post: Int64
    /// The user name of whoever does it.
    package var user: String?

    package init(post: Int64, user: String?) {
        self.post = post
        self.user = user
    }

    package func perform(in house: House) async throws -> Enquiry {
        if let user { try house.check(user: user) }
        let intake = try house.intake()
        return try await house.store.split(
            post,
            as: user,
            now: house.now()
        ) { intake.likeness(of: $0) }
    }
}

/// Takes a dismissal back.
package struct ReopenEnquiry: HouseOperation {
    package static let name = "queue/reopen"
    /// The number of the enquiry.
    package var id: Int64

    package init(id: Int64) { self.id = id }

    package func perform(in house: House) async throws -> Enquiry {
        try await house.store.reopen(id, now: house.now())
    }
}

extension House {
    var lease: Double { Double(settings.leaseMinutes) * 60 }

    /// - Throws: `OperatorError` where a name is no user name: 1...64 letters, digits, `.`, `_`, `-`.
    func check(user: String) throws {
        guard UserName.isFine(user) else {
            throw OperatorError(
                "'\(user)' is no user name.",
                remedy: "Use 1 to 64 letters, digits, dots, hyphens and underscores, such as --as ana."
            )
        }
    }

    func check(_ topic: TopicID?) throws {
        guard let topic, !topics.contains(topic) else { return }
        throw OperatorError(
            "There is no topic '\(topic.rawValue)'.",
            remedy: "The topics are: \(topics.map(\.rawValue).joined(separator: ", "))."
        )
    }
}
