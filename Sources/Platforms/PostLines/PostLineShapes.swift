import Domain
import Foundation

/// A line as it is read.
struct ReadPost: Decodable {
    var platform: String
    var space: Space?
    var id: FlexibleID
    var parent: FlexibleID?
    var thread: String?
    var author: Author?
    var text: String
    var publishedAt: Time
    var editedAt: Time?
    var permalink: String?

    /// The space of a line.
    struct Space: Decodable {
        var id: FlexibleID
        var name: String?
        var link: String?

        /// The space with its platform, which stands beside it.
        func reference(on platform: Platform) -> SpaceReference {
            SpaceReference(platform: platform, externalID: id.value, name: name, link: link)
        }
    }

    /// The author of a line.
    struct Author: Decodable {
        var id: FlexibleID?
        var handle: String?

        /// The author; the handle stands in for a missing id.
        var received: ReceivedPost.Author? {
            (id?.value ?? handle).map { ReceivedPost.Author(id: $0, handle: handle) }
        }
    }

    /// A time that is understood only when the time zone of the file is known.
    enum Time: Decodable {
        case epoch(Double)
        case text(String)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            // A failure here only means that it is no number.
            if let number = try? container.decode(Double.self) {
                self = .epoch(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }

        /// The moment; nil where it is none between 1990 and 2100.
        func date(in timeZone: TimeZone) -> Date? {
            switch self {
            case .epoch(let number): ExportTime.moment(epoch: number)
            case .text(let text): ExportTime.moment(text, timeZone: timeZone)
            }
        }
    }
}

/// A line as it is written.
struct WrittenPost: Encodable {
    private var platform: Platform
    private var space: Space
    private var id: String
    private var parent: String?
    private var thread: String?
    private var author: ReceivedPost.Author?
    private var text: String
    private var publishedAt: String
    private var editedAt: String?
    private var permalink: String?

    private struct Space: Encodable {
        var id: String
        var name: String?
        var link: String?
    }

    init(_ post: ReceivedPost) {
        platform = post.space.platform
        space = Space(id: post.space.externalID, name: post.space.name, link: post.space.link)
        id = post.externalID
        parent = post.parentExternalID
        thread = post.threadTitle
        author = post.author
        text = post.text
        publishedAt = Self.written(post.publishedAt)
        editedAt = post.editedAt.map(Self.written)
        permalink = post.permalink
    }

    private static func written(_ date: Date) -> String {
        let isWhole = date.timeIntervalSince1970.rounded() == date.timeIntervalSince1970
        return date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: !isWhole))
    }
}
