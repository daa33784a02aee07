import Domain
import Platforms

/// What may be set for a source.
enum SourceRules {
    /// - Throws: `OperatorError` where this version has no module for the kind.
    static func module(of kind: SourceKind) throws -> any SourceModule {
        guard let module = SourceModules.module(of: kind) else {
            throw OperatorError(
                "This version has no sources of the kind \(kind.rawValue).",
                remedy: "'streetwork source kinds' lists them."
            )
        }
        return module
    }

    /// - Throws: `OperatorError` where the name could not be part of a path and of an address.
    static func check(name: String) throws {
        let isFine = name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "-")
        }
        guard isFine, (1...60).contains(name.utf8.count), !name.hasPrefix("-") else {
            throw OperatorError(
                "'\(name.prefix(80))' is no name for a source.",
                remedy: "Use 1 to 60 small letters, digits and hyphens, such as berlin-bot."
            )
        }
    }

    /// - Throws: `OperatorError` with every setting that is unknown, missing or too long.
    static func check(_ settings: [String: String], of module: any SourceModule) throws {
        let known = Set(module.settings.map(\.name))
        var faults = settings.keys.filter { !known.contains($0) }.sorted().map { "'\($0)' is no setting of it" }
        faults += module.settings.filter { $0.isRequired && settings[$0.name] == nil }.map {
            "\($0.name) is missing: \($0.meaning)"
        }
        faults += settings.filter { $0.value.utf8.count > 2_000 }.keys.sorted().map {
            "\($0) is longer than 2,000 bytes"
        }
        guard faults.isEmpty else {
            throw OperatorError(
                "The source of the kind \(module.kind.rawValue) cannot be set like this: "
                    + faults.joined(separator: "; ") + ".",
                remedy: list("Its settings are", module.settings)
            )
        }
    }

    /// - Throws: `OperatorError` where the interval is out of range.
    static func checked(_ seconds: Int) throws -> Int {
        guard (1...604_800).contains(seconds) else {
            throw OperatorError(
                "A source cannot be asked every \(seconds) seconds.",
                remedy: "Use 1 second to 604800, which is a week."
            )
        }
        return seconds
    }

    static func list(_ opening: String, _ fields: [SourceField]) -> String {
        guard !fields.isEmpty else { return "\(opening): none." }
        return "\(opening): "
            + fields.map { "\($0.name)\($0.isRequired ? "" : " (optional)") – \($0.meaning)" }.joined(separator: "; ")
    }
}
