import Foundation

/// How much of what Meta allows is used up, as it says in the headers of its answers.
struct GraphUsage: Hashable, Sendable {
    /// The fullest of all limits, in percent.
    private(set) var percent = 0
    /// How long until requests are answered again; nil where Meta does not say.
    private(set) var regain: Duration?

    init() {}

    /// - Parameter headers: by their names in lower case.
    init(headers: [String: String]) {
        if let app: Shares = Self.decode(headers["x-app-usage"]) { note(app) }
        let business: [String: [Shares]]? = Self.decode(headers["x-business-use-case-usage"])
        for shares in (business ?? [:]).values.joined() { note(shares) }
    }

    /// Takes over what a later answer says where it is fuller.
    mutating func merge(_ later: GraphUsage) {
        percent = max(percent, later.percent)
        regain = [regain, later.regain].compactMap { $0 }.max()
    }

    /// Whether the next request would be refused.
    var isExhausted: Bool { percent >= 100 }

    /// How long to leave Meta alone after the round; nil where there is room.
    var pause: Duration? {
        switch percent {
        case ..<80: nil
        case ..<90: .seconds(900)
        case ..<100: .seconds(1_800)
        default: regain ?? .seconds(3_600)
        }
    }

    private mutating func note(_ shares: Shares) {
        let fullest = [shares.callCount, shares.time, shares.processorTime].compactMap { $0 }.max() ?? 0
        percent = max(percent, Int(min(max(fullest, 0), 1_000)))
        if let minutes = shares.minutesToRegain, minutes > 0 {
            regain = max(regain ?? .zero, .seconds(min(minutes, 1_440) * 60))
        }
    }

    private struct Shares: Decodable {
        var callCount: Double?
        var time: Double?
        var processorTime: Double?
        var minutesToRegain: Double?

        enum CodingKeys: String, CodingKey {
            case callCount = "call_count"
            case time = "total_time"
            case processorTime = "total_cputime"
            case minutesToRegain = "estimated_time_to_regain_access"
        }
    }

    private static func decode<T: Decodable>(_ header: String?) -> T? {
        // A header that cannot be read tells nothing; the answer itself still counts.
        header.flatMap { try? JSONDecoder().decode(T.self, from: Data($0.utf8)) }
    }
}
