import Domain
import Foundation
import TestSupport
import Testing
import Yams

@testable import Answering

struct ShippedTemplateTests {
    private static let folder = Fixtures.checkout.appending(path: "Config")
    private static let footer = "– {counsellor}, {organisation}"
    private static let values = [
        "channel": "https://example.org/chat",
        "counsellor": "Maximilianna",
        "organisation": "DEMONSTRATION, not reviewed",
    ]

    @Test(arguments: try ShippedTemplate.all(in: folder))
    func `fits every language into every platform`(_ file: ShippedTemplate) throws {
        let template = try file.template()

        for (platform, limit) in try Self.limits() {
            for language in template.languages {
                let package = try AnswerPackage(
                    template,
                    in: language,
                    values: Self.values,
                    footer: Self.footer,
                    limit: limit,
                    permalink: nil,
                    isDemonstration: true
                )
                #expect(package.characters <= limit && package.characters == package.text.utf16.count)
                #expect(package.text.contains("https://example.org/chat"), "\(language.rawValue) on \(platform)")
                #expect(package.text.hasSuffix("– Maximilianna, DEMONSTRATION, not reviewed"))
                #expect(!package.text.contains("{") && !package.text.contains("}"))
            }
        }
    }

    @Test(arguments: try ShippedTemplate.all(in: folder))
    func `says in full what the platforms with room take`(_ file: ShippedTemplate) throws {
        let template = try file.template()
        let limit = try #require(try Self.limits().map(\.limit).max())

        let short = try template.languages.filter { language in
            try AnswerPackage(
                template,
                in: language,
                values: Self.values,
                footer: Self.footer,
                limit: limit,
                permalink: nil,
                isDemonstration: true
            ).isShort
        }

        #expect(short == [])
    }

    @Test(arguments: try ShippedTemplate.all(in: folder))
    func `is named like its file, has all languages and known topics`(_ file: ShippedTemplate) throws {
        let template = try file.template()
        let topics = try Self.rows("topics.tsv").map { TopicID(rawValue: $0[0]) }

        #expect(template.key == file.name)
        #expect(template.languages == ["bg", "cs", "de", "en", "hr", "it", "pl", "ro"])
        #expect(!template.topics.isEmpty && template.topics.allSatisfy(topics.contains))
        #expect(!template.legalBasis.isEmpty)
    }

    @Test(arguments: try ShippedTemplate.all(in: folder))
    func `leaves the house only after a review`(_ file: ShippedTemplate) throws {
        let template = try file.template()

        for language in template.languages {
            let usability = TemplateUsability(template, in: language, today: "2026-11-20", isDemonstration: false)
            #expect(usability.blocked?.contains("needs your organisation's own legal review") == true)
        }
    }

    @Test func `covers every topic`() throws {
        let covered = Set(try ShippedTemplate.all(in: Self.folder).flatMap { try $0.template().topics })

        #expect(covered == Set(try Self.rows("topics.tsv").map { TopicID(rawValue: $0[0]) }))
    }

    @Test func `knows a limit for every platform`() throws {
        #expect(Set(try Self.limits().map(\.platform)) == Set(Platform.allCases.map(\.rawValue)))
    }

    private static func limits() throws -> [(platform: String, limit: Int)] {
        try rows("platforms.tsv").map { ($0[0], try #require(Int($0[1]))) }
    }

    private static func rows(_ path: String) throws -> [[String]] {
        try String(contentsOf: folder.appending(path: path), encoding: .utf8).split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.map { $0.split(separator: "\t").map(String.init) }
    }
}

/// A file of `Config/templates`.
struct ShippedTemplate: CustomTestStringConvertible, Sendable {
    let url: URL

    /// Without its ending.
    var name: String { url.deletingPathExtension().lastPathComponent }
    var testDescription: String { name }

    static func all(in folder: URL) throws -> [ShippedTemplate] {
        try FileManager.default
            .contentsOfDirectory(at: folder.appending(path: "templates"), includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "yaml" }.sorted { $0.path < $1.path }.map(ShippedTemplate.init)
    }

    func template() throws -> Template {
        try YAMLDecoder().decode(Template.self, from: try String(contentsOf: url, encoding: .utf8))
    }
}
