/// A figure that is counted per week.
package enum Figure: String, CaseIterable, Codable, Sendable {
    /// Posts taken in for the first time.
    case seen
    /// Those of them that a counsellor should see.
    case relevant
    /// Enquiries opened.
    case opened
    /// Enquiries answered.
    case answered
    /// Enquiries closed without an answer.
    case dismissed
}

/// What a count is broken down by; always one dimension at a time, so that counts give nobody away.
package enum Breakdown: String, CaseIterable, Codable, Sendable {
    case total, topic, language, platform, urgency
}

/// One count of one week.
package struct Count: Hashable, Codable, Sendable {
    /// The week.
    package var week: ISOWeek
    /// What was counted.
    package var figure: Figure
    /// What it is broken down by.
    package var dimension: Breakdown
    /// The value of the dimension, such as `housing`; `all` for the total.
    package var value: String
    /// The number.
    package var count: Int

    package init(week: ISOWeek, figure: Figure, dimension: Breakdown, value: String, count: Int) {
        self.week = week
        self.figure = figure
        self.dimension = dimension
        self.value = value
        self.count = count
    }
}

/// How long one answered enquiry had waited; holds nothing that leads back to it.
package struct AnswerDelay: Hashable, Codable, Sendable {
    /// The week of the answer.
    package var week: ISOWeek
    /// What it is filed under.
    package var dimension: Breakdown
    /// The value of the dimension.
    package var value: String
    /// From the publication of the first post to the publication of the answer, in seconds.
    package var seconds: Int

    package init(week: ISOWeek, dimension: Breakdown, value: String, seconds: Int) {
        self.week = week
        self.dimension = dimension
        self.value = value
        self.seconds = seconds
    }
}
