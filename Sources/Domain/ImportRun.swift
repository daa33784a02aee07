package import Foundation

/// One file that was read in, with what became of its rows.
package struct ImportRun: Hashable, Codable, Sendable {
    /// The number of the run.
    package var id: Int64
    /// The name of the file, without its folders.
    package var name: String
    /// The format that it was read as.
    package var format: String
    /// When reading began.
    package var startedAt: Date
    /// When reading ended; nil while it runs, or where the process ended before it.
    package var finishedAt: Date?
    /// What became of the rows so far.
    package var tally: Tally
    /// How many rows were ignored, by reason.
    package var ignoredReasons: [String: Int]
    /// Why reading stopped before the end of the file; nil where it did not.
    package var fault: String?

    package init(
        id: Int64,
        name: String,
        format: String,
        startedAt: Date,
        finishedAt: Date?,
        tally: Tally,
        ignoredReasons: [String: Int],
        fault: String?
    ) {
        self.id = id
        self.name = name
        self.format = format
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.tally = tally
        self.ignoredReasons = ignoredReasons
        self.fault = fault
    }
}

/// A row that was refused, as it is kept.
package struct KeptRow: Hashable, Codable, Sendable {
    /// What is wrong with it.
    package var reason: String
    /// Where it begins, as bytes from the start of the file.
    package var offset: Int
    /// The row itself, sealed.
    package var sealed: [UInt8]

    package init(reason: String, offset: Int, sealed: [UInt8]) {
        self.reason = reason
        self.offset = offset
        self.sealed = sealed
    }
}
