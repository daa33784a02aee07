/// A post with the labels of the codebook, as a line of a file of labelled posts.
///
/// Holds nothing about who wrote it.
package struct LabelledPost: Hashable, Codable, Sendable {
    /// Its name within the file.
    package var id: String
    /// Its words.
    package var text: String
    /// Its labels.
    package var labels: PostLabels

    package init(id: String, text: String, labels: PostLabels) {
        self.id = id
        self.text = text
        self.labels = labels
    }

    private enum CodingKeys: String, CodingKey { case id, text }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(String.self, forKey: .id)
        text = try container.decode(String.self, forKey: .text)
        labels = try PostLabels(from: decoder)
    }

    /// Labels stand beside the text, not within a field of their own.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(text, forKey: .text)
        try labels.encode(to: encoder)
    }
}
