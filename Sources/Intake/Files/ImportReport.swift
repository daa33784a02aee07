package import Domain
package import Platforms

/// What became of everything that one import was asked to read.
package struct ImportReport: Codable, Sendable, Equatable {
    /// All files together.
    package var tally = Tally()
    /// File by file, in the order in which they were read.
    package var files: [FileReport] = []

    package init() {}

    /// Whether reading was stopped from outside.
    package var isInterrupted: Bool { files.contains(where: \.isInterrupted) }

    /// Whether anything could not be read to its end.
    package var hasFaults: Bool { files.contains { $0.fault != nil } }

    private enum CodingKeys: String, CodingKey { case rows, new, known, changed, ignored, rejected, files }

    /// The counts stand at the top, as `contract` promises: `{"rows":…,"new":…,…,"files":[…]}`.
    package func encode(to encoder: any Encoder) throws {
        try tally.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(files, forKey: .files)
    }

    package init(from decoder: any Decoder) throws {
        tally = try Tally(from: decoder)
        files = try decoder.container(keyedBy: CodingKeys.self).decode([FileReport].self, forKey: .files)
    }
}

/// What became of one file.
package struct FileReport: Codable, Sendable, Equatable {
    /// Its path as it was given, or inside its folder or archive.
    package var name: String
    /// The format that it was read as; nil where none was recognised.
    package var format: String?
    /// The number of the import run, for looking at its refused rows; nil where nothing was read.
    package var run: Int64?
    /// What became of its rows.
    package var tally = Tally()
    /// How many rows were ignored, by reason.
    package var ignoredReasons: [String: Int] = [:]
    /// The spaces whose posts were passed over, because they are not open for intake.
    package var closedSpaces: [ClosedSpace] = []
    /// Why rows were refused: the first few different reasons.
    package var rejectedReasons: [String] = []
    /// Why it was passed over; nil where it was read.
    package var skipped: String?
    /// Where and why reading stopped; nil where the file was read to its end.
    package var fault: OperatorError?

    /// Whether reading was stopped from outside; the file can be imported again.
    var isInterrupted = false

    package init(name: String) { self.name = name }

    private enum CodingKeys: String, CodingKey {
        case name, format, run, tally, ignoredReasons, closedSpaces, rejectedReasons, skipped, fault
    }
}

/// How far an import has come, for a progress bar.
package struct ImportProgress: Sendable {
    /// The file that is being read.
    package var name: String
    /// Bytes read of it.
    package var bytes: Int
    /// Its size in bytes, where known.
    package var totalBytes: Int?
    /// Rows stored of it.
    package var rows: Int
}

/// What a person has said about an import.
package struct ImportOptions: Sendable {
    /// The name of the format; nil lets the content decide.
    package var format: String?
    /// The space that the rows belong to; nil lets the file say.
    package var space: SpaceReference?
    /// The time zone of times without one, as an IANA name.
    package var timeZone: String
    /// Column mappings for separated values; the first one that fits the header is used.
    package var mappings: [ColumnMapping]

    package init(
        format: String? = nil,
        space: SpaceReference? = nil,
        timeZone: String = "Europe/Berlin",
        mappings: [ColumnMapping] = []
    ) {
        self.format = format
        self.space = space
        self.timeZone = timeZone
        self.mappings = mappings
    }
}
