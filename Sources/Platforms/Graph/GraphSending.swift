import Domain
import Foundation

/// What sending through the Graph API has in common on all of Meta's platforms.
enum GraphSending {
    /// A comment of a thread that may be our answer.
    struct Candidate {
        var id: String
        var text: String
        var publishedAt: Date
        /// Whether we wrote it; nil where Meta does not say who did.
        var isOwn: Bool?
        var link: String?
    }

    /// How far our clock and Meta's may differ.
    static let clockSeconds = 120

    /// What Meta's answer to a new comment means.
    /// - Parameter sent: the id as we write it, and the address, of the comment that was made.
    static func outcome(
        of answer: WireAnswer,
        permissions: String,
        _ sent: (String) -> (id: String, link: String?)
    ) -> SendOutcome {
        if let fault = GraphFault(body: answer.body) { return outcome(of: fault, answer, permissions) }
        struct Made: Decodable { var id: FlexibleID }
        // Without an id nobody can say what became of it, and it is looked up.
        if answer.status == 200, let made = try? GraphReply.decode(Made.self, from: answer.body) {
            let (id, link) = sent(made.id.value)
            return .sent(externalID: id, link: link)
        }
        if answer.status == 429 { return .retry(after: answer.retryAfter, reason: "Meta answers with status 429.") }
        return .unknown(reason: "Meta answers with status \(answer.status) and no word about the comment.")
    }

    private static func outcome(of fault: GraphFault, _ answer: WireAnswer, _ permissions: String) -> SendOutcome {
        switch fault.treatment {
        case .wait:
            return .retry(after: GraphUsage(headers: answer.headers).regain ?? answer.retryAfter, reason: fault.reason)
        case .access, .permission, .setting, .abuse:
            return .refused(reason: fault.reason, remedy: fault.remedy(permissions: permissions))
        case .missing:
            return .refused(
                reason: fault.reason,
                remedy: "Open the address of the post: if it still stands there, answer by hand."
            )
        case .passing, .duplicate, .unknown:
            // Meta may have stored the words before it failed.
            return .unknown(reason: fault.reason)
        }
    }

    /// Whether an answer stands in a thread that was read, newest first.
    static func find(
        _ message: OutgoingMessage,
        in answer: WireAnswer,
        permissions: String,
        _ candidate: (AnswerPieces.Row) -> Candidate?
    ) -> SendOutcome {
        let page: GraphPage
        do throws(PollTrouble) {
            switch try GraphReply(answer) {
            case .body(let body): page = try GraphPage(body)
            case .fault(let fault): return .unknown(reason: fault.reason)
            }
        } catch {
            return .unknown(reason: "The thread cannot be read.")
        }
        let candidates = page.elements.compactMap(candidate)
        let earliest = message.firstTriedAt?.addingTimeInterval(-Double(clockSeconds))
        let late = candidates.filter { earliest == nil || $0.publishedAt >= earliest ?? .distantPast }
        if let ours = late.first(where: { $0.isOwn != false && isSame($0.text, message.text) }) {
            return .sent(externalID: ours.id, link: ours.link)
        }
        // Where the list goes on, only one that is in order and reaches behind the attempt tells anything.
        let times = candidates.map(\.publishedAt)
        let isInOrder = zip(times, times.dropFirst()).allSatisfy { $0 >= $1 }
        guard page.after == nil || (isInOrder && late.count < candidates.count) else {
            return .unknown(reason: "The thread is longer than what can be read at once.")
        }
        return .retry(after: nil, reason: "The answer does not stand in the thread.")
    }

    /// Meta trims and joins white space.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        one.split(whereSeparator: \.isWhitespace) == other.split(whereSeparator: \.isWhitespace)
    }
}
