import Domain
import Foundation
import Hummingbird
import Intake
import Operations

/// Everything that the pages work with; made once.
struct DeskParts: Sendable {
    let house: House
    let settings: DeskSettings
    let assets: AssetLibrary
    let book: InterfaceBook
    let pages: PageLibrary
    let seals: Seals
    let limits: TokenLimits
    let secret: @Sendable () -> [UInt8]

    /// - Parameter secret: 16 bytes that nobody can guess.
    /// - Throws: `OperatorError` where words of the interface are missing.
    init(
        house: House,
        config: ConfigFolder,
        settings: DeskSettings,
        secret: @escaping @Sendable () -> [UInt8] = Self.randomBytes
    ) throws {
        self.house = house
        self.settings = settings
        self.secret = secret
        assets = AssetLibrary()
        let assets = assets
        let keys = assets.pageNames.flatMap { PageLibrary.keys(in: assets.page($0)) } + Word.allCases.map(\.rawValue)
        book = try InterfaceBook(config, keys: Set(keys))
        pages = try PageLibrary(assets, book)
        seals = Seals(key: house.keyring.derivedKey(for: "desk session"))
        limits = TokenLimits()
    }

    /// The words in the language that a visitor chose, or whose browser asks for.
    func words(for request: Request) -> InterfaceWords {
        let query = FormFields((request.uri.query ?? "").utf8)
        let chosen = [query["lang"], request.cookies[cookieName(.language)]?.value]
        return book.words(in: book.language(wanted: chosen, acceptLanguage: request.headers[.acceptLanguage]))
    }

    private static func randomBytes() -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<16).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }
}
