import Answering
import Domain
import Foundation
import Operations
import Statistics
import Storage
import Training

/// Writes enquiries for a terminal.
struct QueueText {
    let now: Date

    /// Two lines an enquiry: what it is, and the beginning of its words.
    func list(_ enquiries: [Enquiry]) -> String {
        enquiries.map { enquiry in
            let topics = enquiry.topics.isEmpty ? "–" : enquiry.topics.map(\.rawValue).joined(separator: ", ")
            let head = [
                "#\(enquiry.id)", enquiry.urgency.rawValue.uppercased(), enquiry.language.rawValue, topics,
                enquiry.platform.rawValue, "waits \(waiting(enquiry))",
            ].joined(separator: "  ")
            let several = enquiry.posts.count > 1 ? "  (\(enquiry.posts.count) posts)" : ""
            return Terminal.strong(head) + several + taken(enquiry) + "\n    "
                + Terminal.excerpt(Self.words(enquiry.posts.first { $0.text != nil } ?? enquiry.posts.first), 100)
        }.joined(separator: "\n")
    }

    /// An enquiry with all its posts, reasons, answers and fitting templates.
    func detail(_ detail: EnquiryDetail) -> String {
        let enquiry = detail.enquiry
        var lines = [list([enquiry]).split(separator: "\n").first.map(String.init) ?? "", ""]
        lines.append(
            "state: \(enquiry.state.rawValue)" + (enquiry.reason.map { " (\(Terminal.excerpt($0, 200)))" } ?? "")
        )
        for limit in detail.deadlines { lines.append("until \(limit.date): “\(Terminal.excerpt(limit.text, 60))”") }
        for post in enquiry.posts { lines += [""] + self.post(post) }
        for answer in detail.answers {
            lines += [
                "",
                "answered by \(answer.user) with \(answer.template.key) (\(answer.template.language.rawValue), "
                    + "version \(answer.template.version)): \(answer.sentURL)",
            ]
        }
        if enquiry.state == .open {
            lines += ["", "fitting templates:"]
            lines += detail.suggestions.isEmpty ? ["  none"] : detail.suggestions.map(suggestion)
        }
        if let like = detail.like { lines += [""] + self.like(like) }
        return lines.joined(separator: "\n")
    }

    /// What is like an enquiry or a text, one line each.
    func like(_ list: LikeList) -> [String] {
        let enquiries = (list.answered + list.open).map { enquiry in
            let use = enquiry.template.map { " with \($0.key)" } ?? ""
            return "  #\(enquiry.id)  \(share(enquiry.likeness))  \(enquiry.language.rawValue)  "
                + "\(enquiry.state.rawValue)\(use)\n      "
                + Terminal.excerpt(enquiry.text ?? "(the text has been deleted)", 90)
        }
        let templates = list.templates.map { "  \($0.key)  \(share($0.likeness))  template" }
        return ["like it, by meaning:"] + (enquiries + templates).ifEmpty(["  nothing"])
    }

    private func share(_ likeness: Double) -> String { Share.text(likeness) }

    private func post(_ post: EnquiryPost) -> [String] {
        let space = Terminal.excerpt(post.space.name ?? post.space.externalID, 60)
        var lines = ["\(post.space.platform.rawValue), \(space), \(Self.time(post.publishedAt)), post:\(post.id)"]
        if let link = post.permalink { lines.append(link) }
        lines.append(Terminal.safe(Self.words(post)))
        let labels = post.labels
        let places = labels.places.isEmpty ? "" : ", places: \(labels.places.joined(separator: ", "))"
        let minors = labels.minors ? ", children are part of it" : ""
        lines.append("→ \(labels.kind.rawValue), \(labels.urgency.rawValue)\(minors)\(places)")
        if let correction = post.correction {
            return lines + [
                "   \(CorrectionText.by(correction)); the classifier said: "
                    + CorrectionText.labels(PostLabels(post.prediction))
            ]
        }
        let reasons = post.prediction.evidence.map { "\($0.field) \($0.value): “\(Terminal.excerpt($0.text, 40))”" }
        if !reasons.isEmpty { lines.append("   because of " + reasons.joined(separator: "; ")) }
        return lines
    }

    private func suggestion(_ suggestion: TemplateSuggestion) -> String {
        "  \(suggestion.key)" + (suggestion.blocked.map { "  (blocked: \($0))" } ?? "")
    }

    private func taken(_ enquiry: Enquiry) -> String {
        guard let user = enquiry.takenBy, let until = enquiry.leaseUntil else { return "" }
        return "  taken by \(user), back in \(ReportText.span(max(60, Int(until.timeIntervalSince(now)))))"
    }

    private func waiting(_ enquiry: Enquiry) -> String {
        ReportText.span(max(0, Int(now.timeIntervalSince(enquiry.waitingSince))))
    }

    /// The words of a post, or why there are none.
    private static func words(_ post: EnquiryPost?) -> String {
        if let text = post?.text { return text }
        return post?.deletedAt.map { "(deleted on its platform, \(time($0)))" } ?? "(the text has been deleted)"
    }

    static func time(_ moment: Date) -> String { moment.formatted(.iso8601) }
}

extension Array {
    fileprivate func ifEmpty(_ other: [Element]) -> [Element] { isEmpty ? other : self }
}
