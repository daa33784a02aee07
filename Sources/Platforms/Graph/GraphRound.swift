import Foundation

/// What a round of polling with the Graph API keeps in mind: how often it has asked, and how near the limits are.
struct GraphRound: Sendable {
    /// How it asks.
    let api: GraphAPI
    private let budget: Int
    private var asked = 0
    private var usage = GraphUsage()

    /// - Parameter budget: how many requests a round makes at most.
    init(_ api: GraphAPI, budget: Int = 120) {
        self.api = api
        self.budget = budget
    }

    /// Whether the round has to end although there is more to ask.
    var mustRest: Bool { asked >= budget || usage.isExhausted }

    /// The step that sends a request.
    mutating func ask(_ request: WireRequest) -> PollStep {
        asked += 1
        return .ask(request)
    }

    /// Understands an answer and its headers.
    mutating func read(_ answer: WireAnswer) throws(PollTrouble) -> GraphReply {
        usage.merge(GraphUsage(headers: answer.headers))
        return try GraphReply(answer)
    }

    /// Understands an answer without which the round cannot go on.
    mutating func body(_ answer: WireAnswer) throws(PollTrouble) -> [UInt8] {
        switch try read(answer) {
        case .body(let body): return body
        case .fault(let fault): throw trouble(of: fault, answer)
        }
    }

    /// The trouble that an error makes of the round.
    func trouble(of fault: GraphFault, _ answer: WireAnswer) -> PollTrouble {
        let wait = GraphUsage(headers: answer.headers).regain ?? answer.retryAfter
        return fault.trouble(status: answer.status, wait: wait, permissions: api.permissions)
    }

    /// The last step of the round.
    /// - Parameter hasMore: whether it ends before everything was asked for.
    func end(hasMore: Bool) -> PollStep { .done(after: usage.pause ?? (hasMore ? .seconds(60) : nil)) }
}
