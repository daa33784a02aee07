package import Domain

/// The figures of some weeks, ready to be shown.
package struct WeeklyReport: Codable, Hashable, Sendable {
    /// The weeks, the latest last.
    package var weeks: [WeekFigures]
    /// What each figure means, by its name.
    package var definitions: [String: String]
    /// Counts from 1 up to one less than this are hidden; 0 where nothing is hidden.
    package var threshold: Int

    /// What each figure means.
    package static let definitions = [
        "seen": "posts taken in for the first time in the week",
        "relevant": "those of them that ask for help, or state something about rights that others may act on",
        "opened": "enquiries opened in the week; the same question in several spaces is one enquiry",
        "answered": "enquiries answered in the week",
        "dismissed": "enquiries closed in the week without an answer, with a reason",
        "open": "enquiries waiting at the end of the week",
        "medianSecondsToAnswer": "half of the answers of the week came within this time after the first post",
        "p90SecondsToAnswer": "nine of ten answers of the week came within this time after the first post",
    ]
}

/// The figures of one week.
package struct WeekFigures: Codable, Hashable, Sendable {
    /// The week.
    package var week: ISOWeek
    /// All posts and enquiries together.
    package var total: FigureRow
    /// One breakdown after the other: language, platform, topic, urgency.
    package var by: [String: [FigureRow]]
}

/// One line of figures.
///
/// A hidden count is nil.
package struct FigureRow: Codable, Hashable, Sendable {
    /// The value of the dimension, such as `housing`; `all` for the total.
    ///
    /// A post with two topics counts in both.
    package var value: String
    /// Posts taken in.
    package var seen: Int?
    /// Those that a counsellor should see.
    package var relevant: Int?
    /// Enquiries opened.
    package var opened: Int?
    /// Enquiries answered.
    package var answered: Int?
    /// Enquiries closed without an answer.
    package var dismissed: Int?
    /// Enquiries waiting at the end of the week.
    package var open: Int?
    /// Seconds from the first post to the answer; nil where nothing was answered, or where it is hidden.
    package var medianSecondsToAnswer: Int?
    /// Seconds within which nine of ten were answered.
    package var p90SecondsToAnswer: Int?
}
