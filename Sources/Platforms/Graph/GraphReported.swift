/// Which elements that cannot be understood were reported already, so that the same one is not reported in each round.
struct GraphReported: Codable, Hashable, Sendable {
    private var marks: [String] = []
    private static let most = 50

    init() {}

    init(from decoder: any Decoder) throws { marks = try decoder.singleValueContainer().decode([String].self) }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(marks)
    }

    /// The rows but for those that were reported before.
    mutating func news(in rows: [ExportRow]) -> [PlatformEvent] {
        var events: [PlatformEvent] = []
        for row in rows where isNews(row) { events.append(.row(row)) }
        return events
    }

    private mutating func isNews(_ row: ExportRow) -> Bool {
        guard case .rejected(let row) = row else { return true }
        let mark = StableHash.id(String(decoding: row.raw, as: UTF8.self))
        if marks.contains(mark) { return false }
        marks = (marks + [mark]).suffix(Self.most)
        return true
    }
}
