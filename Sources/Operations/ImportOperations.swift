package import Domain
import Foundation
package import Intake
import Storage

/// Notes that a file is about to be read.
package struct BeginImport: HouseOperation {
    package static let name = "import/begin"
    /// The name of the file, without its folders.
    package var file: String
    /// The name of its format.
    package var format: String

    package init(file: String, format: String) {
        self.file = file
        self.format = format
    }

    package func perform(in house: House) async throws -> Int64 {
        try await house.intake().begin(name: file, format: format)
    }
}

/// Takes a batch of rows in.
package struct SaveBatch: HouseOperation {
    package static let name = "import/batch"
    /// The rows, in the order of their source.
    package var batch: IntakeBatch
    /// The import run that the rows belong to.
    package var run: Int64?

    package init(batch: IntakeBatch, run: Int64?) {
        self.batch = batch
        self.run = run
    }

    package func perform(in house: House) async throws -> SavedBatch {
        let intake = try house.intake()
        return try await intake.save(try intake.prepare(batch), run: run)
    }
}

/// Notes that a file has been read.
package struct EndImport: HouseOperation {
    package static let name = "import/end"
    /// The number of the import run.
    package var run: Int64
    /// Where and why reading stopped before the end; nil where it did not.
    package var fault: String?

    package init(run: Int64, fault: String?) {
        self.run = run
        self.fault = fault
    }

    package func perform(in house: House) async throws -> Int64 {
        try await house.intake().end(run, fault: fault)
        return run
    }
}

/// The latest import runs.
package struct ListImports: HouseOperation {
    package static let name = "import/list"
    /// At most so many.
    package var limit: Int

    package init(limit: Int) { self.limit = limit }

    package func perform(in house: House) async throws -> [ImportRun] {
        try await house.store.importRuns(limit: limit)
    }
}

/// The rows of an import run that were refused, opened for inspection.
package struct ShowRejectedRows: HouseOperation {
    package static let name = "import/rejected"
    /// The number of the import run.
    package var run: Int64
    /// At most so many.
    package var limit: Int

    package init(run: Int64, limit: Int) {
        self.run = run
        self.limit = limit
    }

    package func perform(in house: House) async throws -> [OpenedRow] {
        guard try await house.store.hasImport(run) else {
            throw OperatorError("There is no import \(run).", remedy: "'streetwork import list' shows the imports.")
        }
        return try await house.store.rejectedRows(of: run, limit: limit).map { row in
            guard let raw = house.keyring.open(row.sealed, for: Intake.rejectedRowPlace) else {
                throw OperatorError(
                    "A refused row of run \(run) cannot be opened: it was changed, or sealed with another key.",
                    remedy: "Restore the folder for keys that belongs to this data folder."
                )
            }
            return OpenedRow(reason: row.reason, offset: row.offset, raw: String(decoding: raw, as: UTF8.self))
        }
    }
}

/// A refused row as it was read.
package struct OpenedRow: Codable, Sendable {
    /// What is wrong with it.
    package var reason: String
    /// Where it begins, as bytes from the start of the file.
    package var offset: Int
    /// The row; bytes that are no UTF-8 are replaced.
    package var raw: String
}
