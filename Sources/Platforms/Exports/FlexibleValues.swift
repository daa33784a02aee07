package import Foundation

/// An id that some exports write as text and others as a number.
package struct FlexibleID: Decodable, Hashable, Sendable {
    /// The id as text, without white space around it.
    package let value: String

    package init(_ value: String) { self.value = value }

    /// - Throws: where it is neither text with something in it nor a whole number up to 2^64 - 1.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let text = try? container.decode(String.self) {
            // A failure here only means that it is no text; the other kinds are tried below.
            value = text.trimmingCharacters(in: .whitespacesAndNewlines)
        } else if let number = try? container.decode(Int64.self) {
            value = String(number)
        } else if let number = try? container.decode(UInt64.self) {
            value = String(number)
        } else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "is neither text nor a whole number of at most 64 bits"
            )
        }
        guard !value.isEmpty else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "is empty")
        }
    }
}

/// A moment that exports write as seconds or milliseconds since 1970, as a number or as text, or as ISO 8601.
///
/// A number above 10^11 counts milliseconds. Moments outside 1990...2100 are refused.
package struct FlexibleDate: Decodable, Hashable, Sendable {
    /// The moment.
    package let date: Date

    package init(_ date: Date) { self.date = date }

    /// - Throws: where it is no moment between 1990 and 2100.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        var moment: Date?
        if let number = try? container.decode(Double.self) {
            // A failure here only means that it is no number; text is tried next.
            moment = ExportTime.moment(epoch: number)
        } else if let text = try? container.decode(String.self) {
            moment = ExportTime.moment(text)
        }
        guard let moment else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription: "is no time between 1990 and 2100"
            )
        }
        date = moment
    }
}
