/// Settings that drop-offs have in common.
extension SourceField {
    /// How long a file must stay the same.
    static let settleSeconds = SourceField(
        "settle-seconds",
        "How long a file must stay the same before it is taken, in seconds, 0...3600; else 60.",
        isRequired: false
    )
}

extension SourceSetup {
    /// How long a file must stay the same before it is taken.
    /// - Throws: `PollTrouble.needsPerson` where the setting is no number of 0...3600.
    func settle() throws(PollTrouble) -> Duration {
        guard let text = setting(SourceField.settleSeconds.name) else { return .seconds(60) }
        guard let seconds = Int(text), (0...3600).contains(seconds) else {
            throw .needsPerson(
                reason: "The setting 'settle-seconds' is no number of 0 to 3600.",
                remedy: "Set it to 60, or leave it out."
            )
        }
        return .seconds(seconds)
    }

    /// A setting that is an address.
    /// - Throws: `PollTrouble.needsPerson` that says what is wrong with it, without the address.
    func webAddress(_ name: String, schemes: Set<String>) throws(PollTrouble) -> WebAddress {
        let text = try required(name)
        do {
            return try WebAddress(text, schemes: schemes)
        } catch {
            throw .needsPerson(
                reason: "The setting '\(name)' cannot be used: \(error.reason).",
                remedy: "Copy the address anew and set it."
            )
        }
    }
}

extension PollTrouble {
    /// A user is set, but nothing that proves to be it.
    static let missingPassword = PollTrouble.needsPerson(
        reason: "There is a user, but no password.",
        remedy: "Lay the secret 'password' into the folder of secrets of this source."
    )
}
