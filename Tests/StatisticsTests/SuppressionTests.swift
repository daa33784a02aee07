import Domain
import Testing

@testable import Statistics

struct SuppressionTests {
    /// What a reader sees of one column: its rows and their total; nil where hidden.
    private struct Shown: Hashable {
        var rows: [Int?]
        var total: Int?
    }

    @Test(arguments: [3, 4, 5])
    func `lets no hidden count of any small table be worked out from the total`(_ threshold: Int) {
        let suppression = Suppression(threshold: threshold)
        var tables: [Shown: [[Int]]] = [:]
        for table in (1...4).flatMap(Self.tables) { tables[shown(table, suppression), default: []].append(table) }

        // Whoever knows the rules asks which tables look like this one; a count is safe where they differ in it.
        let givenAway = tables.filter { shown, candidates in
            shown.rows.indices.contains { row in
                shown.rows[row] == nil && Set(candidates.map { $0[row] }).count < 2
            }
        }

        #expect(givenAway.isEmpty, "\(givenAway.values.prefix(5))")
    }

    @Test(arguments: [3, 4, 5])
    func `hides every small count of any small table and no zero`(_ threshold: Int) {
        let suppression = Suppression(threshold: threshold)

        let wrong = (1...4).flatMap(Self.tables).filter { table in
            let cells: [Int?] = shown(table, suppression).rows
            return table.indices.contains { row in
                if table[row] == 0 { return cells[row] != 0 }
                return table[row] < threshold ? cells[row] != nil : cells[row] ?? table[row] != table[row]
            }
        }

        #expect(wrong == [])
    }

    @Test(
        arguments: [
            ([5, 4, 3], [5, 4, 3], 12), ([0, 0, 4], [0, 0, 4], 4), ([5, 4, 2], [5, nil, nil], 11),
            ([5, 5, 2], [nil, nil, nil], 12), ([6, 2, 2], [nil, nil, nil], 10), ([6, 5, 1, 0], [6, nil, nil, 0], 12),
            ([1, 0, 0], [nil, 0, 0], nil), ([1, 1, 1], [nil, nil, nil], nil), ([2, 2], [nil, nil], 4), ([], [], 0),
        ] as [([Int], [Int?], Int?)]
    )
    func `hides small counts and as few others as needed`(_ table: [Int], _ rows: [Int?], _ total: Int?) {
        #expect(shown(table, Suppression(threshold: 3)) == Shown(rows: rows, total: total))
    }

    @Test(arguments: [0, 1])
    func `hides nothing below a threshold of two`(_ threshold: Int) {
        let rows = [Tables.row("a", 1, waited: 60), Tables.row("b", 2)]
        let suppression = Suppression(threshold: threshold)

        #expect(suppression.applied(to: rows) == rows)
        #expect(suppression.applied(to: Tables.row("all", 1), of: [rows]) == Tables.row("all", 1))
    }

    @Test func `treats each column by itself`() {
        var rows = [Tables.row("a", 9), Tables.row("b", 9)]
        (rows[0].seen, rows[1].opened) = (1, 2)

        let shown = Suppression(threshold: 3).applied(to: rows)

        #expect(shown.map(\.seen) == [nil, nil])
        #expect(shown.map(\.opened) == [nil, nil])
        #expect(shown.map(\.relevant) == [9, 9])
        #expect(shown.map(\.value) == ["a", "b"])
    }

    @Test func `hides times wherever the number of answers is hidden`() {
        var rows = [Tables.row("a", 9, waited: 60), Tables.row("b", 9, waited: 70), Tables.row("c", 20, waited: 80)]
        rows[0].answered = 1
        var total = Tables.row("all", 40, waited: 65)
        total.answered = 2

        let shown = Suppression(threshold: 3).applied(to: rows)
        let shownTotal = Suppression(threshold: 3).applied(to: total, of: [rows])

        #expect(shown.map(\.medianSecondsToAnswer) == [nil, nil, 80])
        #expect(shown.map(\.p90SecondsToAnswer) == [nil, nil, 80])
        #expect(shownTotal.medianSecondsToAnswer == nil && shownTotal.p90SecondsToAnswer == nil)
        #expect(shownTotal.seen == 40)
    }

    @Test func `breakdowns never show what is open, because the weeks before would give small counts away`() {
        let rows = [Tables.row("a", 9), Tables.row("b", 8), Tables.row("c", 20)]

        let shown = Suppression(threshold: 3).applied(to: rows)

        #expect(shown.map(\.open) == [nil, nil, nil])
        #expect(shown.map(\.opened) == [9, 8, 20])
    }

    @Test func `a total with a hidden count does not show what is open`() {
        var total = Tables.row("all", 40)
        total.answered = 2

        let shown = Suppression(threshold: 3).applied(to: total, of: [[Tables.row("a", 40)]])

        #expect(shown.open == nil && shown.answered == nil)
        #expect(shown.opened == 40)
    }

    @Test func `shows a total that is not the sum of what is hidden`() {
        let topics = [Tables.row("housing", 1), Tables.row("work", 1)]

        let total = Suppression(threshold: 3).applied(to: Tables.row("all", 50), of: [topics])

        #expect(total.seen == 50)
    }

    private func shown(_ table: [Int], _ suppression: Suppression) -> Shown {
        let rows = table.enumerated().map { Tables.row("\($0)", $1) }
        let total = Tables.row("all", table.reduce(0, +))
        return Shown(
            rows: suppression.applied(to: rows).map(\.seen),
            total: suppression.applied(to: total, of: [rows]).seen
        )
    }

    /// Every table of so many rows with counts from 0 to 6.
    private static func tables(_ rows: Int) -> [[Int]] {
        (0..<rows).reduce([[]]) { tables, _ in tables.flatMap { table in (0...6).map { table + [$0] } } }
    }
}
