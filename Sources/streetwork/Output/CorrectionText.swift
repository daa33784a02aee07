import Domain
import Storage

/// Writes corrections for a terminal.
enum CorrectionText {
    /// What became of a post, in two or three lines.
    static func outcome(_ post: RelabelledPost) -> String {
        let place = post.enquiry.map { "enquiry #\($0)" } ?? "not in the queue"
        var lines = [Terminal.strong("post:\(post.id)") + "  \(place)", "  → \(labels(post.labels))"]
        if post.before != post.labels { lines.insert("  was \(labels(post.before))", at: 1) }
        return lines.joined(separator: "\n")
    }

    /// One correction with its author and time.
    static func line(_ correction: Correction) -> String {
        var words = "post:\(correction.postID)  \(QueueText.time(correction.madeAt))  \(by(correction))"
        if let undoneAt = correction.undoneAt {
            words += ", taken back by \(correction.undoneBy ?? "–") \(QueueText.time(undoneAt))"
        }
        return words + "\n  \(labels(correction.labels))"
    }

    /// Who gave the labels, and what else is to be said.
    static func by(_ correction: Correction) -> String {
        "labels by \(correction.user)" + (correction.note.map { " (\(Terminal.excerpt($0, 200)))" } ?? "")
            + (correction.isOfEarlierWording ? ", before the post was edited" : "")
    }

    /// Labels in one line.
    static func labels(_ labels: PostLabels) -> String {
        let topics = labels.topics.map {
            $0 == labels.primary && labels.topics.count > 1 ? "\($0.rawValue) first" : $0.rawValue
        }
        return [
            labels.language.rawValue, labels.kind.rawValue, labels.urgency.rawValue,
            topics.isEmpty ? "no topic" : topics.joined(separator: " + "),
            labels.minors ? "children are part of it" : nil,
            labels.places.isEmpty ? nil : "places: \(Terminal.excerpt(labels.places.joined(separator: ", "), 200))",
        ].compactMap { $0 }.joined(separator: ", ")
    }
}
