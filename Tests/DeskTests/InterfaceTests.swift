import Domain
import Foundation
import Operations
import TestSupport
import Testing

@testable import Desk

struct InterfaceTests {
    private static let assets = AssetLibrary()

    private static let used: Set<String> = Set(
        assets.pageNames.flatMap { PageLibrary.keys(in: assets.page($0)) } + Word.allCases.map(\.rawValue)
    )

    static func texts() throws -> [Language: [String: String]] { try DeskTester.config.interfaceTexts() }

    @Test func `the pages speak eight languages`() throws {
        #expect(try Self.texts().keys.sorted() == ["bg", "cs", "de", "en", "hr", "it", "pl", "ro"])
    }

    @Test(arguments: try texts().keys.sorted())
    func `a language has every word that is used, and no other`(_ language: Language) throws {
        let there = try #require(try Self.texts()[language])

        #expect(Self.used.subtracting(there.keys).sorted() == [])
        #expect(Set(there.keys).subtracting(Self.used).sorted() == [])
    }

    @Test(arguments: try texts().keys.sorted())
    func `a translation fills in the same things, and holds no code`(_ language: Language) throws {
        let all = try Self.texts()
        let (there, english) = (try #require(all[language]), try #require(all["en"]))

        for (key, text) in there {
            let places = text.matches(of: /\{[a-z]+\}/).map { String($0.0) }.sorted()
            let expected = (english[key] ?? "").matches(of: /\{[a-z]+\}/).map { String($0.0) }.sorted()
            #expect(places == expected, "\(key)")
            #expect(!text.contains("{{") && !text.contains("[[") && !text.contains("<"), "\(key)")
        }
    }

    @Test(arguments: [
        ("de-DE,de;q=0.9,en;q=0.8", "de"), ("tr,ro;q=0.5,pl;q=0.7", "pl"), ("en;q=0,it", "it"), ("", "en"),
        ("fr", "en"), ("RO", "ro"), ("*", "en"), ("bg;q=x,cs;q=0.2", "bg"), (";;,,q=1;", "en"),
    ])
    func `the browser's languages are followed in its order`(_ header: String, _ language: Language) throws {
        let book = try InterfaceBook(DeskTester.config, keys: [])

        #expect(book.language(wanted: [], acceptLanguage: header) == language)
        #expect(book.language(wanted: [nil, "hr"], acceptLanguage: header) == "hr")
        #expect(book.language(wanted: ["xx", ""], acceptLanguage: header) == language)
    }

    @Test func `a missing word is named before anything starts`() throws {
        let error = #expect(throws: OperatorError.self) {
            try InterfaceBook(DeskTester.config, keys: ["frame.skip", "frame.none"])
        }

        #expect(error?.what.contains("ro: frame.none") == true)
    }
}
