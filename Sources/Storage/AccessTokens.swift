package import Domain
package import Foundation
import GRDB

extension Store {
    /// Keeps the mark of a new token.
    ///
    /// A revoked token gives its name away: it is kept as `name #id`.
    /// - Parameter mark: a keyed mark of the secret, never the secret.
    /// - Throws: `OperatorError` where the user has a token of this name that holds.
    package func addToken(user: String, name: String, mark: [UInt8], now: Date) async throws -> AccessToken {
        try await write { db in
            try AccessTokens.freeName(user: user, name: name, db)
            guard try !AccessTokens.isTaken(user: user, name: name, db) else {
                throw OperatorError(
                    "\(user) has a token '\(name)' already.",
                    remedy: "Choose another name, or revoke that one first; 'streetwork token list' shows its number."
                )
            }
            try AccessTokens.insert(user: user, name: name, mark: mark, now: now, db)
            return try AccessTokens.one(db.lastInsertedRowID, db)
        }
    }

    /// All tokens, by user and age; the revoked ones too.
    package func tokens() async throws -> [AccessToken] {
        try await read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT id, user, name, madeAt, lastUsedAt, revokedAt FROM accessToken ORDER BY user, id
                    """
            ).map(AccessTokens.token)
        }
    }

    /// The token of a mark; nil where there is none, or where it was revoked.
    ///
    /// Looks the mark up in an index: how long that takes tells nothing about a secret, because who does not know the
    /// key cannot choose the mark.
    package func token(mark: [UInt8]) async throws -> AccessToken? {
        try await read { db in
            try Row.fetchOne(
                db,
                SQLRequest(
                    literal: """
                        SELECT id, user, name, madeAt, lastUsedAt, revokedAt FROM accessToken
                        WHERE mark = \(Data(mark)) AND revokedAt IS NULL
                        """
                )
            ).map(AccessTokens.token)
        }
    }

    /// A token that holds; nil where there is none with this number, or where it was revoked.
    package func validToken(_ id: Int64) async throws -> AccessToken? {
        try await read { db in
            try Row.fetchOne(
                db,
                SQLRequest(
                    literal: """
                        SELECT id, user, name, madeAt, lastUsedAt, revokedAt FROM accessToken
                        WHERE id = \(id) AND revokedAt IS NULL
                        """
                )
            ).map(AccessTokens.token)
        }
    }

    /// Notes that a token was used; does nothing where that was noted less than a minute ago.
    package func noteUse(of id: Int64, now: Date) async throws {
        try await write { db in
            try db.execute(
                literal: """
                    UPDATE accessToken SET lastUsedAt = \(now.stored)
                    WHERE id = \(id) AND (lastUsedAt IS NULL OR lastUsedAt <= \(now.stored - 60))
                    """
            )
        }
    }

    /// Ends a token and every session that was begun with it; twice is harmless.
    /// - Throws: `OperatorError` where there is none with this number.
    package func revokeToken(_ id: Int64, now: Date) async throws -> AccessToken {
        try await write { db in
            try db.execute(
                literal: "UPDATE accessToken SET revokedAt = \(now.stored) WHERE id = \(id) AND revokedAt IS NULL"
            )
            return try AccessTokens.one(id, db)
        }
    }
}

/// The statements on tokens that stand in the transactions above.
private enum AccessTokens {
    static func freeName(user: String, name: String, _ db: Database) throws {
        try db.execute(
            literal: """
                UPDATE accessToken SET name = name || ' #' || id
                WHERE user = \(user) AND name = \(name) AND revokedAt IS NOT NULL
                """
        )
    }

    static func isTaken(user: String, name: String, _ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            SQLRequest(
                literal: "SELECT EXISTS (SELECT 1 FROM accessToken WHERE user = \(user) AND name = \(name))"
            )
        ) ?? false
    }

    static func insert(user: String, name: String, mark: [UInt8], now: Date, _ db: Database) throws {
        try db.execute(
            literal: """
                INSERT INTO accessToken (user, name, mark, madeAt)
                VALUES (\(user), \(name), \(Data(mark)), \(now.stored))
                """
        )
    }

    static func one(_ id: Int64, _ db: Database) throws -> AccessToken {
        let row = try Row.fetchOne(
            db,
            SQLRequest(
                literal: """
                    SELECT id, user, name, madeAt, lastUsedAt, revokedAt FROM accessToken WHERE id = \(id)
                    """
            )
        )
        guard let row else {
            throw OperatorError("There is no token \(id).", remedy: "'streetwork token list' shows the tokens.")
        }
        return token(row)
    }

    static func token(_ row: Row) -> AccessToken {
        AccessToken(
            id: row["id"],
            user: row["user"],
            name: row["name"],
            madeAt: Date(stored: row["madeAt"]),
            lastUsedAt: (row["lastUsedAt"] as Int64?).map { Date(stored: $0) },
            revokedAt: (row["revokedAt"] as Int64?).map { Date(stored: $0) }
        )
    }
}
