package import Domain
package import Foundation
import GRDB

extension Store {
    /// Notes that a file is about to be read.
    /// - Returns: the number of the run.
    package func beginImport(name: String, format: String, now: Date) async throws -> Int64 {
        try await write { db in
            try db.execute(
                literal: """
                    INSERT INTO importRun (name, format, startedAt) VALUES (\(name), \(format), \(now.stored))
                    """
            )
            return db.lastInsertedRowID
        }
    }

    /// Notes that a file has been read to its end, or where it broke.
    package func endImport(_ run: Int64, fault: String?, now: Date) async throws {
        try await write { db in
            try db.execute(
                literal: "UPDATE importRun SET finishedAt = \(now.stored), fault = \(fault) WHERE id = \(run)"
            )
        }
    }

    /// Whether there is an import run with this number.
    package func hasImport(_ run: Int64) async throws -> Bool {
        try await read { db in
            let request = SQLRequest<Bool>(literal: "SELECT EXISTS (SELECT 1 FROM importRun WHERE id = \(run))")
            return try request.fetchOne(db) ?? false
        }
    }

    /// The latest import runs, the newest first.
    package func importRuns(limit: Int) async throws -> [ImportRun] {
        try await read { db in
            try Row.fetchAll(
                db,
                SQLRequest(
                    literal: """
                        SELECT id, name, format, startedAt, finishedAt, rows, new, known, changed, ignored, rejected,
                            ignoredReasons, fault
                        FROM importRun ORDER BY id DESC LIMIT \(limit)
                        """
                )
            ).map(ImportRuns.run)
        }
    }

    /// The rows of a run that were refused, sealed as they are kept, in the order of the file.
    package func rejectedRows(of run: Int64, limit: Int) async throws -> [KeptRow] {
        try await read { db in
            try Row.fetchAll(
                db,
                SQLRequest(
                    literal: """
                        SELECT reason, byteOffset, sealed FROM rejectedRow WHERE importID = \(run)
                        ORDER BY byteOffset, id LIMIT \(limit)
                        """
                )
            ).map { KeptRow(reason: $0["reason"], offset: $0["byteOffset"], sealed: Array($0["sealed"] as Data)) }
        }
    }
}

/// The statements on import runs that other transactions use.
enum ImportRuns {
    static func add(
        _ tally: Tally,
        ignored: [String: Int],
        rejected: [KeptRow],
        to run: Int64,
        _ db: Database
    ) throws {
        let request = SQLRequest<String>(literal: "SELECT ignoredReasons FROM importRun WHERE id = \(run)")
        guard let stored = try request.fetchOne(db) else {
            throw OperatorError("There is no import run \(run).", remedy: "Start the import again.")
        }
        let reasons = try StoredJSON.value([String: Int].self, stored).merging(ignored, uniquingKeysWith: +)
        try db.execute(
            literal: """
                UPDATE importRun SET rows = rows + \(tally.rows), new = new + \(tally.new),
                    known = known + \(tally.known), changed = changed + \(tally.changed),
                    ignored = ignored + \(tally.ignored), rejected = rejected + \(tally.rejected),
                    ignoredReasons = \(try StoredJSON.text(reasons))
                WHERE id = \(run)
                """
        )
        for row in rejected {
            try db.execute(
                literal: """
                    INSERT INTO rejectedRow (importID, reason, byteOffset, sealed)
                    VALUES (\(run), \(row.reason), \(row.offset), \(Data(row.sealed)))
                    """
            )
        }
    }

    static func run(_ row: Row) throws -> ImportRun {
        var tally = Tally()
        tally.rows = row["rows"]
        tally.new = row["new"]
        tally.known = row["known"]
        tally.changed = row["changed"]
        tally.ignored = row["ignored"]
        tally.rejected = row["rejected"]
        return ImportRun(
            id: row["id"],
            name: row["name"],
            format: row["format"],
            startedAt: Date(stored: row["startedAt"]),
            finishedAt: (row["finishedAt"] as Int64?).map(Date.init(stored:)),
            tally: tally,
            ignoredReasons: try StoredJSON.value([String: Int].self, row["ignoredReasons"]),
            fault: row["fault"]
        )
    }
}
