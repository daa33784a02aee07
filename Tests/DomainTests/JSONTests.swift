import Domain
import Foundation
import Testing

struct JSONTests {
    @Test func `gives back what was written`() throws {
        try expectBack(Samples.prediction)
        try expectBack(Samples.post)
        try expectBack(Samples.enquiry)
        try expectBack(Samples.answer)
        try expectBack(Samples.importRun)
        try expectBack(Samples.count)
        try expectBack(Samples.delay)
        try expectBack(KeptRow(reason: "no text", offset: 12, sealed: [0, 255, 7]))
        try expectBack(OperatorError("It failed.", remedy: "Try again."))
        try expectBack(Language.undetermined)
    }

    @Test func `gives back values without their optional parts`() throws {
        var enquiry = Samples.enquiry
        (enquiry.takenBy, enquiry.leaseUntil, enquiry.closedAt, enquiry.reason) = (nil, nil, nil, nil)
        (enquiry.primary, enquiry.posts[0].text) = (nil, nil)
        var run = Samples.importRun
        (run.finishedAt, run.fault) = (nil, nil)

        try expectBack(enquiry)
        try expectBack(run)
        try expectBack(ReceivedPost(space: Samples.space, externalID: "1", text: "", publishedAt: Samples.moment))
    }

    @Test func `spells names of closed sets as the database does`() throws {
        #expect(try json(Urgency.allCases) == #"["acute","soon","routine"]"#)
        #expect(try json(Kind.allCases) == #"["request","offer","claim","chatter"]"#)
        #expect(try json(Platform.allCases) == #"["facebook","instagram","telegram","tiktok"]"#)
        #expect(try json(EnquiryState.allCases) == #"["open","answered","dismissed"]"#)
        #expect(try json(Figure.allCases) == #"["seen","relevant","opened","answered","dismissed"]"#)
        #expect(try json(Breakdown.allCases) == #"["total","topic","language","platform","urgency"]"#)
        #expect(try json([TopicID("housing")]) == #"["housing"]"#)
    }

    @Test func `refuses a name outside a closed set`() {
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode([Urgency].self, from: Data(#"["urgent"]"#.utf8))
        }
    }

    private func expectBack<T: Codable & Equatable>(_ value: T, at place: SourceLocation = #_sourceLocation) throws {
        let back = try JSONDecoder().decode([T].self, from: try JSONEncoder().encode([value]))
        #expect(back == [value], sourceLocation: place)
    }

    private func json(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }
}
