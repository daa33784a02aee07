import Classification
import Domain
package import Foundation

/// A time limit that a post of an enquiry names, as a day of the calendar.
package struct EnquiryDeadline: Codable, Hashable, Sendable {
    /// The post.
    package var post: Int64
    /// The day it runs out, `YYYY-MM-DD`.
    package var date: String
    /// The words as they stand in the post.
    package var text: String
}

extension House {
    /// The time limits of posts, counted from their publication in the organisation's time zone, the nearest first.
    func deadlines(of posts: [EnquiryPost]) throws -> [EnquiryDeadline] {
        let zone = TimeZone(identifier: settings.timeZone) ?? .gmt
        var found: [EnquiryDeadline] = []
        for post in posts {
            guard let text = post.text else { continue }
            let day = CivilDate(post.publishedAt, in: zone)
            let limits = try classifier().deadlines(in: text, language: post.prediction.language, publishedOn: day)
            found += limits.map { EnquiryDeadline(post: post.id, date: $0.date.description, text: $0.text) }
        }
        return found.sorted { ($0.date, $0.post) < ($1.date, $1.post) }
    }
}

extension CivilDate {
    /// The day of a moment in a time zone.
    package init(_ moment: Date, in zone: TimeZone) {
        let seconds = moment.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: moment))
        self.init(dayNumber: Int((seconds / 86_400).rounded(.down)))
    }
}
