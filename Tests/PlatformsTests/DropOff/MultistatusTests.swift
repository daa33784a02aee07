import Foundation
import Platforms
import TestSupport
import Testing

@Suite struct MultistatusTests {
    @Test(arguments: ["nextcloud", "apache", "default-namespace"])
    func `entries are read whatever the prefixes are`(fixture: String) throws {
        let rows = try TableRows.read("polling/webdav/multistatus.tsv").filter { $0[0] == fixture }

        let entries = try Multistatus(Fixtures.bytes("polling/webdav/\(fixture).xml")).entries

        #expect(!rows.isEmpty)
        #expect(entries.map { Self.cells($0) } == rows.map { Array($0.dropFirst()) })
    }

    @Test func `real answers are read`() throws {
        guard let samples = Fixtures.samples?.appending(path: "dropoff") else { return }
        let names = try FileManager.default.contentsOfDirectory(atPath: samples.path).filter { $0.hasSuffix(".xml") }

        for name in names {
            let body = Array(try Data(contentsOf: samples.appending(path: name)))
            #expect(try !Multistatus(body).entries.isEmpty, "\(name)")
        }
    }

    @Test(arguments: Hostile.all)
    fileprivate func `hostile documents are refused`(_ row: Hostile) {
        #expect(throws: PollTrouble.unreadable(reason: "The server's listing \(row.reason).")) {
            try Multistatus(row.bytes, maxBytes: 100_000)
        }
    }

    @Test func `a document that is cut anywhere is refused`() throws {
        let whole = try Fixtures.bytes("polling/webdav/nextcloud.xml")
        let end = try #require(whole.lastIndex(of: UInt8(ascii: ">")))

        for length in 0...end {
            #expect(throws: PollTrouble.self) { try Multistatus(Array(whole[..<length])) }
        }
    }

    @Test func `a document with any byte changed is read or refused, never a crash`() throws {
        let whole = try Fixtures.bytes("polling/webdav/default-namespace.xml")

        for index in whole.indices {
            for byte in [0x00, 0x22, 0x26, 0x3C, 0x3E, 0x3A, 0xC3, 0xFF] as [UInt8] {
                var changed = whole
                changed[index] = byte
                // Either is fine; only the end of the program would not be.
                _ = try? Multistatus(changed)
            }
        }
    }

    private static func cells(_ entry: Multistatus.Entry) -> [String] {
        [
            entry.href, entry.isFolder ? "yes" : "no", entry.tag ?? "-", entry.bytes.map(String.init) ?? "-",
            entry.modified ?? "-", entry.fileID ?? "-",
        ]
    }
}

/// A document that is refused, and why.
private struct Hostile: Sendable, CustomTestStringConvertible {
    let name: String
    let bytes: [UInt8]
    let reason: String

    init(_ name: String, _ text: String, _ reason: String) {
        self.init(name, Array(text.utf8), reason)
    }

    init(_ name: String, _ bytes: [UInt8], _ reason: String) {
        self.name = name
        self.bytes = bytes
        self.reason = reason
    }

    var testDescription: String { name }

    private static let head = #"<d:multistatus xmlns:d="DAV:">"#

    static let all =
        plain + [
            Hostile("invalid UTF-8", Array(head.utf8) + [0xC3, 0x28], "is not UTF-8"),
            Hostile("UTF-16", [0xFF, 0xFE, 0x3C, 0x00], "is not UTF-8"),
            Hostile("too long", Array(repeating: 0x20, count: 100_001), "is longer than 100000 bytes"),
            Hostile("too deep", head + String(repeating: "<d:a>", count: 40), "is nested too deeply"),
            Hostile(
                "a long text",
                "\(head)<d:response><d:href>" + String(repeating: "a", count: 20_000)
                    + "</d:href></d:response></d:multistatus>",
                "holds a text that is too long"
            ),
            Hostile(
                "a long name",
                head + "<d:" + String(repeating: "a", count: 200) + "/></d:multistatus>",
                "has a name that cannot be read"
            ),
            Hostile(
                "many namespaces",
                "<d:multistatus " + (0..<100).map { "xmlns:n\($0)=\"DAV:\" " }.joined() + "/>",
                "declares too many namespaces"
            ),
        ]

    private static let plain = [
        Hostile("nothing", "", "breaks off"),
        Hostile("a bill of entities", "<!DOCTYPE d [<!ENTITY a \"aaaa\">]>\(head)</d:multistatus>", documentType),
        Hostile("an outer entity", "<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><d>&a;</d>", documentType),
        Hostile("a type within", "\(head)<!ELEMENT a ANY></d:multistatus>", documentType),
        Hostile("a web page", "<!DOCTYPE html><html></html>", documentType),
        Hostile("an unknown entity", "\(head)<d:a>&nbsp;</d:a></d:multistatus>", "holds an unknown entity"),
        Hostile("a character of zero", "\(head)<d:a>&#0;</d:a></d:multistatus>", "holds an unknown entity"),
        Hostile("half a pair", "\(head)<d:a>&#xD800;</d:a></d:multistatus>", "holds an unknown entity"),
        Hostile("an open entity", "\(head)<d:a>&amp</d:a></d:multistatus>", "holds an unknown entity"),
        Hostile(
            "another encoding",
            "<?xml version=\"1.0\" encoding=\"UTF-7\"?>\(head)</d:multistatus>",
            "is not in UTF-8"
        ),
        Hostile("crossed elements", "\(head)<d:a><d:b></d:a></d:b></d:multistatus>", crossed),
        Hostile("an end too many", "\(head)</d:multistatus></d:multistatus>", crossed),
        Hostile("two roots", "\(head)</d:multistatus>\(head)</d:multistatus>", "has a second root"),
        Hostile("words behind", "\(head)</d:multistatus>words", "has text outside of its root"),
        Hostile("another root", "<d:error xmlns:d=\"DAV:\"/>", "is another kind of document"),
        Hostile("another namespace", "<multistatus xmlns=\"urn:other\"/>", "is another kind of document"),
        Hostile("no namespace", "<multistatus/>", "is another kind of document"),
        Hostile("an unknown prefix", "<d:multistatus/>", "uses a prefix that it does not declare"),
        Hostile("a prefix of a sister", "\(head)<d:a xmlns:e=\"DAV:\"/><e:b/></d:multistatus>", unknownPrefix),
        Hostile("an open comment", "\(head)<!-- ", "breaks off"),
        Hostile("an open CDATA", "\(head)<d:a><![CDATA[ </d:a></d:multistatus>", "breaks off"),
        Hostile("an open attribute", "\(head)<d:a b=\"", "has an attribute without quotes"),
        Hostile("an attribute without value", "\(head)<d:a b/></d:multistatus>", "has an attribute without a value"),
        Hostile("attributes run together", "<d:a xmlns:d=\"DAV:\"b=\"c\"/>", "has attributes that run together"),
        Hostile("text alone", "{\"error\":\"no\"}", "has text outside of its root"),
    ]

    private static let documentType = "declares a document type, which is refused"
    private static let crossed = "closes another element than it opened"
    private static let unknownPrefix = "uses a prefix that it does not declare"
}
