package import Domain
package import Foundation
package import Storage

extension SourceNews {
    /// What is written down after a round that no scheduler led.
    package init(_ source: Source, _ report: RoundReport, now: Date) {
        var book = SourceBook()
        book.replace(by: [source])
        book.finished(source.id, report, now: now, chance: 0.5)
        self = book.takeNews().first ?? SourceNews(source: source.id, health: source.health, posts: [:])
    }
}
