import ArgumentParser
import Domain
import Foundation
import Operations

/// Tokens for capturing posts from a browser or a phone.
struct TokenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Tokens with which people capture posts from a browser or a phone.",
        subcommands: [TokenListCommand.self, TokenMakeCommand.self, TokenRevokeCommand.self],
        defaultSubcommand: TokenListCommand.self
    )
}

/// Makes one.
struct TokenMakeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "make",
        abstract: "Make a token and print it; it cannot be shown again."
    )

    @OptionGroup var house: HouseOptions
    @Option(name: .customLong("as"), help: "The user name of whoever will use it.") var user: String
    @Option(help: "What it is for, such as phone.") var name: String

    func run() async throws {
        try await reporting {
            let operation = MakeToken(user: user, tokenName: name)
            let made = try await Performer.open(try Composition(house)).perform(operation)
            if house.json { return try Terminal.result(json: made) }
            Terminal.note(
                "Token \(made.token.id) for \(made.token.user). It is shown only now; keep it like a password:"
            )
            Terminal.result(made.secret)
        }
    }
}

/// All of them.
struct TokenListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "All tokens, the revoked ones too.")

    @OptionGroup var house: HouseOptions

    func run() async throws {
        try await reporting {
            let tokens = try await Performer.open(try Composition(house)).perform(ListTokens())
            if house.json { return try Terminal.result(json: tokens) }
            if tokens.isEmpty {
                return Terminal.note("No tokens yet. 'streetwork token make --as USER --name phone' makes one.")
            }
            for token in tokens { Terminal.result(Self.line(token)) }
        }
    }

    private static func line(_ token: AccessToken) -> String {
        var parts = ["\(token.id)", token.user, token.name, "made \(day(token.madeAt))"]
        parts.append(token.lastUsedAt.map { "last used \(day($0))" } ?? "never used")
        if let revokedAt = token.revokedAt { parts.append("revoked \(day(revokedAt))") }
        return parts.joined(separator: "  ")
    }

    private static func day(_ date: Date) -> String { date.formatted(.iso8601.year().month().day()) }
}

/// Ends one.
struct TokenRevokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "End a token and every session that was begun with it."
    )

    @OptionGroup var house: HouseOptions
    @Argument(help: "The number of the token.") var id: Int64

    func run() async throws {
        try await reporting {
            let token = try await Performer.open(try Composition(house)).perform(RevokeToken(id: id))
            if house.json { return try Terminal.result(json: token) }
            Terminal.result("Token \(token.id) of \(token.user) is revoked.")
        }
    }
}
