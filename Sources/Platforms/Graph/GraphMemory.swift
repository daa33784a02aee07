/// What a source of Meta's platforms remembers from round to round, as its cursor holds it.
protocol GraphState: Codable, Sendable {
    /// What could not be understood.
    var reported: GraphReported { get set }

    init()
}

/// The state of a source during a round, and as it was last kept.
struct GraphMemory<State: GraphState>: Sendable {
    /// The state now.
    var state: State
    private var kept: String

    /// - Parameter cursor: one that cannot be read begins anew, which brings known posts once more and loses none.
    init(_ cursor: String?) {
        state = cursor.flatMap { GraphCursor.read(State.self, from: $0) } ?? State()
        kept = GraphCursor.text(state)
    }

    /// The step that keeps these events with the state as it is now.
    mutating func keep(_ events: [PlatformEvent]) -> PollStep {
        kept = GraphCursor.text(state)
        return .keep(PollPage(events: events, cursor: kept))
    }

    /// The step that keeps rows and what was noted; nil where there is nothing of either.
    mutating func keepNews(_ rows: [ExportRow]) -> PollStep? {
        let events = state.reported.news(in: rows)
        return events.isEmpty ? keepRest() : keep(events)
    }

    /// The step that keeps what was noted since the last one; nil where that is nothing.
    mutating func keepRest() -> PollStep? { GraphCursor.text(state) == kept ? nil : keep([]) }
}
