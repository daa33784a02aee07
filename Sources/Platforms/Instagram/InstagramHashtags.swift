import Foundation

/// The hashtags of a source, and how many of the week's allowance they use.
struct InstagramHashtags {
    /// In the order in which they were set, in lower case without `#`.
    let tags: [String]

    /// How many different hashtags an account may ask for within seven days.
    static let maxPerWeek = 30
    static let weekSeconds = 7 * 86_400

    /// - Throws: `needsPerson` where there are none, too many, or some that Instagram does not search for.
    init(_ setup: SourceSetup) throws(PollTrouble) {
        var known: Set<String> = []
        tags = setup.list("hashtags")
            .map { ($0.hasPrefix("#") ? String($0.dropFirst()) : $0).lowercased() }
            .filter { known.insert($0).inserted }
        guard !tags.isEmpty, tags.allSatisfy(Self.isTag) else {
            throw .needsPerson(
                reason: "The setting 'hashtags' is empty, or holds something else than letters, digits and _.",
                remedy: "Set 'hashtags' to words with commas between them, such as rumaeneninberlin, ajutor."
            )
        }
        guard tags.count <= Self.maxPerWeek else { throw Self.tooMany(freeAt: nil) }
    }

    /// That a hashtag more cannot be asked for.
    /// - Parameter freeAt: when the next one can be.
    static func tooMany(freeAt: Date?) -> PollTrouble {
        let wait = freeAt.map { ", or wait until \($0.formatted(.iso8601))" } ?? ""
        return .needsPerson(
            reason: "An account may ask for \(maxPerWeek) different hashtags within seven days.",
            remedy: "Take hashtags out of the setting 'hashtags'\(wait)."
        )
    }

    private static func isTag(_ tag: String) -> Bool {
        !tag.isEmpty && tag.utf8.count <= 150 && tag.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }
}

/// How far hashtags have been read, and when each was counted.
struct InstagramHashtagCursor: GraphState, Hashable {
    /// By the hashtag; also those that are no longer set, until their week is over.
    private(set) var tags: [String: Tag] = [:]
    /// What could not be understood.
    var reported = GraphReported()

    private enum CodingKeys: String, CodingKey {
        case tags
        case reported = "bad"
    }

    /// What is known about one hashtag.
    struct Tag: Codable, Hashable, Sendable {
        /// Instagram's id of it.
        var id: String?
        /// When it began to count for a week, in seconds since 1970.
        var countedAt: Int?
        /// How far its posts have been read.
        var walk = GraphWalk()

        private enum CodingKeys: String, CodingKey {
            case id
            case countedAt = "c"
            case walk = "w"
        }
    }

    init() {}

    /// What is known about a hashtag.
    subscript(tag: String) -> Tag {
        get { tags[tag] ?? Tag() }
        set { tags[tag] = newValue }
    }

    /// Counts a hashtag that is about to be asked for.
    /// - Throws: `needsPerson` where the week's allowance is used up.
    mutating func count(_ tag: String, now: Date) throws(PollTrouble) {
        let begin = Int(now.timeIntervalSince1970) - InstagramHashtags.weekSeconds
        if let counted = tags[tag]?.countedAt, counted > begin { return }
        let running = tags.values.compactMap(\.countedAt).filter { $0 > begin }
        if running.count >= InstagramHashtags.maxPerWeek {
            let free = running.min().map { Date(timeIntervalSince1970: Double($0 + InstagramHashtags.weekSeconds)) }
            throw InstagramHashtags.tooMany(freeAt: free)
        }
        self[tag].countedAt = Int(now.timeIntervalSince1970)
    }

    /// Forgets hashtags that are neither set nor still counting.
    mutating func forget(except wanted: [String], now: Date) {
        let begin = Int(now.timeIntervalSince1970) - InstagramHashtags.weekSeconds
        tags = tags.filter { tag, known in wanted.contains(tag) || known.countedAt ?? 0 > begin }
    }
}
