import Domain
import Foundation
import Platforms

/// Refuses what cannot be captured, before anything is stored.
struct CaptureCheck {
    let now: Date

    func refuse(_ capture: CapturePosts) throws {
        guard (1...Self.mostPosts).contains(capture.posts.count) else {
            throw OperatorError(
                "One capture takes 1 to \(Self.mostPosts) posts, not \(capture.posts.count).",
                remedy: "Capture a long thread in parts; what is known is not taken twice."
            )
        }
        try refuse(address: capture.url)
        for post in capture.posts { try refuse(post) }
    }

    private func refuse(_ post: CapturedPost) throws {
        let text = cleanText(post.text)
        guard !text.isEmpty, text.utf8.count <= Self.longestText else {
            throw OperatorError(
                "A post has 1 to \(Self.longestText) bytes of words; this one has \(text.utf8.count).",
                remedy: "Copy the words of one post, without what stands around it."
            )
        }
        guard post.author?.count ?? 0 <= 200 else {
            throw OperatorError("The name of an author has at most 200 characters.", remedy: "Copy the name only.")
        }
        if let url = post.url { try refuse(address: url) }
        guard let time = post.publishedAt else { return }
        guard SpaceVisit.isMoment(time), time <= now.addingTimeInterval(86_400) else {
            throw OperatorError(
                "A post cannot have been published at \(time.formatted(.iso8601)).",
                remedy: "Give the time as the platform shows it, or leave it out."
            )
        }
    }

    private func refuse(address: String) throws {
        let trimmed = address.trimmingCharacters(in: .whitespacesAndNewlines)
        let isWeb = ["https://", "http://"].contains { trimmed.lowercased().hasPrefix($0) }
        let isFine = isWeb && trimmed.utf8.count <= 2_000 && !trimmed.contains(where: \.isWhitespace)
        guard isFine || Permalinks.place(of: trimmed) != nil else {
            throw OperatorError(
                "This is no address of a post.",
                remedy: "Copy it from the address bar, or with 'copy link' at the post: --url https://…"
            )
        }
    }

    static let unknownAddress = OperatorError(
        "The address belongs to no platform that is known, so the space cannot be told from it.",
        remedy: "Name the space: --space N; 'streetwork space list' lists them."
    )

    static func noSpace(_ place: PostPlace) -> OperatorError {
        OperatorError(
            "The address does not tell which space of \(place.platform.rawValue) the post stands in.",
            remedy: "Name the space with --space N, or note the address of the space once: 'streetwork space add "
                + "--platform \(place.platform.rawValue) --id ID --link ADDRESS'."
        )
    }

    static func error(_ place: PostPlace, _ space: RegisteredSpace) -> OperatorError {
        OperatorError(
            "The address is one of \(place.platform.rawValue), but space \(space.id) is one of "
                + "\(space.reference.platform.rawValue).",
            remedy: "Name the space that the post stands in; 'streetwork space list' lists them."
        )
    }

    static func error(_ closed: ClosedSpace) -> OperatorError {
        OperatorError("Space \(closed.id) is \(closed.words). Nothing was stored.", remedy: closed.remedy)
    }

    private static let mostPosts = 50
    private static let longestText = 100_000
}
