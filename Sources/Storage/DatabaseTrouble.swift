import Domain
import GRDB

extension OperatorError {
    /// Says in plain words what SQLite reported.
    init(_ error: DatabaseError, opening name: String? = nil) {
        let file = name.map { "the database \($0)" } ?? "the database"
        switch error.resultCode {
        case .SQLITE_FULL:
            self.init(
                "The disk is full: \(file) cannot grow. Nothing that was reported as stored is lost.",
                remedy: "Free some space on the disk of the data folder and try again."
            )
        case .SQLITE_IOERR:
            self.init(
                "The disk reported an error while \(file) was used (\(error.extendedResultCode.rawValue)).",
                remedy: "Check the disk, then start again; the database recovers by itself."
            )
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(
                "Cannot open \(file).",
                remedy: "Check that the data folder exists and that this user may write in it."
            )
        case .SQLITE_READONLY:
            self.init(
                "\(file.capitalizedFirst) cannot be written to.",
                remedy: "Check the rights of the data folder and that its disk is not mounted read-only."
            )
        case .SQLITE_NOTADB, .SQLITE_CORRUPT:
            self.init(
                "\(file.capitalizedFirst) is damaged or is no database.",
                remedy: "Move it aside and restore the last backup."
            )
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                "Another program holds \(file).",
                remedy: "End the other program, or wait until it is done."
            )
        default:
            self.init(
                "\(file.capitalizedFirst) reported: \(error.message ?? error.resultCode.description).",
                remedy: "Run 'streetwork check', and report this with what you did."
            )
        }
    }
}

extension String {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
