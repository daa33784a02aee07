import Domain
import Foundation
import Testing
import Training

struct EvaluationTests {
    private func labels(
        _ kind: Kind,
        _ urgency: Urgency = .routine,
        topics: [TopicID] = [],
        language: Language = "ro"
    ) -> PostLabels {
        PostLabels(
            language: language,
            script: "Latn",
            kind: kind,
            topics: topics,
            primary: topics.first,
            urgency: urgency,
            minors: false,
            places: []
        )
    }

    private func measured(_ id: String, found: PostLabels, truth: PostLabels, acute: Double) -> MeasuredPost {
        MeasuredPost(
            file: "a",
            post: LabelledPost(id: id, text: "words \(id)", labels: truth),
            found: found,
            shares: ["urgency:acute": acute, "kind:request": 0.5, "topic:work": 0.25]
        )
    }

    private var posts: [MeasuredPost] {
        [
            measured("1", found: labels(.request, .acute), truth: labels(.request, .acute), acute: 0.95),
            measured("2", found: labels(.chatter), truth: labels(.request, .acute), acute: 0.25),
            measured("3", found: labels(.offer, topics: ["work"]), truth: labels(.offer, topics: ["work"]), acute: 0),
            measured("4", found: labels(.offer), truth: labels(.claim, topics: ["work"], language: "de"), acute: 0.21),
        ]
    }

    @Test func `confusions stand in the row of what is true and the column of what was found`() {
        let evaluation = Evaluation(posts, topics: ["work"])

        #expect(evaluation.kindConfusion.labels == ["request", "offer", "claim", "chatter"])
        #expect(evaluation.kindConfusion.counts == [[1, 0, 0, 1], [0, 1, 0, 0], [0, 1, 0, 0], [0, 0, 0, 0]])
        #expect(evaluation.urgencyConfusion.counts == [[1, 0, 1], [0, 0, 0], [0, 0, 2]])
    }

    @Test func `rates are given by language and by topic`() {
        let evaluation = Evaluation(posts, topics: ["work"])

        #expect(evaluation.languages["ro"]?.topics["work"]?.recall == 1)
        #expect(evaluation.languages["de"]?.topics["work"]?.recall == 0)
        #expect(evaluation.all.topics["work"]?.recall == 0.5)
        #expect(evaluation.files["a"]?.posts == 4)
    }

    @Test func `a share of 0.25 that holds in one of two posts is off by a quarter`() throws {
        let acute = try #require(Evaluation(posts, topics: ["work"]).calibration["acute"])

        #expect(acute.bins.map(\.count) == [1, 0, 2, 0, 0, 0, 0, 0, 0, 1])
        #expect(acute.bins[2].observed == 0.5)
        #expect(abs(acute.bins[2].predicted - 0.23) < 1e-9)
        #expect(abs(acute.expectedError - (0 + 2 * 0.27 + 0.05) / 4) < 1e-9)
    }

    @Test func `a share of exactly 1 counts in the last bin`() {
        var calibration = Calibration()

        calibration.add(share: 1, holds: true)

        #expect(calibration.bins[9].count == 1)
        #expect(calibration.expectedError == 0)
    }

    @Test func `wrong posts are listed by field, sets without order`() {
        var swapped = posts[2]
        swapped.found.topics = ["debt", "work"]
        swapped.post.labels.topics = ["work", "debt"]

        #expect(WrongPost.all(.kind, in: posts).map(\.id) == ["2", "4"])
        #expect(WrongPost.all(.urgency, in: posts).map(\.expected) == ["acute"])
        #expect(WrongPost.all(.topics, in: [swapped]).isEmpty)
    }

    @Test func `everything is in the JSON, rates with their values`() throws {
        let data = try JSONEncoder().encode(Evaluation(posts, topics: ["work"]))
        let json = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let all = try #require(json["all"] as? [String: Any])
        let topics = try #require(all["topics"] as? [String: [String: Any]])

        #expect(Set(json.keys) == ["all", "calibration", "files", "kindConfusion", "languages", "urgencyConfusion"])
        #expect(topics["work"]?["recall"] as? Double == 0.5)
        #expect(topics["work"]?["right"] as? Int == 1)
    }

    @Test func `the same seed gives the same draws, and a clear difference is not put down to chance`() throws {
        let topics: [TopicID] = ["work"]
        let truth = (0..<60).map { labels($0 % 2 == 0 ? .request : .offer, $0 % 4 == 0 ? .acute : .routine) }
        let good = OutcomeTable(truth.map { ($0, $0) }, topics: topics)
        let bad = OutcomeTable(truth.map { (labels(.offer), $0) }, topics: topics)

        let once = PairedBootstrap(rounds: 200, seed: 3).compare(good, with: bad)
        let again = PairedBootstrap(rounds: 200, seed: 3).compare(good, with: bad)
        let same = PairedBootstrap(rounds: 200, seed: 3).compare(good, with: good)
        let recall = try #require(once.first { $0.measure == .acuteRecall })

        #expect(once == again)
        #expect(recall.difference == 1)
        #expect(recall.low == 1)
        #expect(recall.chance < 0.01)
        #expect(same.allSatisfy { $0.difference == 0 && $0.chance == 1 })
    }

    @Test func `the table of outcomes measures as the counts by label do`() {
        let evaluation = Evaluation(posts, topics: ["work"])

        let measures = OutcomeTable(posts.map { ($0.found, $0.post.labels) }, topics: ["work"]).measures

        #expect(measures[.acuteRecall] == evaluation.all.urgencies["acute"]?.recall)
        #expect(measures[.requestRecall] == evaluation.all.kinds["request"]?.recall)
        #expect(measures[.topicF1] == evaluation.all.topicF1)
        #expect(abs((measures[.kindF1] ?? 0) - evaluation.all.kindF1) < 1e-9)
    }

    @Test(
        arguments: [(0.91, 0.9, 0), (0.9, 0.91, 0), (0.89, 0.91, 1), (0.5, 0.5, 0)] as [(Double, Double, Int)]
    )
    func `models are refused where a measure is lower by more than the tolerance`(
        _ new: Double,
        _ old: Double,
        _ faults: Int
    ) {
        func difference(_ measure: MainMeasure) -> PairedBootstrap.Difference {
            .init(measure: measure, value: new, other: old, low: 0, high: 0, chance: 1)
        }
        let verdict = ModelVerdict(
            tiers: [.init(name: "fast", differences: [difference(.acuteRecall), difference(.acutePrecision)])],
            tolerance: 0.01
        )

        #expect(verdict.faults.count == faults)
    }
}
