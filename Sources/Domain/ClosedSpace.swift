/// A space that posts came from although it is not open for intake.
package struct ClosedSpace: Hashable, Codable, Sendable {
    /// The number of the space.
    package var id: Int64
    /// How its platform names it.
    package var reference: SpaceReference
    /// What has to be noted before its posts may be taken in.
    package var missing: [String]
    /// Whether its consent was withdrawn.
    package var isWithdrawn: Bool
    /// How many posts were passed over.
    package var posts: Int

    package init(id: Int64, reference: SpaceReference, missing: [String], isWithdrawn: Bool, posts: Int) {
        self.id = id
        self.reference = reference
        self.missing = missing
        self.isWithdrawn = isWithdrawn
        self.posts = posts
    }

    /// Why it is closed, in a few words.
    package var words: String { Self.words(missing: missing, isWithdrawn: isWithdrawn) }

    /// The command that opens it, as far as it can be told.
    package var remedy: String {
        if isWithdrawn {
            return "'streetwork space consent \(id) --by … --scope …' notes a new consent, once an admin gave one."
        }
        let options = missing.compactMap { Self.options[$0] }.joined(separator: " ")
        let consent = missing.contains("consent") ? ["'streetwork space consent \(id) --by … --scope …'"] : []
        let entry = options.isEmpty ? [] : ["'streetwork space set \(id) \(options)'"]
        return (entry + consent).joined(separator: " and ") + " opens it."
    }

    /// `open`, or why a space is closed.
    package static func words(missing: [String], isWithdrawn: Bool) -> String {
        if missing.isEmpty { return "open" }
        return isWithdrawn ? "closed: consent withdrawn" : "closed: \(missing.joined(separator: ", ")) missing"
    }

    /// The reason under which its posts are counted as ignored.
    package static let ignoreReason = "space not open for intake"

    private static let options = [
        "visibility": "--visibility public|members|hidden", "legal basis": "--legal-basis …", "rules": "--rules …",
        "keeper": "--keeper USER",
    ]
}
