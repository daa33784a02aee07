import Domain
import Foundation
import Testing

@testable import Desk

/// The tags of a template are the properties of its page model: Mustache renders an unknown name as nothing.
struct TemplateContractTests {
    private static let assets = AssetLibrary()

    @Test(arguments: SamplePages.all.map { type(of: $0).template })
    func `a template uses every property of its page, and no other name`(_ name: String) throws {
        let page = try #require(SamplePages.all.first { type(of: $0).template == name })
        let layout = Self.assets.page("layout").replacing("{{$main}}{{/main}}", with: Self.assets.page(name))
        var unused = Set(Self.paths(of: page, ""))
        var unknown: [String] = []
        var scopes: [(name: String, values: [Any])] = [("", [page])]

        for match in layout.matches(of: /\{\{([#^\/<$&{!>%]?)\s*([A-Za-z.]+)/) {
            let (sigil, tag) = (String(match.1), String(match.2))
            #expect(!["&", "{", "!", ">", "%"].contains(sigil), "\(tag)")
            if ["<", "$"].contains(sigil) || (sigil == "/" && ["layout", "main"].contains(tag)) { continue }
            if sigil == "/" {
                #expect(scopes.removeLast().name == tag)
                continue
            }
            guard let found = Self.look(tag, scopes.map(\.values)) else {
                unknown.append(tag)
                if sigil == "#" || sigil == "^" { scopes.append((tag, [])) }
                continue
            }
            for path in found.path { unused.remove(path) }
            if sigil == "#" || sigil == "^" { scopes.append((tag, found.values)) }
        }

        #expect(unknown == [])
        #expect(unused.sorted() == [])
        #expect(scopes.count == 1)
    }

    @Test(arguments: assets.pageNames)
    func `a template holds no code, no style and nothing of others`(_ name: String) {
        let text = Self.assets.page(name)

        #expect(text.firstMatch(of: /\son[a-z]+=|\sstyle=|<style|<script(?! src=)|<iframe|<base/) == nil)
        #expect(text.firstMatch(of: /(src|href|action)="(https?:)?\/\//) == nil)
    }

    @Test(arguments: SamplePages.all.map { type(of: $0).template })
    func `no text of a page gets out of its place`(_ name: String) throws {
        let page = try #require(SamplePages.all.first { type(of: $0).template == name })
        let pages = try PageLibrary(Self.assets, InterfaceBook(DeskTester.config, keys: []))

        let html = pages.html(page, in: "de")

        #expect(!html.isEmpty)
        #expect(!html.contains("[["))
        #expect(!html.contains("{{"))
        #expect(html.contains("&quot;\u{301}&gt;&lt;b&gt;&#39;&amp;"))
        let scalars = Array(html.unicodeScalars)
        let raw = zip(scalars, scalars.dropFirst()).filter { $1 == "\u{301}" && $0 != ";" }
        #expect(raw.isEmpty)
        #expect(!html.contains("<b>"))
    }

    /// What a name stands for in the innermost scope that knows it, with the paths that are used by it.
    private static func look(_ tag: String, _ scopes: [[Any]]) -> (values: [Any], path: [String])? {
        if tag == "." { return (scopes.last ?? [], []) }
        let names = tag.split(separator: ".").map(String.init)
        for scope in scopes.reversed() {
            var values = scope
            var paths: [String] = []
            for name in names {
                paths += values.prefix(1).map { path(type(of: $0), name) }
                values = values.flatMap { child(name, of: $0) }
                if values.isEmpty { break }
            }
            if !values.isEmpty { return (values, paths) }
        }
        return nil
    }

    private static func child(_ name: String, of value: Any) -> [Any] {
        Mirror(reflecting: value).children.filter { $0.label == name }.flatMap { elements($0.value) }
    }

    /// What is in a list or an optional; a plain value alone.
    private static func elements(_ value: Any) -> [Any] {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .collection, .optional: return mirror.children.flatMap { elements($0.value) }
        default: return [value]
        }
    }

    /// Every property of a page and of what it holds.
    private static func paths(of value: Any, _ prefix: String) -> [String] {
        Mirror(reflecting: value).children.flatMap { child -> [String] in
            guard let label = child.label else { return [] }
            return [path(type(of: value), label)] + elements(child.value).flatMap { paths(of: $0, label) }
        }
    }

    private static func path(_ type: Any.Type, _ name: String) -> String { "\(type).\(name)" }
}
