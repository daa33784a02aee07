import Domain
import Foundation

@testable import Classification

/// How often a classifier agrees with the labels of some posts.
struct Accuracy {
    let posts: Int
    private var languages = 0
    private var kinds = 0
    private var acute = Agreement()
    private var topics = Agreement()

    /// How often something was rightly found, wrongly found, and missed.
    struct Agreement {
        var found = 0
        var wrong = 0
        var missed = 0

        var precision: Double { found + wrong == 0 ? 1 : Double(found) / Double(found + wrong) }
        var recall: Double { found + missed == 0 ? 1 : Double(found) / Double(found + missed) }
        var f1: Double { found == 0 ? 0 : 2 * Double(found) / Double(2 * found + wrong + missed) }
    }

    init(of classifier: Classifier, on posts: [LabelledPost]) {
        self.posts = posts.count
        for post in posts {
            let prediction = classifier.classify(post.text)
            languages += prediction.language == post.language ? 1 : 0
            kinds += prediction.kind == post.kind ? 1 : 0
            Self.count(prediction.urgency == .acute ? ["acute"] : [], post.urgency == .acute ? ["acute"] : [], &acute)
            Self.count(Set(prediction.topics), post.topics, &topics)
        }
    }

    private static func count(_ predicted: Set<TopicID>, _ labelled: Set<TopicID>, _ agreement: inout Agreement) {
        agreement.found += predicted.intersection(labelled).count
        agreement.wrong += predicted.subtracting(labelled).count
        agreement.missed += labelled.subtracting(predicted).count
    }

    /// The columns of the table, with their values.
    var figures: [(name: String, value: Double)] {
        [
            ("language", Double(languages) / Double(posts)), ("kind", Double(kinds) / Double(posts)),
            ("acute recall", acute.recall), ("acute precision", acute.precision),
            ("topics precision", topics.precision), ("topics recall", topics.recall), ("topics F1", topics.f1),
        ]
    }

    /// One line of the table, separated by TABs.
    func line(_ name: String) -> String {
        ([name, String(posts)] + figures.map { String(format: "%.3f", $0.value) }).joined(separator: "\t")
    }
}
