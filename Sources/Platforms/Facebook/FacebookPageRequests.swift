import Foundation

/// The requests of a round with a Page.
struct FacebookPageRequests: Sendable {
    /// How they are sent.
    let api: GraphAPI
    /// The id of the Page.
    let page: String

    /// Checks token and rights.
    var access: WireRequest { api.get([page], ["fields": FacebookPageFields.page]) }

    /// One post or comment.
    func found(_ lookUp: LookUp) -> WireRequest {
        let fields = lookUp.what == FacebookLookUp.post ? FacebookPageFields.post : FacebookPageFields.comment
        return api.get([lookUp.ids["id"] ?? ""], ["fields": fields])
    }

    /// A page of the feed, newest first.
    /// - Parameter horizon: from when on posts are watched.
    func feed(_ walk: GraphWalk, horizon: Date, now: Date) -> WireRequest {
        // Whole hours, so that all pages of a walk are asked for in the same words.
        let horizon = Int(horizon.timeIntervalSince1970) / 3_600 * 3_600
        let since = String(min(walk.since ?? horizon, horizon))
        return api.get(
            [page, "feed"],
            ["fields": FacebookPageFields.feedPost, "limit": "50", "since": since, "after": walk.place(now: now)]
        )
    }

    /// A page of the comments under a post, on all levels, newest first.
    func comments(under post: String, _ walk: GraphWalk, now: Date) -> WireRequest {
        api.get(
            [post, "comments"],
            [
                "fields": FacebookPageFields.comment, "filter": "stream", "order": "reverse_chronological",
                "limit": "100", "since": walk.since.map(String.init), "after": walk.place(now: now),
            ]
        )
    }
}
