/// Where people talk: one of the social media services that streetwork reads.
///
/// The raw value is the spelling used in the database, in JSON and on the command line.
package enum Platform: String, CaseIterable, Codable, Sendable, Comparable {
    case facebook, instagram, telegram, tiktok

    package static func < (left: Platform, right: Platform) -> Bool { left.rawValue < right.rawValue }
}
