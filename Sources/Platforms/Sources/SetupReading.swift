import Foundation

/// How modules read what a source was told.
extension SourceSetup {
    /// A setting without white space around it; nil where it is not there or empty.
    package func setting(_ name: String) -> String? { settings[name].flatMap(Self.filled) }

    /// All values of a secret without white space around them, the one in use first.
    package func allSecrets(_ name: String) -> [String] { (secrets[name] ?? []).compactMap(Self.filled) }

    /// A setting that has to be there.
    /// - Throws: `PollTrouble.needsPerson`.
    package func required(_ name: String) throws(PollTrouble) -> String {
        if let value = setting(name) { return value }
        throw .needsPerson(
            reason: "The source has no setting '\(name)'.",
            remedy: "Set it for this source; the help of its kind says where to find it."
        )
    }

    /// A secret that has to be there.
    /// - Throws: `PollTrouble.needsPerson`.
    package func requiredSecret(_ name: String) throws(PollTrouble) -> String {
        // It goes into addresses and headers, where other characters would mean something.
        if let value = allSecrets(name).first, value.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { return value }
        throw .needsPerson(
            reason: "The source has no secret '\(name)' of one line without white space.",
            remedy: "Lay it as a file of that name into the folder for the secrets of the source."
        )
    }

    /// The items of a setting that lists some, separated by commas or white space.
    package func list(_ name: String) -> [String] {
        (settings[name] ?? "").split { $0 == "," || $0.isWhitespace }.map(String.init)
    }

    /// The address that an interface is reached at, without a slash at its end.
    ///
    /// Secrets are sent there, so it must be `https`, or this machine itself.
    /// - Parameter usual: where the setting is not there.
    /// - Throws: `PollTrouble.needsPerson`.
    package func address(_ name: String, usual: String) throws(PollTrouble) -> String {
        var address = setting(name) ?? usual
        while address.hasSuffix("/") { address.removeLast() }
        let isPlain =
            address.utf8.allSatisfy { (0x21...0x7E).contains($0) } && !address.contains { "@?#\\".contains($0) }
        let host = WireRequest(.get, address).host
        let isHere = address.hasPrefix("http://") && ["127.0.0.1", "localhost", "::1"].contains(host)
        guard isPlain, !host.isEmpty, address.hasPrefix("https://") || isHere else {
            throw .needsPerson(
                reason: "The setting '\(name)' is no address that secrets may be sent to.",
                remedy: "Take the setting away, or give an address that begins with https://."
            )
        }
        return address
    }

    private static func filled(_ text: String) -> String? {
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return trimmed.isEmpty ? nil : trimmed
    }
}
