import Answering
import Domain
package import Likeness
import Storage

/// Finds what is like an enquiry by its meaning; there only where there is a sentence encoder.
package struct LikenessHouse: Sendable {
    /// What the vectors are of.
    package let model: String
    private let store: Store
    private let templates: [Template]
    private let thresholds: LikenessThresholds
    private let index: MeaningIndex
    private let encoder: LazyValue<MeaningEncoder?>

    /// - Parameter encoder: loaded when a text has to be turned into a vector for the first time.
    init(
        store: Store,
        templates: [Template],
        space: MeaningSpace,
        thresholds: LikenessThresholds,
        encoderName: String,
        encoder: @escaping @Sendable () throws -> (any TextEncoder)?
    ) {
        model = MeaningEncoder.model(encoderName: encoderName, space: space)
        self.store = store
        self.templates = templates
        self.thresholds = thresholds
        index = MeaningIndex(store: store, model: model, dimension: space.dimension)
        self.encoder = LazyValue { try encoder().flatMap { MeaningEncoder($0, named: encoderName, space: space) } }
    }

    /// Makes vectors of texts; nil where the encoder does not fit the space.
    /// - Throws: `OperatorError` where the encoder cannot be loaded.
    package func meaningEncoder() throws -> MeaningEncoder? { try encoder.value() }

    /// Makes ready what lacks a vector: posts of enquiries go to the backlog of the deep tier, wordings of templates are
    /// done at once, some 50 ms each, until the task is cancelled.
    ///
    /// Once a process: what fails is not tried again and again.
    package func prepare() async throws {
        guard let encoder = try meaningEncoder(), await index.isFirstPreparation() else { return }
        try await store.queueForMeaning(of: model)
        let known = try await store.templateMeanings(of: model)
        let texts = templates.flatMap { $0.variants.values.map(\.text) }
        let missing = texts.filter { known[Self.mark($0)] == nil }
        let used = Set(texts.map(Self.mark))
        for text in missing {
            try Task.checkCancellation()
            guard let vector = encoder.vector(of: text) else { continue }
            try await store.keepTemplateMeanings([Self.mark(text): vector], used: used)
        }
    }

    /// What is like an enquiry.
    func like(enquiry id: Int64) async throws -> LikeList {
        try await like(try await store.meanings(ofEnquiry: id, model: model), except: id)
    }

    /// What is like a text.
    func like(text: String) async throws -> LikeList? {
        guard let vector = try meaningEncoder()?.vector(of: text) else { return nil }
        return try await like([vector], except: nil)
    }

    private func like(_ vectors: [MeaningVector], except id: Int64?) async throws -> LikeList {
        guard !vectors.isEmpty else { return LikeList() }
        let hits = try await index.nearest(to: vectors, atLeast: thresholds.suggest, limit: Self.mostPosts)
        let found = try await store.enquiries(
            ofPosts: hits.map { ($0.post, Self.rounded(MeaningVector.likeness(product: $0.product))) }
        ).filter { $0.id != id }
        return LikeList(
            answered: Array(found.filter { $0.state == .answered }.prefix(Self.mostShown)),
            open: Array(found.filter { $0.state == .open }.prefix(Self.mostShown)),
            templates: try await likeTemplates(vectors)
        )
    }

    /// A template is as like a post as its wordings are in the mean of all languages.
    private func likeTemplates(_ vectors: [MeaningVector]) async throws -> [LikeTemplate] {
        let known = try await store.templateMeanings(of: model)
        let found = templates.compactMap { template -> LikeTemplate? in
            let wordings = template.variants.values.compactMap { known[Self.mark($0.text)] }
            guard !wordings.isEmpty else { return nil }
            let means = vectors.map { vector in
                wordings.reduce(0) { $0 + $1.likeness(to: vector) } / Double(wordings.count)
            }
            return LikeTemplate(key: template.key, likeness: Self.rounded(means.max() ?? 0))
        }
        return Array(
            found.filter { $0.likeness >= thresholds.template }
                .sorted { ($1.likeness, $0.key) < ($0.likeness, $1.key) }.prefix(Self.mostTemplates)
        )
    }

    private static func mark(_ text: String) -> Int64 { Int64(bitPattern: Fingerprint.of(text.utf8)) }

    private static func rounded(_ likeness: Double) -> Double { (likeness * 1_000).rounded() / 1_000 }

    private static let mostPosts = 100
    private static let mostShown = 5
    private static let mostTemplates = 3
}

/// From which likeness on something is shown, as `Config/likeness.yaml` says.
package struct LikenessThresholds: Codable, Hashable, Sendable {
    /// Enquiries that are like another, up to 1.
    package var suggest: Double
    /// Templates, up to 1.
    package var template: Double
}
