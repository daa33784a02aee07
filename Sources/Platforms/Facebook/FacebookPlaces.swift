import Domain
import Foundation

extension FacebookLinks {
    /// Where the post stands that an address leads to, and which one it is; nil where it is none of Facebook's.
    ///
    /// Takes whatever a person may paste, also without `https://`. Ids are those that exports give. A Page that is named
    /// by a word instead of a number has no id here, and short links (`/share/…`, `fb.watch`) have none at all.
    package static func place(of link: String) -> PostPlace? {
        let trimmed = link.trimmingCharacters(in: .whitespacesAndNewlines)
        guard let address = FacebookAddress(trimmed.contains("://") ? trimmed : "https://\(trimmed)") else {
            return nil
        }
        if address.path.hasPrefix("/l.php") { return target(ofRedirection: address) }
        let space = address.group ?? owner(address)
        let post = address.post.flatMap { FacebookAddress.isPostID($0) ? $0 : nil } ?? picture(address)
        let comments = address.comments
        return PostPlace(
            platform: .facebook,
            spaceExternalID: space,
            externalID: comments.reply ?? comments.top ?? post,
            parentExternalID: comments.reply == nil ? (comments.top == nil ? nil : post) : comments.top,
            link: usual(address, post: post)
        )
    }

    /// The number of the Page or profile that an address names; nil where it names none or uses a word.
    private static func owner(_ address: FacebookAddress) -> String? {
        let segments = address.segments
        let first = segments.first ?? ""
        if ["story.php", "permalink.php", "profile.php", "media"].contains(first) {
            return number(address.value(of: "id"))
        }
        if first == "people" { return segments.count > 2 ? number(String(segments[2])) : nil }
        // A number alone may be a Page, a person, or anything else.
        guard segments.count > 1 || first.contains("_") else { return nil }
        return number(String(first.prefix { $0 != "_" }))
    }

    /// The id of a picture or film that stands for the post.
    private static func picture(_ address: FacebookAddress) -> String? {
        let segments = address.segments
        let first = segments.first ?? ""
        switch first {
        case "photo", "photo.php": return number(address.value(of: "fbid"))
        case "watch", "video.php": return number(address.value(of: "v"))
        case "reel": return number(address.segment(after: ["reel"]))
        default: break
        }
        if let kind = segments.firstIndex(where: { ["videos", "photos", "reel"].contains($0) }), kind > 0 {
            return segments[(kind + 1)...].last { FacebookAddress.isNumber($0) }.map(String.init)
        }
        // The whole id of the Graph API also works as an address.
        let parts = first.split(separator: "_")
        return parts.count == 2 && parts.allSatisfy { FacebookAddress.isNumber($0) } ? String(parts[1]) : nil
    }

    /// The address with nothing in its query but what it needs; posts of groups in one form.
    private static func usual(_ address: FacebookAddress, post: String?) -> String {
        let comments = FacebookAddress.commentFields
        guard let group = address.group, let post else {
            let needed = comments.union(["story_fbid", "id", "fbid", "v"])
            return written(address) { needed.contains($0) }
        }
        let query = address.query.filter { comments.contains($0.name) }.map { "\($0.name)=\($0.value)" }
        return "\(ofGroup(group))permalink/\(post)/" + (query.isEmpty ? "" : "?\(query.joined(separator: "&"))")
    }

    /// Links to other sites, and sometimes to its own, lead through a page of Facebook's.
    private static func target(ofRedirection address: FacebookAddress) -> PostPlace? {
        guard let target = address.value(of: "u")?.removingPercentEncoding,
            FacebookAddress(target).map({ !$0.path.hasPrefix("/l.php") }) == true
        else { return nil }
        return place(of: target)
    }

    private static func number(_ text: String?) -> String? {
        text.flatMap { FacebookAddress.isNumber($0) ? $0 : nil }
    }
}
