import Domain
import Training

/// Writes measures as tables, columns separated by a TAB.
struct EvaluationText {
    private let result: EvaluationResult
    private let topics: [TopicID]

    init(_ result: EvaluationResult, topics: [TopicID]) {
        self.result = result
        self.topics = topics
    }

    /// All tables, a blank line between two.
    var words: String {
        let measures = result.evaluation
        var blocks = [
            files, topicRates(measures.all), languages,
            confusion("kind", measures.kindConfusion), confusion("urgency", measures.urgencyConfusion),
        ]
        blocks += measures.calibration.sorted { $0.key < $1.key }.map { calibration($0.key, $0.value) }
        if let comparison = result.comparison { blocks.append(Self.comparison(comparison)) }
        if let wrong = result.wrong { blocks.append(Self.wrong(wrong)) }
        return blocks.map { $0.map { $0.joined(separator: "\t") }.joined(separator: "\n") }.joined(separator: "\n\n")
    }

    private typealias Table = [[String]]

    private var files: Table {
        let heads = [
            "posts", "n", "language", "kind", "kind F1", "request R", "topics F1", "acute P", "acute R", "soon F1",
            "minors F1", "places F1",
        ]
        let rows = result.evaluation.files.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        return [heads]
            + (rows + [("all", result.evaluation.all)]).map { name, measure in
                let acute = measure.urgencies["acute"] ?? .init()
                let shares = [
                    measure.languageAccuracy, measure.kindAccuracy, measure.kindF1,
                    measure.kinds["request"]?.recall ?? 1, measure.topicF1, acute.precision, acute.recall,
                    measure.urgencies["soon"]?.f1 ?? 1, measure.minors.f1, measure.places.f1,
                ]
                return [name, "\(measure.posts)"] + shares.map(Share.text)
            }
    }

    private func topicRates(_ measure: LabelMeasure) -> Table {
        [["topic", "precision", "recall", "F1"]]
            + topics.map { topic in [topic.rawValue] + Self.rates(measure.topics[topic.rawValue] ?? .init()) }
    }

    /// Precision, recall and F1 as means of all topics, then the F1 of each.
    private var languages: Table {
        let heads =
            ["language", "n", "topics precision", "topics recall", "topics F1"] + topics.map { "\($0.rawValue) F1" }
        return [heads]
            + result.evaluation.languages.sorted { $0.key < $1.key }.map { name, measure in
                let rates = topics.map { measure.topics[$0.rawValue] ?? .init() }
                let count = Double(max(1, rates.count))
                let means = [
                    rates.map(\.precision).reduce(0, +) / count, rates.map(\.recall).reduce(0, +) / count,
                    measure.topicF1,
                ]
                return [name, "\(measure.posts)"] + (means + rates.map(\.f1)).map(Share.text)
            }
    }

    private func confusion(_ name: String, _ matrix: ConfusionMatrix) -> Table {
        [["\(name): true, found →"] + matrix.labels]
            + zip(matrix.labels, matrix.counts).map { label, counts in [label] + counts.map(String.init) }
    }

    private func calibration(_ name: String, _ calibration: Calibration) -> Table {
        [["\(name): share", "n", "predicted", "observed"]]
            + calibration.bins.enumerated().filter { $0.element.count > 0 }.map { number, bin in
                [
                    "\(Self.tenth(number))–\(Self.tenth(number + 1))",
                    "\(bin.count)", Share.text(bin.predicted), Share.text(bin.observed),
                ]
            } + [["expected error", "", "", Share.text(calibration.expectedError)]]
    }

    private static func tenth(_ number: Int) -> String { String(Share.text(Double(number) / 10).dropLast(2)) }

    /// Two models side by side.
    static func comparison(_ differences: [PairedBootstrap.Difference]) -> [[String]] {
        [["measure", "these", "those", "difference", "95 % from", "to", "by chance"]]
            + differences.map { difference in
                [difference.measure.rawValue]
                    + [
                        difference.value, difference.other, difference.difference, difference.low, difference.high,
                        difference.chance,
                    ].map(Share.text)
            }
    }

    private static func wrong(_ posts: [WrongPost]) -> Table {
        [["post", "expected", "found", "text"]]
            + posts.map { [$0.id, $0.expected, $0.found, Terminal.excerpt($0.text, 2_000)] }
    }

    private static func rates(_ rates: LabelMeasure.Rates) -> [String] {
        [rates.precision, rates.recall, rates.f1].map(Share.text)
    }
}
