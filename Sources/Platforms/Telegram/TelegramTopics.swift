/// Which forum topic a message stands in, told by what it answers, because exports do not say it.
///
/// A topic is a service row whose id the first messages under it answer; further answers name only each other.
/// Rows must come in their order in the file, so an answer to something later finds no topic and no chain can turn in
/// a circle. Remembers nothing in chats without topics, else 12 bytes a message that stands in one.
package struct TelegramTopics {
    private var titles: [String] = []
    /// The ids of the topics, beside `titles`.
    private var roots: [Int64] = []
    /// Ascending.
    private var ids: [Int64] = []
    /// The position in `titles`, beside `ids`.
    private var topics: [UInt32] = []
    /// What came out of order, which merged groups do in few places.
    private var strays: [Int64: UInt32] = [:]

    package init() {}

    /// Takes note of a new topic.
    /// - Parameter id: of the service row, which is the id of the topic.
    package mutating func create(_ id: Int64, title: String) {
        titles.append(title)
        roots.append(id)
        remember(id, UInt32(titles.count - 1))
    }

    /// Takes note of a new title of a topic; what was said before keeps the old one.
    package mutating func rename(_ id: Int64, title: String) {
        guard let topic = topic(of: id) else { return }
        titles[Int(topic)] = title
    }

    /// Takes note of a message.
    /// - Parameter parent: the id of the message that it answers, in the same chat.
    /// - Returns: the title of its topic; nil for the general topic and where the topic is unknown.
    package mutating func place(_ id: Int64, answering parent: Int64?) -> String? {
        guard !titles.isEmpty, let parent, parent != id, let topic = topic(of: parent) else { return nil }
        remember(id, topic)
        return titles[Int(topic)]
    }

    /// Whether a row with this id opened a topic, so that an answer to it answers nobody.
    package func isTopic(_ id: Int64) -> Bool {
        guard let topic = topic(of: id) else { return false }
        return roots[Int(topic)] == id
    }

    private mutating func remember(_ id: Int64, _ topic: UInt32) {
        guard let last = ids.last, id <= last else {
            ids.append(id)
            topics.append(topic)
            return
        }
        // Bounded, so that a file made to hurt cannot fill the memory.
        if strays.count < Self.maxStrays { strays[id] = topic }
    }

    private func topic(of id: Int64) -> UInt32? {
        var low = 0, high = ids.count
        while low < high {
            let middle = (low + high) / 2
            if ids[middle] < id { low = middle + 1 } else { high = middle }
        }
        return low < ids.count && ids[low] == id ? topics[low] : strays[id]
    }

    private static let maxStrays = 65_536
}
