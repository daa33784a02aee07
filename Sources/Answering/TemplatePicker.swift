package import Domain

/// A template offered for an enquiry.
package struct TemplateSuggestion: Codable, Hashable, Sendable {
    /// The key of the template.
    package var key: String
    /// What it answers.
    package var topics: [TopicID]
    /// How well it fits, 0...1.
    package var fit: Double
    /// Why it may not be used; nil where it may.
    package var blocked: String?
}

/// Ranks templates for an enquiry: by the topics they share with it, the topic to deal with first counting most;
/// those that may be used first.
package struct TemplatePicker: Sendable {
    private let templates: [Template]
    private let isDemonstration: Bool

    package init(_ templates: [Template], isDemonstration: Bool) {
        self.templates = templates
        self.isDemonstration = isDemonstration
    }

    /// - Parameter today: the day, `YYYY-MM-DD`.
    /// - Returns: every template that shares a topic, the best first; ties in alphabetical order.
    package func suggestions(
        topics: [TopicID],
        primary: TopicID?,
        language: Language,
        today: String
    ) -> [TemplateSuggestion] {
        templates.compactMap { template -> TemplateSuggestion? in
            let fit = fit(template, topics: topics, primary: primary)
            guard fit > 0 else { return nil }
            let usability = TemplateUsability(
                template,
                in: language,
                today: today,
                isDemonstration: isDemonstration
            )
            return TemplateSuggestion(
                key: template.key,
                topics: template.topics,
                fit: fit,
                blocked: usability.blocked
            )
        }
        .sorted { left, right in
            if (left.blocked == nil) != (right.blocked == nil) { return left.blocked == nil }
            return left.fit != right.fit ? left.fit > right.fit : left.key < right.key
        }
    }

    private func fit(_ template: Template, topics: [TopicID], primary: TopicID?) -> Double {
        let shared = Set(template.topics).intersection(topics).count
        let all = Set(template.topics).union(topics).count
        guard shared > 0, all > 0 else { return 0 }
        let isFirst = primary.map(template.topics.contains) ?? false
        return (Double(shared) / Double(all) + (isFirst ? 1 : 0)) / 2
    }
}
