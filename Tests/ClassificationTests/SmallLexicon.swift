import Domain

@testable import Classification

/// Classifiers from a few lines, for tests that are about one rule.
enum SmallLexicon {
    static let topics: [TopicID] = ["housing", "work", "family"]

    /// The data of lexicons whose columns are separated by `|`.
    static func data(
        _ lexicons: [Language: String] = [:],
        common: String? = nil,
        spellings: [Language: String] = [:],
        places: String = ""
    ) -> ClassifierData {
        ClassifierData(
            topics: topics,
            lexicons: lexicons.mapValues(withTabs),
            commonLexicon: common.map(withTabs),
            transliterations: spellings.mapValues(withTabs),
            places: withTabs(places),
            currencies: ["euro", "лева", "zł"],
            thresholds: ClassifierData.Thresholds()
        )
    }

    /// A classifier whose lines hold in every language.
    static func classifier(_ common: String, places: String = "") throws -> Classifier {
        try Classifier(data(common: common, places: places))
    }

    /// The scores of a text by lines that hold in every language.
    static func scores(_ text: String, _ common: String) throws -> LabelScores {
        let classifier = try classifier(common)
        let matcher = TermMatcher(classifier.index, classifier.preparation.prepare(text))
        return LabelScores(matcher.hits(languages: .max), core: classifier.core.count)
    }

    /// The number of a label that is no place.
    static func label(_ field: TermField, _ value: String) -> Int {
        CoreLabels(topics: topics).all.firstIndex(of: TermLabel(field: field, value: value)) ?? -1
    }

    static func withTabs(_ text: String) -> String { text.replacing("|", with: "\t") }
}
