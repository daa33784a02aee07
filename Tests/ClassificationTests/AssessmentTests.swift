import Domain
import Testing

@testable import Classification

struct AssessmentTests {
    private static let lines = """
        kind|request|2|<question>
        kind|request|3|hilfe
        kind|offer|4|biete
        kind|offer|9|biete billig
        kind|claim|3|gesetz
        kind|chatter|3|haha
        topic|housing|3|miete
        topic|housing|2|zimmer
        topic|work|3|arbeit
        topic|work|5|lohn
        urgency|acute|4|obdachlos
        urgency|acute|3|heute nacht
        urgency|soon|3|frist
        urgency|soon|2|bald
        minors|yes|3|kind
        minors|yes|2|schule
        """

    @Test(
        arguments: [
            ("miete", ["housing"]), ("zimmer", []), ("zimmer miete arbeit", ["housing", "work"]),
            ("arbeit und miete", ["housing", "work"]), ("", []),
        ] as [(String, [TopicID])]
    )
    func `takes every topic that reaches its threshold, in the order of the list`(
        _ text: String,
        _ topics: [TopicID]
    ) throws {
        #expect(try classify(text).topics == topics)
    }

    @Test(
        arguments: [
            ("miete arbeit", "housing"), ("arbeit miete", "work"), ("miete lohn", "work"),
            ("zimmer miete lohn", "housing"),
            ("zimmer", nil),
        ] as [(String, TopicID?)]
    )
    func `puts the topic with the highest sum first, of equal ones the one that is named first`(
        _ text: String,
        _ primary: TopicID?
    ) throws {
        #expect(try classify(text).primary == primary)
    }

    @Test(
        arguments: [
            ("hilfe", .request), ("biete", .offer), ("gesetz", .claim), ("haha", .chatter), ("miete", .chatter),
            ("hilfe haha", .request), ("gesetz hilfe", .request), ("biete hilfe", .offer),
        ] as [(String, Kind)]
    )
    func `takes the kind with the highest sum and a request among equals`(_ text: String, _ kind: Kind) throws {
        #expect(try classify(text).kind == kind)
    }

    @Test func `takes a question for a request only where it is about a topic`() throws {
        #expect(try classify("miete?").kind == .request)
        #expect(try classify("wie geht's?").kind == .chatter)
        #expect(try classify("biete miete?").kind == .offer)
    }

    @Test func `takes a plight that is urgent for a request, unless an offer is plainer`() throws {
        #expect(try classify("obdachlos").kind == .request)
        #expect(try classify("obdachlos, biete").kind == .request)
        #expect(try classify("obdachlos, biete billig").kind == .offer)
        #expect(try classify("frist miete").kind == .chatter)
        #expect(try classify("frist miete?").kind == .request)
    }

    @Test(
        arguments: [
            ("hilfe obdachlos", .acute), ("hilfe heute nacht", .routine), ("hilfe frist", .soon),
            ("hilfe bald", .routine),
            ("hilfe bald frist", .soon), ("hilfe obdachlos frist", .acute), ("hilfe", .routine),
        ] as [(String, Urgency)]
    )
    func `measures the urgency of a request by its thresholds`(_ text: String, _ urgency: Urgency) throws {
        #expect(try classify(text).urgency == urgency)
    }

    @Test(arguments: ["biete billig obdachlos", "gesetz gesetz frist", "haha frist", "frist"])
    func `finds nothing urgent in what is no request`(_ text: String) throws {
        let prediction = try classify(text)

        #expect(prediction.kind != .request)
        #expect(prediction.urgency == .routine)
        #expect(prediction.evidence.allSatisfy { $0.field != "urgency" })
    }

    @Test func `sees children from the threshold on`() throws {
        #expect(try classify("kind").minors)
        #expect(try !classify("schule").minors)
    }

    @Test func `uses the thresholds that it is given`() throws {
        var data = SmallLexicon.data(common: Self.lines)
        data.thresholds = ClassifierData.Thresholds(topic: 2, acute: 3, soon: 2, kind: 4, minors: 2)
        let classifier = try Classifier(data)

        #expect(classifier.classify("zimmer").topics == ["housing"])
        #expect(classifier.classify("hilfe").kind == .chatter)
        #expect(classifier.classify("hilfe heute nacht").urgency == .acute)
        #expect(classifier.classify("hilfe hilfe bald zimmer?").urgency == .soon)
        #expect(classifier.classify("schule").minors)
    }

    @Test func `lists places once, in the order of mention`() throws {
        let places = "Köln|DE|NRW|köln,kolonia\nBonn|DE|NRW|bonn"
        let classifier = try SmallLexicon.classifier("", places: places)

        #expect(classifier.classify("von Bonn nach Köln, kolonia, bonn").places == ["Bonn", "Köln"])
    }

    private func classify(_ text: String) throws -> Prediction {
        try SmallLexicon.classifier(Self.lines).classify(text)
    }
}
