import Domain
import Foundation
import Platforms

/// An event on one line, without words and handles, for tables of expectations.
enum EventLine {
    /// All events, separated by ` > `.
    static func text(_ events: [PlatformEvent]) -> String {
        events.isEmpty ? "nothing" : events.map(line).joined(separator: " > ")
    }

    private static func line(_ event: PlatformEvent) -> String {
        switch event {
        case .row(.post(let post)): line(post)
        case .row(.ignored(let reason)): "ignored: \(reason.rawValue)"
        case .row(.rejected(let row)): "rejected: \(row.reason)"
        case .deleted(let post):
            "deleted \(post.space.externalID)/\(post.externalID) at \(seconds(post.deletedAt))"
        case .moved(let space, let id): "moved \(space.externalID) to \(id)"
        case .lookUp(let lookUp):
            "look-up \(lookUp.what) "
                + lookUp.ids.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        }
    }

    private static func line(_ post: ReceivedPost) -> String {
        let parts = [
            "\(post.space.externalID)/\(post.externalID)", "under \(post.parentExternalID ?? "-")",
            "thread \(post.threadExternalID ?? "-")", "by \(post.author?.id ?? "-")",
            "at \(seconds(post.publishedAt))", post.editedAt.map { "edited \(seconds($0))" },
        ]
        return "post " + parts.compactMap { $0 }.joined(separator: " ")
    }

    private static func seconds(_ date: Date) -> Int { Int(date.timeIntervalSince1970.rounded()) }
}
