import Domain

/// The ids of Facebook's posts and comments.
///
/// The Graph API writes `{page}_{post}` and `{post}_{comment}`; addresses and exports hold the last part alone, which
/// is unique by itself. Posts are kept under the last part, so that all ways lead to the same one. The whole id is
/// needed to answer and goes along as `threadExternalID`.
enum FacebookIDs {
    /// The last part of an id.
    static func bare(_ id: String) -> String {
        let last = id.split(separator: "_", omittingEmptySubsequences: false).last ?? ""
        return last.isEmpty ? id : String(last)
    }

    /// The part of an id of the Graph API before the last one; nil where it has none.
    static func owner(of id: String) -> String? {
        let parts = id.split(separator: "_")
        return parts.count > 1 ? String(parts[0]) : nil
    }

    /// The space of a Page.
    static func space(ofPage id: String, name: String? = nil) -> SpaceReference {
        SpaceReference(
            platform: .facebook,
            externalID: id,
            name: name,
            link: "https://www.facebook.com/\(id)"
        )
    }

    /// The address of a post that came without one.
    static func link(toPost post: String, onPage page: String) -> String {
        "https://www.facebook.com/\(owner(of: post) ?? page)/posts/\(bare(post))"
    }
}
