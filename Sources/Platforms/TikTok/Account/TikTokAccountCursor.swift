import Foundation

/// What is known of the comments of each video, so that a round stops at what it knows.
struct TikTokAccountCursor: Hashable, Codable, Sendable {
    /// What is known of a video.
    struct Video: Hashable, Codable, Sendable {
        /// When the newest known comment was written, in seconds since 1970.
        var newest: Int64
        /// When all its pages were last read, in seconds since 1970.
        var readInFull: Int64
    }

    /// By the id of the video.
    var videos: [String: Video] = [:]
    /// The video that was read last; the next round goes on after it, so that each has its turn.
    var last: String?

    init() {}

    /// - Parameter text: as `text` wrote it; anything else is as good as nothing.
    init(_ text: String?) {
        // Without a cursor everything is read again, which does no harm.
        let known = text.flatMap { try? JSONDecoder().decode(Self.self, from: Data($0.utf8)) }
        self = known ?? Self()
    }

    /// As JSON with a fixed order.
    var text: String {
        let list = videos.sorted { $0.key < $1.key }.map { id, video in
            WireJSON.Member(
                key: id,
                value: ["newest": .number(video.newest), "readInFull": .number(video.readInFull)]
            )
        }
        let json = WireJSON.object([WireJSON.Member(key: "videos", value: .object(list))])
        return String(decoding: json.adding("last", last.map { .text($0) }).bytes, as: UTF8.self)
    }

    /// The videos in the order of this round.
    func order(_ ids: [String]) -> [String] {
        guard let last, let index = ids.firstIndex(of: last) else { return ids }
        return Array(ids[(index + 1)...] + ids[...index])
    }
}
