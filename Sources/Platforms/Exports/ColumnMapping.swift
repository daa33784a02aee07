package import Domain

/// Which column of a table of separated values holds what.
///
/// Saved in `Config/csv`, one file per kind of table.
package struct ColumnMapping: Hashable, Codable, Sendable {
    /// The name of the mapping, for messages.
    package var name: String
    /// The platform that the rows come from.
    package var platform: Platform
    /// The column with the words of the post.
    ///
    /// A table is recognised when its header has all mapped columns.
    package var text: String
    /// The column with the id of the post; without one, the id is made from the link, or else from
    /// author, time and text.
    package var id: String?
    /// The column with the id of the post that this one answers.
    package var parent: String?
    /// The column with the id of the author; the name is used where there is none.
    package var authorID: String?
    /// The column with the name of the author.
    package var authorName: String?
    /// The column with the time of publication: ISO 8601, `YYYY-MM-DD HH:MM[:SS]`, `DD.MM.YYYY HH:MM[:SS]`,
    /// seconds or milliseconds since 1970, or the day number of a spreadsheet.
    package var time: String?
    /// The column with the address of the post.
    package var link: String?
    /// The column with the id of the space.
    package var spaceID: String?
    /// The column with the name of the space.
    package var spaceName: String?

    package init(name: String, platform: Platform, text: String) {
        self.name = name
        self.platform = platform
        self.text = text
    }

    /// Every column that the mapping names.
    package var columns: [String] {
        [text, id, parent, authorID, authorName, time, link, spaceID, spaceName].compactMap { $0 }
    }

    /// Whether a table with these column names has everything that the mapping names.
    package func matches(header: [String]) -> Bool { Set(header).isSuperset(of: columns) }
}
