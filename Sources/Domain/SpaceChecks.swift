package import Foundation

extension SpaceEntry {
    /// What cannot stay as it is, each in a few words; empty where everything can.
    package var faults: [String] {
        let texts: [(name: String, text: String?, longest: Int)] = [
            ("region", region, 200), ("legalBasis", legalBasis, 2_000), ("consentBy", consentBy, 200),
            ("consentScope", consentScope, 2_000), ("rules", rules, 20_000),
        ]
        var faults = texts.compactMap { name, text, longest in
            text.flatMap { (1...longest).contains($0.count) ? nil : "\(name) must have 1 to \(longest) characters" }
        }
        if let code = language?.rawValue, !(2...3).contains(code.count) || !code.allSatisfy(\.isLowerCaseLetter) {
            faults.append("language must be a code of ISO 639 such as ro")
        }
        if let members, !(0...10_000_000_000).contains(members) { faults.append("members must be 0 or more") }
        if let keeper, !UserName.isFine(keeper) { faults.append("keeper must be a user name") }
        if let user = consentWithdrawnBy, !UserName.isFine(user) {
            faults.append("consentWithdrawnBy must be a user name")
        }
        let times = [
            ("membersAt", membersAt), ("consentAt", consentAt), ("consentWithdrawnAt", consentWithdrawnAt),
            ("nextVisitAt", nextVisitAt),
        ]
        for (name, time) in times where time.map(SpaceVisit.isMoment) == false {
            faults.append("\(name) must be a time between 1990 and 2100")
        }
        return faults
    }

    /// The entry without white space around its texts; what is empty then counts as absent.
    package var trimmed: SpaceEntry {
        var entry = self
        for field in [\SpaceEntry.region, \.legalBasis, \.consentBy, \.consentScope, \.rules, \.keeper] {
            entry[keyPath: field] = entry[keyPath: field].map(Self.trimmed)
        }
        return entry
    }

    /// A text without white space around it and with plain line ends.
    package static func trimmed(_ text: String) -> String {
        text.replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\0", with: "")
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// What takes a field away, by its name.
    package static let cleared: [String: @Sendable (inout SpaceEntry) -> Void] = [
        "language": { $0.language = nil }, "region": { $0.region = nil },
        "members": { ($0.members, $0.membersAt) = (nil, nil) }, "visibility": { $0.visibility = nil },
        "legalBasis": { $0.legalBasis = nil }, "rules": { $0.rules = nil },
        "linksAllowed": { $0.linksAllowed = nil }, "keeper": { $0.keeper = nil },
        "nextVisitAt": { $0.nextVisitAt = nil },
    ]
}

extension SpaceReference {
    /// What cannot stay as it is; nil where everything can.
    package var fault: String? {
        if externalID.isEmpty || externalID.utf8.count > 400 {
            return "it needs the platform's id of it, of at most 400 bytes"
        }
        if name?.isEmpty == true || name?.utf8.count ?? 0 > 1_000 { return "its name must have 1 to 1000 bytes" }
        guard let link else { return nil }
        let isWeb = ["https://", "http://"].contains { link.lowercased().hasPrefix($0) }
        let isFine = isWeb && link.utf8.count <= 2_000 && !link.contains(where: \.isWhitespace)
        return isFine ? nil : "its link must begin with https:// and have at most 2000 bytes"
    }
}

extension SpaceVisit {
    /// Whether a time can be one of the register, between 1990 and 2100.
    package static func isMoment(_ time: Date) -> Bool {
        (631_152_000..<4_102_444_800).contains(time.timeIntervalSince1970)
    }
}

extension Character {
    fileprivate var isLowerCaseLetter: Bool { ("a"..."z").contains(self) }
}
