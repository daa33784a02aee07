import Domain
import Testing

struct OrderAndTallyTests {
    @Test func `puts the more urgent first`() {
        let sorted = [Urgency.routine, .acute, .soon].sorted()

        #expect(sorted == [.acute, .soon, .routine])
        #expect(sorted.map(\.rank) == [0, 1, 2])
        #expect(Urgency.allCases == sorted)
    }

    @Test func `adds up every outcome of an import`() {
        var sum = Tally()
        var part = Tally()
        (part.rows, part.new, part.known, part.changed, part.ignored, part.rejected) = (21, 1, 2, 3, 6, 9)

        sum += part
        sum += part

        #expect([sum.rows, sum.new, sum.known, sum.changed, sum.ignored, sum.rejected] == [42, 2, 4, 6, 12, 18])
        #expect(sum.rows == sum.new + sum.known + sum.changed + sum.ignored + sum.rejected)
    }

    @Test(arguments: [
        (Kind.request, [], true), (.request, ["housing"], true), (.claim, ["benefits"], true), (.claim, [], false),
        (.offer, ["housing"], false), (.chatter, ["work"], false),
    ])
    func `shows requests and claims about a topic to counsellors`(
        _ kind: Kind,
        _ topics: [TopicID],
        _ isRelevant: Bool
    ) {
        var prediction = Samples.prediction
        prediction.kind = kind
        prediction.topics = topics

        #expect(prediction.isRelevant == isRelevant)
    }

    @Test func `keeps the words of an operator's error and those of any other`() {
        struct Other: Error {}
        let known = OperatorError("The disk is full.", remedy: "Make room.")

        #expect(OperatorError(describing: known) == known)
        #expect(known.description == "The disk is full.\nMake room.")
        #expect(known.isDiskTrouble)
        #expect(OperatorError(describing: Other()).what.contains("Other()"))
        #expect(!OperatorError(describing: Other()).isDiskTrouble)
    }
}
