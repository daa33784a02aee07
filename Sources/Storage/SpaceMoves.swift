import Domain
import GRDB

/// Gives spaces the ids that they have got on their platforms.
enum SpaceMoves {
    /// Moves a space; nothing where it was never seen under its old id, or has moved already.
    ///
    /// Where a space with the new id is there, its posts and those of the old one stay where they are, and what people
    /// noted about the old one is copied to where the new one has nothing.
    static func move(_ news: MovedSpace, _ db: Database) throws {
        let (platform, old) = (news.space.platform, news.space.externalID)
        guard news.newExternalID != old, !news.newExternalID.isEmpty,
            let from = try Spaces.id(platform, old, db)
        else { return }
        if let to = try Spaces.id(platform, news.newExternalID, db) { return try copyEntry(from: from, to: to, db) }
        if news.beginsAnew { try keepApart(from, under: old, db) }
        try db.execute(literal: "UPDATE space SET externalID = \(news.newExternalID) WHERE id = \(from)")
    }

    /// Puts the old id of the space before the ids of its posts, so that no new post is taken for an old one.
    private static func keepApart(_ space: Int64, under old: String, _ db: Database) throws {
        try db.execute(
            literal: """
                UPDATE post SET externalID = \(old) || ':' || externalID,
                    parentExternalID = \(old) || ':' || parentExternalID
                WHERE spaceID = \(space)
                """
        )
    }

    private static func copyEntry(from: Int64, to: Int64, _ db: Database) throws {
        let (old, new) = (try Spaces.existing(from, .register, db), try Spaces.existing(to, .register, db))
        try Spaces.write(
            new.entry.completed(by: old.entry),
            name: new.reference.name ?? old.reference.name,
            link: new.reference.link ?? old.reference.link,
            of: to,
            db
        )
    }
}
