import Domain
import Foundation
import HTTPTypes
import Operations
import Storage
import TestSupport
import Testing

@testable import Desk

struct CapturePageTests {
    private static let address = "https://t.me/wohnen_berlin/7"
    private static let hostile =
        #"Caut camera"#
        + "\u{301}><script>alert(1)</script> \u{202E}evil\u{2066} a\u{200B}b '\"\u{301} onfocus=alert(1) x=\"&amp;"

    @Test func `a post is saved, and its enquiry shown`() async throws {
        let tester = try DeskTester()
        let check = try await tester.signIn(try await tester.token().secret)
        let fields: KeyValuePairs = [
            "check": check, "url": Self.address, "text": "Caut urgent o camera in Berlin, dorm in masina cu copiii",
        ]

        let first = try await tester.post("/capture", fields)
        let second = try await tester.post("/capture?lang=de", fields)

        #expect(first.status == 200)
        #expect(first.text.contains("1 new"))
        #expect(first.text.contains("Enquiry 1"))
        #expect(first.text.contains("Romanian"))
        #expect(first.text.contains("href=\"/capture\""))
        #expect(second.text.contains("1 schon bekannt"))
        #expect(second.text.contains("Anfrage 1"))
        #expect(second.text.contains("Rumänisch"))
        #expect(try await tester.postCount() == 1)
    }

    @Test func `what was opened by mistake is taken out of the queue, and nothing else`() async throws {
        let tester = try DeskTester()
        let check = try await tester.signIn(try await tester.token().secret)
        let saved = try await tester.post(
            "/capture",
            ["check": check, "url": Self.address, "text": "Caut urgent o camera in Berlin, dorm in masina cu copiii"]
        )
        let ticket = saved.field("ticket")

        let foreign = try await tester.post("/capture/undo", ["check": check, "enquiry": "2", "ticket": ticket])
        let unproven = try await tester.post("/capture/undo", ["enquiry": "1", "ticket": ticket])
        let undone = try await tester.post("/capture/undo", ["check": check, "enquiry": "1", "ticket": ticket])
        let again = try await tester.post("/capture/undo", ["check": check, "enquiry": "1", "ticket": ticket])

        let statuses: [Int] = [foreign.status, unproven.status, undone.status]
        #expect(statuses == [403, 403, 200])
        #expect(try await tester.house.store.enquiry(1, now: SamplePosts.now).state == .dismissed)
        #expect(again.status == 422)
    }

    @Test func `a form without its proof, or from another site, stores nothing`() async throws {
        let tester = try DeskTester()
        let check = try await tester.signIn(try await tester.token().secret)
        let text = "Caut urgent o camera in Berlin"

        let without = try await tester.post("/capture", ["url": Self.address, "text": text])
        let wrong = try await tester.post("/capture", ["check": check + "A", "url": Self.address, "text": text])
        let crossSite = try await tester.post(
            "/capture",
            ["check": check, "url": Self.address, "text": text],
            site: "cross-site"
        )

        let statuses: [Int] = [without.status, wrong.status, crossSite.status]
        #expect(statuses == [403, 403, 403])
        #expect(try await tester.postCount() == 0)
    }

    @Test func `without a session nothing is stored, and nothing that was written is lost`() async throws {
        let tester = try DeskTester()

        let answer = try await tester.post("/capture", ["url": Self.address, "text": "Caut <camera>"])

        #expect(answer.status == 401)
        #expect(answer.field("url") == Self.address)
        #expect(answer.field("text") == "Caut &lt;camera&gt;")
        #expect(try await tester.postCount() == 0)
    }

    @Test func `hostile text is shown, and stays text`() async throws {
        let tester = try DeskTester()
        let check = try await tester.signIn(try await tester.token().secret)

        let saved = try await tester.post("/capture", ["check": check, "url": Self.address, "text": Self.hostile])
        let refused = try await tester.post(
            "/capture",
            ["check": check, "url": "javascript:\"\u{301}", "text": Self.hostile, "author": Self.hostile]
        )

        for answer in [saved, refused] {
            #expect(!answer.text.contains("<script>"))
            #expect(!Self.hasRawQuote(answer.text))
        }
        #expect(saved.status == 200)
        for mark in ["U+202E", "U+2066", "U+200B"] {
            #expect(saved.text.contains("<span class=\"mark\">\(mark)</span>"))
        }
        #expect(!saved.text.unicodeScalars.contains("\u{202E}"))
        #expect(refused.status == 422)
        #expect(refused.text.contains("Paste the address of the post."))
    }

    /// Whether a quotation mark stands unescaped before a combining mark.
    private static func hasRawQuote(_ html: String) -> Bool {
        let scalars = Array(html.unicodeScalars)
        return zip(scalars, scalars.dropFirst()).contains { "<>\"'&".unicodeScalars.contains($0) && $1 == "\u{301}" }
    }

    @Test func `an address that does not tell the space is refused, with what to choose from`() async throws {
        let tester = try DeskTester()
        let check = try await tester.signIn(try await tester.token().secret)

        let refused = try await tester.post(
            "/capture",
            ["check": check, "url": "https://t.me/other/8", "text": "Caut o camera"]
        )
        let page = try await tester.post(
            "/capture?lang=de",
            ["check": check, "url": "https://t.me/a/1", "text": "Caut"]
        )

        #expect(refused.status == 422)
        #expect(refused.text.contains("choose it in the list"))
        #expect(page.text.contains("wähle ihn in der Liste"))
        #expect(page.text.contains("<option value=\"1\">Wohnen &lt;Berlin&gt; (telegram)</option>"))
        #expect(try await tester.postCount() == 0)
    }

    @Test func `several posts are saved at once`() async throws {
        let tester = try DeskTester()
        let check = try await tester.signIn(try await tester.token().secret)

        let answer = try await tester.post(
            "/capture",
            [
                "check": check, "url": Self.address,
                "text": "Caut urgent o camera in Berlin\r\n---\r\nSi eu caut, dorm in masina",
            ]
        )

        #expect(answer.status == 200)
        #expect(answer.text.contains("2 new"))
        #expect(try await tester.postCount() == 2)
    }

    @Test func `what a phone shares stands in the form, and so does the language that was chosen`() async throws {
        let tester = try DeskTester()
        _ = try await tester.signIn(try await tester.token().secret)
        let shared = DeskTester.encoded("Caut o camera\nhttps://t.me/wohnen_berlin/7?single")

        let page = try await tester.send(.get, "/capture?title=Telegram&text=\(shared)&lang=bg")
        let next = try await tester.send(.get, "/capture", headers: ["Accept-Language": "it"])

        #expect(page.text.contains("value=\"https://t.me/wohnen_berlin/7?single\""))
        #expect(page.text.contains(">\nCaut o camera</textarea>"))
        #expect(page.text.contains("<bdi>Telegram</bdi>"))
        #expect(page.text.contains("<html lang=\"bg\">"))
        #expect(next.text.contains("<html lang=\"bg\">"))
    }

    @Test func `the bookmark brings text and address where no server sees them`() async throws {
        let set = try DeskTester(webAddress: "https://desk.example.org")
        let unset = try DeskTester()

        let page = try await set.send(.get, "/capture/bookmarklet")
        let plain = try await unset.send(.get, "/capture/bookmarklet")

        #expect(page.text.contains("open(&#39;https://desk.example.org/capture#url=&#39;"))
        #expect(plain.text.contains("open(&#39;http://127.0.0.1:8470/capture#url=&#39;"))
        #expect(CaptureRoutes.address(ofHost: "a');alert(1)//") == "http://localhost")
    }
}
