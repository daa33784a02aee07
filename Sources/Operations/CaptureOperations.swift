package import Domain
package import Foundation
import Intake
import Platforms
import Storage

/// Takes in posts that a person copied by hand: one, or several of a thread.
///
/// Doing it twice stores nothing twice, and names the enquiries that the posts stand in.
package struct CapturePosts: HouseOperation {
    package static let name = "capture"
    /// The number of the space; nil lets the address say.
    package var space: Int64?
    /// The address of the first post.
    package var url: String
    /// The posts in the order of their thread; what follows the first one answers it.
    package var posts: [CapturedPost]
    /// The user name of whoever does it.
    package var user: String

    package init(space: Int64? = nil, url: String, posts: [CapturedPost], user: String) {
        self.space = space
        self.url = url
        self.posts = posts
        self.user = user
    }

    package func perform(in house: House) async throws -> CaptureOutcome {
        try house.check(user: user)
        try CaptureCheck(now: house.now()).refuse(self)
        let place = Permalinks.place(of: url)
        let space = try await space(of: place, in: house)
        if let closed = space.closed { throw CaptureCheck.error(closed) }
        var thread = CapturedThread(space: space, place: place, url: url, keyring: house.keyring, now: house.now())
        var batch = IntakeBatch()
        batch.posts = posts.map { thread.add($0) }
        let saved = try await house.intake().takeIn(batch)
        // Somebody may have closed it in between.
        if let closed = saved.closed.first { throw CaptureCheck.error(closed) }
        let found = try await house.store.enquiries(ofPosts: batch.posts.map(\.externalID), in: space.id)
        return CaptureOutcome(
            tally: saved.tally,
            space: try await house.space(space.id),
            enquiries: found.map { enquiry in
                CapturedEnquiry(
                    id: enquiry.id,
                    state: enquiry.state,
                    urgency: enquiry.urgency,
                    kind: enquiry.kind,
                    language: enquiry.language,
                    isNew: saved.opened.contains(enquiry.id)
                )
            },
            permalink: thread.link,
            warnings: thread.warnings
        )
    }

    /// The given space, or the one that the address leads into; one that was never seen is put into the register.
    private func space(of place: PostPlace?, in house: House) async throws -> RegisteredSpace {
        if let space {
            let given = try await house.space(space)
            if let place, place.platform != given.reference.platform { throw CaptureCheck.error(place, given) }
            return given
        }
        guard let place else { throw CaptureCheck.unknownAddress }
        let rules = house.settings.intakeRules
        if let id = place.spaceExternalID,
            let known = try await house.store.space(place.platform, id, under: rules)
        {
            return known
        }
        let spaces = try await house.store.spaces(under: rules)
        if let known = Permalinks.space(of: place, among: spaces) { return known }
        guard let id = place.spaceExternalID else { throw CaptureCheck.noSpace(place) }
        let reference = SpaceReference(platform: place.platform, externalID: id)
        return try await house.space(try await house.store.add(reference, now: house.now()))
    }
}

/// One post as a person copied it.
package struct CapturedPost: Hashable, Codable, Sendable {
    /// Its words.
    package var text: String
    /// Who wrote it, as the platform shows the name; nil where it does not matter.
    package var author: String?
    /// When it was published; nil: its id tells, or now.
    package var publishedAt: Date?
    /// Its own address; nil for the first post of a thread, and where it has none.
    package var url: String?

    package init(text: String, author: String? = nil, publishedAt: Date? = nil, url: String? = nil) {
        self.text = text
        self.author = author
        self.publishedAt = publishedAt
        self.url = url
    }
}

/// What became of captured posts.
package struct CaptureOutcome: Hashable, Codable, Sendable {
    /// New, known or changed; the posts are the rows.
    package var tally: Tally
    /// The space that they were filed under.
    package var space: RegisteredSpace
    /// The enquiries that they stand in now, also those that they stood in before; empty where nobody needs to see them.
    package var enquiries: [CapturedEnquiry]
    /// The address of the first post, without tracking.
    package var permalink: String
    /// What a person should look at again; nothing of it kept the posts from being stored.
    package var warnings: [String]
}

/// An enquiry that a captured post stands in.
package struct CapturedEnquiry: Hashable, Codable, Sendable {
    /// The number of the enquiry.
    package var id: Int64
    /// What has become of it.
    package var state: EnquiryState
    /// How soon an answer is needed.
    package var urgency: Urgency
    /// What its posts do.
    package var kind: Kind
    /// The main language.
    package var language: Language
    /// Whether it was opened by this capture.
    package var isNew: Bool
}
