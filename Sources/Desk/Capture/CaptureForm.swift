import Domain
import Foundation
import Operations

/// What a person put into the form, and the posts that it makes.
struct CaptureForm: Sendable, Equatable {
    /// The address of the first post.
    var url = ""
    /// The words of all posts.
    var text = ""
    /// The number of the space; nil lets the address say.
    var space: Int64?
    /// Who wrote the post.
    var author = ""
    /// When it was posted, as the field of a form writes it.
    var time = ""

    /// What is wrong with a form.
    enum Fault: Error, Equatable {
        case address
        case text
        case tooManyPosts(Int)
        case authorOfMany
        case time
    }

    init() {}

    init(_ draft: SharedDraft) { (url, text) = (draft.url, draft.text) }

    init(_ fields: FormFields) {
        url = fields["url"].trimmingCharacters(in: .whitespacesAndNewlines)
        text = fields["text"]
        space = Int64(fields["space"])
        author = fields["author"].trimmingCharacters(in: .whitespacesAndNewlines)
        time = fields["time"].trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// What is to be captured.
    /// - Parameter timeZone: the one of `time`.
    func operation(user: String, timeZone: TimeZone) throws(Fault) -> CapturePosts {
        let posts = texts
        guard url.hasPrefix("https://") || url.hasPrefix("http://") else { throw .address }
        guard !posts.isEmpty else { throw .text }
        guard posts.count <= Self.mostPosts else { throw .tooManyPosts(posts.count) }
        guard author.isEmpty || posts.count == 1 else { throw .authorOfMany }
        let publishedAt = time.isEmpty ? nil : Self.moment(time, timeZone)
        guard time.isEmpty || publishedAt != nil else { throw .time }
        return CapturePosts(
            space: space,
            url: url,
            posts: posts.map {
                CapturedPost(text: $0, author: author.isEmpty ? nil : author, publishedAt: publishedAt)
            },
            user: user
        )
    }

    /// The words of each post.
    var texts: [String] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .split(whereSeparator: Self.isSeparator)
            .map { $0.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines) }
            .filter { !$0.isEmpty }
    }

    /// A line of nothing but hyphens; phones make dashes of them.
    private static func isSeparator(_ line: Substring) -> Bool {
        let widths: [Character: Int] = ["-": 1, "–": 2, "—": 2]
        let found = line.filter { !$0.isWhitespace }.map { widths[$0] }
        return found.allSatisfy { $0 != nil } && found.compactMap { $0 }.reduce(0, +) >= 3
    }

    /// Reads `2026-11-20T14:30`, also with seconds.
    private static func moment(_ text: String, _ timeZone: TimeZone) -> Date? {
        guard let match = text.wholeMatch(of: /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::\d\d)?/) else { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = timeZone
        let parts = DateComponents(
            year: Int(match.1),
            month: Int(match.2),
            day: Int(match.3),
            hour: Int(match.4),
            minute: Int(match.5)
        )
        guard let date = calendar.date(from: parts) else { return nil }
        let read = calendar.dateComponents([.year, .month, .day, .minute], from: date)
        // The hour may move, in the night when clocks go forward.
        let isReal = (read.month, read.day, read.minute) == (parts.month, parts.day, parts.minute)
        return isReal && (1990...2100).contains(read.year ?? 0) ? date : nil
    }

    /// How many posts may be saved at once.
    static let mostPosts = 50
}
