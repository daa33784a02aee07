import Answering
import Classification
import Domain
import Foundation
import Operations
import Platforms
import TestSupport
import Testing

struct ConfigFolderTests {
    private func copy() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let config = Fixtures.checkout.appending(path: "Config")
        for name in try FileManager.default.contentsOfDirectory(atPath: config.path) {
            try FileManager.default.copyItem(at: config.appending(path: name), to: folder.url.appending(path: name))
        }
        return folder
    }

    @Test func `the starter set answers at least twelve subjects in eight languages`() throws {
        let templates = try ConfigFolder(Fixtures.checkout.appending(path: "Config")).templates()

        #expect(templates.count >= 12)
        for template in templates {
            #expect(template.languages == ["bg", "cs", "de", "en", "hr", "it", "pl", "ro"], "\(template.key)")
            #expect(!template.legalBasis.isEmpty, "\(template.key)")
            #expect(template.note?.contains("legal review") == true, "\(template.key)")
            #expect(template.variants.values.allSatisfy { $0.state == .draft }, "\(template.key)")
        }
    }

    @Test func `a language is added with a file and a topic with a row`() throws {
        let folder = try copy()
        let lexicon =
            "word\t-\t3\tmerhaba\nword\t-\t3\tnasıl\nword\t-\t3\tarıyorum\ntopic\tpets\t3\tkedi*\nkind\trequest\t3\tarıyorum\n"
        _ = try TestFile.write(lexicon, "lexicon/tr.tsv", in: folder)
        let topics = try String(contentsOf: folder.url.appending(path: "topics.tsv"), encoding: .utf8)
        _ = try TestFile.write(topics + "pets\tPets\n", "topics.tsv", in: folder)

        let prediction = try ConfigFolder(folder.url).classifier().classify("merhaba, nasıl bir kedi arıyorum")

        #expect(prediction.language == "tr")
        #expect(prediction.topics == ["pets"])
        #expect(prediction.kind == .request)
    }

    @Test(
        arguments: [
            ("lexicon/de.tsv", "topic\tnothing\t3\twort\n", "line"),
            ("lexicon/de.tsv", "topic\thousing\tmany\twort\n", "weight"),
            ("templates/dismissal.yaml", "key: other\n", "dismissal.yaml"),
            ("platforms.tsv", "facebook\tmany\n", "platforms.tsv"),
        ]
    )
    func `a file that is wrong is named with the place`(_ path: String, _ text: String, _ word: String) throws {
        let folder = try copy()
        _ = try TestFile.write(text, path, in: folder)
        let config = ConfigFolder(folder.url)

        let error = #expect(throws: OperatorError.self) {
            _ = try config.classifier()
            _ = try config.templates()
            _ = try config.answerLimits()
        }

        #expect(error?.what.contains(word) == true)
        #expect(error?.remedy.isEmpty == false)
    }
}

/// Writes a file of a copied configuration.
enum TestFile {
    static func write(_ text: String, _ path: String, in folder: TemporaryFolder) throws -> URL {
        let file = folder.url.appending(path: path)
        try Data(text.utf8).write(to: file)
        return file
    }
}
