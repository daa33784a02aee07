package import Foundation

/// What lets a person capture posts from a browser or a phone; the secret itself is kept nowhere.
package struct AccessToken: Hashable, Codable, Sendable {
    /// The number of the token.
    package var id: Int64
    /// The user name of whoever uses it.
    package var user: String
    /// What it is for, such as `phone`; unique per user.
    package var name: String
    /// When it was made.
    package var madeAt: Date
    /// When it was last used, to the minute; nil where it never was.
    package var lastUsedAt: Date?
    /// When it was revoked; nil while it holds.
    package var revokedAt: Date?

    package init(
        id: Int64,
        user: String,
        name: String,
        madeAt: Date,
        lastUsedAt: Date? = nil,
        revokedAt: Date? = nil
    ) {
        self.id = id
        self.user = user
        self.name = name
        self.madeAt = madeAt
        self.lastUsedAt = lastUsedAt
        self.revokedAt = revokedAt
    }
}
