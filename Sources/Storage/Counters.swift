package import Domain
import GRDB

/// The labels that a count is filed under, one dimension at a time.
struct CountedLabels: Hashable {
    let language: String
    let platform: String
    let urgency: String
    let topics: [String]

    init(_ prediction: Prediction, platform: Platform) {
        language = prediction.language.rawValue
        self.platform = platform.rawValue
        urgency = prediction.urgency.rawValue
        topics = prediction.topics.map(\.rawValue)
    }

    init(_ labels: PostLabels, platform: Platform) {
        self.init(
            language: labels.language.rawValue,
            platform: platform.rawValue,
            urgency: labels.urgency.rawValue,
            topics: labels.topics.map(\.rawValue)
        )
    }

    init(language: String, platform: String, urgency: String, topics: [String]) {
        self.language = language
        self.platform = platform
        self.urgency = urgency
        self.topics = topics
    }

    /// Every dimension with its values.
    ///
    /// A post with two topics counts in both; one without counts under `none`.
    var cells: [(Breakdown, String)] {
        [(.total, "all"), (.language, language), (.platform, platform), (.urgency, urgency)]
            + (topics.isEmpty ? ["none"] : topics).map { (.topic, $0) }
    }
}

/// What one transaction adds to the counters, gathered so that each counter is written once.
struct CounterSheet {
    private struct Entry: Hashable {
        let figure: Figure
        let labels: CountedLabels
    }

    private struct Cell: Hashable {
        let figure: Figure
        let dimension: Breakdown
        let value: String
    }

    private let week: ISOWeek
    private var entries: [Entry: Int] = [:]

    init(week: ISOWeek) { self.week = week }

    mutating func add(_ figure: Figure, _ labels: CountedLabels, _ count: Int = 1) {
        entries[Entry(figure: figure, labels: labels), default: 0] += count
    }

    func write(_ db: Database) throws {
        var cells: [Cell: Int] = [:]
        for (entry, count) in entries where count != 0 {
            for (dimension, value) in entry.labels.cells {
                cells[Cell(figure: entry.figure, dimension: dimension, value: value), default: 0] += count
            }
        }
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO counter (week, figure, dimension, value, count) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (week, figure, dimension, value) DO UPDATE SET count = count + excluded.count
                """
        )
        let week = week.description
        for (cell, count) in cells where count != 0 {
            try statement.execute(arguments: [
                week, cell.figure.rawValue, cell.dimension.rawValue, cell.value, count,
            ])
        }
    }
}

extension Store {
    /// All counts up to and including a week, in the order of weeks.
    package func counts(through week: ISOWeek) async throws -> [Count] {
        try await read { db in
            try Row.fetchAll(
                db,
                SQLRequest(
                    literal: """
                        SELECT week, figure, dimension, value, count FROM counter
                        WHERE week <= \(week.description) ORDER BY week, figure, dimension, value
                        """
                )
            ).compactMap(Self.count)
        }
    }

    /// How long the enquiries that were answered in these weeks had waited.
    package func answerDelays(from first: ISOWeek, through last: ISOWeek) async throws -> [AnswerDelay] {
        try await read { db in
            try Row.fetchAll(
                db,
                SQLRequest(
                    literal: """
                        SELECT week, dimension, value, seconds FROM answerDelay
                        WHERE week BETWEEN \(first.description) AND \(last.description)
                        ORDER BY week, dimension, value, seconds
                        """
                )
            ).compactMap(Self.delay)
        }
    }

    /// A row of a figure or dimension that this version does not know is left out.
    private static func count(_ row: Row) -> Count? {
        guard let week = ISOWeek(row["week"]), let figure = Figure(rawValue: row["figure"]),
            let dimension = Breakdown(rawValue: row["dimension"])
        else { return nil }
        return Count(week: week, figure: figure, dimension: dimension, value: row["value"], count: row["count"])
    }

    private static func delay(_ row: Row) -> AnswerDelay? {
        guard let week = ISOWeek(row["week"]), let dimension = Breakdown(rawValue: row["dimension"]) else { return nil }
        return AnswerDelay(week: week, dimension: dimension, value: row["value"], seconds: row["seconds"])
    }
}
