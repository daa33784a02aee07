import Domain
import Foundation
import Mustache

/// A page: what its template shows, one property per tag.
protocol Page: Sendable {
    /// The name of its template.
    static var template: String { get }
}

/// The templates of all pages in all languages of the interface.
struct PageLibrary: Sendable {
    private let libraries: [Language: MustacheLibrary]

    /// Puts the words of each language into the templates, and reads them.
    /// - Throws: where a template is wrong, which is a fault of the program.
    init(_ assets: AssetLibrary, _ book: InterfaceBook) throws {
        MustacheContentTypes.register(StrictHTML(), named: Self.contentType)
        libraries = try book.languages.reduce(into: [:]) { libraries, language in
            let words = book.words(in: language)
            var library = MustacheLibrary()
            for name in assets.pageNames {
                try library.register(Self.prepared(assets.page(name), words), named: name)
            }
            libraries[language] = library
        }
    }

    /// A page as HTML.
    func html(_ page: some Page, in language: Language) -> String {
        libraries[language]?.render(page, withTemplate: type(of: page).template) ?? ""
    }

    /// The keys that stand in a template as `[[key]]`.
    static func keys(in template: String) -> [String] {
        template.matches(of: keyPattern).map { String($0.1) }
    }

    /// Indentation goes, because the library would put it into the lines of a text too.
    private static func prepared(_ template: String, _ words: InterfaceWords) -> String {
        let lines = template.split(separator: "\n").map { $0.trimmingPrefix { $0 == " " } }
        let text = lines.joined(separator: "\n").replacing(keyPattern) {
            StrictHTML().escapeText(words.text(String($0.1)))
        }
        return "{{% CONTENT_TYPE:\(contentType)}}\n" + text + "\n"
    }

    private static var keyPattern: Regex<(Substring, Substring)> { /\[\[([A-Za-z.]+)\]\]/ }
    private static let contentType = "STRICTHTML"
}

/// Escapes every character that HTML gives a meaning, by code point.
///
/// The escaping of the template library goes by what people see as one character: a quotation mark that is followed by
/// a combining mark passes it, and would end an attribute in the browser.
struct StrictHTML: MustacheContentType {
    func escapeText(_ text: String) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count + text.utf8.count / 8)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "&": escaped += "&amp;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\0": escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
