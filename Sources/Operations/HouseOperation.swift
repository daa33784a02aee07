import Domain
package import Foundation

/// Something that a person can do with the house: one value that says what, and what comes of it.
///
/// The command line performs it in its own process, or hands it to a running daemon as JSON; either way it is the
/// same code with the same outcome.
package protocol HouseOperation: Codable, Sendable {
    /// What comes of it.
    associatedtype Outcome: Codable & Sendable
    /// Its name on the socket, such as `queue/next`.
    static var name: String { get }
    /// Does it.
    /// - Throws: `OperatorError`; then nothing has been changed.
    func perform(in house: House) async throws -> Outcome
}

/// How operations and outcomes are written as JSON: times in ISO 8601, keys in alphabetical order.
package enum OperationJSON {
    /// - Throws: never for the outcomes of this target.
    package static func data(_ value: some Encodable, pretty: Bool = false) throws -> Data {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
        return try encoder.encode(value)
    }

    /// - Throws: `DecodingError` where the JSON is of another shape.
    package static func value<T: Decodable>(_ type: T.Type, from data: Data) throws -> T {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        return try decoder.decode(type, from: data)
    }
}

/// All operations by their names, for the socket.
package struct OperationTable: Sendable {
    private let entries: [String: @Sendable (Data, House) async throws -> Data]

    package init() {
        entries = [
            Self.entry(ListQueue.self), Self.entry(TakeNext.self), Self.entry(ShowEnquiry.self),
            Self.entry(ReleaseEnquiry.self), Self.entry(DismissEnquiry.self), Self.entry(ReopenEnquiry.self),
            Self.entry(MakeAnswer.self), Self.entry(MakeReport.self), Self.entry(ListSpaces.self),
            Self.entry(AddSpace.self), Self.entry(ListTemplates.self), Self.entry(ShowTemplate.self),
            Self.entry(BeginImport.self), Self.entry(SaveBatch.self), Self.entry(EndImport.self),
            Self.entry(ListImports.self), Self.entry(ShowRejectedRows.self), Self.entry(CheckHouse.self),
            Self.entry(Deepen.self), Self.entry(ExplainEnquiry.self),
            Self.entry(CorrectPosts.self), Self.entry(UndoCorrection.self), Self.entry(ListCorrections.self),
            Self.entry(ExportCorrections.self),
            Self.entry(FindLike.self), Self.entry(SplitPost.self), Self.entry(CapturePosts.self),
            Self.entry(ShowSpace.self), Self.entry(SetSpace.self), Self.entry(VisitSpace.self),
            Self.entry(ConsentToSpace.self), Self.entry(WithdrawConsent.self),
            Self.entry(ImportSpaces.self), Self.entry(ExportSpaces.self),
            Self.entry(ListSources.self), Self.entry(AddSource.self), Self.entry(SetSource.self),
            Self.entry(RemoveSource.self), Self.entry(SetSourceSecret.self), Self.entry(AskSource.self),
            Self.entry(ListOutbox.self), Self.entry(ShowOutboxItem.self), Self.entry(DecideOutboxItem.self),
            Self.entry(SendOutbox.self),
            Self.entry(MakeToken.self), Self.entry(ListTokens.self), Self.entry(RevokeToken.self),
        ].reduce(into: [:]) { $0[$1.0] = $1.1 }
    }

    /// The names of all operations.
    package var names: [String] { entries.keys.sorted() }

    /// Performs the operation of a name.
    /// - Parameter body: the operation as JSON.
    /// - Returns: the outcome as JSON.
    /// - Throws: `OperatorError`.
    package func perform(_ name: String, _ body: Data, in house: House) async throws -> Data {
        guard let entry = entries[name] else {
            throw OperatorError(
                "This daemon knows no operation '\(name)'.",
                remedy: "The daemon and the command are of different versions: restart the daemon."
            )
        }
        return try await entry(body, house)
    }

    private static func entry<O: HouseOperation>(
        _ type: O.Type
    ) -> (String, @Sendable (Data, House) async throws -> Data) {
        (
            O.name,
            { body, house in
                let operation: O
                do {
                    operation = try OperationJSON.value(O.self, from: body)
                } catch {
                    throw OperatorError(
                        "The request for '\(O.name)' cannot be understood.",
                        remedy: "The daemon and the command are of different versions: restart the daemon."
                    )
                }
                return try OperationJSON.data(try await operation.perform(in: house))
            }
        )
    }
}
