import Domain
import Foundation

extension OutgoingMessage {
    /// As it is stored with the item.
    package var stored: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// A message as it was stored.
    ///
    /// - Throws: `OperatorError` where another version wrote it.
    package init(stored: String) throws {
        do {
            self = try JSONDecoder().decode(OutgoingMessage.self, from: Data(stored.utf8))
        } catch {
            throw OperatorError(
                "A stored answer cannot be read.",
                remedy: "Install the version of streetwork that wrote it."
            )
        }
    }
}

extension LookUp {
    /// As it is stored: JSON with sorted keys, so that the same look-up is the same text.
    package var stored: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Two texts and a dictionary of texts always encode.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    /// A look-up as it was stored; nil where another version wrote it.
    package init?(stored: String) {
        // What cannot be read is passed over, and forgotten with the round.
        guard let value = try? JSONDecoder().decode(LookUp.self, from: Data(stored.utf8)) else { return nil }
        self = value
    }
}
