import Domain
import Training

/// Compares the meanings of questions with each other.
struct LikenessMeasure {
    /// A text that asks a question.
    struct Question {
        var half: String
        var topic: String
        var question: String
        var vector: MeaningVector

        /// - Parameter row: half, topic, question, language, text.
        init(_ row: [String], _ vector: MeaningVector) {
            (half, topic, question) = (row[0], row[1], row[2])
            self.vector = vector
        }
    }

    /// Two texts of one half.
    private struct Pair {
        var likeness: Double
        var isLike: Bool
        var hasOneTopic: Bool
    }

    let questions: [Question]
    /// The likeness of texts of two people that share their words but not the plight.
    let similar: [Double]

    func figures(suggest: Double) -> LikenessFigures {
        let (choose, report) = (pairs("choose"), pairs("report"))
        let candidates = stride(from: 0.10, through: 0.99, by: 0.01).map { ($0 * 100).rounded() / 100 }
        let best = candidates.max { f1(choose, $0) < f1(choose, $1) } ?? 0
        // The similar texts are what a wrong merge would be made of.
        let merging = candidates.first { rates(choose, $0, with: similar).precision >= 0.99 }
        return LikenessFigures(
            texts: questions.count,
            likePairs: (choose + report).count(where: \.isLike),
            otherPairs: (choose + report).count { !$0.isLike && $0.hasOneTopic },
            bestOnChoose: best,
            chosen: rates(choose, suggest, with: []),
            reported: rates(report, suggest, with: []),
            mergeThreshold: merging,
            mergeReported: merging.map { rates(report, $0, with: similar) },
            nearestIsRight: nearestIsRight,
            mostSimilar: similar.max() ?? 0,
            medianSimilar: similar.sorted()[similar.count / 2],
            mostLike: (choose + report).filter(\.isLike).map(\.likeness).max() ?? 0
        )
    }

    private func pairs(_ half: String) -> [Pair] {
        let texts = questions.filter { $0.half == half }
        return texts.indices.flatMap { index in
            texts[(index + 1)...].map { other in
                let one = texts[index]
                return Pair(
                    likeness: one.vector.likeness(to: other.vector),
                    isLike: one.question == other.question,
                    hasOneTopic: one.topic == other.topic
                )
            }
        }
    }

    /// Against pairs of one topic, which are the hard ones.
    private func rates(_ pairs: [Pair], _ threshold: Double, with wrong: [Double]) -> LikenessFigures.Rates {
        let found = pairs.filter { $0.likeness >= threshold && ($0.isLike || $0.hasOneTopic) }
        let right = found.count(where: \.isLike)
        let mistaken = found.count - right + wrong.count { $0 >= threshold }
        return LikenessFigures.Rates(
            threshold: threshold,
            precision: right + mistaken == 0 ? 0 : Double(right) / Double(right + mistaken),
            recall: Double(right) / Double(max(1, pairs.count(where: \.isLike)))
        )
    }

    private func f1(_ pairs: [Pair], _ threshold: Double) -> Double {
        let rates = rates(pairs, threshold, with: [])
        return 2 * rates.precision * rates.recall / max(1e-9, rates.precision + rates.recall)
    }

    /// How often the text that is most like a text of the half to report asks the same, among all texts.
    private var nearestIsRight: Double {
        let asked = questions.indices.filter { questions[$0].half == "report" }
        let right = asked.count { index in
            let others = questions.indices.filter { $0 != index }
            let likeness = { (other: Int) in questions[index].vector.likeness(to: questions[other].vector) }
            let nearest = others.max { likeness($0) < likeness($1) }
            return nearest.map { questions[$0].question == questions[index].question } ?? false
        }
        return Double(right) / Double(max(1, asked.count))
    }
}

/// What was measured.
struct LikenessFigures: Encodable {
    /// How a threshold does.
    struct Rates: Encodable {
        var threshold: Double
        var precision: Double
        var recall: Double
    }

    var texts: Int
    var likePairs: Int
    var otherPairs: Int
    var bestOnChoose: Double
    var chosen: Rates
    var reported: Rates
    var mergeThreshold: Double?
    var mergeReported: Rates?
    var nearestIsRight: Double
    var mostSimilar: Double
    var medianSimilar: Double
    var mostLike: Double

    var table: String {
        func words(_ rates: Rates) -> String {
            "precision \(Share.text(rates.precision)), recall \(Share.text(rates.recall))"
        }
        let merge = mergeReported.map { "\($0.threshold): \(words($0))" } ?? "none reaches a precision of 0.99"
        return """
            \(texts) texts: \(likePairs) pairs ask the same, \(otherPairs) of one topic do not
            best threshold on the half to choose on: \(bestOnChoose)
            suggest from \(chosen.threshold), half to choose on: \(words(chosen))
            suggest from \(reported.threshold), half to report: \(words(reported))
            the most alike text asks the same (half to report): \(Share.text(nearestIsRight))
            two people who write alike: likeness \(Share.text(medianSimilar)) in the median, \
            \(Share.text(mostSimilar)) at most
            the same question in two languages: \(Share.text(mostLike)) at most
            merge from \(merge)
            """
    }
}
