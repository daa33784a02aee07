import Domain
import Foundation
import Platforms

/// A round of polling led to its end, with answers that were written down before.
struct PolledRound: Hashable {
    /// What the conversation wanted, one line a step, and how it ended.
    var steps: [String] = []
    var requests: [WireRequest] = []
    var pages: [PollPage] = []
    var warnings: [OperatorError] = []
    var trouble: PollTrouble?
    /// As the last kept page or file left it.
    var cursor: String?
    /// Answers that nobody asked for.
    var unusedAnswers = 0

    var events: [PlatformEvent] { pages.flatMap(\.events) }

    var posts: [ReceivedPost] {
        events.compactMap { event in
            guard case .row(.post(let post)) = event else { return nil }
            return post
        }
    }

    var rejections: [RejectedRow] {
        events.compactMap { event in
            guard case .row(.rejected(let row)) = event else { return nil }
            return row
        }
    }

    /// Everything that an operator may get to read of it.
    var words: [String] {
        var words = warnings.map(\.description) + rejections.map(\.reason) + requests.map(\.description)
        switch trouble {
        case .wait(_, let reason), .passing(let reason), .unreadable(let reason): words.append(reason)
        case .needsPerson(let reason, let remedy): words += [reason, remedy]
        case nil: break
        }
        return words
    }

    /// Leads a conversation until it ends, or until it asks for more than there are answers.
    init(_ conversation: any PollConversation, cursor: String?, answers: [WireAnswer], now: Date) {
        self.cursor = cursor
        var conversation = conversation
        var left = answers[...]
        var answer: WireAnswer?
        defer { unusedAnswers = left.count }
        for _ in 0..<Self.maxSteps {
            do throws(PollTrouble) {
                let step = try conversation.next(answer, now: now)
                answer = nil
                note(step)
                guard case .ask = step else {
                    if case .done = step { return }
                    continue
                }
                answer = left.popFirst()
                guard answer != nil else {
                    steps.append("no answer left")
                    return
                }
            } catch {
                trouble = error
                steps.append(Self.line(error))
                return
            }
        }
        steps.append("never ends")
    }

    private static let maxSteps = 500

    private mutating func note(_ step: PollStep) {
        switch step {
        case .ask(let request):
            requests.append(request)
            steps.append("ask \(Self.lastPart(of: request.url))")
        case .keep(let page):
            pages.append(page)
            cursor = page.cursor ?? cursor
            steps.append("keep \(Self.counts(page.events))")
        case .fetch(let file):
            cursor = file.cursor
            steps.append("fetch \(file.name)")
        case .list: steps.append("list")
        case .warn(let warning):
            warnings.append(warning)
            steps.append("warn")
        case .done(let pause): steps.append(Self.line("done", pause))
        }
    }

    /// The last part of the path, without query.
    private static func lastPart(of url: String) -> String {
        let path = url.prefix { $0 != "?" }
        return path.split(separator: "/").last.map(String.init) ?? ""
    }

    private static func counts(_ events: [PlatformEvent]) -> String {
        var counts: [(name: String, count: Int)] = [
            ("posts", 0), ("ignored", 0), ("rejected", 0), ("deleted", 0), ("moved", 0), ("look-ups", 0),
        ]
        for event in events {
            switch event {
            case .row(.post): counts[0].count += 1
            case .row(.ignored): counts[1].count += 1
            case .row(.rejected): counts[2].count += 1
            case .deleted: counts[3].count += 1
            case .moved: counts[4].count += 1
            case .lookUp: counts[5].count += 1
            }
        }
        let filled = counts.filter { $0.count > 0 }.map { "\($0.count) \($0.name)" }
        return filled.isEmpty ? "nothing" : filled.joined(separator: ", ")
    }

    private static func line(_ trouble: PollTrouble) -> String {
        switch trouble {
        case .wait(let pause, _): line("wait", pause)
        case .passing: "passing"
        case .needsPerson: "needs person"
        case .unreadable: "unreadable"
        }
    }

    private static func line(_ word: String, _ pause: Duration?) -> String {
        pause.map { "\(word) \($0.components.seconds)" } ?? word
    }
}
