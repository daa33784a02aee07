package import Domain

/// A labelled post as `AttentionTrainer` sees it.
package struct AttentionExample: Sendable {
    /// What the encoder knows of it.
    package var reading: TextReading
    /// 1 for every output that holds.
    package var labels: SIMD16<Float>

    package init(reading: TextReading, labels: SIMD16<Float>) {
        self.reading = reading
        self.labels = labels
    }

    /// Reads labelled posts with an encoder, in their order.
    ///
    /// Costs what the encoder costs; what is read takes some 150 kB a post.
    /// - Parameters:
    ///   - layers: the layers of the encoder that are read.
    ///   - labels: 1 for every output that holds for a post.
    ///   - progress: called after each post with the count so far.
    /// - Throws: `OperatorError` naming the first post that the encoder gives nothing for.
    package static func read(
        _ posts: [LabelledPost],
        with encoder: any TextEncoder,
        layers: [Int],
        labels: (LabelledPost) -> SIMD16<Float>,
        progress: (Int) -> Void = { _ in }
    ) throws -> [AttentionExample] {
        var examples: [AttentionExample] = []
        for post in posts {
            guard let reading = encoder.reading(of: post.text, layers: layers) else {
                throw OperatorError(
                    "The sentence encoder cannot read post '\(post.id)', number \(examples.count + 1) of "
                        + "\(posts.count): there is no memory left.",
                    remedy: "Make memory free, some 150 kB a post, or name fewer posts, and train again."
                )
            }
            examples.append(AttentionExample(reading: reading, labels: labels(post)))
            progress(examples.count)
        }
        return examples
    }
}
